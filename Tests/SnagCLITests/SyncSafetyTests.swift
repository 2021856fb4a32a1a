import Foundation
import TestSupport
import Testing

/// What `sync` must not do: move another branch, push what it did not merge, write what cannot be
/// read.
@Suite struct SyncSafetyTests {
  private let sync: SyncWorld
  private var ada: SyncWorld.Clone { sync.ada }
  private var bob: SyncWorld.Clone { sync.bob }

  init() throws { sync = try SyncWorld() }

  // MARK: Another branch

  /// Puts a git before the real one that does something around a fast-forward, and puts it away.
  private func withGit(before: String = ":", after: String = ":", _ body: () throws -> Void) throws
  {
    let folder = sync.world.scratch.path("wrapper")
    let path = try #require(isolatedEnvironment["PATH"])
    let script = """
      #!/bin/sh
      PATH='\(path)'
      case "$1 $2" in "merge --ff-only") ;; *) exec git "$@" ;; esac
      \(before)
      git "$@"
      status=$?
      \(after)
      exit $status

      """
    let made = try TestSupport.run(
      ["sh", "-c", "mkdir \"$1\" && cat > \"$1/git\" && chmod 755 \"$1/git\"", "sh", folder],
      in: sync.world.scratch.path, input: script)
    try #require(made.status == 0, "\(made.errors)")
    sync.world.variables["PATH"] = "\(folder):\(path)"
    try body()
    sync.world.variables["PATH"] = path
  }

  /// A clone of bob's that has to merge, or only to fast-forward, with a branch `other`.
  private func diverge(isMerge: Bool) throws {
    let id = sync.sharedTicket()
    try bob.git("branch", "-q", "--no-track", "other")
    if isMerge { bob.ok("new", "From bob") }
    ada.ok("edit", id, "priority=P0")
    ada.ok("sync")
  }

  @Test(arguments: [true, false])
  func aBranchCheckedOutMeanwhileIsNotPushed(isMerge: Bool) throws {
    try diverge(isMerge: isMerge)
    let (main, remote) = (try bob.id("main"), try sync.remoteTip())
    let other = try bob.id("other")
    try withGit(before: "git switch -q other") {
      let outcome = bob.snag("sync")
      #expect(outcome.status == 4)
      #expect(
        outcome.errors == """
          error: other was checked out meanwhile, and moved in place of main; nothing was pushed
          hint: git reset --keep \(other.prefix(12)); git switch main; snag sync

          """)
    }
    #expect(try bob.id("main") == main)
    #expect(try sync.remoteTip() == remote)
    try bob.git("reset", "-q", "--keep", String(other.prefix(12)))
    try bob.git("switch", "-q", "main")
    bob.ok("sync")
    #expect(try sync.remoteTip() == bob.id("main"))
    #expect(try bob.id("other") == other)
  }

  @Test func aDetachedHeadMeanwhileIsNotPushed() throws {
    try diverge(isMerge: true)
    let (main, remote) = (try bob.id("main"), try sync.remoteTip())
    try withGit(before: "git switch -q --detach other") {
      let outcome = bob.snag("sync")
      #expect(outcome.status == 4)
      #expect(
        outcome.errors == """
          error: main is not checked out any more and was not moved; nothing was pushed
          hint: git switch main; snag sync

          """)
    }
    #expect(try bob.id("main") == main)
    #expect(try sync.remoteTip() == remote)
  }

  @Test func aSwitchAfterTheMergeIsSaidAndNothingIsPushed() throws {
    try diverge(isMerge: true)
    let (other, remote) = (try bob.id("other"), try sync.remoteTip())
    try withGit(after: "git switch -q other") {
      let outcome = bob.snag("sync")
      #expect(outcome.status == 4)
      #expect(
        outcome.errors == """
          error: main is not checked out any more; it was merged, and nothing was pushed
          hint: git switch main; snag sync

          """)
    }
    #expect(try bob.id("other") == other)
    #expect(try sync.remoteTip() == remote)
    try bob.git("switch", "-q", "main")
    bob.ok("sync")
    #expect(try sync.remoteTip() == bob.id("main"))
  }

  @Test func aCommitRightAfterTheMergeIsNoObstacle() throws {
    try diverge(isMerge: true)
    try withGit(after: "git commit -q --allow-empty -m after") { bob.ok("sync") }
    #expect(try sync.remoteTip() == bob.id("main~"))
    bob.ok("sync")
    #expect(try sync.remoteTip() == bob.id("main"))
  }

  // MARK: Tickets that cannot be read

  private func breakTitle(of id: String, in clone: SyncWorld.Clone) throws -> String {
    let path = clone.path(of: id)
    let text = try #require(clone.read(path))
    try clone.commit(
      text.replacing("title: Login crashes\n", with: "title: Login: crashes\n"), to: path)
    return path
  }

  @Test func aTicketThatCannotBeReadThereTouchesNothing() throws {
    let id = sync.sharedTicket()
    let path = try breakTitle(of: id, in: ada)
    ada.ok("sync")
    bob.ok("edit", id, "priority=P0")
    let before = try bob.everythingButFetched()
    let remote = try sync.remoteTip()
    for arguments in [["sync"], ["sync", "--dry-run"], ["sync", "--no-push"]] {
      let outcome = bob.snag(arguments)
      #expect(outcome.status == 4)
      #expect(outcome.output == "")
      #expect(
        outcome.errors.hasPrefix(
          """
          error: both sides changed 1 ticket that cannot be read; nothing was touched
            \(path):3: 
          """), "\(outcome.errors)")
      #expect(
        outcome.errors.hasSuffix(
          " (on origin/main)\nhint: git merge origin/main, resolve and commit, then snag sync\n"),
        "\(outcome.errors)")
    }
    #expect(try bob.everythingButFetched() == before)
    #expect(try sync.remoteTip() == remote)
  }

  @Test func aTicketThatCannotBeReadHereTouchesNothingUntilItIsMended() throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "priority=P0")
    ada.ok("sync")
    let path = try breakTitle(of: id, in: bob)
    let before = try bob.everythingButFetched()
    let outcome = bob.snag("sync")
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("\n  \(path):3: "), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix(" (here)\nhint: mend and commit, then snag sync\n"))
    #expect(try bob.everythingButFetched() == before)
    let text = try #require(bob.read(path))
    try bob.commit(text.replacing("Login: crashes", with: "Login fails"), to: path)
    bob.ok("sync")
    #expect(bob.read(path)?.contains("title: Login fails\n") == true)
    #expect(bob.read(path)?.contains("priority: P0\n") == true)
  }
}
