import TestSupport
import Testing

/// Where work is, after each way in which a branch can come to main.
@Suite struct WhereTests {
  @Test func onABranchItIsOpen() throws {
    let story = try WorkStory()
    #expect(try story.work() == "open")
    let said = story.ada.ok("where")
    #expect(said.contains("status\tdone\t\(story.branch)\n"))
    #expect(said.contains("status\tnew\tmain\n"))
    #expect(said.contains("2 commits not on main"))
    #expect(try story.changelog("v0.9..main") == [])
  }

  @Test func aPlainMerge() throws {
    let story = try WorkStory(trailers: false)
    try story.ada.git("switch", "-q", "main")
    try story.ada.git("merge", "-q", "--no-ff", "-m", "Merge the login", story.branch)
    #expect(try story.work() == "merged")
    #expect(try story.ways() == ["merge"])
    #expect(try story.changelog("v0.9..HEAD") == [story.id])
    try story.ada.git("tag", "v1.10")
    try story.ada.git("tag", "v1.9")
    #expect(try story.tags() == ["v1.9", "v1.10"])
    try story.ada.git("revert", "--no-edit", "-m", "1", "HEAD")
    #expect(try story.work() == "reverted")
    #expect(try story.changelog("v0.9..HEAD") == [])
    try story.ada.git("tag", "v1.11")
    #expect(try story.landings().first?["tags"] as? [String] == ["v1.9", "v1.10"])
    try story.ada.git("revert", "--no-edit", "HEAD")
    #expect(try story.work() == "merged")
    #expect(try story.changelog("v0.9..HEAD") == [story.id])
  }

  @Test func aFastForward() throws {
    let story = try WorkStory()
    try story.ada.git("switch", "-q", "main")
    try story.ada.git("merge", "-q", "--ff-only", story.branch)
    #expect(try story.work() == "merged")
    #expect(try story.ways() == ["fast-forward"])
  }

  @Test func aRebase() throws {
    let story = try WorkStory(trailers: false)
    try story.ada.git("switch", "-q", "main")
    try story.ada.commit("other\n", to: "other.txt")
    try story.ada.git("cherry-pick", "main..\(story.branch)")
    #expect(try story.work() == "merged")
    #expect(try story.ways() == ["rebase"])
    #expect(try story.changelog("v0.9..HEAD") == [story.id])
    // One of two commits taken back leaves the other.
    let copies = try #require(try story.landings().first?["commits"] as? [String])
    #expect(copies.count == 2)
    try story.ada.git("revert", "--no-edit", copies[0])
    #expect(try story.work() == "merged")
    try story.ada.git("revert", "--no-edit", copies[1])
    #expect(try story.work() == "reverted")
  }

  @Test func aRebaseOfAPart() throws {
    let story = try WorkStory(trailers: false)
    try story.ada.git("switch", "-q", "main")
    let commits = try story.ada.git(
      "rev-list", "--reverse", "main..\(story.branch)", "--", "code.txt")
    try story.ada.git("cherry-pick", String(commits.prefix(40)))
    #expect(try story.work() == "open")
    #expect(story.ada.ok("where", story.id).contains("1 commit not on main, others are"))
  }

  @Test func aSquashByGitListsTheCommits() throws {
    let story = try WorkStory()
    try story.ada.git("switch", "-q", "main")
    // Somebody else changed a line between, so that the diff is another one.
    try WorkStory.commit(story.ada, "Other", "one\ntwo\nTHREE\nfour\nfive\n", nil)
    try story.ada.git("merge", "-q", "--squash", story.branch)
    try story.ada.git("commit", "-q", "--no-edit")
    #expect(try story.work() == "merged")
    #expect(try story.ways() == ["squash"])
    #expect(try story.landings().first?["evidence"] as? String == "list")
    #expect(try story.changelog("v0.9..HEAD") == [story.id])
    try story.ada.git("tag", "v1.0")
    #expect(try story.tags() == ["v1.0"])
    try story.ada.git("revert", "--no-edit", "HEAD")
    #expect(try story.work() == "reverted")
    try story.ada.git("branch", "-q", "-D", story.branch)
    #expect(try story.work() == "reverted")
    #expect(try story.ways() == ["squash"])
  }

  @Test func aSquashByAHostListsTheSubjects() throws {
    let story = try WorkStory(trailers: false)
    try story.ada.git("switch", "-q", "main")
    try WorkStory.commit(story.ada, "Other", "one\ntwo\nTHREE\nfour\nfive\n", nil)
    try story.ada.git("merge", "-q", "--squash", story.branch)
    try story.ada.git(
      "commit", "-q", "-m", "Login (#12)\n\n* Check for null\n\n* Check the end\n")
    #expect(try story.ways() == ["squash"])
    #expect(try story.landings().first?["evidence"] as? String == "list")
  }

