import Testing
import TicketDocument
import TicketImport
import TicketModel

struct FieldMappingTests {
  @Test func aTitleIsOneSafeLine() throws {
    let line = #"{"id": "bd-1", "title": " a\tb\u202e\nc "}"#
    let ticket = try imported(.beads, ["i.jsonl": line]).ticket("bd-1")
    #expect(ticket.draft.title == "a b  c")
  }

  @Test func aLongTitleIsCutAndWholeInTheBody() throws {
    let long = String(repeating: "word ", count: 120) + "end"
    let result = try imported(
      .beads, ["i.jsonl": #"{"id": "bd-1", "title": "\#(long)", "description": "text"}"#])
    let ticket = try result.ticket("bd-1")
    #expect(ticket.draft.title.count <= 500)
    #expect(ticket.draft.title.hasSuffix("…"))
    #expect(ticket.draft.body == "\(long)\n\ntext")
    #expect(
      result.messages(.warning).contains(
        "beads:bd-1: title cut to 500 characters; all of it is in the body"))
    #expect(try problems(in: result) == [])
  }

  @Test func withoutATitleTheIDStandsIn() throws {
    let result = try imported(.beads, ["i.jsonl": #"{"id": "bd-1"}"#])
    #expect(try result.ticket("bd-1").draft.title == "bd-1")
  }

  @Test(arguments: [
    ("Steve Macbeth", "steve-macbeth", nil), ("@codex", "codex", nil), ("Ada", "ada", nil),
    ("beads/crew/emma", "beads-crew-emma", "beads/crew/emma"),
    ("ada@example.com", "ada", "ada@example.com"), ("!!", "unknown", "!!"),
  ])
  func peopleBecomeHandles(name: String, handle: String, kept: String?) throws {
    let ticket = try bead(#""assignee": "\#(name)""#)
    #expect(ticket.scalar("assignee") == handle)
    #expect(ticket.scalar("imported_assignee") == kept)
  }

  @Test func theImporterIsNobodyInTheTicket() throws {
    let ticket = try bead(#""status": "closed""#)
    #expect(ticket.draft.reporter == "unknown")
    #expect(!ticket.text.contains("importer"))
  }

  @Test func typesOfOtherTrackersAreKept() throws {
    let convoy = try bead(#""issue_type": "convoy""#)
    #expect(convoy.draft.type == "task")
    #expect(convoy.scalar("imported_type") == "convoy")
    let enhancement = try bead(#""issue_type": "Enhancement""#)
    #expect(enhancement.draft.type == "feature")
    #expect(enhancement.scalar("imported_type") == "Enhancement")
    #expect(try bead(#""issue_type": "Bug""#).draft.unknown.isEmpty)
  }

  @Test(arguments: [("0", "P0"), ("4", "P4"), ("\"high\"", "P1"), ("\"LOW\"", "P3")])
  func prioritiesAreP0ToP4(priority: String, expected: String) throws {
    #expect(try bead(#""priority": \#(priority)"#).scalar("priority") == expected)
  }

  @Test func anotherPriorityIsKept() throws {
    let ticket = try bead(#""priority": 7"#)
    #expect(ticket.scalar("priority") == "")
    #expect(ticket.scalar("imported_priority") == "7")
  }

  @Test func whatSnagDoesNotKnowIsKept() throws {
    let ticket = try bead(
      #"""
      "ephemeral": true, "size": 1.5, "text": "no", "list": ["b", "a"], "nothing": null,
      "nested": {"b": [1, {"c": "\"d\""}], "a": null}, "lines": "one\ntwo", "spaced key": "x"
      """#.replacing("\n", with: " "))
    let front = ticket.text.split(separator: "\n---\n", maxSplits: 1)[0]
    #expect(
      front.hasSuffix(
        #"""
        imported_from: beads:bd-1
        ephemeral: true
        list:
        - b
        - a
        nested: "{\"a\": null, \"b\": [1, {\"c\": \"\\\"d\\\"\"}]}"
        nothing:
        size: 1.5
        spaced_key: x
        text: "no"
        history:
        - 2026-01-01T00:00:00Z unknown new
        """#.replacing(
          #"nested: "{\"a\": null, \"b\": [1, {\"c\": \"\\\"d\\\"\"}]}""#,
          with: TicketDocument.quotedLine("nested", #"{"a": null, "b": [1, {"c": "\"d\""}]}"#))),
      "\(front)")
    #expect(ticket.draft.body == "## lines\n\none\ntwo")
  }

  @Test func foreignKeysNeverOverwriteSnagsOwn() throws {
    let ticket = try bead(
      #"""
      "history": ["x"], "blocked_by": "bd-9", "formerly": "bd-0", "due": "2026-02-03",
      "rating": "many", "type": "odd", "imported_from": "elsewhere", "milestone": "m1"
      """#.replacing("\n", with: " "))
    #expect(ticket.list("history") == ["2026-01-01T00:00:00Z unknown new"])
    #expect(ticket.list("imported_history") == ["x"])
    #expect(ticket.scalar("imported_blocked_by") == "bd-9")
    #expect(ticket.scalar("imported_formerly") == "bd-0")
    #expect(ticket.scalar("imported_rating") == "many")
    #expect(ticket.scalar("imported_type") == "odd")
    #expect(ticket.scalar("imported_from") == "beads:bd-1")
    #expect(ticket.scalar("imported_imported_from") == "elsewhere")
    #expect(ticket.scalar("due") == "2026-02-03")
    #expect(ticket.scalar("milestone") == "m1")
  }

  @Test func aResolutionOfTheirOwnIsKeptBesideTheReason() throws {
    let ticket = try bead(
      #""status": "closed", "issue_type": "bug", "resolution": "fixed", "close_reason": "in 2.1""#)
    #expect(ticket.scalar("resolution") == "fixed")
    #expect(ticket.scalar("imported_close_reason") == "in 2.1")
  }

  @Test func namesAreFoundHoweverTheyAreSpelled() throws {
    let workflow = try Workflow(
      parsing: """
        types: [User_Story]
        statuses:
          New: { category: new }
          Code_Review: { category: active }
        transitions:
          go: { from: New, to: Code_Review }
        """, path: "w.yml")
    let ticket = try bead(
      #""status": "code review", "issue_type": "User_Story""#, workflows: WorkflowSet([workflow]))
    #expect(ticket.draft.type == "User_Story")
    #expect(ticket.status == "Code_Review")
    #expect(ticket.draft.unknown.isEmpty)
  }

  @Test func aTicketTooLargeToReadIsNotImported() throws {
    let text = String(repeating: "x", count: 8 * 1024 * 1024)
    let result = try imported(
      .beads,
      ["i.jsonl": #"{"id": "bd-1", "description": "\#(text)"}"# + "\n" + #"{"id": "bd-2"}"#])
    #expect(result.tickets.map(\.draft.id.text) == ["bd-2"])
    #expect(result.summary["tickets not imported: too large"] == 1)
  }

  @Test func aKnownKeyOfTheWrongShapeIsKept() throws {
    let ticket = try bead(#""description": {"a": 1}, "labels": [["x"]]"#)
    #expect(ticket.scalar("description") == #"{"a": 1}"#)
    #expect(ticket.scalar("imported_labels") == #"[["x"]]"#)
  }
}

extension TicketDocument {
  fileprivate static func quotedLine(_ key: String, _ value: String) -> String {
    "\(key): \(quoted(value))"
  }
}
