package import TicketModel

/// What a query is answered from.
package struct QueryWorld: Sendable {
  /// The repository's workflows, which say what done and waiting mean.
  package let workflows: WorkflowSet
  /// Handle of who asks, for `@me`; "" when unknown.
  package let actor: String
  package let now: Timestamp
  /// Ids of tickets that are not done, which is what `blocked_by` is judged by.
  ///
  /// An id that no ticket has does not block.
  package let openIDs: Set<String>
  /// Ids of the tickets below a ticket, by its id; empty unless they were asked for.
  ///
  /// As a `LinkGraph` has them: a ticket is not below itself.
  package let children: [String: [String]]
  /// When files were changed, by path; empty unless that was asked for.
  let changed: [String: Timestamp]
  /// All tickets, which ids in a query are looked up among.
  let tickets: [Ticket]
  /// How the clocks of a ticket stand; none unless that was asked for.
  package var service: @Sendable (Ticket) -> ServiceFacts = { _ in ServiceFacts() }

  /// Makes the world from all tickets of the repository.
  package init(
    tickets: some Sequence<Ticket>, workflows: WorkflowSet, actor: String, now: Timestamp,
    withChildren: Bool = false, changed: [String: Timestamp] = [:]
  ) {
    self.changed = changed
    self.tickets = Array(tickets)
    children = withChildren ? Self.children(of: self.tickets) : [:]
    self.workflows = workflows
    self.actor = actor
    self.now = now
    openIDs = Set(
      tickets.lazy
        .filter { workflows.category(type: $0.type, status: $0.status) != .done }
        .map(\.id.text))
  }

  /// Returns the ids of the tickets below each ticket, by its id.
  package static func children(of tickets: [Ticket]) -> [String: [String]] {
    let graph = LinkGraph(tickets, field: .parent)
    return Dictionary(
      zip(graph.ids, graph.sources).lazy.filter { !$0.1.isEmpty }.map { id, below in
        (id.text, below.map { graph.ids[$0].text })
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What rules and lists go by; a status no workflow knows counts as new, so that it is not lost.
  package func category(of ticket: Ticket) -> Workflow.Category {
    workflows.category(type: ticket.type, status: ticket.status) ?? .new
  }

  /// Whether something it waits for is not done.
  package func isBlocked(_ ticket: Ticket) -> Bool {
    category(of: ticket) != .done
      && ticket.blockedBy.contains { openIDs.contains(TicketID.folded($0)) }
  }

  /// Whether somebody could work on it now: not done, not waiting, every blocker done.
  package func isReady(_ ticket: Ticket) -> Bool {
    let category = category(of: ticket)
    return category != .done && category != .waiting && !isBlocked(ticket)
  }

  /// When the ticket was last moved, or its file changed.
  package func updated(_ ticket: Ticket) -> Timestamp? {
    guard let changed = changed[ticket.path] else { return ticket.lastMoved }
    return ticket.lastMoved.map { max($0, changed) } ?? changed
  }

  /// When the ticket came into a done status; nil when it is open.
  package func closed(_ ticket: Ticket) -> Timestamp? {
    category(of: ticket) == .done ? ticket.lastMoved : nil
  }
}

extension Query.Trait {
  /// What tells whether a ticket is what the word says.
  func test(in world: QueryWorld) -> @Sendable (Ticket) -> Bool {
    switch self {
    case .open: return { world.category(of: $0) != .done }
    case .closed: return { world.category(of: $0) == .done }
    case .ready: return { world.isReady($0) }
    case .blocked: return { world.isBlocked($0) }
    case .waiting: return { world.category(of: $0) == .waiting }
    case .mine:
      let actor = FoldedText(world.actor)
      guard !world.actor.isEmpty else { return { _ in false } }
      return { actor.equals($0.assignee) && world.category(of: $0) != .done }
    case .overdue:
      let today = world.now.day
      return { ticket in
        guard let due = CalendarDay(ticket.text(of: "due")), due < today else { return false }
        return world.category(of: ticket) != .done
      }
    case .breached: return { world.service($0).isBreached }
    case .atRisk: return { world.service($0).isAtRisk }
    case .paused: return { world.service($0).isPaused }
    case .snoozed, .woken:
      let now = world.now
      let isSnoozed = self == .snoozed
      return { ticket in
        guard let time = Timestamp(ticket.text(of: "wait_until")), (time > now) == isSnoozed
        else { return false }
        return world.category(of: ticket) != .done
      }
    case .conflicted:
      return { $0.isTextUndecided || $0.value(of: .conflicts).map { !$0.isEmpty } ?? false }
    }
  }

  /// How long it takes to tell; what takes longer is asked later.
  var cost: Int {
    switch self {
    case .open, .closed, .waiting: 1
    case .ready, .blocked, .mine: 3
    case .overdue, .snoozed, .woken, .conflicted: 4
    case .breached, .atRisk, .paused: 8
    }
  }
}
