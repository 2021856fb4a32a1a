import TestSupport
import Testing
import TicketDocument
import TicketImport
import TicketModel

/// The 132 tickets of tk's own repository, each compared with an independent reading of its text.
@Suite(.enabled(if: SharedData.isPresent))
struct TkCorpusTests {
  let files: [(path: String, bytes: [UInt8])]
  let result: ImportResult

  private static let loaded = Result {
    let files = try corpus("tk")
    return (files, try importTickets(from: .tk, files: files, context()))
  }

  init() throws { (files, result) = try Self.loaded.get() }

  @Test func everyFileIsATicketAndStaysInItsFile() throws {
    let markdown = files.filter { $0.path.hasSuffix(".md") }
    #expect(markdown.count == 132)
    #expect(result.tickets.map(\.path) == markdown.map(\.path).sorted())
    #expect(result.tickets.allSatisfy { $0.fileName == "\($0.draft.id).md" })
    #expect(result.messages(.error) == [])
  }

  @Test func checkFindsNothing() throws {
    #expect(try problems(in: result) == [])
  }

  @Test func everyFieldIsWhatTheFileSays() throws {
    for file in files where file.path.hasSuffix(".md") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      let parts = text.split(separator: "\n---\n", maxSplits: 1)
      let head = parts[0].split(separator: "\n").dropFirst().map { line in
        line.split(separator: ": ", maxSplits: 1).map(String.init)
      }
      let values = Dictionary(uniqueKeysWithValues: head.map { ($0[0], $0[1]) })
      let ticket = try result.ticket(values["id"] ?? "")
      try compare(ticket, values)
      compare(ticket, body: String(parts[1]))
    }
  }

  private func compare(_ ticket: ImportedTicket, _ values: [String: String]) throws {
    let document = ticket.draft.document()
    #expect(document.scalar("created") == values["created"])
    #expect(document.scalar("type") == values["type"])
    #expect(document.scalar("priority") == "P\(values["priority"] ?? "")")
    #expect(
      document.scalar("assignee")
        == values["assignee"]?.lowercased().replacing(" ", with: "-"))
    let links = (values["deps"] ?? "").split { "[], ".contains($0) }.map(String.init)
    #expect(document.list("blocked_by") == links.sorted())
    #expect(document.scalar("parent") == values["parent"])
    #expect(values["links"] == "[]")
    #expect(document.entry("related") == nil)
    #expect(document.scalar("imported_from") == "tk:\(values["id"] ?? "")")
    let category = devWorkflows.category(type: ticket.draft.type, status: ticket.status)
    #expect(category == (values["status"] == "closed" ? .done : .new))
    // Every key of the file is in the list of those above: nothing was left for an unknown key.
    #expect(ticket.draft.unknown.isEmpty)
    let known = [
      "id", "status", "deps", "links", "created", "type", "priority", "assignee", "parent",
    ]
    #expect(Set(values.keys).isSubset(of: known))
  }

  private func compare(_ ticket: ImportedTicket, body: String) {
    // Putting title, body and notes together again gives the file's text but for blank lines.
    var rebuilt = "# \(ticket.draft.title)\n\(ticket.draft.body)\n"
    if !ticket.draft.comments.isEmpty { rebuilt += "## Notes\n" }
    for comment in ticket.draft.comments { rebuilt += "**\(comment.time)**\n\(comment.text)\n" }
    #expect(lines(rebuilt) == lines(body), "\(ticket.draft.id)")
    let read = ticket.draft.document().comments
    #expect(read.map(\.text) == ticket.draft.comments.map(\.text))
    #expect(read.map(\.id) == ticket.draft.comments.map(\.id))
    #expect(Set(read.map(\.id)).count == read.count)
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
  }

  @Test func closedTicketsMoveWhenTheirLastNoteWasWritten() throws {
    let ticket = try result.ticket("tc-1609")
    #expect(
      ticket.draft.history.map(\.description) == [
        "2026-01-12T03:22:19Z unknown new", "2026-01-12T03:31:02Z ray-myers done",
      ])
    #expect(result.tickets.map { $0.draft.comments.count }.reduce(0, +) == 110)
  }

  @Test func importingTwiceGivesTheSameBytesInAnyOrder() throws {
    let again = try importTickets(from: .tk, files: files.reversed(), context())
    #expect(again == result)
    #expect(again.tickets.map(\.text) == result.tickets.map(\.text))
  }
}
