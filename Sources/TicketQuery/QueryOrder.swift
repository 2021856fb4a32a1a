package import TicketModel

extension Query {
  /// Sorts tickets by the query's `sort:`; without one by priority, then age, oldest first.
  ///
  /// Tickets without a value come last either way; ties are broken by id, so the order is total.
  package func sorted(_ tickets: [Ticket], in world: QueryWorld) -> [Ticket] {
    let keys = sort.isEmpty ? Self.defaultOrder : sort
    let keyed = tickets.map { ticket in
      Keyed(ticket: ticket, values: keys.map { $0.field.sortValue(of: ticket, world) })
    }
    return keyed.sorted { left, right in
      for (index, key) in keys.enumerated() {
        let (first, second) = (left.values[index], right.values[index])
        guard first != second else { continue }
        if first == .missing { return false }
        if second == .missing { return true }
        return (first < second) != key.isDescending
      }
      return left.ticket.id < right.ticket.id
    }.map(\.ticket)
  }

  private static let defaultOrder = [
    SortKey(field: .known(.priority), isDescending: false),
    SortKey(field: .known(.created), isDescending: false),
  ]
}

private struct Keyed {
  let ticket: Ticket
  let values: [SortValue]
}

private enum SortValue: Comparable {
  case number(Int64)
  case text(String)
  case missing
}

extension FieldReference {
  fileprivate func sortValue(of ticket: Ticket, _ world: QueryWorld) -> SortValue {
    switch self {
    case .updated: .time(ticket.lastMoved)
    case .closed: .time(world.closed(ticket))
    // The older the ticket, the greater its age.
    case .age: ticket.created.map { .number(-$0.seconds) } ?? .missing
    case .known(.created): .time(ticket.created)
    case .known(.status): .number(world.rank(of: ticket))
    case .known(let name): .text(of: ticket.items(of: name))
    }
  }
}

extension SortValue {
  fileprivate static func time(_ moment: Timestamp?) -> SortValue {
    moment.map { .number($0.seconds) } ?? .missing
  }

  fileprivate static func text(of items: [String]) -> SortValue {
    items.isEmpty ? .missing : .text(items.joined(separator: ",").lowercased())
  }
}

extension QueryWorld {
  /// Where a ticket's status stands in its workflow.
  fileprivate func rank(of ticket: Ticket) -> Int64 {
    let statuses = workflows.workflow(forType: ticket.type)?.statuses ?? []
    return Int64(statuses.firstIndex { $0.name == ticket.status } ?? statuses.count)
  }
}
