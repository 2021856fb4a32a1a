import Foundation
import TestSupport
import Testing

/// Which branch and remote `sync` works on, and where it refuses to.
@Suite struct SyncPlaceTests {
  private let sync: SyncWorld
  private var ada: SyncWorld.Clone { sync.ada }
  private var bob: SyncWorld.Clone { sync.bob }

  init() throws { sync = try SyncWorld() }

  private func expectRefusal(
    _ expected: String, status: Int32 = 4, _ arguments: String...,
    at location: SourceLocation = #_sourceLocation
  ) {
    let outcome = ada.snag(["sync"] + arguments)
    #expect(outcome.status == status, sourceLocation: location)
    #expect(outcome.output == "", sourceLocation: location)
    #expect(outcome.errors == expected, sourceLocation: location)
  }

  // MARK: Upstream

  @Test func aBranchThatTheRemoteDoesNotHaveIsMadeThereAndFollowed() throws {
    try ada.git("switch", "-q", "-c", "topic", "--no-track")
    let id = ada.ok("new", "On the topic")
    let outcome = ada.snag("sync")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "made topic on origin, which this branch follows now\n")
    #expect(try sync.remoteTip("topic") == ada.id("topic"))
    #expect(try ada.git("rev-parse", "--abbrev-ref", "@{u}") == "origin/topic\n")
    try bob.git("fetch", "-q")
    try bob.git("switch", "-q", "topic")
    bob.ok("edit", id, "priority=P0")
    bob.ok("sync")
    #expect(ada.ok("sync") == "\(id): priority changed by bob")
  }

  @Test func withoutAnUpstreamTheBranchOfTheSameNameIsMeant() throws {
    try ada.git("branch", "-q", "--unset-upstream")
    bob.ok("new", "From bob")
    bob.ok("sync")
    ada.ok("new", "From ada")
    #expect(ada.ok("sync").hasPrefix("1 new ticket: "))
    #expect(try sync.remoteTip() == ada.id("HEAD"))
  }

  @Test func anUpstreamOfAnotherNameIsFollowed() throws {
    try ada.git("switch", "-q", "-c", "work", "--track", "origin/main")
    ada.ok("new", "From ada")
    ada.ok("sync")
    #expect(try sync.remoteTip() == ada.id("work"))
    #expect(bob.ok("sync").hasPrefix("1 new ticket: "))
  }

  @Test func aNamedRemoteGetsTheBranchToo() throws {
    let backup = sync.world.scratch.path("backup.git")
    try TestSupport.git("init", "-q", "--bare", backup, in: sync.world.scratch.path)
    try ada.git("remote", "add", "backup", backup)
    ada.ok("new", "From ada")
    #expect(ada.snag("sync", "backup").errors.hasPrefix("made main on backup"))
    #expect(try ada.git("--git-dir", backup, "rev-parse", "main") == ada.git("rev-parse", "HEAD"))
  }

  @Test func severalRemotesWithoutOriginMustBeNamed() throws {
    try ada.git("remote", "rename", "origin", "one")
    try ada.git("remote", "add", "two", sync.remote)
    try ada.git("switch", "-q", "-c", "topic", "--no-track")
    expectRefusal(
      """
      error: branch topic follows none of 2 remotes
        one
        two
      hint: name one: snag sync one

      """)
    try ada.git("push", "-q", "two", "topic")
    ada.ok("new", "From ada")
    #expect(ada.snag("sync").errors == "sent 1 commit to two/topic\n")
  }

  @Test func aBranchThatTheRemoteDeletedIsNotMadeAgain() throws {
    try ada.git("switch", "-q", "-c", "topic", "--no-track")
    ada.ok("sync")
    try bob.git("push", "-q", "origin", ":topic")
    expectRefusal(
      """
      error: origin has no branch topic any more
      hint: to make it again: git push -u origin HEAD:topic

      """)
  }

  @Test func aLinkedWorktreeSyncsItsOwnBranch() throws {
    let main = try ada.id("main")
    try ada.git("worktree", "add", "-q", "-b", "topic", sync.world.scratch.path("linked"))
    let linked = SyncWorld.Clone(
      world: sync.world, directory: sync.world.scratch.path("linked"), person: "ada")
    linked.ok("new", "On the topic")
    linked.ok("sync")
    #expect(try sync.remoteTip("topic") == linked.id("HEAD"))
    #expect(try ada.id("main") == main)
    try bob.git("fetch", "-q")
    try bob.git("switch", "-q", "topic")
    bob.ok("new", "From bob")
    bob.ok("sync")
    #expect(linked.ok("sync").hasPrefix("1 new ticket: "))
    #expect(try linked.git("status", "--porcelain") == "")
    #expect(try ada.git("status", "--porcelain") == "")
  }

  // MARK: Refusals

  @Test func thereMustBeARemote() throws {
    expectRefusal(
      """
      error: no remote nowhere
        origin
      hint: snag sync origin

      """, status: 2, "nowhere")
    try ada.git("remote", "remove", "origin")
    expectRefusal(
      """
      error: the repository has no remote
      hint: git remote add origin URL

      """)
  }

  @Test func aLocalUpstreamIsNoRemote() throws {
    try ada.git("switch", "-q", "-c", "topic", "--track", "main")
    expectRefusal(
      """
      error: branch topic follows main, a local branch
      hint: name a remote: snag sync REMOTE

      """)
  }

  @Test func aDetachedHeadHasNothingToSync() throws {
    try ada.git("switch", "-q", "--detach")
    expectRefusal(
      """
      error: HEAD is on no branch
        main
      hint: git switch main

      """)
  }

  @Test func aBranchWithoutCommitsIsPulledFirst() throws {
    try ada.git("switch", "-q", "--orphan", "fresh")
    expectRefusal(
      """
      error: branch fresh has no commits yet
      hint: git pull origin fresh

      """)
  }

  @Test func anUnfinishedMergeComesFirst() throws {
    try ada.git("switch", "-q", "-c", "side")
    try ada.commit("side\n", to: "code.txt")
    try ada.git("switch", "-q", "main")
    try ada.commit("main\n", to: "code.txt")
    _ = try TestSupport.run(["git", "merge", "-q", "side"], in: ada.directory)
    expectRefusal(
      """
      error: a merge is in progress
      hint: git merge --continue, or git merge --abort; then snag sync

      """)
  }

  @Test func aBareRepositoryHasNothingCheckedOut() throws {
    let bare = SyncWorld.Clone(world: sync.world, directory: sync.remote, person: "ada")
    let outcome = bare.snag("sync")
    #expect(outcome.status == 4)
    #expect(outcome.errors.hasPrefix("error: a bare repository"))
  }

  @Test func unrelatedHistoriesAreLeftToThePerson() throws {
    try bob.git("switch", "-q", "--orphan", "other")
    try bob.commit("other\n", to: "other.txt")
    try bob.git("push", "-q", "-f", "origin", "other:main")
    expectRefusal(
      """
      error: the branch and origin/main have no commit in common
      hint: git merge --allow-unrelated-histories origin/main, then snag sync

      """)
  }

  // MARK: Options

  @Test func aDryRunMovesOnlyRemoteTrackingRefs() throws {
    let id = sync.sharedTicket()
    bob.ok("edit", id, "priority=P0")
    bob.ok("sync")
    ada.ok("new", "From ada")
    let before = try ada.everythingButFetched()
    let remote = try sync.remoteTip()
    let outcome = ada.snag("sync", "--dry-run")
    #expect(outcome.status == 0)
    #expect(outcome.output == "\(id): priority changed by bob\n")
    #expect(outcome.errors == "dry run: would merge 1 commit of origin/main, send 1 commit\n")
    #expect(try ada.everythingButFetched() == before)
    #expect(try sync.remoteTip() == remote)
    #expect(try ada.id("origin/main") == remote)
    #expect(bob.snag("sync", "--dry-run").errors == "dry run: would do nothing\n")
  }

  @Test func withoutAPushOnlyTheMergeIsMade() throws {
    bob.ok("new", "From bob")
    bob.ok("sync")
    ada.ok("new", "From ada")
    let remote = try sync.remoteTip()
    let outcome = ada.snag("sync", "--no-push")
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasSuffix("2 commits not sent yet; `snag sync` sends them\n"))
    #expect(try sync.remoteTip() == remote)
    #expect(ada.snag("sync").errors == "sent 2 commits to origin/main\n")
  }

  @Test func theAnswerAsJSON() throws {
    let id = sync.sharedTicket()
    bob.ok("start", id)
    bob.ok("edit", id, "labels+=auth")
    bob.ok("sync")
    ada.ok("new", "From ada")
    let json = try ada.snag("sync", "--json").json()
    #expect(json["kind"] as? String == "sync")
    #expect(json["remote"] as? String == "origin")
    #expect(json["branch"] as? String == "main")
    #expect(json["result"] as? String == "merge")
    #expect(json["commit"] as? String == (try ada.id("HEAD")))
    #expect(json["received"] as? Int == 2)
    #expect(json["sent"] as? Int == 2)
    #expect(json["pushed"] as? Bool == true)
    let tickets = try #require(json["tickets"] as? [[String: Any]])
    #expect(tickets.count == 1)
    #expect(tickets[0]["id"] as? String == id)
    #expect(tickets[0]["change"] as? String == "changed")
    #expect(tickets[0]["fields"] as? [String] == ["assignee", "labels"])
    #expect((tickets[0]["transitions"] as? [String])?.first?.hasSuffix(" bob in-progress") == true)
    #expect(tickets[0]["people"] as? [String] == ["bob"])
    #expect(
      try ada.snag("sync", "--json=result,sent").json().keys.sorted() == [
        "kind", "result", "schema", "sent",
      ])
    #expect(ada.snag("sync", "--json=nonsense").status == 2)
  }

  @Test func quietSaysOnlyWhatArrived() throws {
    bob.ok("new", "From bob")
    bob.ok("sync")
    let outcome = ada.snag("sync", "-q")
    #expect(outcome.output.hasPrefix("1 new ticket: "))
    #expect(outcome.errors == "")
  }
}