  @Test(arguments: [
    ("diff", false, "Login"), ("tree", true, "Login"), ("trailer", true, "trailer"),
  ])
  func aSquashThatListsNothing(evidence: String, mainMoved: Bool, title: String) throws {
    let story = try WorkStory(trailers: false)
    try story.ada.git("switch", "-q", "main")
    if mainMoved { try WorkStory.commit(story.ada, "Other", "one\ntwo\nTHREE\nfour\nfive\n", nil) }
    try story.ada.git("merge", "-q", "--squash", story.branch)
    let message = title == "trailer" ? "Login\n\nCloses: \(story.id)\n" : title
    try story.ada.git("commit", "-q", "-m", message)
    #expect(try story.work() == "merged")
    #expect(try story.ways() == ["squash"])
    #expect(try story.landings().first?["evidence"] as? String == evidence)
  }

  @Test func aDeletedBranchIsKnownByItsTrailersAndItsMerge() throws {
    let story = try WorkStory()
    try story.ada.git("switch", "-q", "main")
    try story.ada.git("merge", "-q", "--no-ff", "--no-edit", story.branch)
    try story.ada.git("branch", "-q", "-D", story.branch)
    #expect(try story.work() == "merged")
    #expect(try story.ways() == ["merge"])
  }

  /// No trailer, no name, no branch: the commit that brings the work brings the ticket's step.
  @Test(arguments: ["squash", "merge"])
  func aDeletedBranchIsKnownByTheTicketsSteps(way: String) throws {
    let story = try WorkStory(trailers: false)
    try story.ada.git("switch", "-q", "main")
    if way == "squash" {
      try story.ada.git("merge", "-q", "--squash", story.branch)
      try story.ada.git("commit", "-q", "-m", "Login (#12)")
    } else {
      try story.ada.git("merge", "-q", "--no-ff", "-m", "My words", story.branch)
    }
    try story.ada.git("branch", "-q", "-D", story.branch)
    #expect(try story.work() == "merged")
    #expect(try story.ways() == [way == "squash" ? "commits" : "merge"])
    if way == "squash" {
      try story.ada.git("revert", "--no-edit", "HEAD")
    } else {
      try story.ada.git("revert", "--no-edit", "-m", "1", "HEAD")
    }
    #expect(try story.work() == "reverted")
  }

  /// A pull brings what everybody did.
  @Test func aPullIsNoEvidence() throws {
    let story = try WorkStory(done: false, trailers: false)
    let (ada, bob) = (story.ada, story.bob)
    try ada.git("switch", "-q", "main")
    let id = ada.ok("new", "Another one", "-t", "bug")
    try ada.move(id, to: "in-progress")
    try ada.commit("other\n", to: "other.txt")
    try ada.git("push", "-q", "origin", "main")
    try bob.commit("more\n", to: "more.txt")
    try bob.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    #expect(try bob.snag("where", id, "--json").json()["work"] as? String == "none")
  }

  @Test func anIDAtTheBeginningOfASubjectNamesTheTicket() throws {
    let story = try WorkStory(done: false, trailers: false)
    try story.ada.git("switch", "-q", "main")
    try WorkStory.commit(
      story.ada, "\(story.id): Login (#1)", "ONE\ntwo\nthree\nfour\nFIVE\nsix\n", nil)
    #expect(try story.work() == "merged")
    try story.ada.git("branch", "-q", "-D", story.branch)
    #expect(try story.work() == "merged")
  }

  @Test func aBranchThatMainWasMovedToIsAllThere() throws {
    let story = try WorkStory(trailers: false)
    try story.ada.git("switch", "-q", "main")
    try story.ada.git("merge", "-q", "--ff-only", story.branch)
    let said = story.ada.ok("where", story.id)
    #expect(said.contains("branch\t\(story.branch)\tall of it is on main\n"))
  }

  @Test func branchesThatOnlyCopyTheDefaultBranchAreCounted() throws {
    let story = try WorkStory()
    try story.ada.git("switch", "-q", "main")
    for name in ["a", "b", "c"] { try story.ada.git("branch", "-q", name) }
    let said = story.ada.ok("where", story.id)
    #expect(said.contains("status\tnew\tmain and 3 branches like it\n"), "\(said)")
  }

  @Test func aStatusAloneIsNoWork() throws {
    let world = try SyncWorld()
    let id = world.ada.ok("new", "One")
    try world.ada.git("switch", "-q", "-c", "bug/\(id)")
    try world.ada.move(id, to: "in-progress")
    #expect(world.ada.ok("where").contains("no commits with work"))
    #expect(try world.ada.snag("where", "--json").json()["work"] as? String == "none")
  }

  @Test func aTicketThatIsOnlyOnAnotherBranchIsFound() throws {
    let world = try CommandLineWorld()
    try world.git("switch", "-q", "-c", "other")
    let id = world.ok("new", "One")
    try world.git("switch", "-q", "main")
    #expect(world.ok("where", id) == "status\tnew\tother\nwork\tnone known")
    try world.git("rm", "-rq", ".tickets")
    #expect(world.ok("where", id).hasPrefix("status\tnew\tother\n"))
  }

