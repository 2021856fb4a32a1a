import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketModel
import TicketStore

/// Invariant I1: a killed command leaves a repository that the next one repairs or reports.
@Suite struct CrashTests {
  enum Command: String, CaseIterable, Sendable {
    case new, transition, comment, edit

    var arguments: [String] {
      switch self {
      case .new: ["new", "New one", "-t", "bug"]
      case .transition: ["start", "sn-k7m3qx"]
      case .comment: ["comment", "sn-k7m3qx", "-m", "Seen too."]
      case .edit: ["edit", "sn-k7m3qx", "priority=P0", "labels+=regression"]
      }
    }
  }

  /// A repository with tickets and a workflow, and with changes of the person's.
  private func scene() throws -> Scene {
    let scene = try Scene.committed()
    try writeWorkflow(scene)
    try scene.edit("code.txt", "two", "2")
    try scene.git("add", "code.txt")
    try scene.edit("code.txt", "three", "3")
    return scene
  }

  /// A small workflow for bugs.
  static let workflow = """
    name: bug
    types: [bug]
    statuses:
      new: { category: new }
      in-progress: { category: active }
      done: { category: done }
    transitions:
      start: { from: new, to: in-progress, effects: [assign-me] }
      done: { from: in-progress, to: done }

    """

  private func writeWorkflow(_ scene: Scene) throws {
    try scene.write("version: 1\nprefix: sn\n", to: ".tickets/config.yml")
    try scene.write(Self.workflow, to: ".tickets/workflows/bug.yml")
    try scene.git("add", ".tickets")
    try scene.git("commit", "-q", "-m", "workflow")
  }

