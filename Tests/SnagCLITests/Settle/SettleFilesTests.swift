import TestSupport
import Testing

/// Settling conflicts that no merge is in the middle of: in files alone.
@Suite struct SettleFilesTests {
  /// A merge's conflict, committed by accident as git left it: full of markers.
  private static func committedMarkers() throws -> SettleWorld {
    let scene = try SettleWorld.disputed()
    try scene.stopping("merge", "-q", "side")
    let text = SettleWorld.text.replacing(
      "assignee:\nreporter: bob\npriority: P2\n",
      with: """
        <<<<<<< HEAD
        assignee: bob
        reporter: bob
        priority: P1
        =======
        assignee: carol
        reporter: bob
        priority: P2
        >>>>>>> side

        """)
    try scene.world.write(text, to: SettleWorld.path)
    try scene.commit("oops")
    return scene
  }

  /// Values that a merge recorded, committed.
  private static func recorded(_ items: String..., body: String? = nil) throws -> SettleWorld {
    var text = SettleWorld.text.replacing("assignee:", with: "assignee: bob")
      .replacing(
        "history:",
        with: (["conflicts:"] + items.map { "- \($0)" } + ["history:"]).joined(separator: "\n"))
    if let body { text = text.replacing("First line.\n", with: body) }
    return try SettleWorld(ours: [], theirs: [], base: text)
  }

  private static let block = "<<<<<<< one\nA\n||||||| base\nZ\n=======\nB\n>>>>>>> other\n"

  // MARK: Markers

