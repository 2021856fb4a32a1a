import Testing
import TicketDocument
import TicketImport
import TicketModel

struct BeadsTests {
  @Test func textsBecomeSections() throws {
    let ticket = try bead(
      #"""
      "description": "why\n```\nopen", "design": "how", "acceptance_criteria": "- [ ] it works",
      "notes": "n"
      """#.replacing("\n", with: " "))
    #expect(
      ticket.draft.body == """
        why
        ```
        open
        ```

        ## Design

        how

        ## Acceptance

        - [ ] it works

        ## Notes

        n
        """)
    #expect(ticket.draft.document().checklist.total == 1)
  }

  @Test func commentsAreComments() throws {
    let ticket = try bead(
      #"""
      "comments": [
      {"id": 2, "author": "Bob", "text": "later", "created_at": "2026-02-02T00:00:00Z"},
      {"id": 1, "author": "ada", "text": "## Comments\nfirst", "created_at": "2026-02-01T00:00:00Z"}
      ], "description": "text\n\n## Comments\n\nmine"
      """#.replacing("\n", with: " "))
    let read = ticket.draft.document().comments
    #expect(read.map(\.author) == ["ada", "bob"])
    #expect(read.map(\.text) == ["## Comments\nfirst", "later"])
    #expect(ticket.draft.body == "text\n\n## Comments (imported)\n\nmine")
  }

  @Test func aForeignCommentsHeadingAloneIsNotOurs() throws {
    let ticket = try bead(
      ###""description": "## Comments\n\n### ada, 2026-01-01T00:00:00Z, c-1\n\nx""###)
    #expect(ticket.draft.document().comments.isEmpty)
    #expect(ticket.draft.document().commentsRange == nil)
    #expect(ticket.draft.body.hasPrefix("## Comments (imported)\n"))
    let code = try bead(##""description": "```\n## Comments\n```""##)
    #expect(code.draft.body == "```\n## Comments\n```")
  }

  @Test func planningFieldsFindTheirPlace() throws {
    let ticket = try bead(
      #"""
      "due_at": "2026-02-03T00:00:00Z", "defer_until": "2026-02-01T10:00:00Z",
      "estimated_minutes": 90, "external_ref": "gh-9"
      """#.replacing("\n", with: " "))
    #expect(ticket.scalar("due") == "2026-02-03")
    #expect(ticket.scalar("due_at") == nil)
    #expect(ticket.scalar("wait_until") == "2026-02-01T10:00:00Z")
    #expect(ticket.scalar("estimate") == "90m")
    #expect(ticket.scalar("external_ref") == "gh-9")
    #expect(
      try bead(#""due_at": "2026-02-03T09:00:00Z""#).scalar("due_at") == "2026-02-03T09:00:00Z")
  }

  @Test func whatIsNoIssueIsNamed() throws {
    let text = """
      {"id": "bd-1", "title": "one"}
      [1]
      {"title": "no id"}

      {"id": "bd-2", "title": "two"}
      """
    let result = try imported(.beads, ["i.jsonl": text, "readme.md": "x"])
    #expect(result.tickets.map(\.draft.id.text) == ["bd-1", "bd-2"])
    #expect(
      result.messages(.error)
        == ["i.jsonl:2: not an issue: no id", "i.jsonl:3: not an issue: no id"])
    #expect(result.summary["files left out: not JSON lines"] == 1)
  }

  @Test func whatTheExportLeftOutIsNoted() throws {
    let line = #"{"id": "bd-1", "title": "t", "comment_count": 2, "dependent_count": 3}"#
    let result = try imported(.beads, ["i.jsonl": line])
    #expect(
      result.messages(.warning).contains("beads:bd-1: 2 of 2 comments are not in the export"))
    #expect(result.summary["field dependent_count not kept: counted from links"] == 1)
  }

  @Test func dependenciesWithMetadataAreKeptWhole() throws {
    let link = #"{"type": "blocks", "depends_on_id": "bd-1", "metadata": "{\"gate\": 1}"}"#
    let ticket = try bead(#""dependencies": [\#(link), 7]"#)
    #expect(ticket.scalar("imported_dependencies")?.contains("gate") == true)
    #expect(ticket.scalar("imported_dependencies")?.hasSuffix(", 7]") == true)
  }
}
