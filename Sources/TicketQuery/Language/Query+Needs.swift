import TicketModel

/// What has to be known to answer a query.
extension Query {
  /// Whether the body of tickets is needed to answer it.
  package var needsBody: Bool { asked.words }

  /// Whether bodies are needed to put the answer in order.
  package var sortsByRelevance: Bool { order.contains { $0.subject == .relevance } }

  /// Whether other tickets must be known: for what is ready or blocked, and for links.
  package var needsAllTickets: Bool {
    !asked.traits.isDisjoint(with: [.ready, .blocked])
      || asked.compared.contains { $0.kind == .link } || needsChildren
  }

  /// Whether the tickets below a ticket must be known.
  package var needsChildren: Bool { looks(at: .derived(.children)) }

  /// Whether it must be known when files were changed.
  package var needsChangeTimes: Bool { looks(at: .derived(.updated)) }

  /// Whether it must be known how clocks stand.
  package var needsServiceLevels: Bool {
    !asked.traits.isDisjoint(with: [.breached, .atRisk, .paused]) || looks(at: .derived(.dueAt))
  }

  /// Whether the query says which statuses it wants; one that does not means open tickets.
  package var choosesStatus: Bool {
    !asked.traits.isEmpty || asked.compared.contains(where: \.isAboutStatus)
      || asked.present.contains(.derived(.closed))
  }

  /// Whether `@me` or `is:mine` needs to know who asks.
  package var needsActor: Bool { asked.traits.contains(.mine) || asked.isAboutActor }

  /// The order that is asked for: its own, or that of the first saved query in it that has one.
  package var order: [SortKey] {
    guard sort.isEmpty else { return sort }
    for case .view(_, let query) in terms.map(\.condition) where !query.order.isEmpty {
      return query.order
    }
    return []
  }

  /// Whether a field is compared, asked whether it is set, or sorted by.
  private func looks(at field: FieldReference) -> Bool {
    asked.compared.contains(field) || asked.present.contains(field)
      || order.contains { $0.subject == .field(field) }
  }

  private var asked: Asked {
    var asked = Asked()
    asked.add(self)
    return asked
  }
}

/// Everything that a query and the saved queries in it ask for.
private struct Asked {
  var words = false
  var isAboutActor = false
  var traits: Set<Query.Trait> = []
  /// Fields whose values are compared.
  var compared: Set<FieldReference> = []
  /// Fields that are asked whether they are set.
  var present: Set<FieldReference> = []

  mutating func add(_ query: Query) {
    for term in query.terms {
      switch term.condition {
      case .words: words = true
      case .traits(let some): traits.formUnion(some)
      case .has(let fields): present.formUnion(fields)
      case .view(_, let view): add(view)
      case .field(let field, let values):
        compared.insert(field)
        isAboutActor =
          isAboutActor || values.contains { $0.match == .compared(.equal, "@me") }
      }
    }
  }
}
