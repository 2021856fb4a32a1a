import Foundation
import TestSupport
import Testing

/// Where `start` goes, and what travels along or is in the way.
@Suite struct StartPlaceTests {
  private let both: SyncWorld
  private let ada: SyncWorld.Clone
  private let id: String

  init() throws {
    both = try SyncWorld.withBranches()
    ada = both.ada
    id = try both.sharedBug()
  }

  private var branchName: String { "bug/\(id)-login-crashes" }

  private func subjects(_ range: String) throws -> [String] {
    try ada.git("log", "--format=%s", range).split(separator: "\n").map(String.init)
  }

  // MARK: Which branch

  @Test func aNewBranchHoldsTheOneCommit() throws {
    let outcome = ada.snag("start", id)
    #expect(outcome.status == 0)
    #expect(outcome.output == "\(id)\n")
    #expect(outcome.errors.hasPrefix("on new branch \(branchName) from main\n"))
    #expect(try ada.branch == branchName)
    #expect(try subjects("main..") == ["\(id): new -> in-progress"])
    #expect(ada.field("assignee", of: id) == "ada")
  }

  @Test func fromAnotherTicketsBranchItBeginsAtTheDefaultBranch() throws {
    let other = try both.sharedBug("Other")
    ada.ok("start", other)
    ada.ok("start", id)
    #expect(try subjects("main..") == ["\(id): new -> in-progress"])
    // A ticket that only this branch has begins here.
    let young = ada.ok("new", "Found on the way", "-t", "task", "-q")
    ada.ok("start", young)
    #expect(try ada.git("merge-base", "--is-ancestor", branchName, "HEAD").isEmpty)
  }