  /// Files of tickets in the work tree by path, each of which must be a whole ticket.
  private func tickets(_ scene: Scene) throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: "\(scene.directory)/.tickets")
    var texts: [String: String] = [:]
    for name in names where name.hasSuffix(".md") {
      let text = try scene.text(".tickets/\(name)")
      #expect(throws: Never.self, "\(name) is whole") {
        _ = try TicketDocument(parsing: Array(text.utf8))
      }
      texts[name] = text
    }
    return texts
  }

  @Test(arguments: Command.allCases, CommitStep.allCases)
  func killedAtAStep(_ command: Command, _ step: CommitStep) throws {
    try expectRecovery(command, step, removesLock: false)
  }

  @Test(arguments: Command.allCases, [CommitStep.journalWritten, .workFilesWritten, .refMoved])
  func killedAndTheLockRemovedByHand(_ command: Command, _ step: CommitStep) throws {
    try expectRecovery(command, step, removesLock: true)
  }

  private func expectRecovery(
    _ command: Command, _ step: CommitStep, removesLock: Bool
  ) throws {
    let scene = try scene()
    let ownStatus = "MM code.txt\n"
    #expect(try scene.status == ownStatus)
    let old = try scene.id("HEAD")
    let oldTickets = try tickets(scene)
    let staged = try scene.git("diff", "--cached", "--", "code.txt")
    let unstaged = try scene.git("diff", "--", "code.txt")

    let killed = try scene.snag(command.arguments, killedAt: step)
    #expect(killed.status == 128 + 9)

    // Nothing is lost: HEAD is the old or the new commit, and every file is whole.
    let isCommitted = CommitStep.allCases.firstIndex(of: step) ?? 0 >= 4
    #expect(try (scene.id("HEAD") != old) == isCommitted)
    let found = try tickets(scene)
    for (name, text) in oldTickets {
      let file = try #require(found[name])
      let isNew = file.hasPrefix(text.prefix(20)) && file != text
      #expect(file == text || isNew, "\(name)")
    }
    if removesLock { try scene.remove(".git/index.lock") }

    // The next command works, and says what it found.
    let next = try scene.snag(["comment", "sn-z4n8dp", "-m", "After the crash."])
    #expect(next.statuses == [0], "\(next.errors)")
    try scene.expectSound()
    #expect(!scene.exists(".git/snag/journal"))
    #expect(!scene.exists(".git/index.lock"))
    #expect(try scene.git("diff", "--cached", "--", "code.txt") == staged)
    #expect(try scene.git("diff", "--", "code.txt") == unstaged)
    let left = try scene.status.split(separator: "\n").filter { !$0.hasSuffix("code.txt") }
    if step == .workFilesWritten {
      // The one documented case: the change is in the work tree only, and that is said.
      #expect(left.count == 1)
      #expect(left.allSatisfy { $0.hasPrefix(command == .new ? "?? " : " M ") }, "\(left)")
      #expect(next.errors.contains("work tree only"), "\(next.errors)")
    } else {
      #expect(left.isEmpty, "\(left)")
    }
    if step == .refMoved { #expect(next.errors.contains("finished the commit"), "\(next.errors)") }
    #expect(try scene.count() == scene.count(old) + (isCommitted ? 2 : 1))
  }

  @Test(arguments: CommitStep.allCases)
  func initKilledAtAStep(_ step: CommitStep) throws {
    let scene = try Scene.unborn()
    try scene.write("code\n", to: "code.txt")
    try scene.git("add", "code.txt")
    let killed = try scene.snag(["init", "--prefix", "sn"], killedAt: step)
    #expect(killed.status == 128 + 9)

    let again = try scene.snag(["init", "--prefix", "sn"])
    #expect(again.statuses == [0], "\(again.errors)")
    let next = try scene.snag(["new", "First", "-t", "bug"])
    #expect(next.statuses == [0], "\(next.errors)")
    try scene.expectSound()
    #expect(!scene.exists(".git/snag/journal"))
    #expect(!scene.exists(".git/index.lock"))
    let left = try scene.status.split(separator: "\n").filter { !$0.hasSuffix("code.txt") }
    if step == .workFilesWritten {
      #expect(
        left.allSatisfy { $0.hasPrefix("?? .tickets") || $0 == "?? .gitattributes" }, "\(left)")
      #expect((again.errors + next.errors).contains("work tree only"))
    } else {
      #expect(left.isEmpty, "\(left)")
    }
    #expect(try scene.status.hasPrefix("A  code.txt\n"))
    #expect(scene.exists(".tickets/workflows/bug.yml"))
  }

  @Test(arguments: Command.allCases)
  func theSameCommandOnceMore(_ command: Command) throws {
    let scene = try scene()
    try scene.snag(command.arguments, killedAt: .workFilesWritten)
    let again = try scene.snag(command.arguments)
    #expect(again.statuses == [0], "\(again.errors)")
    #expect(again.errors.contains("work tree only"), "\(again.errors)")
    #expect(!scene.exists(".git/snag/journal"))
    #expect(!scene.exists(".git/index.lock"))
  }

  @Test(arguments: [["check"], []])
  func readersThatRepair(_ arguments: [String]) throws {
    let scene = try scene()
    try scene.snag(["start", "sn-k7m3qx"], killedAt: .refMoved)
    let next = try scene.snag(arguments)
    #expect((next.output + next.errors).contains("finished the commit"), "\(next.errors)")
    #expect(try scene.status == "MM code.txt\n")
    #expect(!scene.exists(".git/snag/journal"))
    #expect(!scene.exists(".git/index.lock"))
  }

  enum Place: String, CaseIterable, Sendable {
    case linkedWorktree, submodule, detachedHead, splitIndex, unborn
  }

  @Test(arguments: Place.allCases, [CommitStep.objectsWritten, .workFilesWritten, .refMoved])
  func killedElsewhere(_ place: Place, _ step: CommitStep) throws {
    let outer = try Scene.committed()
    try writeWorkflow(outer)
    var scene = outer
    switch place {
    case .linkedWorktree:
      try outer.git("worktree", "add", "-q", "-b", "side", "inner")
      scene = outer.from("\(outer.directory)/inner")
    case .submodule:
      try outer.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", outer.directory, "inner")
      scene = outer.from("\(outer.directory)/inner")
    case .detachedHead: try scene.git("checkout", "-q", "--detach")
    case .splitIndex: try scene.git("update-index", "--split-index")
    case .unborn: try scene.git("update-ref", "-d", "HEAD")
    }
    #expect(try scene.snag(["start", "sn-k7m3qx"], killedAt: step).status == 128 + 9)
    let next = try scene.snag(["comment", "sn-z4n8dp", "-m", "After."])
    #expect(next.statuses == [0], "\(next.errors)")
    let status = try scene.git("status", "--porcelain", "--", Scene.ticket, "sn-z4n8dp-export.md")
    switch (place, step) {
    case (.unborn, .refMoved): #expect(status.isEmpty)
    case (.unborn, .workFilesWritten): #expect(status == "AM \(Scene.ticket)\n")
    case (.unborn, _): #expect(status == "A  \(Scene.ticket)\n")
    case (_, .workFilesWritten): #expect(status == " M \(Scene.ticket)\n")
    default: #expect(status.isEmpty)
    }
    let directory = try scene.git("rev-parse", "--absolute-git-dir")
      .trimmingCharacters(in: .newlines)
    for name in ["snag/journal", "index.lock"] {
      #expect(!FileManager.default.fileExists(atPath: "\(directory)/\(name)"), "\(name)")
    }
    try scene.expectSound()
  }

  @Test(arguments: ["sn-k7m3qx with blanks.md", "sn-k7m3qx \"ü\".md", "a b/sn-k7m3qx\\.md"])
  func filesWithUnusualNames(_ name: String) throws {
    let scene = try Scene.committed()
    try writeWorkflow(scene)
    try FileManager.default.createDirectory(
      atPath: "\(scene.directory)/.tickets/a b", withIntermediateDirectories: false)
    try scene.git("mv", Scene.ticket, ".tickets/\(name)")
    try scene.git("commit", "-q", "-m", "renamed")
    #expect(try scene.snag(["start", "sn-k7m3qx"], killedAt: .refMoved).status == 128 + 9)
    let next = try scene.snag(["comment", "sn-k7m3qx", "-m", "After."])
    #expect(next.statuses == [0], "\(next.errors)")
    #expect(try scene.status.isEmpty)
  }

  @Test(arguments: CommitStep.allCases)
  func aMoveOfManyTicketsKilledAtAStep(_ step: CommitStep) throws {
    let scene = try scene()
    #expect(try scene.snag(["shard"], killedAt: step).status == 128 + 9)
    let next = try scene.snag(["comment", "sn-z4n8dp", "-m", "After the crash."])
    #expect(!scene.exists(".git/snag/journal"))
    #expect(try scene.store().load().tickets.count == 2)
    #expect(try scene.store().load().problems.isEmpty)
    let left = try scene.status.split(separator: "\n").filter { !$0.hasSuffix("code.txt") }
    if step == .workFilesWritten {
      #expect(next.errors.contains("work tree only"), "\(next.errors)")
    } else {
      #expect(next.statuses == [0], "\(next.errors)")
      #expect(left.isEmpty, "\(left)")
    }
    try scene.expectSound()
  }

  @Test func gitItselfWaitsForTheLockOfADeadCommand() throws {
    let scene = try scene()
    try scene.snag(["start", "sn-k7m3qx"], killedAt: .refMoved)
    let commit = try scene.gitResult(["commit", "-q", "-m", "mine"])
    #expect(commit.status != 0)
    #expect(commit.errors.contains("index.lock"))
    #expect(try scene.snag(["show", "sn-k7m3qx"]).statuses == [0])
  }

  @Test func anotherBranchCheckedOutBeforeTheRepairIsLeftAlone() throws {
    let scene = try Scene.committed()
    try writeWorkflow(scene)
    try scene.git("branch", "other")
    try scene.snag(["start", "sn-k7m3qx"], killedAt: .refMoved)
    try scene.remove(".git/index.lock")
    try scene.git("restore", "--staged", "--worktree", ":/")
    try scene.git("checkout", "-q", "other")
    let next = try scene.snag(["comment", "sn-z4n8dp", "-m", "Here."])
    #expect(next.statuses == [0], "\(next.errors)")
    #expect(try scene.status.isEmpty)
    #expect(!scene.exists(".git/snag/journal"))
  }

  @Test func aBranchSwitchedWithTheIndexBehindIsNotStaged() throws {
    let scene = try Scene.committed()
    try writeWorkflow(scene)
    try scene.git("branch", "other")
    try scene.snag(["start", "sn-k7m3qx"], killedAt: .refMoved)
    try scene.remove(".git/index.lock")
    try scene.git("symbolic-ref", "HEAD", "refs/heads/other")
    let next = try scene.snag(["comment", "sn-z4n8dp", "-m", "Here."])
    #expect(next.statuses == [0], "\(next.errors)")
    #expect(try scene.status == " M \(Scene.ticket)\n")
  }

  @Test func aLeftoverOfTheIndexCopyIsNoLock() throws {
    // Killed while libgit2 wrote the copy of the index.
    let scene = try Scene.committed()
    try scene.write("", to: ".git/index.snag.lock")
    try scene.write("half", to: ".git/index.snag")
    let old = try scene.id("HEAD")
    try scene.commit(.change(.field))
    try scene.expectOneCommit(since: old)
    #expect(try scene.status.isEmpty)
    #expect(!scene.exists(".git/index.snag"))
  }

  @Test func aTicketIntendedToBeAddedIsRepairedToo() throws {
    let scene = try Scene.committed()
    try writeWorkflow(scene)
    try scene.write(
      Scene.ticketText("sn-c3p8rw", title: "By hand"), to: ".tickets/sn-c3p8rw.md")
    try scene.git("add", "-N", ".tickets/sn-c3p8rw.md")
    try scene.snag(["start", "sn-c3p8rw"], killedAt: .refMoved)
    let next = try scene.snag(["comment", "sn-z4n8dp", "-m", "Here."])
    #expect(next.statuses == [0], "\(next.errors)")
    #expect(try scene.status.isEmpty)
  }

  @Test(arguments: ["", "snag journal 1\n", "snag journal 2\nref x\ncommit y\nend\n", "\u{0}"])
  func aDamagedJournalStopsNobody(_ journal: String) throws {
    let scene = try Scene.committed()
    try scene.write(journal, to: ".git/snag/journal")
    let old = try scene.id("HEAD")
    try scene.commit(.change(.field))
    try scene.expectOneCommit(since: old)
    #expect(try scene.status.isEmpty)
  }
}
