import Testing
import TicketImport
import TicketModel

struct LinkAndIDMappingTests {
  private func issue(_ id: String, _ rest: String = "") -> String {
    #"{"id": "\#(id)", "title": "t", "status": "open", "created_at": "2026-01-01T00:00:00Z"\#(rest)}"#
      + "\n"
  }

  private func link(_ type: String, _ target: String) -> String {
    #"{"type": "\#(type)", "depends_on_id": "\#(target)"}"#
  }

  @Test func kindsOfLinksFindTheirFields() throws {
    let links = [
      link("blocks", "bd-2"), link("parent-child", "bd-3"), link("related", "bd-4"),
      link("discovered-from", "bd-5"), link("duplicates", "bd-2"), link("tracks", "bd-3"),
    ].joined(separator: ",")
    let text =
      issue("bd-1", #", "dependencies": [\#(links)]"#) + issue("bd-2") + issue("bd-3")
      + issue("bd-4") + issue("bd-5")
    let result = try imported(.beads, ["i.jsonl": text])
    let ticket = try result.ticket("bd-1")
    #expect(ticket.list("blocked_by") == ["bd-2"])
    #expect(ticket.scalar("parent") == "bd-3")
    #expect(ticket.list("related") == ["bd-4", "bd-5"])
    #expect(ticket.scalar("duplicate_of") == "bd-2")
    #expect(ticket.list("imported_tracks") == ["bd-3"])
    #expect(result.summary["links discovered-from became related"] == 1)
    #expect(try problems(in: result) == [])
  }

  @Test func linksThatLeadNowhereAreKeptOut() throws {
    let links = [link("blocks", "bd-9"), link("blocks", "bd-8"), link("parent-child", "bd-1")]
    let text = issue("bd-1", #", "dependencies": [\#(links.joined(separator: ","))]"#)
    let result = try imported(.beads, ["i.jsonl": text])
    let ticket = try result.ticket("bd-1")
    #expect(ticket.list("imported_blocked_by") == ["bd-9", "bd-8"])
    #expect(ticket.list("imported_parent") == ["bd-1"])
    #expect(ticket.list("blocked_by") == [])
    #expect(ticket.scalar("parent") == nil)
    #expect(result.messages(.warning).count == 3)
    #expect(try problems(in: result) == [])
  }

  @Test func ofTwoParentsTheSecondIsRelated() throws {
    let links = #", "dependencies": [\#(link("parent-child", "bd-3"))], "parent": "bd-2""#
    let result = try imported(
      .beads, ["i.jsonl": issue("bd-1", links) + issue("bd-2") + issue("bd-3")])
    let ticket = try result.ticket("bd-1")
    #expect(ticket.scalar("parent") == "bd-2")
    #expect(ticket.list("related") == ["bd-3"])
  }

  @Test func circlesAreKeptAndNoted() throws {
    let one = #", "dependencies": [\#(link("blocks", "bd-2"))]"#
    let two = #", "dependencies": [\#(link("blocks", "bd-1"))]"#
    let result = try imported(.beads, ["i.jsonl": issue("bd-1", one) + issue("bd-2", two)])
    #expect(try result.ticket("bd-2").list("blocked_by") == ["bd-1"])
    #expect(result.summary["circles of blocked_by kept"] == 1)
    #expect(result.messages(.warning).contains { $0.contains("bd-1 -> bd-2 -> bd-1") })
  }

  @Test func idsAreKeptInLowerCase() throws {
    let result = try imported(.beads, ["i.jsonl": issue("BD-Kwro.1")])
    let ticket = try result.ticket("bd-kwro.1")
    #expect(ticket.source == "beads:BD-Kwro.1")
    #expect(ticket.scalar("imported_from") == "beads:BD-Kwro.1")
  }

  @Test func anIDThatCannotBeKeptIsMadeFromTheOldOne() throws {
    let text = issue("ops_7/b") + issue("#12", #", "parent": "ops_7/b""#)
    let result = try imported(.beads, ["i.jsonl": text])
    let ids = result.tickets.map(\.draft.id.text)
    #expect(ids[0].hasPrefix("ops-") && ids[0].count == 10)
    #expect(ids[1].hasPrefix("bd-") && ids[1].count == 9)
    #expect(result.tickets.map(\.source) == ["beads:ops_7/b", "beads:#12"])
    #expect(result.tickets[1].scalar("parent") == ids[0])
    #expect(result.summary["ids replaced"] == 2)
    let alone = try imported(.beads, ["i.jsonl": issue("ops_7/b")])
    #expect(alone.tickets.first?.draft.id.text == ids[0])
  }

  @Test func ofTwoLinesWithOneIDTheLaterUpdateIsKept() throws {
    let text =
      issue("bd-1", #", "updated_at": "2026-01-01T00:00:00Z", "design": "old""#)
      + issue("BD-1", #", "updated_at": "2026-01-02T00:00:00Z", "design": "later""#)
    let result = try imported(.beads, ["i.jsonl": text])
    #expect(result.tickets.count == 1)
    #expect(result.tickets.first?.draft.body.contains("later") == true)
    #expect(result.messages(.error).count == 1)
  }
}
