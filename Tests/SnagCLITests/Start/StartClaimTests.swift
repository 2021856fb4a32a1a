import Foundation
import TestSupport
import Testing

/// Who may begin work on a ticket, with two clones and a bare remote.
@Suite struct StartClaimTests {
  private let both: SyncWorld
  private let id: String

  init() throws {
    both = try SyncWorld.withBranches()
    id = try both.sharedBug()
  }

  private var branchName: String { "bug/\(id)-login-crashes" }

  @Test func afterAFetchBobIsRefusedWithAdasBranch() throws {
    both.ada.ok("start", id)
    try both.ada.git("push", "-q", "-u", "origin", "HEAD")
    try both.bob.git("fetch", "-q")
    let before = try both.bob.state()
    _ = both.world.takeTranscript()

    let refused = both.bob.snag("start", id)

    #expect(refused.status == 4)
    expectSnapshot(
      refused.errors.replacing(id, with: "ID"),
      """
      error: ada has ID in-progress on origin/bug/ID-login-crashes since 2026-11-21T09:15:03Z
      hint: `snag start ID --take` makes it yours

      """)
    #expect(try both.bob.snag("start", id, "--json").errorJSON()["code"] as? String == "held")
    #expect(both.bob.snag("start", id, "--resume").status == 4)
    #expect(both.bob.snag("start", id, "--no-branch").status == 4)
    #expect(both.bob.snag("move", id, "in-progress").status == 4)
    #expect(try both.bob.state() == before)
  }

  @Test func withoutAFetchBobCannotKnow() throws {
    both.ada.ok("start", id)
    both.bob.ok("start", id)
    #expect(try both.bob.branch == branchName)
  }

  @Test func bobTakesOverWhereAdaStopped() throws {
    both.ada.ok("start", id)
    try both.ada.commit("half\n", to: "fix.txt")
    try both.ada.git("push", "-q", "-u", "origin", "HEAD")
    try both.bob.git("fetch", "-q")

    both.bob.ok("start", id, "--take")

    #expect(try both.bob.branch == branchName)
    #expect(both.bob.read("fix.txt") == "half\n")
    #expect(both.bob.field("assignee", of: id) == "bob")
    #expect(
      try both.bob.git("log", "-1", "--format=%s") == "\(id): taken over from ada\n")
    #expect(
      try both.bob.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/\(branchName)\n")
    #expect(both.bob.snag("check").status == 0)

    try both.bob.git("push", "-q")
    try both.ada.git("fetch", "-q")
    let refused = both.ada.snag("start", id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("bob has \(id) in-progress on origin/\(branchName)"))
    // Taking it back catches up with what bob has done.
    both.ada.ok("start", id, "--take")
    #expect(try both.ada.id("HEAD^") == both.ada.id("origin/\(branchName)"))
    #expect(both.ada.field("assignee", of: id) == "ada")
  }

  @Test func onesOwnWorkIsGoneOnWith() throws {
    both.ada.ok("start", id)
    try both.ada.commit("half\n", to: "fix.txt")
    let tip = try both.ada.id("HEAD")
    try both.ada.git("switch", "-q", "main")

    let refused = both.ada.snag("start", id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("error: you have \(id) in-progress on \(branchName) since"))
    #expect(refused.errors.contains("hint: snag start \(id) --resume\n"))

    both.ada.ok("start", id, "--resume")
    #expect(try both.ada.branch == branchName)
    #expect(try both.ada.id("HEAD") == tip)
    // There already is success.
    #expect(both.ada.ok("start") == id)
    #expect(try both.ada.id("HEAD") == tip)
  }

  @Test func onTheBranchItselfTheHolderCounts() throws {
    both.ada.ok("start", id)
    try both.ada.git("push", "-q", "-u", "origin", "HEAD")
    try both.bob.git("fetch", "-q")
    try both.bob.git("switch", "-q", branchName)
    let refused = both.bob.snag("start")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("ada has \(id) in-progress on \(branchName) since"))
    both.bob.ok("start", "--take")
    #expect(both.bob.field("assignee", of: id) == "bob")
  }

  @Test func aTicketThatIsAssignedIsNotTakenInPassing() throws {
    both.ada.ok("edit", id, "assignee=ada")
    try both.ada.git("push", "-q")
    try both.bob.git("pull", "-q")
    let refused = both.bob.snag("start", id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("error: \(id) is assigned to ada\n"))
    both.bob.ok("start", id, "--take")
    #expect(both.bob.field("assignee", of: id) == "bob")
    #expect(both.bob.field("status", of: id) == "in-progress")
  }

  @Test func workBegunOnTheDefaultBranchIsSeenThere() throws {
    both.ada.ok("start", id, "--no-branch")
    try both.ada.git("push", "-q")
    try both.bob.git("fetch", "-q")
    let refused = both.bob.snag("start", id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("\(id) is in-progress on origin/main since"))
    #expect(refused.errors.contains("hint: git merge origin/main brings it here"))
  }

  @Test func aDoneBranchIsNotBegunAgain() throws {
    both.ada.ok("start", id)
    both.ada.ok("close", id, "resolution=fixed")
    try both.ada.git("switch", "-q", "main")
    let refused = both.ada.snag("start", id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("\(id) is done on \(branchName) since"))
  }

  // MARK: At once

  private func startAtOnce(_ clone: SyncWorld.Clone, _ places: [(String, String)]) throws
    -> [ProgramResult]
  {
    try places.map { directory, actor in
      var variables = isolatedEnvironment.filter { !$0.key.hasSuffix("_DATE") }
      variables["SNAG_ACTOR"] = actor
      return try TestSupport.start(
        ["\(BuiltProgram.folder)/snag", "start", id], in: directory, environment: variables)
    }.map { $0.wait() }
  }

  @Test func ofTwoProcessesInOneWorkTreeExactlyOneWins() throws {
    let results = try startAtOnce(
      both.ada, [(both.ada.directory, "ada"), (both.ada.directory, "bob")])
    #expect(results.map(\.status).sorted() == [0, 4], "\(results.map(\.errors))")
    try expectOneStart(both.ada.directory)
  }

  @Test func ofProcessesInTwoWorkTreesExactlyOneWins() throws {
    let other = both.world.scratch.path("other")
    try both.ada.git("worktree", "add", "-q", "--detach", other)
    let results = try startAtOnce(
      both.ada, [(both.ada.directory, "ada"), (other, "ada"), (other, "bob")])
    #expect(results.map(\.status).sorted() == [0, 4, 4], "\(results.map(\.errors))")
    let winner = [both.ada.directory, both.ada.directory, other]
    let place =
      try TestSupport.git("branch", "--show-current", in: winner[0]).contains(id)
      ? winner[0] : other
    try expectOneStart(place)
  }

  private func expectOneStart(_ directory: String) throws {
    #expect(try TestSupport.git("branch", "--show-current", in: directory) == "\(branchName)\n")
    #expect(
      try TestSupport.git("log", "--format=%s", "main..HEAD", in: directory)
        == "\(id): new -> in-progress\n")
    #expect(try TestSupport.git("status", "--porcelain", in: directory).isEmpty)
    #expect(
      try TestSupport.git("for-each-ref", "--format=%(refname:short)", "refs/heads", in: directory)
        == "\(branchName)\nmain\n")
  }
}