  @Test func fromNamesWhereItBegins() throws {
    try ada.git("switch", "-q", "-c", "release")
    try ada.commit("r\n", to: "release.txt")
    try ada.git("switch", "-q", "main")
    ada.ok("start", id, "--from", "release")
    #expect(ada.read("release.txt") == "r\n")
    #expect(ada.snag("start", id, "--from", "release").status == 4)
    let other = ada.ok("new", "Other", "-q")
    #expect(ada.snag("start", other, "--from", "nowhere").status == 2)
    // The commit to begin at must have the ticket.
    let refused = ada.snag("start", other, "--from", "main")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("main does not have \(other)"))
  }

  @Test func branchesWithTheIDAreReused() throws {
    try ada.git("branch", "ada/\(id)-by-hand")
    ada.ok("start", id)
    #expect(try ada.branch == "ada/\(id)-by-hand")

    let other = try both.sharedBug("Other")
    try both.bob.git("push", "-q", "origin", "HEAD:refs/heads/wip-\(other)")
    try ada.git("fetch", "-q")
    ada.ok("start", other)
    #expect(try ada.branch == "wip-\(other)")
    #expect(
      try ada.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/wip-\(other)\n")
  }

  @Test func ofSeveralBranchesTheUsualNameIsMeantOrNone() throws {
    try ada.git("branch", "a-\(id)")
    try ada.git("branch", "b-\(id)")
    let refused = ada.snag("start", id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("  a-\(id)\n  b-\(id)\n"))
    try ada.git("branch", branchName)
    ada.ok("start", id)
    #expect(try ada.branch == branchName)
  }

  @Test func theConfigurationNamesTheBranch() throws {
    let config = try #require(ada.read(".tickets/config.yml"))
    try ada.write("\(config)branch: \"{actor}/{id}\"\n", to: ".tickets/config.yml")
    ada.ok("start", id)
    #expect(try ada.branch == "ada/\(id)")
    try ada.write("\(config)branch: \"{type}/{slug}\"\n", to: ".tickets/config.yml")
    #expect(ada.snag("start", id).errors.contains("must hold {id} as a word of its own"))
  }

  @Test func afterAReopenTheNextBranchIsANewOne() throws {
    ada.ok("start", id)
    try ada.commit("fix\n", to: "fix.txt")
    ada.ok("close", id, "resolution=fixed")
    try ada.git("switch", "-q", "main")
    try ada.git("merge", "-q", "--squash", branchName)
    try ada.git("commit", "-q", "-m", "squashed")
    ada.ok("reopen", id, "-m", "It is back.")
    #expect(try ada.branch == "main")
    ada.ok("start", id)
    #expect(try ada.branch == "\(branchName)-2")
    #expect(ada.read("fix.txt") == "fix\n")
    #expect(ada.field("status", of: id) == "in-progress")
  }

  // MARK: What travels, what is in the way

  @Test func changesThatAreNotInTheWayTravel() throws {
    try ada.write("mine\n", to: "code.txt")
    try ada.write("staged\n", to: "new.txt")
    try ada.git("add", "new.txt")
    let path = ada.path(of: id)
    let text = try #require(ada.read(path))
    try ada.write(text + "\nBy hand.\n", to: path)
    ada.ok("start", id)
    #expect(try ada.branch == branchName)
    #expect(ada.read("code.txt") == "mine\n")
    #expect(
      try ada.git("status", "--porcelain") == " M \(path)\n M code.txt\nA  new.txt\n")
    #expect(try !ada.git("show", "HEAD:\(path)").contains("By hand."))
    #expect(ada.read(path)?.contains("By hand.") == true)
  }

  @Test func changesInTheWayAreRefusedAsByGit() throws {
    try ada.git("switch", "-q", "-c", "side")
    try ada.commit("other\n", to: "code.txt")
    try ada.write("mine\n", to: "code.txt")
    let before = try ada.state()
    let refused = ada.snag("start", id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("would be overwritten by checkout"))
    #expect(refused.errors.contains("hint: commit or stash what is in the way"))
    #expect(try ada.state() == before)
    // The new work tree is out of the way.
    ada.ok("start", id, "--worktree")
    #expect(ada.read("code.txt") == "mine\n")
  }

  @Test func aTicketThatIsNotCommittedYetTravels() throws {
    let text = try #require(ada.read(ada.path(of: id)))
    let young = "we-z4n8dp"
    try ada.write(
      text.replacing(id, with: young).replacing("Login crashes", with: "Young"),
      to: ".tickets/\(young)-young.md")
    #expect(ada.snag("start", young, "--worktree").status == 4)
    ada.ok("start", young)
    #expect(try ada.branch == "bug/\(young)-young")
    #expect(try ada.git("status", "--porcelain").isEmpty)
  }

  @Test func whatAHookRefusesLeavesNothing() throws {
    try ada.write("#!/bin/sh\necho no >&2; exit 1\n", to: ".git/hooks/commit-msg")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(ada.directory)/.git/hooks/commit-msg")
    let before = try ada.state()
    #expect(ada.snag("start", id).status != 0)
    #expect(try ada.state() == before)
    #expect(ada.snag("start", id, "--worktree").status != 0)
    #expect(try ada.state() == before)
    #expect(try ada.git("branch", "--show-current") == "main\n")
  }

  @Test func aRequirementThatIsMissingLeavesNothing() throws {
    let path = ".tickets/workflows/bug.yml"
    let workflow = try #require(ada.read(path))
    try ada.write(
      workflow.replacing(
        "effects: [assign-me, branch",
        with: "requires: [milestone]\n    effects: [assign-me, branch"), to: path)
    let before = try ada.state()
    #expect(ada.snag("start", id).errors.contains("start needs milestone"))
    #expect(try ada.state() == before)
    ada.ok("start", id, "milestone=1.2", "-m", "Mine.")
    #expect(ada.field("milestone", of: id) == "1.2")
  }

  // MARK: Without switching

  @Test func aWorkTreeBesideThisOne() throws {
    let path = "\(both.world.scratch.path)/webshop-\(id)"
    let outcome = ada.snag("start", id, "--worktree")
    #expect(outcome.output == "\(path)\n")
    #expect(try ada.branch == "main")
    #expect(try ada.git("-C", path, "branch", "--show-current") == "\(branchName)\n")
    #expect(try ada.git("-C", path, "status", "--porcelain").isEmpty)
    #expect(try subjects("main..\(branchName)") == ["\(id): new -> in-progress"])

    let refused = ada.snag("start", id, "--resume")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("\(branchName) is checked out in \(path)\n"))
    let other = ada.ok("new", "Other", "-q")
    let answer = try ada.snag("start", other, "--worktree=../elsewhere", "--json").json()
    #expect((answer["worktree"] as? String)?.hasSuffix("/elsewhere") == true)
    #expect(ada.snag("start", other, "--worktree=").status == 2)
  }

  @Test func noBranchAndOnStayHere() throws {
    ada.ok("start", id, "--no-branch")
    #expect(try ada.branch == "main")
    #expect(ada.field("status", of: id) == "in-progress")
    let other = try both.sharedBug("Other")
    try ada.git("branch", "side")
    ada.ok("start", other, "--on", "side")
    #expect(try ada.branch == "main")
    #expect(try subjects("main..side") == ["\(other): new -> in-progress"])
    #expect(ada.snag("start", other, "--on", "side", "--take").status == 2)
    #expect(ada.snag("start", id, "--no-branch", "--worktree").status == 2)
    #expect(ada.snag("close", id, "resolution=fixed", "--take").status == 2)
  }

  @Test func noCommitSwitchesAndLeavesTheTicketToYou() throws {
    ada.ok("start", id, "--no-commit")
    #expect(try ada.branch == branchName)
    #expect(try subjects("main..").isEmpty)
    #expect(try ada.git("status", "--porcelain") == " M \(ada.path(of: id))\n")
  }

  @Test func aDryRunDoesNothing() throws {
    let before = try ada.state()
    let outcome = ada.snag("start", id, "--dry-run")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("would make \(branchName) from main and switch to it"))
    #expect(
      try ada.snag("start", id, "--dry-run", "--json").json()["result"] as? String == "planned")
    ada.ok("start", id, "--dry-run", "--worktree")
    #expect(try ada.state() == before)
  }

  @Test func placesWithoutABranch() throws {
    try ada.git("switch", "-q", "--detach")
    ada.ok("start", id)
    #expect(try ada.branch == branchName)

    let young = try CommandLineWorld()
    try young.git("update-ref", "-d", "HEAD")
    let clone = SyncWorld.Clone(world: young, directory: young.directory, person: "ada")
    try clone.makeStartBranch("task")
    let first = clone.ok("new", "First", "--no-commit", "-q")
    let refused = clone.snag("start", first)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("no commit yet that a branch could begin at"))

    let bare = SyncWorld.Clone(world: both.world, directory: both.remote, person: "ada")
    let other = try both.sharedBug("Other")
    #expect(bare.snag("start", other).status == 4)
    bare.ok("start", other, "--no-branch")
    #expect(bare.field("status", of: other) == "in-progress")
  }

  @Test func inTheMiddleOfAMergeNothingBegins() throws {
    try ada.git("switch", "-q", "-c", "side")
    try ada.commit("other\n", to: "code.txt")
    try ada.git("switch", "-q", "main")
    try ada.commit("mine\n", to: "code.txt")
    let merge = try TestSupport.run(["git", "merge", "-q", "side"], in: ada.directory)
    #expect(merge.status == 1)
    let refused = ada.snag("start", id)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("a merge is in progress"))
  }

  @Test func newAndStartInOneGo() throws {
    let young = ada.ok("new", "Found it", "-t", "bug", "--start")
    #expect(try ada.branch == "bug/\(young)-found-it")
    #expect(ada.field("status", of: young) == "in-progress")
    #expect(try subjects("main..") == ["\(young): new -> in-progress"])
  }
}
