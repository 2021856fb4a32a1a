import TestSupport
import TicketDocument
import Testing
import TicketModel

@Suite struct TicketDraftTests {
  private static func draft(title: String = "Log in") -> TicketDraft {
    TicketDraft(
      id: id("sn-k7m3qx"), title: title, type: "bug", created: time("2026-11-20T09:15:00Z"),
      reporter: "bob",
      history: [HistoryLine(time: time("2026-11-20T09:15:00Z"), actor: "bob", status: "new")])
  }

  @Test func anEmptyDraftHasTheAlwaysPresentKeysInOrder() {
    #expect(
      Self.draft().document().text == """
        ---
        id: sn-k7m3qx
        title: Log in
        type: bug
        status: new
        created: 2026-11-20T09:15:00Z
        assignee:
        reporter: bob
        priority:
        labels:
        blocked_by:
        history:
        - 2026-11-20T09:15:00Z bob new
        ---

        """)
  }

  @Test func everythingHasItsPlace() {
    var draft = Self.draft(title: "NO: # \"quoted\"")
    draft.fields = [
      "priority": .scalar("P1"), "labels": .list(["ui", "auth", "ui"]),
      "due": .scalar("2026-12-01"),
      "rating": .scalar("4"), "queue": .scalar("core"), "watchers": .list(["zoe", "ada"]),
      "milestone": .scalar(""), "approvers": .list([]),
    ]
    draft.unknown = [("severity", .scalar("1e10")), ("zone", .list(["b", "a"]))]
    draft.body = "Text."
    draft.comments = [
      DraftComment(
        author: "ada", time: time("2026-11-20T10:00:00Z"), id: "c-7hq4", isInternal: true,
        text: "Yes.")
    ]
    #expect(
      draft.document().text == """
        ---
        id: sn-k7m3qx
        title: "NO: # \\"quoted\\""
        type: bug
        status: new
        created: 2026-11-20T09:15:00Z
        assignee:
        reporter: bob
        priority: P1
        labels:
        - auth
        - ui
        blocked_by:
        queue: core
        due: 2026-12-01
        watchers:
        - ada
        - zoe
        rating: 4
        severity: "1e10"
        zone:
        - b
        - a
        history:
        - 2026-11-20T09:15:00Z bob new
        ---

        Text.

        ## Comments

        ### ada, 2026-11-20T10:00:00Z, c-7hq4, internal

        Yes.

        """)
  }

  @Test func aDraftIsReadBackAsItWasMeant() throws {
    var generator = SeededGenerator(seed: 7)
    let texts = [
      "x", "NO", "1e10", "02", "a: b", "- a", "# a", "'", "\"", "é🦊", "@me", "null", "~", "[a]",
      "2026-11-20",
      "a #b", "\\", "{{x}}", "---", "a:", "%", "key: [1, 2]", "2026-11-20T09:15:00Z",
    ]
    for _ in 0..<1_000 {
      var draft = Self.draft(title: texts.randomElement(using: &generator) ?? "")
      let optional = FieldSchema.all.filter {
        ![.id, .title, .type, .status, .created, .reporter, .history].contains($0.name)
      }
      for schema in optional where Bool.random(using: &generator) {
        let items = (0..<Int.random(in: 1...3, using: &generator))
          .map { _ in texts.randomElement(using: &generator) ?? "" }
        draft.fields[schema.name] = schema.kind.isList ? .list(items) : .scalar(items[0])
      }
      let ticket = try Ticket(draft.document(), path: "x.md")
      #expect(ticket.id == draft.id)
      #expect(ticket.title == draft.title)
      #expect(ticket.status == "new")
      #expect(ticket.historyLines == draft.history)
      for schema in optional {
        #expect(
          ticket.items(of: schema.name) == expected(draft.fields[schema.name]), "\(schema.name)")
      }
      #expect(
        ticket.others.map(\.name)
          == FieldSchema.all.map(\.name).filter { ticket.others.map(\.name).contains($0) })
    }
  }

  private func expected(_ value: FieldValue?) -> [String] {
    guard case .list(let items)? = value else { return value?.items ?? [] }
    return Set(items).sorted()
  }

  @Test func theStatusIsThatOfTheLastLine() throws {
    var draft = Self.draft()
    draft.history.append(
      HistoryLine(time: time("2026-11-21T09:15:00Z"), actor: "ada", status: "done"))
    #expect(try Ticket(draft.document(), path: "x.md").status == "done")
  }

  @Test func aCommentsIDIsFourSymbols() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<200 {
      let id = DraftComment.randomID(using: &generator)
      #expect(id.hasPrefix("c-") && id.count == 6)
      #expect(id.dropFirst(2).allSatisfy(TicketID.symbols.contains))
    }
  }
}
