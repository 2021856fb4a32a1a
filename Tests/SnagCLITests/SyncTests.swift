import Foundation
import TestSupport
import Testing

/// `sync` between two clones and a bare remote.
@Suite struct SyncTests {
  private let sync: SyncWorld
  private var ada: SyncWorld.Clone { sync.ada }
  private var bob: SyncWorld.Clone { sync.bob }

  init() throws { sync = try SyncWorld() }

  private func expectSame(_ location: SourceLocation = #_sourceLocation) throws {
    let tips = [try ada.id("HEAD"), try bob.id("HEAD"), try sync.remoteTip()]
    #expect(Set(tips).count == 1, "\(tips)", sourceLocation: location)
    #expect(try ada.git("status", "--porcelain") == "", sourceLocation: location)
    #expect(try bob.git("status", "--porcelain") == "", sourceLocation: location)
  }

  // MARK: What arrives

  @Test func commitsGoOutAndComeInWithoutAMerge() throws {
    let id = ada.ok("new", "Login crashes")
    let sent = ada.snag("sync")
    #expect(sent.output == "")
    #expect(sent.errors == "sent 1 commit to origin/main\n")
    let received = bob.snag("sync")
    #expect(received.output == "1 new ticket: \(id)\n")
    #expect(received.errors == "received 1 commit\n")
    #expect(bob.snag("sync").errors == "up to date with origin/main\n")
    #expect(try bob.git("log", "--merges", "--format=%h") == "")
    try expectSame()
  }

  @Test func whatArrivedIsToldInWords() throws {
    let (first, second, third) = (
      sync.sharedTicket("One"), sync.sharedTicket("Two"), sync.sharedTicket("Three")
    )
    bob.ok("start", first)
    bob.ok("comment", first, "-m", "On it.")
    bob.ok("edit", second, "labels+=auth", "priority=P1")
    bob.ok("comment", second, "-m", "One.")
    bob.ok("comment", second, "-m", "Two.")
    try bob.git("rm", "-q", bob.path(of: third))
    try bob.git("commit", "-q", "-m", "away")
    bob.ok("new", "Four")
    bob.ok("new", "Five")
    bob.ok("sync")
    let lines = ada.ok("sync").split(separator: "\n").map(String.init)
    #expect(lines.contains("\(first) in-progress by bob (assignee changed, 1 comment)"), "\(lines)")
    #expect(lines.contains("\(second): priority, labels changed, 2 comments by bob"))
    #expect(lines.contains("\(third) deleted by bob"))
    #expect(lines.last?.hasPrefix("2 new tickets: ") == true)
    #expect(lines.count == 4)
  }

  // MARK: Merging

