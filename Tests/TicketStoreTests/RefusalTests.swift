import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// What stands in the way of a commit is said, and nothing is changed.
@Suite struct RefusalTests {
  // MARK: Operations in progress

  enum Operation: String, CaseIterable, Sendable {
    case merge, rebase, cherryPick, revert

    /// Leaves the operation stopped at a conflict in `code.txt`.
    func begin(in scene: Scene) throws {
      try scene.git("checkout", "-q", "-b", "side")
      try scene.edit("code.txt", "two", "side")
      try scene.git("commit", "-q", "-a", "-m", "side")
      try scene.git("checkout", "-q", "main")
      try scene.edit("code.txt", "two", "main")
      try scene.git("commit", "-q", "-a", "-m", "main")
      try scene.edit("code.txt", "main", "again")
      try scene.git("commit", "-q", "-a", "-m", "again")
      let command =
        switch self {
        case .merge: ["merge", "-q", "side"]
        case .rebase: ["rebase", "-q", "side"]
        case .cherryPick: ["cherry-pick", "side"]
        case .revert: ["revert", "--no-edit", "HEAD~1"]
        }
      #expect(try scene.gitResult(command).status != 0)
    }

    var name: String {
      self == .cherryPick ? "cherry-pick" : rawValue
    }
  }

  @Test(arguments: Operation.allCases)
  func anOperationInProgress(_ operation: Operation) throws {
    let scene = try Scene.committed()
    try operation.begin(in: scene)
    let before = try scene.everything()
    #expect(throws: CommitRefused.operationInProgress(operation.name)) {
      try scene.commit(.change(.transition))
    }
    #expect(try scene.everything() == before)

    let status = try scene.status
    let outcome = try scene.commit(.change(.transition), to: .workTreeOnly)
    #expect(outcome == .written(paths: [Scene.ticket]))
    #expect(
      try scene.status.split(separator: "\n").sorted()
        == (status + " M \(Scene.ticket)\n").split(separator: "\n").sorted())
    #expect(try scene.text(Scene.ticket).contains("status: in-progress"))
  }

  @Test func bisectingIsNoReasonToRefuse() throws {
    let scene = try Scene.committed()
    try scene.git("bisect", "start")
    let old = try scene.id("HEAD")
    try scene.commit(.change(.transition))
    try scene.expectOneCommit(since: old)
  }

  @Test func aMergeThatBeginsWhileWaitingForTheLock() throws {
    let scene = try Scene.committed()
    try scene.write("", to: ".git/index.lock")
    let head = try scene.id("HEAD")
    #expect(throws: CommitRefused.operationInProgress("merge")) {
      try scene.commit(.change(.transition)) { environment in
        environment.sleep = { _ in
          try? scene.write("\(head)\n", to: ".git/MERGE_HEAD")
          try? scene.remove(".git/index.lock")
        }
      }
    }
    #expect(try scene.id("HEAD") == head)
    #expect(try scene.text(Scene.ticket) == Scene.text)
  }

  // MARK: Locks

  @Test(arguments: ["", "somebody else's\n", "snag lock"])
  func anIndexLockOfSomebodyElse(_ content: String) throws {
    let scene = try Scene.committed()
    try scene.write(content, to: ".git/index.lock")
    let before = try scene.everything()
    var waited = 0
    let error = #expect(throws: (any Error).self) {
      try scene.commit(.change(.transition)) { $0.sleep = { waited += $0 } }
    }
    let failure = try #require(error.flatMap { GitFailure($0) })
    guard case .lockedIndex(let path, let changedAt) = failure.kind else {
      Issue.record("\(failure)")
      return
    }
    #expect(path == "\(scene.directory)/.git/index.lock")
    #expect(changedAt > 0)
    #expect(waited >= 5_000 && waited < 5_200)
    #expect(try scene.everything() == before)
  }

  @Test func aLockThatGoesAwayInTimeIsWaitedFor() throws {
    let scene = try Scene.committed()
    try scene.write("", to: ".git/index.lock")
    let old = try scene.id("HEAD")
    var sleeps = 0
    try scene.commit(.change(.transition)) { environment in
      environment.sleep = { _ in
        sleeps += 1
        if sleeps == 3 { try? scene.remove(".git/index.lock") }
      }
    }
    #expect(sleeps == 3)
    try scene.expectOneCommit(since: old)
  }

  @Test func aRefLockOfSomebodyElse() throws {
    let scene = try Scene.committed()
    try scene.write("", to: ".git/refs/heads/main.lock")
    let before = try scene.everything()
    let error = #expect(throws: (any Error).self) { try scene.commit(.change(.transition)) }
    #expect(error.flatMap { GitFailure($0) }?.kind == .lockedRef)
    #expect(try scene.everything() == before)
    #expect(try scene.status.isEmpty)
  }

  @Test func aRefLockOnABranchNotCheckedOut() throws {
    let scene = try Scene.committed()
    try scene.git("branch", "side")
    try scene.write("", to: ".git/refs/heads/side.lock")
    let before = try scene.everything()
    let error = #expect(throws: (any Error).self) {
      try scene.commit(.change(.transition), to: .branch("side"))
    }
    #expect(error.flatMap { GitFailure($0) }?.kind == .lockedRef)
    #expect(try scene.everything() == before)
  }

  // MARK: Disks

  @Test(arguments: [CommitPlan.change(.transition), .create()].indices)
  func aFileWhereTheJournalsFolderShouldBe(_ index: Int) throws {
    let scene = try Scene.committed()
    try scene.write("in the way\n", to: ".git/snag")
    let before = try scene.everything()
    #expect(throws: (any Error).self) {
      try scene.commit([CommitPlan.change(.transition), .create()][index])
    }
    #expect(try scene.everything() == before)
  }

  @Test func aFileWhereTheShardShouldBe() throws {
    let scene = try Scene.committed()
    try scene.write("in the way\n", to: ".tickets/c")
    let before = try scene.everything()
    let plan = CommitPlan(
      changes: [
        .create(path: ".tickets/sn-b2b2b2.md", bytes: Array(Scene.text.utf8)),
        .create(path: ".tickets/c/3/sn-c3p8rw.md", bytes: Array(Scene.text.utf8)),
      ], subject: "x", tickets: [])
    #expect(throws: (any Error).self) { try scene.commit(plan) }
    #expect(try scene.everything() == before)
  }

  /// A full disk, as far as it can be had: no file may grow past so many kibibytes.
  @Test(arguments: [0, 1], [["start", "sn-k7m3qx"], ["new", "New one", "-t", "bug"]])
  func aFullDisk(_ kibibytes: Int, _ arguments: [String]) throws {
    let scene = try Scene.committed()
    try scene.write(CrashTests.workflow, to: ".tickets/workflows/bug.yml")
    // With these the index is larger than a kibibyte, and everything else is smaller.
    for number in 0..<30 { try scene.write("\(number)\n", to: "src/file-\(number).txt") }
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "files")
    let before = try scene.everything()
    let limited = "trap '' XFSZ; ulimit -f \(kibibytes); exec \"$@\""
    let result = try run(
      ["bash", "-c", limited, "-", Probe.path] + arguments, in: scene.directory,
      environment: scene.variables)
    #expect(result.statuses.first ?? 0 != 0, "\(result.output)\(result.errors)")
    #expect(result.errors.hasPrefix("error: "))
    #expect(try scene.everything() == before)
    try scene.expectSound()
  }
}
