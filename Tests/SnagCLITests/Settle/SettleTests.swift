import TestSupport
import Testing

@testable import SnagCLI

/// Settling through the command line, with conflicts that git itself has made.
@Suite struct SettleTests {
  @Test func nothingInConflictIsSuccess() throws {
    let world = try SettleWorld(ours: [], theirs: []).world
    #expect(world.snag("settle").everything == "nothing is in conflict\n")
    #expect(world.snag("settle", "--all").everything == "")
    #expect(world.snag("settle", "sn-k7m").everything == "sn-k7m3qx has no conflict\n")
    #expect(world.snag("settle", "sn-zzz").status == 3)
  }

  @Test func aDisputeIsListedWithEveryValueAndTheWayOut() throws {
    let scene = try SettleWorld.disputed()
    try scene.stopping("merge", "-q", "side")
    let before = scene.text
    _ = scene.world.takeTranscript()
    scene.world.snag("settle")
    scene.world.snag("settle", "sn-k7m")
    scene.world.snag("settle", "--all")
    expectSnapshot(
      scene.world.takeTranscript(),
      """
      $ snag settle
      .tickets/sn-k7m3qx-login.md:1:1: error: assignee could be carol (theirs) or bob (ours) [conflicts]
      .tickets/sn-k7m3qx-login.md:1:1: error: lines could be "First line of ours." (ours) or "First line of theirs." (theirs) [conflicts]
      ! error: 1 ticket in conflict
      ! hint: `snag settle --all` settles what needs no choice; then `snag settle ID`
      (exit 4)
      $ snag settle sn-k7m
      .tickets/sn-k7m3qx-login.md:1:1: error: assignee could be carol (theirs) or bob (ours) [conflicts]
      .tickets/sn-k7m3qx-login.md:1:1: error: lines could be "First line of ours." (ours) or "First line of theirs." (theirs) [conflicts]
      ! error: sn-k7m3qx is not settled
      ! hint: `snag settle sn-k7m3qx assignee=bob`, or `snag settle sn-k7m3qx` with --ours or --theirs, or edit .tickets/sn-k7m3qx-login.md
      (exit 4)
      $ snag settle --all
      .tickets/sn-k7m3qx-login.md:1:1: error: assignee could be carol (theirs) or bob (ours) [conflicts]
      .tickets/sn-k7m3qx-login.md:1:1: error: lines could be "First line of ours." (ours) or "First line of theirs." (theirs) [conflicts]
      ! error: sn-k7m3qx is not settled
      ! hint: `snag settle sn-k7m3qx assignee=bob`, or `snag settle sn-k7m3qx` with --ours or --theirs, or edit .tickets/sn-k7m3qx-login.md
      (exit 4)

      """)
    #expect(scene.text == before)
    #expect(try !scene.unmerged.isEmpty)
  }