  @Test func aFileFullOfMarkersIsFoundByItsNameAndCommitted() throws {
    let scene = try Self.committedMarkers()
    #expect(scene.world.snag("show", "sn-k7m").errors.contains("`snag settle` puts both sides"))
    let open = scene.world.snag("settle", "sn-k7m")
    #expect(open.status == 4)
    #expect(open.output.contains("assignee could be carol (theirs) or bob (ours)"))
    let outcome = scene.world.snag("settle", "sn-k7m", "assignee=bob", "priority=P1")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.errors.contains("not taken: assignee = carol"))
    #expect(scene.text?.contains("assignee: bob\nreporter: bob\npriority: P1\n") == true)
    #expect(try scene.world.git("status", "--porcelain") == "")
    #expect(try scene.world.git("log", "-1", "--format=%s").hasPrefix("sn-k7m3qx: settled "))
    #expect(scene.world.snag("check").status == 0)
  }

  @Test func whatWasNeverCommittedIsNotCommitted() throws {
    let scene = try Self.committedMarkers()
    let head = try scene.world.git("rev-parse", "HEAD")
    let text = try #require(scene.text)
    try scene.world.git("checkout", "-q", "HEAD~1", "--", SettleWorld.path)
    try scene.world.git("commit", "-q", "-m", "back")
    try scene.world.write(text, to: SettleWorld.path)
    let outcome = scene.world.snag("settle", "sn-k7m", "--theirs")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.errors.contains("not committed"))
    #expect(try scene.world.git("rev-parse", "HEAD~1") == head)
    #expect(try scene.world.git("status", "--porcelain") == " M \(SettleWorld.path)\n")
  }

  @Test func markersThatDoNotFitTogetherAreLeftToAPerson() throws {
    let scene = try SettleWorld(ours: [], theirs: [])
    let text = SettleWorld.text.replacing("assignee:\n", with: "<<<<<<< HEAD\nassignee:\n=======\n")
    try scene.world.write(text, to: SettleWorld.path)
    let outcome = scene.world.snag("settle", "--all", "--ours")
    #expect(outcome.status == 4)
    #expect(outcome.output.contains("cannot be read: line 7"))
    #expect(scene.text == text)
  }

  @Test func aMarkerThatWasCommittedIsAnError() throws {
    let scene = try Self.recorded("assignee = carol", body: "First line.\n>>>>>>> other\n")
    let text = scene.text
    #expect(
      scene.world.snag("check").output.contains(
        "\(SettleWorld.path):20:1: error: a conflict marker without its block"))
    let outcome = scene.world.snag("settle", "--all", "--ours")
    #expect(outcome.status == 4, "\(outcome.everything)")
    #expect(outcome.output.contains("markers are left"))
    #expect(!outcome.errors.contains("checkout"))
    #expect(scene.text == text)
  }

  @Test func codeMayQuoteAConflict() throws {
    let quote = "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> side\n```\n"
    let scene = try SettleWorld(
      ours: [], theirs: [], base: SettleWorld.text.replacing("First line.\n", with: quote))
    #expect(scene.world.snag("check").status == 0)
    let outcome = scene.world.snag("settle", "--all", "--ours")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.errors == "nothing is in conflict\n" || outcome.output == "")
    #expect(scene.text?.contains(quote) == true)
  }

  /// The versions are known from the markers, though one cannot be read.
  @Test func anUnreadableVersionBetweenMarkersIsTakenWholeOrNotAtAll() throws {
    let sides = [("--ours", "assignee: [bob"), ("--theirs", "assignee: carol")]
    for (option, line) in sides {
      let scene = try SettleWorld(ours: [], theirs: [])
      let text = SettleWorld.text.replacing(
        "assignee:",
        with: "<<<<<<< one\n\(sides[0].1)\n=======\n\(sides[1].1)\n>>>>>>> other")
      try scene.world.write(text, to: SettleWorld.path)
      try scene.commit("oops")
      let outcome = scene.world.snag("settle", "--all")
      #expect(outcome.status == 4)
      #expect(outcome.output.contains("a version cannot be read: "))
      let settled = scene.world.snag("settle", "--all", option)
      #expect(settled.status == 0, "\(settled.everything)")
      #expect(scene.text == SettleWorld.text.replacing("assignee:", with: line))
      #expect(try scene.world.git("status", "--porcelain") == "")
    }
  }

  // MARK: Recorded values

  @Test func whatCheckAndSettleFindInATextIsFoundByAQuery() throws {
    let blocks = [
      "<<<<<<< one\nMine.\n=======\nYours.\n>>>>>>> other\n", ">>>>>>> other\n",
      "```\n<<<<<<< HEAD\nquoted\n=======\ncode\n>>>>>>> x\n```\n", "======= \n", "a <<<<<<< b\n",
    ]
    for (block, isFound) in zip(blocks, [true, true, false, false, false]) {
      let scene = try SettleWorld(ours: [], theirs: [], base: "\(SettleWorld.text)\n\(block)")
      #expect(
        (scene.world.snag("list", "is:conflicted").output != "") == isFound, "\(block)")
      #expect((scene.world.snag("settle").output != "") == isFound, "\(block)")
    }
  }

  @Test func aRecordedValueIsSettledInOneCommit() throws {
    let scene = try Self.recorded("assignee = carol")
    #expect(scene.world.snag("check").output.contains("not decided: assignee = carol [conflicts]"))
    #expect(scene.world.snag("list", "is:conflicted").output.hasPrefix("sn-k7m3qx\t"))
    #expect(scene.world.snag("settle", "sn-k7m").status == 4)
    let outcome = scene.world.snag("settle", "sn-k7m", "--theirs")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(
      try scene.world.git("show", "--format=%s%n%b", "-U0").contains(
        "sn-k7m3qx: settled assignee = carol\nLogin crashes\n\nTicket: sn-k7m3qx\n"))
    #expect(scene.text == SettleWorld.text.replacing("assignee:", with: "assignee: carol"))
    #expect(scene.world.snag("list", "is:conflicted").output == "")
    #expect(scene.world.snag("check").status == 0)
  }

  @Test func aPersonsOtherChangesStayUncommitted() throws {
    let scene = try Self.recorded("assignee = carol")
    try scene.change([("Second line.", "Second line, mine.")])
    #expect(scene.world.snag("settle", "sn-k7m", "--ours").status == 0)
    #expect(try scene.world.git("status", "--porcelain") == " M \(SettleWorld.path)\n")
    let committed = try scene.world.git("show", "HEAD:\(SettleWorld.path)")
    #expect(committed == SettleWorld.text.replacing("assignee:", with: "assignee: bob"))
    #expect(scene.text == committed.replacing("Second line.", with: "Second line, mine."))
  }

  @Test func severalRecordedValuesNeedAName() throws {
    let scene = try Self.recorded("assignee = carol", "assignee = dave", "milestone = 2.0")
    let outcome = scene.world.snag("settle", "sn-k7m", "--theirs")
    #expect(outcome.status == 4)
    #expect(outcome.output.contains("several recorded values, so name one: carol, dave"))
    #expect(scene.world.snag("settle", "sn-k7m", "assignee=dave").status == 4)
    #expect(scene.text?.contains("assignee: dave\n") == true)
    #expect(scene.text?.contains("conflicts:\n- milestone = 2.0\n") == true)
    #expect(try scene.world.git("status", "--porcelain") == "")
    #expect(scene.world.snag("settle", "sn-k7m", "--theirs").status == 0)
    #expect(scene.text?.contains("milestone: 2.0\n") == true)
  }

  @Test func theStatusIsSettledWithItsResolutionAndALine() throws {
    let scene = try Self.recorded("status = done, resolution = fixed")
    let outcome = scene.world.snag("settle", "sn-k7m", "status=done", "resolution=wontfix")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(scene.text?.contains("status: done\n") == true)
    #expect(scene.text?.contains("resolution: wontfix\n") == true)
    #expect(scene.text?.contains(" ada done\n") == true)
    #expect(scene.world.snag("settle", "sn-k7m", "status=don").status == 0)
  }

  @Test func editingTheFieldSettlesItToo() throws {
    let scene = try Self.recorded("assignee = carol")
    scene.world.ok("edit", "sn-k7m", "assignee=dave")
    #expect(scene.text?.contains("conflicts") == false)
  }

  @Test func committedBlocksAreChosenByTheirOrder() throws {
    for (option, line) in [("--ours", "A\n"), ("--theirs", "B\n")] {
      let scene = try Self.recorded("assignee = carol", body: Self.block)
      #expect(scene.world.snag("settle", "sn-k7m", option).status == 0)
      #expect(scene.text?.contains("---\n\n\(line)\nSecond line.\n") == true)
      #expect(try scene.world.git("status", "--porcelain") == "")
    }
  }

  @Test func allIsOneCommit() throws {
    let scene = try Self.recorded("assignee = carol")
    let other = try #require(scene.text).replacing("sn-k7m3qx", with: "sn-z4n8dp")
    try scene.world.write(other, to: ".tickets/sn-z4n8dp.md")
    try scene.commit("another")
    let outcome = scene.world.snag("settle", "--all", "--ours")
    #expect(outcome.output == "sn-k7m3qx\nsn-z4n8dp\n")
    #expect(
      try scene.world.git("log", "-1", "--format=%B")
        == "settle 2 tickets\n\nTicket: sn-k7m3qx\nTicket: sn-z4n8dp\n\n")
    #expect(try scene.world.git("rev-list", "--count", "HEAD~1..HEAD") == "1\n")
  }

  // MARK: Files of one id

  @Test func twoFilesOfOneTicketAreJoined() throws {
    let scene = try SettleWorld(ours: [], theirs: [])
    let copy = SettleWorld.text.replacing("labels:", with: "labels:\n- auth")
    try scene.world.write(copy, to: ".tickets/sn-k7m3qx-other.md")
    try scene.commit("copy")
    #expect(scene.world.snag("show", "sn-k7m").errors.contains("hint: snag settle sn-k7m3qx\n"))
    let outcome = scene.world.snag("settle", "sn-k7m")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(scene.text == copy)
    #expect(scene.world.read(".tickets/sn-k7m3qx-other.md") == nil)
    #expect(try scene.world.git("status", "--porcelain") == "")
    #expect(scene.world.snag("check").status == 0)
  }

  @Test func twoTicketsOfOneIDPart() throws {
    let scene = try SettleWorld(ours: [], theirs: [])
    let other = SettleWorld.text.replacing("Login crashes", with: "Export slow")
      .replacing("2026-11-20T09", with: "2026-11-20T10")
    // By its name it comes first; by its time it is the later one.
    try scene.world.write(other, to: ".tickets/sn-k7m3qx-export.md")
    let third = SettleWorld.text.replacing("sn-k7m3qx", with: "sn-z4n8dp")
      .replacing("blocked_by:", with: "blocked_by:\n- sn-k7m3qx")
    try scene.world.write(third, to: ".tickets/sn-z4n8dp.md")
    try scene.commit("others")
    let outcome = scene.world.snag("settle", "--all")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(
      outcome.errors.contains("look which ticket is meant where sn-k7m3qx is named: sn-z4n8dp"))
    #expect(scene.text == SettleWorld.text)
    let paths = try scene.world.git("ls-files", ":(glob).tickets/*-export-slow.md")
    let path = String(paths.dropLast())
    #expect(scene.world.read(path)?.contains("formerly: sn-k7m3qx\n") == true)
    #expect(try scene.world.git("status", "--porcelain") == "")
    let id = String(path.dropFirst(9).prefix(9))
    #expect(
      try scene.world.git("log", "-1", "--format=%B")
        == "sn-k7m3qx: settled; its later ticket is \(id)\n\nLogin crashes\n\n"
        + "Ticket: sn-k7m3qx\nTicket: \(id)\n\n")
    #expect(scene.world.snag("check").status == 0)
    #expect(scene.world.snag("settle").status == 0)
  }

  // MARK: Options of writers

  @Test func aDryRunChangesNothing() throws {
    let scene = try Self.recorded("assignee = carol")
    let before = try scene.world.everyFile()
    let outcome = scene.world.snag("settle", "sn-k7m", "--ours", "--dry-run")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("dry run: would commit \"sn-k7m3qx: settled assignee = bob\""))
    #expect(try scene.world.everyFile() == before)
    let merging = try SettleWorld.disputed()
    try merging.stopping("merge", "-q", "side")
    let unmerged = try merging.world.everyFile()
    #expect(merging.world.snag("settle", "--all", "--ours", "--dry-run").status == 0)
    #expect(try merging.world.everyFile() == unmerged)
  }

  @Test func noCommitWritesTheFileOnly() throws {
    let scene = try Self.recorded("assignee = carol")
    #expect(scene.world.snag("settle", "sn-k7m", "--ours", "--no-commit").status == 0)
    #expect(try scene.world.git("status", "--porcelain") == " M \(SettleWorld.path)\n")
    let merging = try SettleWorld.disputed()
    try merging.stopping("merge", "-q", "side")
    let unmerged = try merging.unmerged
    #expect(merging.world.snag("settle", "--all", "--ours", "--no-commit").status == 0)
    #expect(try merging.unmerged == unmerged)
    #expect(merging.text?.contains("assignee: bob\n") == true)
  }

  @Test func misuseIsExplained() throws {
    let world = try Self.recorded("assignee = carol").world
    for words in [
      ["--ours"], ["--all", "sn-k7m"], ["assignee=bob"], ["sn-k7m", "sn-z4n", "assignee=bob"],
      ["sn-k7m", "--ours", "--theirs"], ["sn-k7m", "--ours", "assignee=bob"], ["--all", "a=b"],
      ["sn-k7m", "--json=nothing"],
    ] {
      #expect(world.snag(["settle"] + words).status == 2, "\(words)")
    }
  }

  @Test func jsonNamesEveryCandidate() throws {
    let scene = try Self.recorded("assignee = carol", body: Self.block)
    let open = scene.world.snag("settle", "--json")
    #expect(open.status == 4)
    expectSnapshot(
      open.output,
      #"""
      {"schema":1,"kind":"settle","tickets":[{"id":"sn-k7m3qx","path":".tickets/sn-k7m3qx-login.md","origin":"recorded","result":"open","fields":[{"name":"assignee","line":7,"candidates":[{"value":"bob","sides":[]},{"value":"carol","sides":[]}]}],"blocks":[{"line":19,"texts":["A\n","B\n"],"ours":0,"theirs":1}],"notes":[],"reason":null,"commit":null}],"unmerged":[],"next":null}

      """#)
    let settled = scene.world.snag("settle", "sn-k7m", "--ours", "--json=id,result")
    #expect(
      settled.output
        == #"{"schema":1,"kind":"settle","tickets":[{"id":"sn-k7m3qx","result":"committed"}],"unmerged":[],"next":null}"#
        + "\n")
  }
}
