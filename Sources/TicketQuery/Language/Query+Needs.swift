import TicketModel

/// What has to be known to answer a query.
extension Query {
  /// Whether the body of tickets is needed to answer it.
  package var needsBody: Bool {
    asks { if case .words = $0 { true } else { false } }
  }

  /// Whether bodies are needed to put the answer in order.
  package var sortsByRelevance: Bool { order.contains { $0.subject == .relevance } }

  /// Whether other tickets must be known: for what is ready or blocked, and for links.
  package var needsAllTickets: Bool {
    asks { condition in
      switch condition {
      case .traits(let traits): traits.contains(.ready) || traits.contains(.blocked)
      case .field(let field, _): field.kind == .link
      case .has(let fields): fields.contains { $0.needsChildren }
      case .words, .view: false
      }
    } || order.contains { $0.needsChildren }
  }

  /// Whether the tickets below a ticket must be known.
  package var needsChildren: Bool {
    asks { condition in
      switch condition {
      case .field(let field, _): field.needsChildren
      case .has(let fields): fields.contains { $0.needsChildren }
      case .traits, .words, .view: false
      }
    } || order.contains { $0.needsChildren }
  }

  /// Whether it must be known when files were changed.
  package var needsChangeTimes: Bool {
    asks { condition in
      switch condition {
      case .field(let field, _): field.needsChangeTimes
      case .has(let fields): fields.contains { $0.needsChangeTimes }
      case .traits, .words, .view: false
      }
    } || order.contains { $0.needsChangeTimes }
  }

  /// Whether it must be known how clocks stand.
  package var needsServiceLevels: Bool {
    asks { condition in
      switch condition {
      case .traits(let traits):
        traits.contains { $0 == .breached || $0 == .atRisk || $0 == .paused }
      case .field(let field, _): field.needsServiceLevels
      case .has(let fields): fields.contains { $0.needsServiceLevels }
      case .words, .view: false
      }
    } || order.contains { $0.needsServiceLevels }
  }

  /// Whether the query says which statuses it wants; one that does not means open tickets.
  package var choosesStatus: Bool {
    asks { condition in
      switch condition {
      case .traits: true
      case .field(let field, _): field.isAboutStatus
      case .has(let fields): fields.contains(.derived(.closed))
      case .words, .view: false
      }
    }
  }

  /// Whether `@me` or `is:mine` needs to know who asks.
  package var needsActor: Bool {
    asks { condition in
      switch condition {
      case .traits(let traits): traits.contains(.mine)
      case .field(_, let values): values.contains { $0.match == .compared(.equal, "@me") }
      case .has, .words, .view: false
      }
    }
  }

  /// The order that is asked for: its own, or that of the first saved query in it that has one.
  package var order: [SortKey] {
    guard sort.isEmpty else { return sort }
    for case .view(_, let query) in terms.map(\.condition) where !query.order.isEmpty {
      return query.order
    }
    return []
  }

  /// Whether some condition, of a saved query too, is of this kind.
  private func asks(_ isMeant: (Condition) -> Bool) -> Bool {
    terms.contains { term in
      if case .view(_, let query) = term.condition { return query.asks(isMeant) }
      return isMeant(term.condition)
    }
  }
}

extension Query.SortKey {
  fileprivate var needsChangeTimes: Bool {
    if case .field(let field) = subject { field.needsChangeTimes } else { false }
  }

  fileprivate var needsServiceLevels: Bool {
    if case .field(let field) = subject { field.needsServiceLevels } else { false }
  }

  fileprivate var needsChildren: Bool {
    if case .field(let field) = subject { field.needsChildren } else { false }
  }
}
