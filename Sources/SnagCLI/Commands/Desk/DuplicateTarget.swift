import TicketModel
import TicketStore

/// Follows `duplicate_of` to the ticket that is worked on.
struct DuplicateTarget {
  let writer: Writer

  /// Links that are followed at most; more are a circle or nobody's intention.
  private static let longest = 20

  /// Finds the ticket at the end.
  ///
  /// - Parameters:
  ///   - id: where to begin.
  ///   - start: a ticket that must not be come back to.
  /// - Returns: the ticket that is a duplicate of none.
  /// - Throws: `CommandError` when the links lead back, and what finding throws.
  func end(of id: String, from start: TicketID) throws -> FoundTicket {
    var found = try writer.find(id)
    var way = [start]
    while true {
      let ticket = found.ticket
      guard !way.contains(ticket.id), way.count < Self.longest else {
        let circle = (way + [ticket.id]).map(\.text).joined(separator: " -> ")
        throw CommandError(
          ticket.id == start && way.count == 1
            ? "\(ticket.id) cannot be a duplicate of itself" : "duplicates in a circle: \(circle)",
          code: "duplicate-circle",
          hint: "snag edit \(way[way.count - 1]) duplicate_of=", status: .refused)
      }
      let next = ticket.text(of: .duplicateOf)
      guard !next.isEmpty, try isDone(ticket) else { return found }
      way.append(ticket.id)
      found = try writer.find(next)
    }
  }

  /// Where comments of a ticket go that ended as a duplicate; nil when it did not, or the other one
  /// is not here.
  func redirection(of ticket: Ticket) throws -> FoundTicket? {
    let next = ticket.text(of: .duplicateOf)
    guard !next.isEmpty, try isDone(ticket) else { return nil }
    do {
      return try end(of: next, from: ticket.id)
    } catch let error where error is CommandError || error is TicketNotFound {
      writer.session.warn("\(ticket.id) is a duplicate of \(next), which cannot be followed")
      return nil
    }
  }

  private func isDone(_ ticket: Ticket) throws -> Bool {
    try writer.session.settings().workflows.category(type: ticket.type, status: ticket.status)
      == .done
  }
}
