import ArgumentParser
import TicketModel
import TicketStore

/// Keeps what the requester thinks of how a ticket was handled.
struct RateCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "rate",
    abstract: "Keep the requester's verdict on a ticket: 1 (bad) to 5 (good).",
    discussion: """
      EXAMPLES
        snag rate sn-k7m 5
        snag rate sn-k7m 2 -m "It took a week."
        snag list is:closed rating:<=2
      """)

  @Argument(help: "The ticket's id, or a unique beginning of it; then a number from 1 to 5.")
  var words: [String]

  @OptionGroup var text: MessageOptions
  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...2).contains(words.count) else { throw ValidationError("one ticket and one number") }
  }

  func run(in session: Session) throws {
    let writer = Writer(session: session, options: writing)
    let ticket = try writer.find(words.count > 1 ? words[0] : nil).ticket
    let settings = try session.settings()
    var edits = try writer.edits(
      parsedAssignments(["rating=\(words[words.count - 1])"], otherwise: "a number from 1 to 5"),
      of: ticket, extraFields: [])
    if let text = try text.text(in: session), text.contains(where: { !$0.isWhitespace }) {
      edits.append(.comment(try session.comment(text, isInternal: false)))
    }
    let actor = try session.repository().actor()
    if !(settings.people ?? .init([])).isSame(actor, ticket.askedBy) {
      session.warn("\(ticket.askedBy) asked for \(ticket.id), and \(actor) rates it")
    }
    if settings.workflows.category(type: ticket.type, status: ticket.status) != .done {
      session.warn("\(ticket.id) is \(ticket.status), not done yet")
    }
    try writer.apply(
      edits, to: ticket, .init(id: ticket.id, what: "rated \(words[words.count - 1])"))
  }
}
