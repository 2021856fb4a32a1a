import TestSupport
import TicketDocument
import Testing
import TicketModel

@Suite struct TicketEditTests {
  /// Everything a person may have written: comments, quotes, odd order, unknown keys, CRLF-free.
  private static let text = """
    ---
    # top
    title: 'Log in'   # keep
    id: sn-k7m3qx

    status: new
    priority:
    assignee: "ada"
    labels:
      - ui   # mine
      - zoo
    severity: {a: b}
    zone: NO
    watchers:
    - bob
    due: 2026-12-01
    history:
    - 2026-11-20T09:15:00Z bob new
    ---
    Body --- with
    ---
    lines

    """

  private static let line = HistoryLine(
    time: time("2026-11-23T08:02:11Z"), actor: "ada", status: "triaged")
  private static let comment = DraftComment(
    author: "ada", time: time("2026-11-23T10:00:00Z"), id: "c-7hq4", isInternal: false, text: "Hm.")

  /// The edit, the lines it takes out and the lines it puts there.
  @Test(
    arguments: [
      (.set(.title, "Log out"), "title: 'Log in'   # keep", "title: 'Log out'   # keep"),
      (.set(.priority, "P1"), "priority:", "priority: P1"),
      (.set(.assignee, ""), "assignee: \"ada\"", "assignee:"),
      (.set(.assignee, "bob"), "assignee: \"ada\"", "assignee: \"bob\""),
      (.set("due", "2027-01-01"), "due: 2026-12-01", "due: 2027-01-01"),
      (.set("due", ""), "due: 2026-12-01\n", ""),
      (.set("zone", ""), "zone: NO", "zone:"),
      (.set("zone", "off"), "zone: NO", "zone: off"),
      (.set("milestone", "1.0"), "severity: {a: b}", "severity: {a: b}"),
      (.set("milestone", ""), "", ""),
      (.setItems(.labels, ["ui"]), "  - zoo\n", ""),
      (.setItems(.labels, []), "labels:\n  - ui   # mine\n  - zoo\n", "labels:\n"),
      (.setItems("watchers", []), "watchers:\n- bob\n", ""),
      (.setItems("reviewers", []), "", ""),
      (.add(.labels, "net"), "  - ui   # mine\n", "  - net\n  - ui   # mine\n"),
      (.add(.labels, "zoo"), "", ""),
      (.remove(.labels, "ui"), "  - ui   # mine\n", ""),
      (.remove(.labels, "none"), "", ""),
      (.remove("watchers", "bob"), "watchers:\n- bob\n", ""),
      (.remove("reviewers", "bob"), "", ""),
      (.remove(.blockedBy, "sn-abc"), "", ""),
      (.recordHistory(line), "bob new\n", "bob new\n- 2026-11-23T08:02:11Z ada triaged\n"),
    ] as [(TicketEdit, String, String)])
  func onlyTheNamedFieldsBytesChange(edit: TicketEdit, old: String, new: String) throws {
    var edited = try document(Self.text)
    try edited.apply([edit])
    var expected = Self.text
    if case .set("milestone", "1.0") = edit {
      // A number-like text gets quotes; the new key stands before the next known one.
      expected = expected.replacing("due: 2026", with: "milestone: \"1.0\"\ndue: 2026")
    } else if !old.isEmpty {
      let range = try #require(expected.firstRange(of: old))
      expected.replaceSubrange(range, with: new)
    }
    #expect(edited.text == expected)
  }

