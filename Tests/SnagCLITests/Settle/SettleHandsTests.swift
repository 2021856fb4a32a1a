import TestSupport
import Testing

/// What a person has done to a conflict by hand is not written over.
@Suite struct SettleHandsTests {
  private static func merging() throws -> SettleWorld {
    let scene = try SettleWorld.disputed()
    try scene.stopping("merge", "-q", "side")
    return scene
  }

  @Test func aFileSettledByHandIsTakenAsItIs() throws {
    let scene = try Self.merging()
    let text = SettleWorld.text.replacing("assignee:", with: "assignee: erin")
    try scene.world.write(text, to: SettleWorld.path)
    let outcome = scene.world.snag("settle", "--all")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.errors.contains("taken as you left it in the file"))
    #expect(scene.text == text)
    #expect(try scene.world.git("show", ":\(SettleWorld.path)") == text)
  }

  /// A resolution that only picks lines of the versions is a person's too.
  @Test func pickedLinesAreTakenAsTheyAre() throws {
    let scene = try Self.merging()
    let text = SettleWorld.text.replacing("assignee:", with: "assignee: carol")
      .replacing("First line.", with: "First line of ours.")
    try scene.world.write(text, to: SettleWorld.path)
    #expect(scene.world.snag("settle", "sn-k7m").status == 0)
    #expect(scene.text == text)
  }

  @Test func aFileInWhichSomebodyHasBegunIsLeftAlone() throws {
    let scene = try Self.merging()
    let text = SettleWorld.text.replacing(
      "assignee:\n", with: "<<<<<<< HEAD\nassignee: bob\n=======\nassignee: carol\n>>>>>>> side\n"
    )
    .replacing("First line.", with: "First line of both.")
    try scene.world.write(text, to: SettleWorld.path)
    for option in ["--ours", "--no-input"] {
      let outcome = scene.world.snag("settle", "sn-k7m", option)
      #expect(outcome.status == 4, "\(outcome.everything)")
      #expect(outcome.errors.contains("git checkout -m"))
      #expect(scene.text == text)
      #expect(try !scene.unmerged.isEmpty)
    }
  }

  @Test func aMarkerThatIsLeftIsNotTaken() throws {
    for marker in [">>>>>>> other\n", "<<<<<<< HEAD\n", "```\n>>>>>>> side\n```\n"] {
      let scene = try Self.merging()
      let text = SettleWorld.text.replacing("assignee:", with: "assignee: erin") + marker
      try scene.world.write(text, to: SettleWorld.path)
      let outcome = scene.world.snag("settle", "--all", "--ours")
      #expect(outcome.status == 4, "\(outcome.everything)")
      #expect(outcome.errors.contains("git checkout -m"))
      #expect(scene.text == text)
      #expect(try !scene.unmerged.isEmpty)
    }
  }

  /// What one version has is no left-over, such as code that quotes a conflict.
  @Test func aQuoteOfAVersionIsTaken() throws {
    let quote = "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> side\n```\n"
    let scene = try SettleWorld(
      ours: [("assignee:", "assignee: bob"), ("First line.\n", quote)],
      theirs: [("assignee:", "assignee: carol")])
    try scene.stopping("merge", "-q", "side")
    let text = SettleWorld.text.replacing("assignee:", with: "assignee: erin")
      .replacing("First line.\n", with: quote)
    try scene.world.write(text, to: SettleWorld.path)
    #expect(scene.world.snag("settle", "--all").status == 0)
    #expect(scene.text == text)
  }

  /// Each style of git's, one field decided in an editor: every line is one of a version's.
  @Test(arguments: ["merge", "diff3", "zdiff3"])
  func aChoiceOfAPersonIsNotUndone(style: String) throws {
    let scene = try SettleWorld(
      ours: [("Login crashes", "Title of ours"), ("milestone: 1.0", "milestone: 2.0")],
      theirs: [("Login crashes", "Title of theirs"), ("milestone: 1.0", "milestone: 3.0")])
    try scene.stopping("-c", "merge.conflictStyle=\(style)", "merge", "-q", "side")
    let text = try #require(scene.text)
    let end = try #require(text.firstRange(of: ">>>>>>> side\n")).upperBound
    let decided =
      "---\nid: sn-k7m3qx\ntitle: Title of theirs\n" + String(text[end...])
    try scene.world.write(decided, to: SettleWorld.path)
    let outcome = scene.world.snag("settle", "--all", "--ours")
    #expect(outcome.status == 4, "\(outcome.everything)")
    #expect(scene.text == decided)
    try scene.world.write(text, to: SettleWorld.path)
    #expect(scene.world.snag("settle", "--all", "--ours").status == 0)
    #expect(scene.text?.contains("title: Title of ours\n") == true)
  }

  @Test func longMarkersAreGitsToo() throws {
    let scene = try SettleWorld.disputed()
    try scene.world.write(
      ".tickets/**/*.md merge conflict-marker-size=12\n", to: ".git/info/attributes")
    try scene.stopping("merge", "-q", "side")
    #expect(scene.text?.contains("\n<<<<<<<<<<<< HEAD\n") == true)
    #expect(scene.world.snag("settle", "--all", "--ours").status == 0)
    #expect(scene.text?.contains("- auth\n") == true)
  }

  @Test func gitsMergeOfLinesIsMadeAnewByMeaning() throws {
    let scene = try Self.merging()
    #expect(scene.text?.contains("<<<<<<<") == true)
    #expect(scene.world.snag("settle", "sn-k7m", "--ours").status == 0)
    #expect(scene.text?.contains("priority: P1\n") == true)
    #expect(scene.text?.contains("- auth\n") == true)
  }

  @Test func aDeletedFileComesBack() throws {
    let scene = try Self.merging()
    try scene.world.git("rm", "-q", "--cached", "code.txt")
    _ = try run(["rm", SettleWorld.path], in: scene.world.directory)
    #expect(scene.world.snag("settle", "--all", "--theirs").status == 0)
    #expect(scene.text?.contains("assignee: carol\n") == true)
    // What else was staged stays so.
    #expect(try scene.world.git("status", "--porcelain", "code.txt").hasPrefix("D  code.txt\n"))
  }

  @Test func bothRenamedIsOneTicket() throws {
    let scene = try SettleWorld(
      ours: [("assignee:", "assignee: bob")], theirs: [("labels:", "labels:\n- auth")])
    try scene.world.git("mv", SettleWorld.path, ".tickets/sn-k7m3qx-b.md")
    try scene.commit("rename")
    try scene.world.git("checkout", "-q", "side")
    try scene.world.git("mv", SettleWorld.path, ".tickets/sn-k7m3qx-a.md")
    try scene.commit("rename")
    try scene.world.git("checkout", "-q", "main")
    try scene.stopping("merge", "-q", "side")
    let outcome = scene.world.snag("settle", "--all")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(try scene.unmerged == "")
    #expect(
      try scene.world.git("ls-files", ":(glob).tickets/*.md") == ".tickets/sn-k7m3qx-a.md\n")
    let text = try #require(scene.world.read(".tickets/sn-k7m3qx-a.md"))
    #expect(text.contains("assignee: bob\n") && text.contains("- auth\n"))
    #expect(scene.world.read(".tickets/sn-k7m3qx-b.md") == nil)
    #expect(try scene.git("merge", "--continue").status == 0)
    #expect(try scene.world.git("status", "--porcelain") == "")
  }

  @Test func anUnreadableVersionIsTakenWholeOrNotAtAll() throws {
    let scene = try SettleWorld(
      ours: [("assignee:", "assignee: bob")], theirs: [("assignee:", "assignee: [bob")])
    try scene.stopping("merge", "-q", "side")
    let outcome = scene.world.snag("settle", "--all")
    #expect(outcome.status == 4)
    #expect(outcome.output.contains("a version cannot be read: "))
    let settled = scene.world.snag("settle", "--all", "--ours")
    #expect(settled.status == 0)
    #expect(
      settled.errors.hasPrefix(
        "sn-k7m3qx: settled, ours taken whole (staged)\n  not taken: assignee: [bob\n"))
    #expect(scene.text?.contains("assignee: bob\n") == true)
    #expect(try scene.unmerged == "")
  }

  @Test func otherFilesThatAreUnmergedAreNamed() throws {
    let scene = try SettleWorld(ours: [], theirs: [])
    for (branch, words) in [("side", "theirs"), ("main", "ours")] {
      try scene.world.git("checkout", "-q", branch)
      try scene.world.write("# \(words)\n", to: ".tickets/templates/new.md")
      try scene.commit(words)
    }
    try scene.stopping("merge", "-q", "side")
    let outcome = scene.world.snag("settle", "--all")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "unmerged, and no tickets: .tickets/templates/new.md\n")
  }
}
