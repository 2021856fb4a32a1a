import TestSupport
import Testing

/// Guards, effects and limits of the shipped workflows, through the command line and git.
@Suite struct GuardedTransitionTests {
  /// A started bug on a branch with one commit of work.
  private func worldInReview() throws -> (CommandLineWorld, String) {
    let world = try CommandLineWorld()
    try world.write("1\n", to: "code.txt")
    try world.git("add", "code.txt")
    try world.git("commit", "-qm", "code")
    let id = world.ok("new", "Login crashes", "-t", "bug", "-p", "P1")
    try world.git("switch", "-q", "-c", "bug/\(id)-login")
    world.ok("start", id)
    try commitWork("2\n", in: world)
    world.ok("submit", id)
    return (world, id)
  }

  private func commitWork(_ text: String, in world: CommandLineWorld) throws {
    try world.write(text, to: "code.txt")
    try world.git("commit", "-qam", "work")
  }

  private func history(_ id: String, in world: CommandLineWorld) -> [String] {
    (world.read(world.path(of: id)) ?? "").split(separator: "\n")
      .filter { $0.hasPrefix("- 2026-") }.map { String($0.split(separator: " ").last ?? "") }
  }

  @Test func submitNeedsWorkOnABranch() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Login crashes", "-t", "bug", "-p", "P1", "-m", "- [ ] test it")
    world.ok("start", id, "--no-branch")
    let before = try world.git("rev-parse", "HEAD")
    let refused = world.snag("submit", id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("error: 2 guards refuse submit\n"))
    #expect(refused.errors.contains("  branch-has-commits: "))
    #expect(refused.errors.contains("  checklist-complete: \"test it\" is not ticked; "))
    #expect(refused.errors.contains("hint: "))
    // `move` is no way around.
    #expect(world.snag("move", id, "review").errors == refused.errors)
    #expect(try world.git("rev-parse", "HEAD") == before)
    let json = try world.snag("submit", id, "--json").errorJSON()
    #expect(json["code"] as? String == "guarded")
    #expect((json["candidates"] as? [String])?.count == 2)
  }

  @Test func commitsOfTicketsAloneAreNoWork() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Login crashes", "-t", "bug")
    try world.git("switch", "-q", "-c", "bug/\(id)-login")
    world.ok("start", id)
    let refused = world.snag("submit", id)
    #expect(refused.status == 4)
    #expect(
      refused.errors
        == "error: guard branch-has-commits refuses submit: branch bug/\(id)-login has no work "
        + "that is not on main\nhint: commit the work there: git switch bug/\(id)-login\n")
    try world.write("1\n", to: "code.txt")
    try world.git("add", "code.txt")
    try world.git("commit", "-qm", "work")
    world.ok("submit", id)
  }

  @Test func aReviewEndsWithSomebodyElsesApprovalOfWhatIsThere() throws {
    let (world, id) = try worldInReview()
    let own = world.snag("approve", id)
    #expect(own.status == 4)
    #expect(own.errors.hasPrefix("error: guard not-assignee refuses approve: "))
    let early = world.snag("done", id, "resolution=fixed")
    #expect(early.status == 4)
    #expect(
      early.errors
        == "error: guard approved refuses done: 0 of 1 approval\n"
        + "hint: ask somebody else to run: snag approve \(id)\n")

    world.variables["SNAG_ACTOR"] = "bob"
    let statuses = history(id, in: world)
    let approved = world.snag("approve", id, "-m", "Fine.")
    #expect(approved.status == 0)
    #expect(approved.errors.contains("\(id): approve ("))
    let work = try world.git("rev-parse", "HEAD~2").prefix(12)
    #expect(world.read(world.path(of: id))?.contains("approvals:\n- bob \(work)\n") == true)
    #expect(history(id, in: world) == statuses)
    #expect(world.snag("approve", id, "--json").member("result") == "unchanged")

    // Commits that change only tickets leave it current; others do not.
    try commitWork("3\n", in: world)
    let stale = world.snag("done", id, "resolution=fixed")
    #expect(stale.errors.contains("0 of 1 approval; bob approved an older commit"))
    world.ok("approve", id)
    world.ok("done", id, "resolution=fixed")
    #expect(world.snag("check").status == 0)

    try world.git("switch", "-q", "main")
    try world.git("merge", "-q", "--no-ff", "-m", "Merge", "bug/\(id)-login")
    world.ok("release", id)
    world.ok("reopen", id, "-m", "Not quite.")
    #expect(world.read(world.path(of: id))?.contains("approvals") == false)
  }

  @Test func anApprovalIsNotGivenByHand() throws {
    let (world, id) = try worldInReview()
    for words in [
      ["edit", id, "approvals+=bob"], ["done", id, "resolution=fixed", "approvals=bob"],
    ] {
      let refused = world.snag(words)
      #expect(refused.status == 4)
      #expect(
        refused.errors
          == "error: approvals are not given by hand: bob\nhint: ask bob to run: snag approve \(id)\n"
      )
    }
    // A name in the file tells nothing of the work.
    let path = world.path(of: id)
    let text = try #require(world.read(path))
    try world.write(text.replacing("history:", with: "approvals:\n- bob\nhistory:"), to: path)
    try world.git("commit", "-qam", "by hand")
    #expect(world.snag("done", id, "resolution=fixed").status == 4)
    world.ok("edit", id, "approvals-=bob")
    // Who works alone needs none.
    world.ok("rework", id)
    world.ok("close", id, "resolution=fixed")
  }

  @Test func aReleaseNeedsTheMerge() throws {
    let (world, id) = try worldInReview()
    world.variables["SNAG_ACTOR"] = "bob"
    world.ok("approve", id)
    world.ok("done", id, "resolution=fixed")
    let refused = world.snag("release", id)
    #expect(refused.status == 4)
    #expect(
      refused.errors
        == "error: guard merged refuses release: its work on bug/\(id)-login is not on main\n"
        + "hint: git switch main; git merge bug/\(id)-login\n")
    try world.git("switch", "-q", "main")
    try world.git("merge", "-q", "bug/\(id)-login")
    world.ok("release", id)
  }

  @Test func blockersAndChildrenHoldATaskBack() throws {
    let world = try CommandLineWorld()
    let blocker = world.ok("new", "First")
    let parent = world.ok("new", "Both")
    let child = world.ok("new", "Part")
    world.ok("edit", parent, "blocked_by=\(blocker)")
    world.ok("edit", child, "parent=\(parent)")
    try world.write(
      world.read(world.path(of: parent))?.replacing("- \(blocker)", with: "- \(blocker)\n- qq-gone")
        ?? "", to: world.path(of: parent))
    let both = world.snag("done", parent)
    #expect(both.status == 4)
    #expect(both.errors.contains("  blockers-done: \(blocker) (new) is not done; "))
    #expect(both.errors.contains("  children-done: its child \(child) (new) is not done; "))
    world.ok("done", blocker)
    #expect(world.snag("done", parent).errors.contains("guard children-done refuses done"))
    world.ok("done", child)
    // An id that no ticket has does not block.
    world.ok("done", parent)
  }

  @Test func aFullStatusIsAWarning() throws {
    let world = try CommandLineWorld()
    let path = ".tickets/workflows/task.yml"
    try world.write(
      world.read(path)?.replacing("{ category: active }", with: "{ category: active, wip: 1 }")
        ?? "", to: path)
    try world.git("commit", "-qam", "limit")
    let first = world.ok("new", "One")
    let second = world.ok("new", "Two")
    #expect(!world.snag("start", first).errors.contains("warning"))
    #expect(!world.snag("check").output.contains("[wip]"))
    let started = world.snag("start", second)
    #expect(started.status == 0)
    #expect(
      started.errors.contains(
        "warning: 2 tickets of workflow task are in-progress, where 1 should be: "
          + "snag list status:in-progress\n"))
    let check = world.snag("check")
    #expect(check.status == 0)
    #expect(
      check.output
        == ".tickets/workflows/task.yml:6:3: warning: 2 tickets are in-progress, where 1 should be "
        + "[wip] (finish one: `snag list status:in-progress`)\n")
    #expect(!world.snag("done", first).errors.contains("warning"))
  }
}