  @Test func aTransitionSetsTheStatusAndRecordsTheLine() throws {
    var edited = try document(Self.text)
    try edited.apply([.transition(from: "new", Self.line)])
    #expect(
      edited.text
        == Self.text.replacing("status: new", with: "status: triaged")
        .replacing("bob new\n", with: "bob new\n- 2026-11-23T08:02:11Z ada triaged\n"))
  }

  @Test func aCommentGoesToTheEnd() throws {
    var edited = try document(Self.text)
    try edited.apply([.comment(Self.comment)])
    #expect(
      edited.text == Self.text
        + "\n## Comments\n\n### ada, 2026-11-23T10:00:00Z, c-7hq4\n\nHm.\n")
  }

  @Test func aTextWithAnotherStatusRefusesTheTransitionAndEverythingBeforeIt() throws {
    var edited = try document(Self.text)
    #expect(throws: TicketEditRefused.otherStatus(expected: "triaged", found: "new")) {
      try edited.apply([.set(.assignee, "eve"), .transition(from: "triaged", Self.line)])
    }
    #expect(edited.text == Self.text)
  }

  @Test(
    arguments: [
      (.set("severity", "x"), .notAScalar(key: "severity")),
      (.set(.labels, "x"), .notAScalar(key: "labels")),
      (.setItems("severity", ["x"]), .notAList(key: "severity")),
      (.add("severity", "x"), .notAList(key: "severity")),
    ] as [(TicketEdit, DocumentEditError)])
  func anOpaqueValueIsRefused(edit: TicketEdit, error: DocumentEditError) throws {
    var edited = try document(Self.text)
    #expect(throws: TicketEditRefused.document(error)) { try edited.apply([edit]) }
    #expect(edited.text == Self.text)
  }

  @Test func comingIntoOneStatusTwiceInASecondIsRecordedTwice() throws {
    var edited = try document(Self.text)
    let back = HistoryLine(time: Self.line.time, actor: "ada", status: "new")
    try edited.apply([
      .transition(from: "new", Self.line), .transition(from: "triaged", back),
      .transition(from: "new", Self.line),
    ])
    #expect(
      try Ticket(edited, path: "x.md").historyLines.map(\.status)
        == ["new", "triaged", "new", "triaged"])
  }

  @Test func missingKeysAreMadeInCanonicalOrder() throws {
    var edited = try document("---\nid: sn-abc\nhistory:\n---\n")
    try edited.apply([
      .set("due", "2026-12-01"), .set(.title, "NO"), .add(.labels, "b"), .add(.labels, "a"),
      .setItems("watchers", ["ada"]), .set("wait_until", "2026-12-01T00:00:00Z"),
      .set("severity", "5"),
    ])
    #expect(
      edited.text == """
        ---
        id: sn-abc
        title: "NO"
        labels:
        - a
        - b
        due: 2026-12-01
        watchers:
        - ada
        wait_until: 2026-12-01T00:00:00Z
        severity: "5"
        history:
        ---

        """)
  }

  @Test func anEditAppliedTwiceIsAppliedOnce() throws {
    for edit: TicketEdit in [
      .set(.title, "x"), .setItems(.labels, ["a"]), .add(.labels, "a"), .remove(.labels, "ui"),
      .set("due", ""),
    ] {
      var once = try document(Self.text)
      try once.apply([edit])
      var twice = once
      try twice.apply([edit])
      #expect(twice == once)
    }
  }

  @Test func randomEditsNeverTouchOtherFields() throws {
    var generator = SeededGenerator(seed: 9)
    let values = ["x", "NO", "a: b", "#", "", "'", "é", "2026-12-01", "- a", "\"q\""]
    let scalars: [FieldName] = [.title, .priority, .assignee, "due", "zone", "milestone"]
    let lists: [FieldName] = [.labels, "watchers", .blockedBy]
    for _ in 0..<1_000 {
      let original = try document(Self.text)
      var edited = original
      let value = values.randomElement(using: &generator) ?? ""
      let list = lists.randomElement(using: &generator) ?? .labels
      let scalar = scalars.randomElement(using: &generator) ?? .title
      let (edit, name, expected): (TicketEdit, FieldName, [String]) =
        switch Int.random(in: 0...2, using: &generator) {
        case 0: (.set(scalar, value), scalar, value.isEmpty ? [] : [value])
        case 1: (.setItems(list, [value + "1", value + "2"]), list, [value + "1", value + "2"])
        default:
          (.remove(list, "ui"), list, original.list(list.rawValue).filter { $0 != "ui" })
        }
      try edited.apply([edit])
      #expect(edited.list(name.rawValue) == expected, "\(edit)")
      for entry in original.entries where entry.key != name.rawValue {
        #expect(edited.rawValue(entry.key) == original.rawValue(entry.key), "\(edit)")
      }
      #expect(edited.body == original.body)
    }
  }

  private static let disputed = """
    ---
    id: sn-k7m3qx
    title: Log in
    status: new
    assignee: bob
    x-size: 3
    conflicts:
    - "assignee ="
    - assignee = carol
    - status = done, resolution = fixed
    - x-size = 5
    - a note of mine
    history:
    - 2026-11-20T09:15:00Z bob new
    ---

    """

  /// The edit, and the recorded values that are left.
  @Test(
    arguments: [
      (
        .set(.assignee, "ada"),
        ["status = done, resolution = fixed", "x-size = 5", "a note of mine"]
      ),
      (
        .set(.assignee, "bob"),
        ["status = done, resolution = fixed", "x-size = 5", "a note of mine"]
      ),
      (
        .transition(from: "new", line),
        ["assignee =", "assignee = carol", "x-size = 5", "a note of mine"]
      ),
      (
        .set("x-size", ""),
        ["assignee =", "assignee = carol", "status = done, resolution = fixed", "a note of mine"]
      ),
      (
        .remove(.conflicts, "x-size = 5"),
        [
          "assignee =", "assignee = carol", "status = done, resolution = fixed", "a note of mine",
        ]
      ),
      (
        .comment(comment),
        [
          "assignee =", "assignee = carol", "status = done, resolution = fixed", "x-size = 5",
          "a note of mine",
        ]
      ),
    ] as [(TicketEdit, [String])])
  func whoSetsAFieldEndsItsConflict(edit: TicketEdit, left: [String]) throws {
    var document = try document(Self.disputed)
    try document.apply([edit])
    #expect(document.list("conflicts") == left)
  }

  @Test func theKeyGoesWithTheLastRecordedValue() throws {
    let text = Self.disputed.replacing("- a note of mine\n", with: "")
    var document = try document(text)
    try document.apply([
      .set(.assignee, "carol"), .set("x-size", "5"), .transition(from: "new", Self.line),
    ])
    #expect(document.entry("conflicts") == nil)
  }
}