  @Test func bothSidesCommitsAreMerged() throws {
    let (first, second) = (sync.sharedTicket("One"), sync.sharedTicket("Two"))
    ada.ok("edit", first, "priority=P0")
    try ada.commit("ONE\ntwo\nthree\nfour\nfive\n", to: "code.txt")
    ada.ok("sync")
    bob.ok("edit", second, "priority=P1")
    try bob.commit("one\ntwo\nthree\nfour\nFIVE\n", to: "code.txt")
    let outcome = bob.snag("sync")
    #expect(outcome.status == 0)
    #expect(outcome.output == "\(first): priority changed by ada\n")
    #expect(outcome.errors.hasPrefix("merged 2 commits of origin/main ("))
    #expect(outcome.errors.hasSuffix("sent 3 commits to origin/main\n"))
    ada.ok("sync")
    try expectSame()
    #expect(ada.read("code.txt") == "ONE\ntwo\nthree\nfour\nFIVE\n")
    #expect(ada.snag("show", first, "--json=priority").member("priority") == "P0")
    #expect(ada.snag("show", second, "--json=priority").member("priority") == "P1")
    #expect(
      try ada.git("log", "-1", "--format=%s|%an", "--merges")
        == "Merge remote-tracking branch 'origin/main'|bob\n")
  }

  @Test func twoEditsOfOneTicketAreJoinedByMeaning() throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "labels+=auth,ui")
    ada.ok("comment", id, "-m", "From ada.")
    ada.ok("sync")
    bob.ok("edit", id, "labels+=api")
    bob.ok("comment", id, "-m", "From bob.")
    bob.ok("start", id)
    #expect(bob.snag("sync").status == 0)
    ada.ok("sync")
    try expectSame()
    let text = try #require(ada.read(ada.path(of: id)))
    #expect(text.contains("labels:\n- api\n- auth\n- ui\n"))
    #expect(text.contains("From ada.") && text.contains("From bob."))
    #expect(text.contains("status: in-progress\n"))
    #expect(ada.snag("check").status == 0)
  }

  @Test func anEditStaysAgainstADeletionAndThatIsSaid() throws {
    let id = sync.sharedTicket()
    try ada.git("rm", "-q", ada.path(of: id))
    try ada.git("commit", "-q", "-m", "away")
    ada.ok("sync")
    bob.ok("edit", id, "priority=P0")
    let outcome = bob.snag("sync")
    #expect(outcome.status == 0)
    #expect(outcome.output == "\(id): deleted there, edited here; it stays\n")
    #expect(ada.ok("sync") == "1 new ticket: \(id)")
    try expectSame()
  }

  @Test func anEditThatComesBackIsSaidOnce() throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "priority=P0")
    ada.ok("sync")
    try bob.git("rm", "-q", bob.path(of: id))
    try bob.git("commit", "-q", "-m", "away")
    #expect(bob.ok("sync") == "\(id): deleted here, edited there; it stays")
  }

  @Test func whatWasRecordedIsNoFieldThatSomebodyChanged() throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "assignee=bob", "priority=P0")
    ada.ok("sync")
    bob.ok("edit", id, "assignee=carol")
    let outcome = bob.snag("sync")
    #expect(outcome.status == 4)
    #expect(!outcome.output.contains("conflicts"), "\(outcome.output)")
    #expect(outcome.output.contains("priority changed by ada"), "\(outcome.output)")
  }

  @Test func textsThatCameInAreNotWrittenOnceMore() throws {
    for number in 0..<70 { bob.ok("new", "Ticket \(number)", "--no-commit") }
    try bob.git("add", ".")
    try bob.git("commit", "-q", "-m", "tickets")
    bob.ok("sync")
    ada.ok("new", "Login crashes")
    ada.ok("sync")
    let counts = try ada.git("count-objects", "-v")
    #expect(counts.contains("packs: 0\n") && counts.contains("prune-packable: 0\n"), "\(counts)")
    bob.ok("sync")
    try expectSame()
  }

  @Test func aMergeCommitGoesThroughTheCommitMessageHook() throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "priority=P0")
    ada.ok("sync")
    try bob.commit("x", to: "x")
    try bob.write("#!/bin/sh\necho 'Change-Id: 1' >> \"$1\"\n", to: ".git/hooks/commit-msg")
    try bob.git("config", "core.fileMode", "false")
    _ = try TestSupport.run(["chmod", "755", ".git/hooks/commit-msg"], in: bob.directory)
    bob.ok("sync")
    #expect(try bob.git("log", "-1", "--format=%B").contains("Change-Id: 1"))
  }

  // MARK: Disagreement

  @Test func aDisagreementIsRecordedAndNotPushed() throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "assignee=bob")
    ada.ok("sync")
    let before = try sync.remoteTip()
    bob.ok("edit", id, "assignee=carol")
    let outcome = bob.snag("sync")
    #expect(outcome.status == 4)
    #expect(
      outcome.errors.hasSuffix(
        """
        error: 1 ticket needs a decision; merged here, not pushed
          \(id): assignee is carol here and bob there
        hint: snag settle --all; snag sync

        """), "\(outcome.errors)")
    #expect(try sync.remoteTip() == before)
    #expect(try bob.git("status", "--porcelain") == "")
    let path = bob.path(of: id)
    let text = try #require(bob.read(path))
    #expect(text.contains("conflicts:\n- assignee = "))

    let again = bob.snag("sync")
    #expect(again.status == 4)
    #expect(again.errors.hasPrefix("error: 1 ticket must be settled before others get it\n"))
    #expect(again.errors.contains("\(id): assignee = "))
    #expect(try sync.remoteTip() == before)

    let settled = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("conflicts:") && !$0.hasPrefix("- assignee = ") }
    try bob.write(settled.joined(separator: "\n"), to: path)
    try bob.git("commit", "-q", "-a", "-m", "settled")
    bob.ok("sync")
    ada.ok("sync")
    try expectSame()
  }

  @Test func markersThatOthersHaveAlreadyDoNotStopAPush() throws {
    let id = sync.sharedTicket()
    let path = ada.path(of: id)
    try ada.write(
      try #require(ada.read(path)) + "\n<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n", to: path)
    try ada.git("commit", "-q", "-a", "-m", "markers")
    let refused = ada.snag("sync")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("\(id): conflict markers"))
    try ada.git("push", "-q")
    ada.ok("comment", id, "-m", "Markers are quoted above.")
    ada.ok("sync")
  }

  // MARK: Other files

  @Test func aConflictInCodeTouchesNothing() throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "priority=P0")
    try ada.commit("uno\ntwo\nthree\nfour\nfive\n", to: "code.txt")
    ada.ok("sync")
    bob.ok("edit", id, "labels+=auth")
    try bob.commit("eins\ntwo\nthree\nfour\nfive\n", to: "code.txt")
    try bob.write("staged\n", to: "staged.txt")
    try bob.git("add", "staged.txt")
    try bob.write("dirty\n", to: "staged.txt")
    let before = try bob.everythingButFetched()
    let outcome = bob.snag("sync")
    #expect(outcome.status == 4)
    #expect(
      outcome.errors == """
        error: both sides changed 1 file that git cannot join; nothing was touched
          code.txt
        hint: git merge origin/main, resolve and commit, then snag sync

        """)
    #expect(try bob.everythingButFetched() == before)
  }

  @Test func uncommittedChangesElsewhereStayAsTheyAre() throws {
    let (first, second) = (sync.sharedTicket("One"), sync.sharedTicket("Two"))
    ada.ok("edit", first, "priority=P0")
    ada.ok("sync")
    bob.ok("edit", second, "priority=P1")
    let path = bob.path(of: second)
    try bob.write(try #require(bob.read(path)) + "\nNot done yet.\n", to: path)
    try bob.write("staged\n", to: "code.txt")
    try bob.git("add", "code.txt")
    try bob.write("dirty\n", to: "code.txt")
    let text = bob.read(path)
    let status = try bob.git("status", "--porcelain")
    bob.ok("sync")
    #expect(try bob.git("status", "--porcelain") == status)
    #expect(bob.read(path) == text)
    #expect(bob.read("code.txt") == "dirty\n")
    #expect(try bob.git("show", ":code.txt") == "staged\n")
    #expect(try bob.git("diff", "--name-only", "HEAD^2", "HEAD").contains("code.txt") == false)
  }

  @Test(arguments: [false, true])
  func uncommittedChangesInTheWayAreReportedAndKept(diverged: Bool) throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "priority=P0")
    ada.ok("sync")
    if diverged { bob.ok("new", "Another") }
    let path = bob.path(of: id)
    try bob.write(try #require(bob.read(path)) + "\nNot done yet.\n", to: path)
    let text = bob.read(path)
    let head = try bob.id("HEAD")
    let outcome = bob.snag("sync")
    #expect(outcome.status == 4)
    #expect(
      outcome.errors == """
        error: uncommitted changes are in the way of the merge; nothing was touched
          \(path)
        hint: git stash; snag sync; git stash pop

        """)
    #expect(bob.read(path) == text)
    #expect(try bob.id("HEAD") == head)
    #expect(try bob.git("status", "--porcelain") == " M \(path)\n")
  }

  @Test func anUntrackedFileInTheWayIsKept() throws {
    try ada.commit("theirs\n", to: "notes.txt")
    ada.ok("sync")
    try bob.write("mine\n", to: "notes.txt")
    let outcome = bob.snag("sync")
    #expect(outcome.status == 4)
    #expect(
      outcome.errors == """
        error: files that git does not track are in the way of the merge; nothing was touched
          notes.txt
        hint: move them away, then snag sync

        """)
    #expect(bob.read("notes.txt") == "mine\n")
  }

  // MARK: Git before 2.38

  /// Puts a git before the real one that knows no `merge-tree --write-tree`.
  private func useOldGit() throws {
    let folder = sync.world.scratch.path("old")
    let path = try #require(isolatedEnvironment["PATH"])
    let script = """
      #!/bin/sh
      [ "$1" = merge-tree ] && exit 129
      PATH='\(path)' exec git "$@"

      """
    let made = try TestSupport.run(
      ["sh", "-c", "mkdir \"$1\" && cat > \"$1/git\" && chmod 755 \"$1/git\"", "sh", folder],
      in: sync.world.scratch.path, input: script)
    try #require(made.status == 0, "\(made.errors)")
    sync.world.variables["PATH"] = "\(folder):\(path)"
  }

  @Test func anOldGitMergesTheSame() throws {
    let id = sync.sharedTicket()
    try useOldGit()
    ada.ok("edit", id, "labels+=ui")
    try ada.commit("ONE\ntwo\nthree\nfour\nfive\n", to: "code.txt")
    ada.ok("sync")
    bob.ok("edit", id, "labels+=api")
    try bob.commit("one\ntwo\nthree\nfour\nFIVE\n", to: "code.txt")
    #expect(bob.snag("sync").errors.hasPrefix("merged 2 commits"))
    ada.ok("sync")
    try expectSame()
    #expect(ada.read("code.txt") == "ONE\ntwo\nthree\nfour\nFIVE\n")

    try ada.commit("uno\ntwo\nthree\nfour\nFIVE\n", to: "code.txt")
    ada.ok("sync")
    try bob.commit("eins\ntwo\nthree\nfour\nFIVE\n", to: "code.txt")
    let before = try bob.everythingButFetched()
    let refused = bob.snag("sync")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("  code.txt\nhint: git merge origin/main"))
    #expect(try bob.everythingButFetched() == before)
    try bob.git("config", "merge.other.driver", "true")
    #expect(
      bob.snag("sync").errors.hasPrefix("error: git before 2.38 cannot run your merge drivers"))
  }

  // MARK: Races

  /// A hook that makes a commit on the remote's main while somebody pushes, so many times.
  private func racingHook(times: Int) throws {
    try sync.hook(
      "pre-receive",
      """
      unset GIT_QUARANTINE_PATH
      count=$(cat races 2>/dev/null || echo 0)
      [ "$count" -lt \(times) ] || exit 0
      echo $((count + 1)) > races
      new=$(git commit-tree -p main -m "race $count" main^{tree}) && git update-ref refs/heads/main $new
      """)
  }

  @Test func aPushThatLosesARaceMergesAgain() throws {
    try racingHook(times: 1)
    let id = ada.ok("new", "Login crashes")
    let outcome = ada.snag("sync", "--json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try outcome.json()
    #expect(json["rounds"] as? Int == 2)
    #expect(json["pushed"] as? Bool == true)
    #expect(bob.ok("sync") == "1 new ticket: \(id)")
    try expectSame()
  }

  @Test func aCommitMadeHereMeanwhileIsMergedToo() throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "priority=P0")
    ada.ok("sync")
    bob.ok("new", "From bob")
    // While the merge commit is being made, somebody else commits to the branch.
    try bob.write(
      "#!/bin/sh\n[ -e raced ] && exit 0\ntouch raced\n"
        + "unset GIT_INDEX_FILE\ngit commit -q --allow-empty -m meanwhile\n",
      to: ".git/hooks/commit-msg")
    try TestSupport.git("config", "core.excludesFile", ".git/hooks/ignored", in: bob.directory)
    try bob.write("raced\n", to: ".git/hooks/ignored")
    _ = try TestSupport.run(["chmod", "755", ".git/hooks/commit-msg"], in: bob.directory)
    bob.ok("sync")
    #expect(bob.read("raced") != nil)
    #expect(try bob.git("log", "--format=%s", "-3").contains("meanwhile"))
    ada.ok("sync")
    try expectSame()
  }

  @Test func aLockedIndexLeavesEverythingAsItWas() throws {
    let id = sync.sharedTicket()
    ada.ok("edit", id, "priority=P0")
    ada.ok("sync")
    bob.ok("new", "From bob")
    try bob.write("", to: ".git/index.lock")
    // git notes where HEAD was before it looks at the index.
    func everything() throws -> [String: Data] {
      try bob.everythingButFetched().filter { $0.key != ".git/ORIG_HEAD" }
    }
    let before = try everything()
    let outcome = bob.snag("sync")
    #expect(outcome.status == 4)
    #expect(outcome.errors.hasPrefix("error: git could not update the work tree: "))
    #expect(outcome.errors.contains("index.lock"))
    #expect(try everything() == before)
    try FileManager.default.removeItem(atPath: "\(bob.directory)/.git/index.lock")
    bob.ok("sync")
    ada.ok("sync")
    try expectSame()
  }

  @Test func threeLostRacesAreEnough() throws {
    try racingHook(times: 3)
    ada.ok("new", "Login crashes")
    let outcome = ada.snag("sync")
    #expect(outcome.status == 4)
    #expect(
      outcome.errors == """
        error: others pushed to main on origin 3 times meanwhile
        hint: snag sync

        """)
    ada.ok("sync")
    bob.ok("sync")
    try expectSame()
  }

  @Test func aRemoteThatSaysNoIsQuoted() throws {
    try sync.hook("pre-receive", "echo 'not on a Friday' >&2; exit 1")
    ada.ok("new", "Login crashes")
    let outcome = ada.snag("sync")
    #expect(outcome.status == 4)
    #expect(outcome.errors.hasPrefix("error: origin refused the push\n"))
    #expect(outcome.errors.contains("remote: not on a Friday"))
    #expect(outcome.errors.contains("pre-receive hook declined"))
    try sync.hook("pre-receive", "exit 0")
    ada.ok("sync")
  }

  @Test func aRemoteThatIsAwayFailsAndTheNextRunGoesOn() throws {
    let id = ada.ok("new", "Login crashes")
    try FileManager.default.moveItem(atPath: sync.remote, toPath: "\(sync.remote).away")
    let before = try ada.everythingButFetched()
    let outcome = ada.snag("sync")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("git fetch origin failed"))
    #expect(try ada.everythingButFetched() == before)
    try FileManager.default.moveItem(atPath: "\(sync.remote).away", toPath: sync.remote)
    ada.ok("sync")
    #expect(bob.ok("sync") == "1 new ticket: \(id)")
  }
}
