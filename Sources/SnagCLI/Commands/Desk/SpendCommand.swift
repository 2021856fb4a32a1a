import ArgumentParser
import TicketDesk
import TicketModel
import TicketStore

/// Keeps how long somebody worked on a ticket.
struct SpendCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "spend",
    abstract: "Keep how long you worked on a ticket.",
    discussion: """
      Each time is an item of the field `spent`; `snag show` adds them up. A time kept by mistake \
      goes away with snag edit ID spent-="ITEM".

      EXAMPLES
        snag spend sn-k7m 1h30m
        snag spend sn-k7m 45m -m "Called the provider."
      """)

  @Argument(help: "The ticket's id, or a unique beginning of it; then hours and minutes: 1h30m.")
  var words: [String]

  @OptionGroup var text: MessageOptions
  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...2).contains(words.count) else { throw ValidationError("one ticket and one time") }
  }

  func run(in session: Session) throws {
    let writer = Writer(session: session, options: writing)
    let duration = try duration(words[words.count - 1])
    let ticket = try writer.find(words.count > 1 ? words[0] : nil).ticket
    let item = SpentTime(
      time: session.context.now(), person: try session.repository().actor(), duration: duration
    ).differing(from: ticket.items(of: SpentTime.field))
    var edits: [TicketEdit] = [.add(SpentTime.field, item.description)]
    if let text = try text.text(in: session), text.contains(where: { !$0.isWhitespace }) {
      edits.append(.comment(try session.comment(text, isInternal: true)))
    }
    try writer.apply(edits, to: ticket, .init(id: ticket.id, what: "spent \(duration)"))
  }

  private func duration(_ text: String) throws -> WorkingDuration {
    let duration = try? WorkingDuration(parsing: text)
    if let duration, duration.seconds > 0 { return duration }
    throw CommandError(
      "\(text) is no time that somebody works", code: "usage",
      hint: "write hours and minutes, such as 1h30m or 45m; a day has as many hours as you worked",
      status: .usage)
  }
}
