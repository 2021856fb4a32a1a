import Testing
import TicketDocument
import TicketModel

/// What is said of two versions of a ticket.
@Suite struct TicketChangeTests {
  /// Everything that a change says, one short text each.
  static func said(_ change: TicketChange?) -> [String] {
    guard let change else { return [] }
    var said: [String] = []
    if change.kind != .changed { said.append(change.kind.rawValue) }
    for field in change.fields { said.append("\(field.name) \(words(field.difference))") }
    said += change.transitions.map { "\($0.from ?? "()") -> \($0.line.status) by \($0.line.actor)" }
    said += change.comments.map { "\($0.kind) \($0.comment.id) \($0.previous?.text ?? "")" }
    said += change.checklist.map { "\($0.kind) \($0.item.text)" }
    if let text = change.text {
      said.append("text \(text.old.map(\.text)) \(text.new.map(\.text))")
    }
    if change.isMoved, change.kind != .moved { said.append("file moved") }
    if change.isLayoutOnly { said.append("layout") }
    return said
  }

  private static func words(_ difference: FieldChange.Difference) -> String {
    func shown(_ text: String?) -> String { text.map { "<\($0)>" } ?? "unset" }
    return switch difference {
    case .value(let from, let to): "\(shown(from)) \(shown(to))"
    case .items(let added, let removed):
      (added.map { "+\($0)" } + removed.map { "-\($0)" }).joined(separator: " ")
    case .order(let from, let to): "order \(from) \(to)"
    case .block(let from, let to): "block \(shown(from)) \(shown(to))"
    }
  }

  static func version(
    _ text: String, path: String = ".tickets/sn-k7m3qx-login.md"
  ) throws -> ReadTicket {
    let document = try document(text)
    return ReadTicket(ticket: try Ticket(document, path: path), document: document)
  }

  private static let base =
    exampleText.replacing(
      "history:", with: "due: 2026-12-01\nx_word: one\nx_list:\n- b\n- a\nx_map:\n  a: 1\nhistory:")
      + """

      ## Tasks

      - [ ] first
      - [x] second

      ## Comments

      ### ada, 2026-11-21T09:00:00Z, c-1

      One.

      ### bob, 2026-11-22T09:00:00Z, c-2, internal

      Two.

      """

  /// An edit of the base and what is said of it.
  struct Case: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    let said: [String]

    init(_ old: String, _ new: String, _ said: String...) {
      (self.old, self.new, self.said) = (old, new, said)
    }

