package import TicketDocument

/// A version of a ticket that was read: its fields and its text.
package struct ReadTicket: Sendable {
  package let ticket: Ticket
  package let document: TicketDocument

  /// Joins what was read from one file.
  package init(ticket: Ticket, document: TicketDocument) {
    self.ticket = ticket
    self.document = document
  }
}