  /// A side, and the lines that the result has and has not.
  @Test(
    arguments: [
      ("--ours", ["assignee: bob", "First line of ours."], "theirs"),
      ("--theirs", ["assignee: carol", "First line of theirs."], "ours"),
    ])
  func aSideGivesWhatIsInDisputeAndNothingElse(
    option: String, lines: [String], other: String
  ) throws {
    let scene = try SettleWorld.disputed()
    try scene.stopping("merge", "-q", "side")
    let outcome = scene.world.snag("settle", "sn-k7m", option)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.line == "sn-k7m3qx")
    #expect(outcome.errors.hasSuffix("go on with `git merge --continue`\n"))
    #expect(outcome.errors.contains("not taken: assignee = "))
    #expect(outcome.errors.contains("not taken: First line of \(other)."))
    let text = try #require(scene.text)
    for line in lines + ["priority: P1", "- auth"] {
      #expect(text.contains("\(line)\n"), "\(line)")
    }
    #expect(!text.contains("conflicts:") && !text.contains("<<<<<<<"))
    #expect(try scene.unmerged == "")
    #expect(try scene.git("merge", "--continue").status == 0)
    #expect(try scene.world.git("status", "--porcelain") == "")
    #expect(scene.world.snag("check").status == 0)
  }

  @Test func valuesAreChosenOneByOne() throws {
    let scene = try SettleWorld.disputed()
    try scene.stopping("merge", "-q", "side")
    let first = scene.world.snag("settle", "sn-k7m", "assignee=dave")
    #expect(first.status == 4)
    #expect(first.errors.contains("assignee = dave (not staged)"))
    #expect(try !scene.unmerged.isEmpty)
    // The block is settled in an editor, and the rest of the text is not written over.
    var text = try #require(scene.text)
    #expect(text.contains("assignee: dave\n"))
    let start = try #require(text.firstRange(of: "<<<<<<<"))
    let end = try #require(text.firstRange(of: ">>>>>>> other\n"))
    text.replaceSubrange(start.lowerBound..<end.upperBound, with: "First line of both.\n")
    try scene.world.write(text, to: SettleWorld.path)
    let second = scene.world.snag("settle", "sn-k7m")
    #expect(second.status == 0)
    #expect(second.errors.contains("taken as you left it in the file"))
    #expect(scene.text == text)
    #expect(try scene.unmerged == "")
    #expect(try scene.git("merge", "--continue").status == 0)
  }

  @Test func aValueIsJudgedAsByEdit() throws {
    let scene = try SettleWorld.disputed()
    try scene.stopping("merge", "-q", "side")
    let cases = [
      ("assignee=two words", 2, "bad-value"), ("priority=P0", 4, "not-in-dispute"),
      ("asignee=bob", 4, "not-in-dispute"), ("assignee+=bob", 2, "not-a-list"),
      ("status=done", 4, "not-in-dispute"),
    ]
    for (word, status, code) in cases {
      let outcome = scene.world.snag("settle", "sn-k7m", word, "--json")
      #expect(outcome.status == status, "\(word): \(outcome.errors)")
      #expect(try outcome.errorJSON()["code"] as? String == code)
    }
  }

  @Test(arguments: ["rebase", "cherry-pick", "revert"])
  func otherOperationsGoOnToo(operation: String) throws {
    let scene = try SettleWorld.disputed()
    switch operation {
    case "rebase": try scene.stopping("rebase", "-q", "side")
    case "cherry-pick": try scene.stopping("cherry-pick", "side")
    default:
      try scene.change([("assignee: bob", "assignee: dave")])
      try scene.commit("later")
      try scene.stopping("revert", "--no-edit", "HEAD~1")
    }
    let outcome = scene.world.snag("settle", "--all", "--theirs")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.errors.hasSuffix("go on with `git \(operation) --continue`\n"))
    let result = try scene.git(operation, "--continue")
    #expect(result.status == 0, "\(result.errors)")
    // In a rebase theirs is the commit that is put upon the other branch.
    let assignee = operation == "rebase" ? " bob" : operation == "revert" ? "" : " carol"
    #expect(scene.text?.contains("assignee:\(assignee)\n") == true)
  }

  @Test func aStashStaysUncommitted() throws {
    let scene = try SettleWorld(ours: [], theirs: [])
    try scene.change([("assignee:", "assignee: carol")])
    try scene.world.git("stash", "-q")
    try scene.change([("assignee:", "assignee: bob")])
    try scene.commit("ours")
    let head = try scene.world.git("rev-parse", "HEAD")
    try scene.stopping("stash", "pop", "-q")
    let outcome = scene.world.snag("settle", "--all", "--theirs")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.hasSuffix(
        "if that was `git stash pop`, the stash is still there: `git stash drop`\n"),
      "\(outcome.errors)")
    #expect(try scene.world.git("rev-parse", "HEAD") == head)
    #expect(try scene.world.git("status", "--porcelain") == "M  \(SettleWorld.path)\n")
    #expect(scene.text?.contains("assignee: carol\n") == true)
  }

  // MARK: Deleted on one side

  @Test(arguments: [true, false]) func theEditedTicketIsKept(isDeletedByOurs: Bool) throws {
    let edits: SettleWorld.Edits = [("priority: P2", "priority: P0")]
    let scene = try SettleWorld(
      ours: isDeletedByOurs ? nil : edits, theirs: isDeletedByOurs ? edits : nil)
    try scene.stopping("merge", "-q", "side")
    let side = isDeletedByOurs ? "ours" : "theirs"
    let outcome = scene.world.snag("settle", "--all")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.errors.contains("\(side) deleted it and the other side edited it; kept"))
    #expect(scene.text?.contains("priority: P0\n") == true)
    #expect(try scene.unmerged == "")
    #expect(try scene.git("merge", "--continue").status == 0)
  }

  @Test(arguments: [true, false]) func theSideThatDeletedItMayBeTaken(isDeletedByOurs: Bool) throws
  {
    let edits: SettleWorld.Edits = [("priority: P2", "priority: P0")]
    let scene = try SettleWorld(
      ours: isDeletedByOurs ? nil : edits, theirs: isDeletedByOurs ? edits : nil)
    try scene.stopping("merge", "-q", "side")
    let outcome = scene.world.snag("settle", "--all", isDeletedByOurs ? "--ours" : "--theirs")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(scene.text == nil)
    #expect(try scene.world.git("ls-files", "--", SettleWorld.path) == "")
    #expect(try scene.git("merge", "--continue").status == 0)
  }

  // MARK: One id twice

  @Test func oneTicketAddedTwiceIsJoined() throws {
    let scene = try SettleWorld(
      ours: [("assignee:", "assignee: bob")], theirs: [("labels:", "labels:\n- auth")], base: nil)
    try scene.stopping("merge", "-q", "side")
    #expect(scene.world.snag("settle", "--all").status == 0)
    #expect(scene.text?.contains("assignee: bob\n") == true)
    #expect(scene.text?.contains("- auth\n") == true)
    #expect(try scene.git("merge", "--continue").status == 0)
  }

  @Test func twoTicketsOfOneIDPartAlikeOnEveryClone() throws {
    let ours: SettleWorld.Edits = [
      ("2026-11-20T09:15:00Z", "2026-11-21T10:00:00Z"), ("Login", "Export"),
    ]
    var results: [[String]] = []
    for (first, second) in [(ours, []), ([], ours)] as [(SettleWorld.Edits, SettleWorld.Edits)] {
      let scene = try SettleWorld(ours: first, theirs: second, base: nil)
      try scene.stopping("merge", "-q", "side")
      let outcome = scene.world.snag("settle", "--all")
      #expect(outcome.status == 0, "\(outcome.everything)")
      #expect(outcome.errors.contains("two tickets had this id; the later one is sn-"))
      #expect(try scene.unmerged == "")
      #expect(try scene.git("merge", "--continue").status == 0)
      #expect(try scene.world.git("status", "--porcelain") == "")
      #expect(scene.world.snag("check").status == 0)
      let paths = try scene.world.git("ls-files", "--", ":(glob).tickets/*.md").split(
        separator: "\n")
      results.append(paths.map { "\($0)\n\(scene.world.read(String($0)) ?? "")" })
    }
    #expect(results[0] == results[1])
    #expect(results[0].count == 2)
    let text = results[0].joined()
    #expect(text.contains("title: Export crashes\n") && text.contains("title: Login crashes\n"))
    #expect(text.contains("formerly: sn-k7m3qx\n"))
  }

  /// A value that a shell would run something for.
  @Test func aHintIsSafeToBeTyped() throws {
    let scene = try SettleWorld(
      ours: [("Login crashes", "B")], theirs: [("Login crashes", "A $(touch x); it's `b`")])
    try scene.stopping("merge", "-q", "side")
    let outcome = scene.world.snag("settle", "sn-k7m")
    #expect(
      outcome.errors.contains(
        #"hint: `snag settle sn-k7m3qx 'title=A $(touch x); it'\''s `b`'`, or "#),
      "\(outcome.everything)")
  }

  @Test(
    arguments: [
      ("", "''"), ("origin/main-1", "origin/main-1"), ("a b", "'a b'"), ("~", "'~'"),
      ("it's", #"'it'\''s'"#), ("$x", "'$x'"), ("é", "'é'"), ("a\nb", "'a\nb'"),
    ])
  func aWordIsQuotedForTheShell(word: String, quoted: String) throws {
    #expect(shellQuoted(word) == quoted)
    let result = try run(["sh", "-c", "printf %s \(quoted)"], in: "/")
    #expect(result.output == word)
  }

  @Test func aValueOfSeveralLinesIsOneLineOfTheSubject() throws {
    let scene = try SettleWorld(
      ours: [("milestone: 1.0", "milestone: 1.0\nmeta:\n  a:\n    b: 1")],
      theirs: [("milestone: 1.0", "milestone: 1.0\nmeta:\n  a:\n    b: 2")])
    try scene.stopping("merge", "-q", "side")
    let outcome = scene.world.snag("settle", "--all", "--ours")
    #expect(outcome.status == 0, "\(outcome.everything)")
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.contains { $0.contains("settled meta = ") && $0.hasSuffix(" (staged)") })
    #expect(lines.contains { $0.hasPrefix("  not taken: meta = ") && $0.contains("b: 2") })
  }

  // MARK: One side deleted it

  @Test func aDeletionIsToldByWhatBecomesOfTheFile() throws {
    func deletedByOurs() throws -> SettleWorld {
      let scene = try SettleWorld(ours: nil, theirs: [("assignee:", "assignee: carol")])
      try scene.stopping("merge", "-q", "side")
      return scene
    }
    let scene = try deletedByOurs()
    let listed = scene.world.snag("settle").output
    #expect(
      listed.contains("ours deleted it and the other side edited it; it is kept, unless --ours"))
    #expect(listed.contains("no choice is needed: snag settle sn-k7m3qx [conflicts]"))
    let kept = scene.world.snag("settle", "sn-k7m")
    #expect(kept.errors.contains("; kept; to delete it: git rm -f \(SettleWorld.path)\n"))
    #expect(scene.text?.contains("assignee: carol\n") == true)
    #expect(try scene.git("rm", "-q", "-f", SettleWorld.path).status == 0)
    let other = try deletedByOurs()
    let deleted = other.world.snag("settle", "--all", "--ours")
    #expect(deleted.status == 0, "\(deleted.everything)")
    #expect(deleted.errors.contains("ours deleted it and the other side edited it; deleted\n"))
    #expect(deleted.errors.contains("sn-k7m3qx: settled by deleting it (staged)\n"))
    #expect(other.text == nil)
  }

  // MARK: The next conflict

  @Test func aFreshCloneGetsTheDriver() throws {
    for isDry in [true, false] {
      let scene = try SettleWorld.disputed()
      try scene.world.write("/.tickets/**/*.md merge=snag diff=snag\n", to: ".gitattributes")
      try scene.commit("attributes")
      try scene.stopping("merge", "-q", "side")
      _ = try scene.git("config", "--unset-all", "merge.snag.driver")
      let outcome = scene.world.snag(
        ["settle", "--all", "--ours"] + (isDry ? ["--dry-run"] : []))
      #expect(outcome.status == 0, "\(outcome.everything)")
      let driver = try scene.git("config", "merge.snag.driver")
      #expect((driver.status == 0) == !isDry)
      #expect(outcome.errors.contains("git now merges tickets with snag") == !isDry)
    }
  }
}