    var testDescription: String { "\(said)" }
  }

  @Test(arguments: [
    // One line of text.
    Case(
      "title: Login crashes on", "title: Login hangs on",
      "title <Login crashes on an empty password> <Login hangs on an empty password>"),
    Case("assignee: ada", "assignee:", "assignee <ada> unset"),
    Case("priority: P2\n", "", "priority <P2> unset"),
    Case("priority: P2\n", "priority: P2\nmilestone: v1\n", "milestone unset <v1>"),
    Case("status: in-progress", "status: done", "status <in-progress> <done>"),
    Case(
      "created: 2026-11-20T09:15:00Z", "created: someday",
      "created <2026-11-20T09:15:00Z> <someday>"),
    Case("x_word: one", "x_word: two", "x_word <one> <two>"),
    Case("x_word: one\n", "", "x_word <one> unset"),
    Case("x_word: one", "x_word: [one]", "x_word <one> <[one]>"),
    Case("due: 2026-12-01", "due: \"2026-12-02\"", "due <2026-12-01> <2026-12-02>"),
    // Sets.
    Case("- regression\n", "- ui\n", "labels +ui -regression"),
    Case("- login\n- regression\n", "", "labels -login -regression"),
    Case("- sn-z4n8dp", "- sn-z4n8dp\n- sn-b2c3df", "blocked_by +sn-b2c3df"),
    Case("priority: P2\n", "priority: P2\nwatchers: [bob, eve]\n", "watchers +bob +eve"),
    Case("- regression", "- \"two words\"", "labels +two words -regression"),
    // Lists whose order may mean something, and nested values.
    Case("- b\n- a\n", "- b\n- a\n- a\n", "x_list +a"),
    Case("- b\n- a\n", "- a\n- b\n", "x_list order [\"b\", \"a\"] [\"a\", \"b\"]"),
    Case("  a: 1\n", "  a: 2\n  b: 3\n", "x_map block <  a: 1> <  a: 2\n  b: 3>"),
    Case("x_map:\n  a: 1\n", "", "x_map block <  a: 1> unset"),
    // History.
    Case(
      "ada in-progress\n", "ada in-progress\n- 2026-11-24T08:00:00Z bob done\n",
      "in-progress -> done by bob"),
    Case("bob new\n", "bob new\n- 2026-11-21T08:00:00Z eve triaged\n", "new -> triaged by eve"),
    Case(
      "- 2026-11-23T08:02:11Z ada in-progress\n", "",
      "history -2026-11-23T08:02:11Z ada in-progress"),
    Case("ada in-progress\n", "ada in-progress\n- words\n", "history +words"),
    Case(
      "- 2026-11-20T09:15:00Z bob new\n- 2026-11-23T08:02:11Z ada in-progress\n",
      "- 2026-11-23T08:02:11Z ada in-progress\n- 2026-11-20T09:15:00Z bob new\n",
      "history order [\"2026-11-20T09:15:00Z bob new\", \"2026-11-23T08:02:11Z ada in-progress\"] [\"2026-11-23T08:02:11Z ada in-progress\", \"2026-11-20T09:15:00Z bob new\"]"
    ),
    Case("assignee: ada", "assignee: eve", "assignee <ada> <eve>"),
    // Comments.
    Case("One.\n", "One!\n", "edited c-1 One."),
    Case("c-2, internal", "c-2", "edited c-2 Two."),
    Case("### ada, 2026-11-21T09:00:00Z, c-1\n\nOne.\n\n", "", "removed c-1 "),
    Case("One.\n", "One.\n\n### eve, 2026-11-21T10:00:00Z, c-3\n\nThree.\n", "added c-3 "),
    Case(
      "c-1\n\nOne.\n", "c-1\n\nOne.\n\n### eve, 2026-11-21T10:00:00Z, c-1\n\nThree.\n", "added c-1 "
    ),
    // Checklist.
    Case("- [ ] first", "- [x] first", "ticked first"),
    Case("- [x] second", "- [ ] second", "unticked second"),
    Case("- [x] second\n", "- [x] second\n- [ ] third\n", "added third"),
    Case("- [ ] first\n", "", "removed first"),
    Case("- [ ] first", "- [ ] first of all", "added first of all", "removed first"),
    Case("- [ ] first\n- [x] second", "- [ ] first\n- [ ] first\n- [x] second", "added first"),
    Case(
      "## Tasks", "## Todo",
      "text [\"Two tabs refresh the token at once; one is logged out.\", \"\", \"## Tasks\", \"\", \"- [ ] first\", \"- [x] second\"] [\"Two tabs refresh the token at once; one is logged out.\", \"\", \"## Todo\", \"\", \"- [ ] first\", \"- [x] second\"]"
    ),
    Case(
      "- [ ] first\n- [x] second", "- [x] second\n- [x] first", "ticked first",
      "text [\"Two tabs refresh the token at once; one is logged out.\", \"\", \"## Tasks\", \"\", \"- [ ] first\", \"- [x] second\"] [\"Two tabs refresh the token at once; one is logged out.\", \"\", \"## Tasks\", \"\", \"- [x] second\", \"- [x] first\"]"
    ),
    // Layout.
    Case(
      "title: Login crashes on an empty password", "title: \"Login crashes on an empty password\"",
      "layout"),
    Case("- login\n- regression\n", "- regression\n- login\n", "layout"),
    Case("labels:\n- login\n- regression\n", "labels: [login, regression, login]\n", "layout"),
    Case("type: bug\nstatus: in-progress\n", "status: in-progress\ntype: bug\n", "layout"),
    Case("type: bug\n", "# why\ntype: bug  # what\n", "layout"),
    Case("priority: P2\n", "priority: P2\nmilestone:\n", "layout"),
    Case("ada in-progress", "ada  in-progress", "layout"),
    Case("---\n\nTwo", "---\n\n\nTwo", "layout"),
    Case("\n", "\r\n", "layout"),
    Case("- [x] second", "- [X] second", "layout"),
  ])
  func eachEditIsSaid(edit: Case) throws {
    let new = Self.base.replacing(edit.old, with: edit.new)
    #expect(new != Self.base)
    let change = TicketChange(from: try Self.version(Self.base), to: try Self.version(new))
    #expect(Self.said(change) == edit.said)
  }

  @Test func equalVersionsAreNoChange() throws {
    let version = try Self.version(Self.base)
    #expect(TicketChange(from: version, to: version) == nil)
    #expect(TicketChange(from: nil, to: nil) == nil)
  }

  @Test func aMovedFileIsTheSameTicket() throws {
    let old = try Self.version(Self.base)
    let moved = try Self.version(Self.base, path: ".tickets/k/7/sn-k7m3qx-login.md")
    #expect(Self.said(TicketChange(from: old, to: moved)) == ["moved"])
    let edited = try Self.version(
      Self.base.replacing("P2", with: "P1"), path: ".tickets/k/7/sn-k7m3qx-login.md")
    #expect(
      Self.said(TicketChange(from: old, to: edited)) == ["priority <P2> <P1>", "file moved"])
  }

  @Test func aTicketThatCameOrWentSaysEverything() throws {
    let text = "---\nid: sn-k7m3qx\ntitle: One\nlabels:\n- ui\n---\n\nText.\n"
    let version = try Self.version(text)
    #expect(
      Self.said(TicketChange(from: nil, to: version)) == [
        "added", "id unset <sn-k7m3qx>", "title unset <One>", "labels +ui", "text [] [\"Text.\"]",
      ])
    #expect(
      Self.said(TicketChange(from: version, to: nil)) == [
        "removed", "id <sn-k7m3qx> unset", "title <One> unset", "labels -ui",
        "text [\"Text.\"] []",
      ])
  }

  @Test func textAboveTheFirstCommentIsText() throws {
    let new = Self.base.replacing("## Comments\n", with: "## Comments\n\nBe kind.\n")
    let change = try #require(
      TicketChange(from: try Self.version(Self.base), to: try Self.version(new)))
    #expect(change.text?.new.last?.text == "Be kind.")
    #expect(change.text?.new.last.map { $0.number } == new.lineNumber(of: "Be kind."))
    #expect(!change.isLayoutOnly)
  }

  @Test func linesHaveTheirNumbersInTheFile() throws {
    let new = Self.base.replacing("Two tabs", with: "Tabs")
    let text = try #require(
      TicketChange(from: try Self.version(Self.base), to: try Self.version(new))?.text)
    for line in text.new { #expect(new.split(line.number) == line.text) }
    for line in text.old { #expect(Self.base.split(line.number) == line.text) }
  }
}

extension String {
  private var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }

  fileprivate func split(_ number: Int) -> String { String(lines[number - 1]) }

  fileprivate func lineNumber(of line: String) -> Int? {
    lines.firstIndex { $0 == line }.map { $0 + 1 }
  }
}
