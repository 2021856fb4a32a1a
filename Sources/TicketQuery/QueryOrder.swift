package import TicketModel

extension Query {
  /// Sorts tickets by the query's `sort:`; without one by priority, then age, oldest first.
  ///
  /// Tickets without a value come last either way; ties are broken by id, so the order is total.
  package func sorted(_ tickets: [Ticket], in world: QueryWorld) -> [Ticket] {
    let columns = (sort.isEmpty ? Self.defaultOrder : sort).map { key in
      Column(
        values: tickets.map { key.field.sortValue(of: $0, world) },
        isDescending: key.isDescending)
    }
    let order = tickets.indices.sorted { left, right in
      for column in columns {
        if let comesFirst = column.orders(left, right) { return comesFirst }
      }
      return tickets[left].id < tickets[right].id
    }
    return order.map { tickets[$0] }
  }

  private static let defaultOrder = [
    SortKey(field: .known(.priority), isDescending: false),
    SortKey(field: .known(.created), isDescending: false),
  ]
}

/// One sort key's values for all tickets.
private struct Column {
  let values: [SortValue]
  let isDescending: Bool

  /// Whether the first comes before the second; nil when they are equal here.
  func orders(_ left: Int, _ right: Int) -> Bool? {
    let (first, second) = (values[left], values[right])
    if first == second { return nil }
    if first == .missing { return false }
    if second == .missing { return true }
    return (first < second) != isDescending
  }
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
    case .known(.priority):
      Priority(ticket.priority).map { .number(Int64($0.number)) } ?? .text(of: [ticket.priority])
    case .known(.status): .number(world.rank(of: ticket))
    case .known(.priority):
      Priority(ticket.priority).map { .number(Int64($0.number)) }
        ?? .text(of: ticket.items(of: .priority))
    case .known(let name): .text(of: ticket.items(of: name))
    }
  }
}

extension SortValue {
  fileprivate static func time(_ moment: Timestamp?) -> SortValue {
    moment.map { .number($0.seconds) } ?? .missing
  }

  fileprivate static func text(of items: [String]) -> SortValue {
    let text = items.joined(separator: ",")
    return text.isEmpty ? .missing : .text(text.lowercased())
  }
}

extension QueryWorld {
  /// Where a ticket's status stands in its workflow.
  fileprivate func rank(of ticket: Ticket) -> Int64 {
    let statuses = workflows.workflow(forType: ticket.type)?.statuses ?? []
    return Int64(statuses.firstIndex { $0.name == ticket.status } ?? statuses.count)
  }
}
