package import TicketModel

/// A query made ready to be asked of many tickets.
///
/// Everything that does not depend on the ticket is worked out once, and what is quickly told is
/// asked first: bodies are looked into only for tickets that all other terms let through.
package struct CompiledQuery: Sendable {
  private let root: Node
  /// Words that have to occur, for ranking and snippets.
  package let words: [FoldedText]
  let query: Query
  /// What it is answered from.
  package let world: QueryWorld

  /// Makes a query ready.
  ///
  /// - Parameters:
  ///   - query: what is asked.
  ///   - world: what it is answered from.
  ///   - ofAnyStatus: whether a query that chooses no status means all tickets, as it does in rules,
  ///     and not open ones.
  /// - Throws: ``QueryError`` for what is wrong only among these tickets or at this time.
  package init(_ query: Query, in world: QueryWorld, ofAnyStatus: Bool = false)
    throws(QueryError)
  {
    self.query = query
    self.world = world
    root = try Node(query, in: world, isWhole: !ofAnyStatus)
    words = query.requiredWords.map { FoldedText(words: $0) }
  }

  /// Whether a ticket answers the query; a query that chooses no status means open tickets.
  ///
  /// - Parameters:
  ///   - ticket: the ticket to judge.
  ///   - body: its body; called only when the answer depends on it.
  /// - Returns: whether every term holds.
  package func matches(_ ticket: Ticket, body: () -> SearchText) -> Bool {
    root.holds(for: ticket, body: body)
  }
}

/// A condition in the order in which it is asked.
private struct Node: Sendable {
  let kind: Kind
  let isNegated: Bool
  let cost: Int

  enum Kind: Sendable {
    case test(@Sendable (Ticket) -> Bool)
    case words(WordTest)
    case all([Node])
  }

  /// Terms of a query; the whole one also asks for open tickets unless it chooses the status.
  init(_ query: Query, in world: QueryWorld, isWhole: Bool, isNegated: Bool = false)
    throws(QueryError)
  {
    var nodes: [Node] = []
    if isWhole, !query.choosesStatus {
      nodes.append(Node(kind: .test { world.category(of: $0) != .done }, cost: 0))
    }
    for term in query.terms { nodes.append(try Node(term, of: query, in: world)) }
    // Of equal cost in the order typed.
    let order = nodes.indices.sorted { (nodes[$0].cost, $0) < (nodes[$1].cost, $1) }
    kind = .all(order.map { nodes[$0] })
    cost = nodes.map(\.cost).max() ?? 0
    self.isNegated = isNegated
  }

  private init(_ term: Query.Term, of query: Query, in world: QueryWorld) throws(QueryError) {
    switch term.condition {
    case .traits(let traits):
      let tests = traits.map { $0.test(in: world) }
      self.init(
        kind: .test { ticket in tests.contains { $0(ticket) } },
        isNegated: term.isNegated, cost: traits.map(\.cost).max() ?? 0)
    case .field(let field, let values):
      let test = try FieldTest(field, values, of: query, in: world)
      self.init(kind: .test(test.holds), isNegated: term.isNegated, cost: test.cost)
    case .has(let fields):
      let tests = fields.map { $0.presence(in: world) }
      self.init(
        kind: .test { ticket in tests.contains { $0(ticket) } }, isNegated: term.isNegated, cost: 2)
    case .words(let words):
      self.init(kind: .words(WordTest(words)), isNegated: term.isNegated, cost: 100)
    case .view(_, let view):
      try self.init(view, in: world, isWhole: false, isNegated: term.isNegated)
    }
  }

  private init(kind: Kind, isNegated: Bool = false, cost: Int) {
    self.kind = kind
    self.isNegated = isNegated
    self.cost = cost
  }

  func holds(for ticket: Ticket, body: () -> SearchText) -> Bool {
    switch kind {
    case .test(let test): test(ticket) != isNegated
    case .words(let test): test.holds(for: ticket, body: body) != isNegated
    case .all(let nodes): nodes.allSatisfy { $0.holds(for: ticket, body: body) } != isNegated
    }
  }
}

/// Words that title or body contain, or the beginning of the id.
private struct WordTest: Sendable {
  private let words: FoldedText

  init(_ words: String) { self.words = FoldedText(words: words) }

  func holds(for ticket: Ticket, body: () -> SearchText) -> Bool {
    if words.mean(ticket.id) { return true }
    return SearchText(ticket.title).contains(words) || body().contains(words)
  }
}

extension Query {
  /// Words that every answer contains.
  fileprivate var requiredWords: [String] {
    terms.filter { !$0.isNegated }.flatMap { term -> [String] in
      switch term.condition {
      case .words(let words): words.isEmpty ? [] : [words]
      case .view(_, let view): view.requiredWords
      case .traits, .field, .has: []
      }
    }
  }
}