  @Test func showNamesTheBranchesAndWhetherTheyAreOnMain() throws {
    let story = try WorkStory()
    #expect(story.ada.ok("show", story.id).contains("\(story.branch) (not on main as it is)"))
    try story.ada.git("switch", "-q", "main")
    try story.ada.git("merge", "-q", "--no-ff", "--no-edit", story.branch)
    #expect(story.ada.ok("show", story.id).contains("\(story.branch) (on main)"))
  }

  @Test func whatLeftNoTraceIsSaidAndNotLetThrough() throws {
    let story = try WorkStory(trailers: false)
    try story.ada.git("switch", "-q", "main")
    try story.ada.git("merge", "-q", "--ff-only", story.branch)
    let workflow = story.ada.snag("release", story.id)
    #expect(workflow.status == 0, "all of its branch is on main: \(workflow.errors)")
    try story.ada.git("reset", "-q", "--hard", "HEAD~")
    try story.ada.git("branch", "-q", "-D", story.branch)
    #expect(story.ada.ok("where", story.id).contains("work\tnone known; what was fast-forwarded"))
    let refused = story.ada.snag("release", story.id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("no commit on the default branch is known to be its work"))
    #expect(
      refused.errors.contains(
        "git commit --allow-empty -m \"Work of \(story.id)\" -m \"Closes: \(story.id)\""))
    try story.ada.git(
      "commit", "-q", "--allow-empty", "-m", "Work of \(story.id)", "-m", "Closes: \(story.id)")
    #expect(story.ada.ok("where", story.id).contains("as its message claims"))
    #expect(try story.work() == "merged")
    story.ada.ok("release", story.id)
  }

  @Test func theGuardMergedKnowsASquashAndItsRevert() throws {
    let story = try WorkStory(done: false)
    let workflow = """
      name: bug
      types: [bug]
      statuses:
        new: { category: new }
        in-progress: { category: active }
        done: { category: done }
      transitions:
        start: { from: new, to: in-progress }
        done: { from: in-progress, to: done, guards: [merged] }

      """
    try story.ada.write(workflow, to: ".tickets/workflows/bug.yml")
    #expect(story.ada.snag("done", story.id).status == 4)
    try story.ada.git("stash", "-q")
    try story.ada.git("switch", "-q", "main")
    try story.ada.git("merge", "-q", "--squash", story.branch)
    try story.ada.git("commit", "-q", "--no-edit")
    try story.ada.git("stash", "pop", "-q")
    #expect(story.ada.snag("done", story.id, "--dry-run").status == 0)
    try story.ada.git("revert", "--no-edit", "--no-commit", "HEAD")
    try story.ada.git("checkout", "-q", "HEAD", "--", ".tickets/\(story.id)-login-crashes.md")
    try story.ada.git("commit", "-q", "--no-edit")
    #expect(story.ada.snag("done", story.id).status == 4)
  }

  /// The whole story with two clones: what bob sees after each fetch.
  @Test func bobSeesItAfterAFetch() throws {
    let story = try WorkStory()
    let (ada, bob) = (story.ada, story.bob)
    try ada.git("push", "-q", "--tags", "origin", "main", story.branch)
    try bob.git("pull", "-q", "--tags", "origin", "main")
    try bob.git("fetch", "-q")
    #expect(try story.work(bob) == "open")
    #expect(bob.ok("where", story.id).contains("origin/\(story.branch)"))
    try ada.git("switch", "-q", "main")
    try ada.git("merge", "-q", "--squash", story.branch)
    try ada.git("commit", "-q", "--no-edit")
    try ada.git("tag", "v1.0")
    try ada.git("push", "-q", "origin", "main", "v1.0")
    try bob.git("fetch", "-q")
    #expect(try story.work(bob) == "merged")
    #expect(try story.landings(bob).first?["into"] as? String == "origin/main")
    #expect(try story.landings(bob).first?["tags"] as? [String] == ["v1.0"])
    bob.ok("sync")
    #expect(try story.landings(bob).first?["into"] as? String == "main")
    #expect(bob.ok("changelog", "v0.9..v1.0").contains(story.id))
    try ada.git("push", "-q", "origin", "--delete", story.branch)
    try bob.git("fetch", "-q", "--prune")
    #expect(try story.work(bob) == "merged")
    try bob.git("revert", "--no-edit", "HEAD")
    #expect(try story.work(bob) == "reverted")
    #expect(bob.snag("changelog", "v1.0..HEAD").errors.contains("no ticket became done"))
  }

  @Test func anUnknownTicketOrBranchIsRefused() throws {
    let world = try CommandLineWorld()
    #expect(world.snag("where", "qq-zzzzzz").status == 3)
    #expect(world.snag("where").status == 2)
  }
}
