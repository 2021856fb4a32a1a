import Testing
import TicketDocument
import TicketImport
import TicketModel

struct TkTests {
  private func ticket(_ front: String, _ body: String) throws -> ImportedTicket {
    let text = "---\nid: t-1\nstatus: open\ncreated: 2026-01-01T00:00:00Z\n\(front)---\n\(body)"
    return try imported(.tk, [".tickets/t-1.md": text]).ticket("t-1")
  }

  @Test func theWholeTicketReads() throws {
    let ticket = try ticket(
      "type: bug\npriority: 1\nassignee: Ray Myers\ntags: [ui, a b]\nexternal-ref: gh-12\n",
      "# It breaks\n\nBadly.\n\n## Notes\n\n**2026-01-02T00:00:00Z**\n\n# Found it\n")
    #expect(
      ticket.text.replacing(ticket.draft.comments[0].id, with: "c-xxxx") == """
        ---
        id: t-1
        title: It breaks
        type: bug
        status: new
        created: 2026-01-01T00:00:00Z
        assignee: ray-myers
        reporter: unknown
        priority: P1
        labels:
        - a b
        - ui
        blocked_by:
        imported_from: tk:t-1
        external-ref: gh-12
        history:
        - 2026-01-01T00:00:00Z unknown new
        ---

        Badly.

        ## Comments

        ### unknown, 2026-01-02T00:00:00Z, c-xxxx

        \\# Found it

        """)
    #expect(ticket.fileName == "t-1.md")
    #expect(ticket.draft.document().comments.map(\.text) == ["# Found it"])
  }

  @Test func unknownKeysStayInOrder() throws {
    let ticket = try ticket("zeta: 1\nalpha: [x, y]\nMid: 'q'\n", "# t\n")
    #expect(ticket.draft.unknown.map(\.name) == ["zeta", "alpha", "Mid"])
    #expect(ticket.list("alpha") == ["x", "y"])
  }

  @Test func notesInProseAndTextAboveTheFirstNoteStayInTheBody() throws {
    let ticket = try ticket(
      "",
      """
      # t

      **2026-01-01T00:00:00Z**

      ## Notes

      kept

      **2026-01-02T00:00:00Z**

      one
      **bold**
      """)
    #expect(ticket.draft.body == "**2026-01-01T00:00:00Z**\n\n## Notes\n\nkept")
    #expect(ticket.draft.comments.map(\.text) == ["one\n**bold**"])
    #expect(try self.ticket("", "# t\n## Notes\nno times\n").draft.body == "## Notes\nno times")
  }

  @Test func commentIDsDependOnTicketPlaceAndTime() throws {
    let notes = "# t\n## Notes\n**2026-01-02T00:00:00Z**\na\n**2026-01-02T00:00:00Z**\nb\n"
    let ids = try ticket("", notes).draft.comments.map(\.id)
    #expect(Set(ids).count == 2)
    #expect(
      ids.allSatisfy { $0.hasPrefix("c-") && $0.dropFirst(2).allSatisfy(TicketID.symbols.contains) }
    )
    #expect(try ticket("", notes).draft.comments.map(\.id) == ids)
  }

  @Test func valuesThatAreNoYAMLAreReadAsMeant() throws {
    let ticket = try ticket("assignee: @ada\nnote: see: this\ndeps: [@x]\n", "# t\n")
    #expect(ticket.scalar("assignee") == "ada")
    #expect(ticket.scalar("note") == "see: this")
    #expect(ticket.list("imported_blocked_by") == ["@x"])
  }

  @Test func aliasesCannotFillTheMemory() throws {
    var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
      bomb += "a\(level): &a\(level) [\(items)]\n"
    }
    let result = try imported(
      .tk, ["a.md": "---\nid: t-1\n\(bomb)---\n# t\n", "b.md": "---\nid: t-2\n---\n# u\n"])
    #expect(result.tickets.map(\.draft.id.text) == ["t-2"])
    #expect(result.messages(.error) == ["a.md:2: too many values"])
  }

  @Test func aBrokenFileLosesOnlyItself() throws {
    let good = "---\nid: t-1\nstatus: open\ncreated: 2026-01-01T00:00:00Z\n---\n# one\n"
    let files: [(path: String, bytes: [UInt8])] = [
      ("a.md", Array("no front matter\n".utf8)), ("b.md", Array(good.utf8)),
      ("c.md", Array("---\nid: t-2\n".utf8)), ("d.md", [0x2D, 0x2D, 0x2D, 0x0A, 0xFF]),
      ("e.md", Array("---\nid: t-3\nid: t-4\n---\n".utf8)), ("f.txt", []),
      ("g.md", Array("---\nid: t-5\n\tx\n---\n".utf8)),
    ]
    let result = try importTickets(from: .tk, files: files, context())
    #expect(result.tickets.map(\.draft.id.text) == ["t-1"])
    #expect(
      result.notes.filter { $0.severity == .error }.map(\.source)
        == ["a.md", "c.md", "d.md", "e.md:2", "g.md:3"])
    #expect(result.summary["files left out: not Markdown"] == 1)
  }

  @Test func windowsLineEndsAndAByteOrderMarkAreRead() throws {
    let text = "\u{FEFF}---\r\nid: t-1\r\nstatus: open\r\n---\r\n# one\r\n\r\ntext\r\nmore\r\n"
    let result = try imported(.tk, ["t-1.md": text])
    #expect(try result.ticket("t-1").draft.body == "text\nmore")
    #expect(result.summary["files whose CR LF line ends became LF"] == 1)
  }

  @Test func nothingToImportIsAnError() {
    #expect(throws: ImportError.self) { try imported(.tk, [:]) }
    #expect(throws: ImportError.self) { try imported(.beads, ["a.md": ""]) }
    #expect(throws: ImportError.self) {
      try imported(.tk, ["t.md": "---\nid: t-1\n---\n"], workflows: WorkflowSet([]))
    }
  }
}
