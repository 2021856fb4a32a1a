package import TicketModel

extension CompiledQuery {
  /// Sorts tickets by the query's `sort:`; without one by priority, then age, oldest first.
  ///
  /// What is no value of the field comes after all that are, and what is unset last, either way; ties are broken by id, so the order is total.
  package func sorted(_ tickets: [Ticket]) -> [Ticket] {
    sorted(tickets, ticket: { $0 }, body: { _ in SearchText("") })
  }

  /// Sorts what holds tickets.
  ///
  /// - Parameters:
  ///   - elements: what to sort.
  ///   - ticket: the ticket that an element holds.
  ///   - body: that ticket's body; called only to sort by relevance.
  /// - Returns: the elements in the query's order.
  package func sorted<Element>(
    _ elements: [Element], ticket: (Element) -> Ticket, body: (Element) -> SearchText
  ) -> [Element] {
    let tickets = elements.map(ticket)
    var columns: [Column] = []
    for key in keys {
      let values: [SortValue] =
        switch key.subject {
        case .field(let field): tickets.map { field.sortValue(of: $0, world) }
        case .relevance:
          elements.indices.map { index in
            .relevance(Relevance(words, in: tickets[index]) { body(elements[index]) })
          }
        }
      columns.append(Column(values: values, isDescending: key.isDescending))
    }
    let ids = tickets.map(\.id.text)
    let order = tickets.indices.sorted { left, right in
      for column in columns {
        if let comesFirst = column.orders(left, right) { return comesFirst }
      }
      return ids[left] < ids[right]
    }
    return order.map { elements[$0] }
  }

  /// What fits the words equally well is in the order of any list.
  private var keys: [Query.SortKey] {
    guard !query.order.isEmpty else { return Self.defaultOrder }
    return query.order + (query.sortsByRelevance ? Self.defaultOrder : [])
  }

  private static let defaultOrder = [FieldName.priority, .created].map {
    Query.SortKey(subject: .field(.known($0)), isDescending: false)
  }
}

/// One sort key's values for all tickets.
private struct Column {
  let values: [SortValue]
  let isDescending: Bool

  /// Whether the first comes before the second; nil when they are equal here.
  func orders(_ left: Int, _ right: Int) -> Bool? {
    let (first, second) = (values[left], values[right])
    if first == second { return nil }
    if first.rank != second.rank { return first.rank < second.rank }
    return (first < second) != isDescending
  }
}

private enum SortValue: Comparable {
  case number(Int64)
  case text(NaturalText)
  case relevance(Relevance)
  /// What is none of the field's values, such as a priority `soon`.
  case stray(NaturalText)
  case missing

  /// What comes first whether or not the order is turned around.
  var rank: Int {
    switch self {
    case .number, .text, .relevance: 0
    case .stray: 1
    case .missing: 2
    }
  }

  static func time(_ moment: Timestamp?) -> SortValue {
    moment.map { .number($0.seconds) } ?? .missing
  }

  static func text(of items: [String], isStray: Bool = false) -> SortValue {
    let text = items.joined(separator: ",")
    if text.isEmpty { return .missing }
    return isStray ? .stray(NaturalText(text)) : .text(NaturalText(text))
  }

  /// What fits best comes first; words that nobody asked for make no order.
  static func < (left: SortValue, right: SortValue) -> Bool {
    switch (left, right) {
    case (.number(let first), .number(let second)): first < second
    case (.text(let first), .text(let second)): first < second
    case (.relevance(let first), .relevance(let second)): first > second
    case (.stray(let first), .stray(let second)): first < second
    default: left.rank < right.rank
    }
  }
}

extension FieldReference {
  fileprivate func sortValue(of ticket: Ticket, _ world: QueryWorld) -> SortValue {
    switch self {
    case .known(.created): return .time(ticket.created)
    case .known(.status): return .number(world.rank(of: ticket))
    case .known(let name):
      let text = name == .priority ? ticket.priority : ticket.text(of: name)
      if let number = kind.number(of: text) { return .number(number) }
      return .text(of: ticket.items(of: name), isStray: !kind.isWord)
    case .derived(let field):
      switch field.content(ticket, world) {
      case .texts(let texts): return .text(of: texts)
      // The older the ticket, the greater its age.
      case .moment(let moment):
        return kind == .age ? moment.map { .number(-$0.seconds) } ?? .missing : .time(moment)
      }
    }
  }
}

extension QueryWorld {
  /// Where a ticket's status stands in its workflow.
  fileprivate func rank(of ticket: Ticket) -> Int64 {
    let statuses = workflows.workflow(forType: ticket.type)?.statuses ?? []
    return Int64(statuses.firstIndex { $0.name == ticket.status } ?? statuses.count)
  }
}
