import Testing
import TicketImport
import TicketModel

struct StatusMappingTests {
  @Test(arguments: [
    ("open", "task", "new"), ("in_progress", "task", "in-progress"), ("closed", "task", "done"),
    ("In Progress", "bug", "in-progress"), ("blocked", "feature", "waiting"),
    ("review", "bug", "review"), ("ready", "feature", "ready"), ("ready", "task", "new"),
    ("review", "task", "in-progress"), ("To Do", "epic", "new"),
    ("hooked", "task", "in-progress"), ("no such thing", "task", "new"), ("", "task", "new"),
    ("tombstone", "task", "done"), ("Won't Do", "feature", "done"),
  ])
  func aStatusBecomesOneOfItsCategory(status: String, type: String, expected: String) throws {
    let ticket = try bead(#""status": "\#(status)", "issue_type": "\#(type)""#)
    #expect(ticket.status == expected)
    #expect(ticket.draft.history.first?.status == "new")
  }

  @Test func statusNamesComeFromTheWorkflow() throws {
    let workflow = try Workflow(
      parsing: """
        name: any
        types: [task]
        statuses:
          inbox: { category: new }
          doing: { category: active, requires: [assignee] }
          parked: { category: active }
          over: { category: done, requires: [cause] }
          gone: { category: done, requires: [resolution] }
        transitions:
          a: { from: inbox, to: [doing] }
          b: { from: inbox, to: parked }
          c: { from: inbox, to: over }
          d: { from: inbox, to: gone }
        """.replacing("to: [doing]", with: "to: doing"), path: "any.yml")
    let set = WorkflowSet([workflow])
    #expect(try bead(#""status": "open""#, workflows: set).status == "inbox")
    #expect(try bead(#""status": "in_progress""#, workflows: set).status == "parked")
    #expect(
      try bead(#""status": "in_progress", "assignee": "ada""#, workflows: set).status == "doing")
    let done = try bead(#""status": "closed""#, workflows: set)
    #expect(done.status == "gone")
    #expect(done.scalar("resolution") == "done")
    let blocked = try imported(
      .beads, ["i.jsonl": #"{"id": "bd-1", "title": "one", "status": "blocked"}"#], workflows: set)
    #expect(try blocked.ticket("bd-1").status == "inbox")
    #expect(try blocked.ticket("bd-1").scalar("imported_status") == "blocked")
    #expect(
      blocked.messages(.warning).contains(
        "beads:bd-1: workflow any has no status for waiting tickets that it can be in; now inbox"))
  }

  @Test func requirementsOfAStatusAreFilled() throws {
    #expect(try bead(#""status": "closed", "issue_type": "bug""#).scalar("resolution") == "done")
    let reason = try bead(
      #""status": "closed", "issue_type": "bug", "close_reason": "fixed in 852bfe65""#)
    #expect(reason.scalar("resolution") == "fixed in 852bfe65")
    #expect(try bead(#""status": "blocked""#).scalar("waiting_for") == "blocked")
    #expect(try bead(#""status": "closed""#).scalar("resolution") == nil)
  }

  @Test func aLongCloseReasonIsAlsoInTheBody() throws {
    let ticket = try bead(#""status": "closed", "close_reason": "first\nsecond""#)
    #expect(ticket.scalar("resolution") == "first second")
    #expect(ticket.draft.body == "## Close reason\n\nfirst\nsecond")
  }

  @Test func endingsBecomeResolutions() throws {
    #expect(try bead(#""status": "tombstone""#).scalar("resolution") == "archived")
    #expect(try bead(#""status": "Won't Do""#).scalar("resolution") == "wontfix")
    #expect(try bead(#""status": "Won't Do""#).scalar("imported_status") == "Won't Do")
    #expect(try bead(#""status": "in_progress""#).scalar("imported_status") == nil)
    #expect(try bead(#""status": "odd""#).scalar("imported_status") == "odd")
    #expect(try bead(#""status": "blocked""#).scalar("imported_status") == "blocked")
  }

  @Test func historyTellsCreationAndLastMove() throws {
    let ticket = try bead(
      #"""
      "status": "closed", "created_by": "Bob", "assignee": "Ada L", "created_at":
      "2026-01-02T03:04:05+01:00", "updated_at": "2026-01-04T00:00:00Z",
      "closed_at": "2026-01-03T00:00:00.5Z"
      """#.replacing("\n", with: " "))
    #expect(
      ticket.draft.history.map(\.description) == [
        "2026-01-02T02:04:05Z bob new", "2026-01-03T00:00:00Z ada-l done",
      ])
  }

  @Test func anUpdateThatNoLineShowsIsCounted() throws {
    let counted = "time of the last update not kept: no field may change on every edit"
    let line = #"{"id": "bd-1", "created_at": "2026-01-01", "updated_at": "2026-01-02", "status": "#
    let open = try imported(.beads, ["i.jsonl": line + #""open"}"#])
    #expect(open.summary[counted] == 1)
    let active = try imported(.beads, ["i.jsonl": line + #""in_progress"}"#])
    #expect(active.summary[counted] == nil)
  }

  @Test func timesNeverRunBackwards() throws {
    let ticket = try bead(
      #""status": "closed", "created_at": "2026-01-02T00:00:00Z", "closed_at": "2025-01-01T00:00:00Z""#
    )
    #expect(
      ticket.draft.history.map(\.time.description)
        == ["2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z"])
  }

  @Test func anOpenTicketKeepsWhatItsClosingLeft() throws {
    let ticket = try bead(
      #""status": "open", "closed_at": "2026-03-01T00:00:00Z", "close_reason": "too early""#)
    #expect(ticket.scalar("imported_closed") == "2026-03-01T00:00:00Z")
    #expect(ticket.scalar("imported_close_reason") == "too early")
    #expect(ticket.scalar("resolution") == nil)
  }

  @Test(arguments: [
    ("2026-01-02", "2026-01-02T00:00:00Z"), ("2026-01-02 03:04", "2026-01-02T03:04:00Z"),
    ("2026-01-02T03:04:05", "2026-01-02T03:04:05Z"),
  ])
  func timesWithoutAZoneAreUTC(text: String, expected: String) throws {
    #expect(try bead(#""created_at": "\#(text)""#).scalar("created") == expected)
  }

  @Test func anUnreadableTimeIsKeptAndTheEarliestOtherOneUsed() throws {
    let ticket = try bead(
      #"""
      "created_at": "last May", "updated_at": "2026-05-02T00:00:00Z",
      "closed_at": "2026-05-01T00:00:00Z"
      """#.replacing("\n", with: " "))
    #expect(ticket.scalar("created") == "2026-05-01T00:00:00Z")
    #expect(ticket.scalar("imported_created") == "last May")
    #expect(try bead(#""created_at": "9999-12-31T23:59:59-12:00""#).draft.created == noon)
  }
}
