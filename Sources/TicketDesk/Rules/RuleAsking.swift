package import TicketDocument
package import TicketModel
package import TicketQuery

extension DeskRule {
  /// Whether a rule that time brought about has spoken of this already.
  ///
  /// It speaks each time that its condition becomes true. So it has nothing more to say when the
  /// condition was true already when it last spoke, of the ticket as it is now, and the ticket has
  /// not been moved since.
  ///
  /// - Parameters:
  ///   - ticket: as it is now.
  ///   - document: its text.
  ///   - body: its body, to look for words in.
  ///   - world: makes what the query is answered from, as of a time.
  /// - Returns: whether it is to be silent.
  /// - Throws: `QueryError`.
  package func hasSpoken(
    of ticket: Ticket, _ document: TicketDocument, body: () -> SearchText,
    world: (Timestamp) throws -> QueryWorld
  ) throws -> Bool {
    guard let last = RuleMark(name).lastTime(in: document) else { return false }
    if let moved = ticket.lastMoved, moved > last { return false }
    return try CompiledQuery(when, in: try world(last)).matches(ticket, body: body)
  }
}
