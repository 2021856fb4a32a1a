import Foundation
import TestSupport
import Testing

/// Ranges of commits: who wrote what, in which order, and that only what differs is read.
@Suite struct CheckRangeTests {
  private let world: CommandLineWorld
  private let id: String
  private let path: String

  init() throws {
    world = try CommandLineWorld()
    act(as: "ada", in: world)
    id = world.ok("new", "Login crashes", "-t", "bug", "-p", "P1")
    path = world.path(of: id)
  }

  private func commit(_ file: String, _ text: String) throws {
    try world.write(text, to: file)
    try world.git("add", file)
    try world.git("commit", "-qm", text)
  }

  private func edit(_ replacements: [(String, String)]) throws {
    var text = try #require(world.read(path))
    for (old, new) in replacements {
      #expect(text.contains(old), "\(text)")
      text = text.replacing(old, with: new)
    }
    try world.write(text, to: path)
  }

  /// Brings the ticket to review, with work on its branch.
  private func submit() throws -> String {
    world.ok("start", id)
    try commit("code.txt", "one")
    world.ok("submit", id)
    return try world.git("rev-parse", "HEAD~").split(separator: "\n").joined()
  }

  @Test func ticketsThatDidNotChangeAreNotRead() throws {
    let other = world.ok("new", "Other", "-t", "task")
    let blob = try world.git("rev-parse", "HEAD:\(world.path(of: other))")
      .trimmingCharacters(in: .newlines)
    world.ok("edit", id, "title=Login")
    try edit([("priority: P1", "priority: P9")])
    try world.git("commit", "-qam", "by hand")
    try FileManager.default.removeItem(
      atPath: "\(world.directory)/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
    let check = world.snag("check", "HEAD~2..HEAD")
    #expect(check.status == 1, "\(check.everything)")
    #expect(check.output.split(separator: "\n").count == 1, "\(check.output)")
    #expect(check.output.contains("[bad-value]"))
  }

  @Test func whatAChangeDoesToOthersIsFound() throws {
    let other = world.ok("new", "Other", "-t", "task")
    world.ok("edit", id, "blocked_by=\(other)")
    world.ok("edit", other, "blocked_by=\(id)")
    let check = world.snag("check", "HEAD~..HEAD")
    #expect(check.status == 1)
    #expect(check.output.contains("goes round in a circle"), "\(check.output)")
    // It was there before.
    world.ok("edit", other, "title=Another")
    world.ok("new", "Third", "-t", "task")
    #expect(world.snag("check", "HEAD~..HEAD").status == 0)
  }

  // MARK: Approvals

  @Test func anApprovalThatSomebodyElseWroteIsToldOf() throws {
    let tip = try submit()
    act(as: "bob", in: world)
    world.ok("approve", id)
    #expect(world.snag("check", "main..HEAD").output == "")
    try world.git("reset", "-q", "--hard", "HEAD~")
    act(as: "ada", in: world)
    try edit([("\nhistory:", "\napprovals:\n- bob \(tip.prefix(12))\nhistory:")])
    // Before it is committed it is the one who asks that wrote it.
    let warning = "warning: the approval is bob's, and ada wrote it"
    #expect(world.snag("check").output.contains(warning))
    try gitCommit(as: "ada")
    let check = world.snag("check", "main..HEAD")
    #expect(check.status == 0)
    #expect(check.output.contains(warning), "\(check.everything)")
    #expect(check.output.contains("[approval-author]"))
    // A rebase keeps the author.
    try world.git("commit", "-q", "--amend", "--no-edit", "--author=bob <bob@x>")
    #expect(world.snag("check", "main..HEAD").output == "")
  }

  @Test func ofASquashNobodyKnowsWhoWroteWhat() throws {
    _ = try submit()
    act(as: "bob", in: world)
    world.ok("approve", id)
    world.ok("done", id, "resolution=fixed")
    try world.git("switch", "-q", "main")
    try world.git("merge", "-q", "--squash", "bug/\(id)-login-crashes")
    try gitCommit(as: "ada")
    #expect(world.snag("check", "HEAD~..HEAD").output == "")
  }

  private func gitCommit(as name: String) throws {
    try world.git("commit", "-qa", "-m", "by hand", "--author=\(name) <\(name)@example.com>")
  }

  // MARK: Order

  @Test func aMergeOfSomethingElseHidesNoStep() throws {
    try world.git("switch", "-q", "-c", "other")
    try commit("other.txt", "other")
    try world.git("switch", "-q", "-c", "hand", "main")
    try commit("code.txt", "code")
    try world.git("merge", "-q", "--no-ff", "-m", "inner", "other")
    try edit([
      ("status: new", "status: released"), ("\nhistory:", "\nresolution: fixed\nhistory:"),
    ])
    try world.write(
      try #require(world.read(path)).replacing(
        "ada new\n", with: "ada new\n- 2026-11-22T09:00:00Z ada released\n"), to: path)
    try world.git("commit", "-qam", "by hand")
    let check = world.snag("check", "main..hand")
    #expect(check.status == 1)
    #expect(
      check.output.contains("no transition of workflow bug leads from new to released"),
      "\(check.everything)")
  }

  @Test func anotherTypeByHandDoesNotEscape() throws {
    _ = try submit()
    let start = try world.git("rev-parse", "HEAD").split(separator: "\n").joined()
    try edit([
      ("status: review", "status: done"), ("type: bug", "type: task"),
      ("ada review\n", "ada review\n- 2026-11-22T09:00:00Z ada done\n"),
    ])
    try world.git("commit", "-qam", "by hand")
    let check = world.snag("check", "\(start)..HEAD")
    #expect(check.status == 1)
    #expect(
      check.output.contains("as bug, which it was: guard approved refuses done"),
      "\(check.everything)")
    // Verbs may do the one after the other.
    try world.git("switch", "-q", "main")
    world.ok("edit", id, "type=task")
    world.ok("done", id)
    #expect(world.snag("check", "HEAD~2..HEAD").output == "")
  }

  @Test func aRevertedSquashHasAWayBack() throws {
    _ = try submit()
    act(as: "bob", in: world)
    world.ok("approve", id)
    world.ok("done", id, "resolution=fixed")
    try world.git("switch", "-q", "main")
    try world.git("merge", "-q", "--squash", "bug/\(id)-login-crashes")
    try gitCommit(as: "ada")
    try world.git("revert", "--no-edit", "HEAD")
    let check = world.snag("check", "HEAD~..HEAD")
    #expect(check.status == 1)
    #expect(
      check.output.contains(
        "(put the line back as it was: git checkout HEAD~ -- \(path); "
          + "if it was taken back, then snag reopen \(id))"), "\(check.output)")
    try world.git("checkout", "HEAD~", "--", path)
    try world.git("commit", "-qm", "the ticket as it was")
    world.ok("reopen", id, "-m", "Reverted.")
  }
}

/// Lets both the program and git act for one person.
private func act(as name: String, in world: CommandLineWorld) {
  world.variables["SNAG_ACTOR"] = name
  world.variables["GIT_AUTHOR_NAME"] = name
  world.variables["GIT_AUTHOR_EMAIL"] = "\(name)@example.com"
}
