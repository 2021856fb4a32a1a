import TicketDocument
import Testing
import TicketModel

@Suite struct TicketReadingTests {
  @Test func theExampleOfTheFormatReadsWithEveryValue() throws {
    let ticket = try ticket(exampleText)
    #expect(ticket.path == ".tickets/sn-k7m3qx-login.md")
    #expect(ticket.id == id("sn-k7m3qx"))
    #expect(ticket.title == "Login crashes on an empty password")
    #expect(ticket.type == "bug")
    #expect(ticket.status == "in-progress")
    #expect(ticket.created == time("2026-11-20T09:15:00Z"))
    #expect(ticket.assignee == "ada")
    #expect(ticket.reporter == "bob")
    #expect(ticket.priority == "P2")
    #expect(ticket.labels == ["login", "regression"])
    #expect(ticket.blockedBy == ["sn-z4n8dp"])
    #expect(
      ticket.history == ["2026-11-20T09:15:00Z bob new", "2026-11-23T08:02:11Z ada in-progress"])
    #expect(ticket.historyLines.map(\.actor) == ["bob", "ada"])
    #expect(ticket.lastMoved == time("2026-11-23T08:02:11Z"))
    #expect(ticket.others == [])
  }

  @Test func everyFieldIsFoundByItsName() throws {
    let ticket = try ticket(exampleText)
    #expect(ticket.value(of: .id) == .scalar("sn-k7m3qx"))
    #expect(ticket.value(of: .created) == .scalar("2026-11-20T09:15:00Z"))
    #expect(ticket.value(of: .labels) == .list(["login", "regression"]))
    #expect(ticket.value(of: "milestone") == nil)
    #expect(ticket.text(of: .labels) == "")
    #expect(ticket.text(of: .type) == "bug")
    #expect(ticket.items(of: .type) == ["bug"])
    #expect(ticket.items(of: "milestone") == [])
    #expect(
      FieldSchema.all.filter { $0.isAlwaysPresent && ticket.value(of: $0.name) == nil }.isEmpty)
  }

  @Test func optionalAndUnknownFieldsKeepTheFilesOrderAndNestedOnesAreLeftOut() throws {
    let ticket = try ticket(
      id: "sn-abc", "severity: NO", "due: 2026-12-01", "watchers: [ada, bob]", "nested:", "  a: b",
      "tags:", "- x")
    #expect(
      ticket.others.map(\.name.rawValue) == ["severity", "due", "watchers", "tags"])
    #expect(ticket.text(of: "severity") == "NO")
    #expect(ticket.items(of: "watchers") == ["ada", "bob"])
  }

  @Test func anEmptyFrontMatterOfAnIDIsATicket() throws {
    let ticket = try ticket(id: " SN-Abc ")
    #expect(ticket.id.text == "sn-abc")
    #expect(ticket.created == nil)
    #expect(ticket.lastMoved == nil)
    #expect(ticket.labels == [])
    #expect(ticket.value(of: .created) == .scalar(""))
  }

  @Test func withoutHistoryATicketWasLastMovedWhenItWasCreated() throws {
    let ticket = try ticket(id: "sn-abc", "created: 2026-11-20T09:15:00Z", "history:", "- garbage")
    #expect(ticket.lastMoved == time("2026-11-20T09:15:00Z"))
    #expect(ticket.historyLines == [])
  }

  @Test func oneTextIsAListOfOne() throws {
    #expect(try ticket(id: "sn-abc", "labels: login").labels == ["login"])
  }

  @Test(
    arguments: [
      ("title: x", .noID, 1, 1),
      ("id:", .badID(""), 1, 1),
      ("title: x\nid: ../x", .badID("../x"), 3, 5),
      ("id: sn-abc\ntitle: [a, b]", .notOneLine(.title), 3, 8),
      ("id: sn-abc\ntitle:\n- a", .notOneLine(.title), 4, 1),
      ("id: sn-abc\ntitle: |\n  a", .notOneLine(.title), 3, 8),
      ("id: sn-abc\nlabels:\n  a: b", .notAList(.labels), 4, 1),
      ("id: sn-abc\ndue: [a]", .notOneLine("due"), 3, 6),
      ("id: sn-abc\nwatchers: {a: b}", .notAList("watchers"), 3, 11),
    ] as [(String, TicketUnreadable.Reason, Int, Int)])
  func whatIsNoTicketIsRefusedWithItsPlace(
    lines: String, reason: TicketUnreadable.Reason, line: Int, column: Int
  ) throws {
    let document = try document("---\n\(lines)\n---\n")
    do throws(TicketUnreadable) {
      _ = try Ticket(document, path: "x.md")
      Issue.record("accepted")
    } catch {
      #expect(error.reason == reason)
      if case .badID("") = reason { return }
      #expect(error.position == Position(line: line, column: column))
    }
  }
}
