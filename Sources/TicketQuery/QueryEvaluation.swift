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

  /// Makes the world from all tickets of the repository.
  package init(
    tickets: some Sequence<Ticket>, workflows: WorkflowSet, actor: String, now: Timestamp
  ) {
    self.workflows = workflows
    self.actor = actor
    self.now = now
    openIDs = Set(
      tickets.lazy
        .filter { workflows.category(type: $0.type, status: $0.status) != .done }
        .map(\.id.text))
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

  /// When the ticket came into a done status; nil when it is open.
  package func closed(_ ticket: Ticket) -> Timestamp? {
    category(of: ticket) == .done ? ticket.lastMoved : nil
  }
}

extension Query {
  /// Whether a ticket answers the query; a query that chooses no status means open tickets.
  ///
  /// - Parameters:
  ///   - ticket: the ticket to judge.
  ///   - world: what the query is answered from.
  ///   - body: the ticket's body; called only for queries that ``needsBody``.
  /// - Returns: whether every term holds.
  package func matches(_ ticket: Ticket, in world: QueryWorld, body: () -> String) -> Bool {
    guard choosesStatus || world.category(of: ticket) != .done else { return false }
    return terms.allSatisfy { term in
      term.condition.holds(for: ticket, in: world, body: body) != term.isNegated
    }
  }
}

extension Query.Condition {
  fileprivate func holds(for ticket: Ticket, in world: QueryWorld, body: () -> String) -> Bool {
    switch self {
    case .isState(let states): states.contains { $0.holds(for: ticket, in: world) }
    case .has(let fields): fields.contains { $0.isSet(in: ticket, world) }
    case .field(let field, let values): values.contains { field.admits($0, in: ticket, world) }
    case .words(let words):
      ticket.title.containsFolded(words) || ticket.id.isMeant(by: words)
        || body().containsFolded(words)
    }
  }
}

extension Query.State {
  fileprivate func holds(for ticket: Ticket, in world: QueryWorld) -> Bool {
    switch self {
    case .open: world.category(of: ticket) != .done
    case .closed: world.category(of: ticket) == .done
    case .ready: world.isReady(ticket)
    case .blocked: world.isBlocked(ticket)
    case .waiting: world.category(of: ticket) == .waiting
    case .mine:
      world.category(of: ticket) != .done && !world.actor.isEmpty
        && ticket.assignee.lowercased() == world.actor.lowercased()
    case .overdue:
      world.category(of: ticket) != .done
        && CalendarDay(ticket.text(of: "due")).map { $0 < world.now.day } ?? false
    case .conflicted: !ticket.items(of: "conflicts").isEmpty || ticket.isTextUndecided
    }
  }
}

extension FieldReference {
  fileprivate func isSet(in ticket: Ticket, _ world: QueryWorld) -> Bool {
    switch self {
    case .known(let name): !ticket.items(of: name).isEmpty
    case .updated, .closed: time(in: ticket, world) != nil
    case .age: ticket.created != nil
    }
  }

  fileprivate func time(in ticket: Ticket, _ world: QueryWorld) -> Timestamp? {
    switch self {
    case .updated: return ticket.lastMoved
    case .closed: return world.closed(ticket)
    case .age: return ticket.created
    case .known(.created): return ticket.created
    case .known(let name):
      let text = ticket.text(of: name)
      return Timestamp(text) ?? CalendarDay(text)?.start
    }
  }

  fileprivate func admits(_ value: Query.Value, in ticket: Ticket, _ world: QueryWorld) -> Bool {
    switch comparableKind {
    case .time, .age:
      guard let moment = time(in: ticket, world), let expected = TimeValue(value.text) else {
        return false
      }
      return expected.admits(moment, value.comparison, now: world.now)
    case .priority:
      guard let found = Priority(ticket.priority), let wanted = Priority(value.text) else {
        return false
      }
      return value.comparison.holds(found, wanted)
    case .text:
      guard case .known(let name) = self else { return false }
      let wanted = value.text == "@me" ? world.actor : value.text
      return ticket.items(of: name).contains {
        value.comparison.holds($0.lowercased(), wanted.lowercased())
      }
    }
  }
}

extension Query.Comparison {
  fileprivate func holds<Value: Comparable>(_ found: Value, _ wanted: Value) -> Bool {
    switch self {
    case .equal: found == wanted
    case .less: found < wanted
    case .lessOrEqual: found <= wanted
    case .greater: found > wanted
    case .greaterOrEqual: found >= wanted
    }
  }
}

extension TicketID {
  /// Whether a word is the id, or its beginning with the prefix and more.
  fileprivate func isMeant(by word: String) -> Bool {
    guard let hyphen = word.firstIndex(of: "-"), word.index(after: hyphen) != word.endIndex else {
      return false
    }
    return text.hasPrefix(TicketID.folded(word))
  }
}

extension String {
  /// Whether the text contains another one, whatever the case of both.
  fileprivate func containsFolded(_ other: String) -> Bool {
    // Substring search over bytes: both sides are folded, and UTF-8 never matches inside a character.
    let needle = Array(other.lowercased().utf8)
    guard let first = needle.first else { return true }
    let hay = Array(lowercased().utf8)
    guard hay.count >= needle.count else { return false }
    return hay.indices.dropLast(needle.count - 1).contains { start in
      hay[start] == first && hay[start..<(start + needle.count)].elementsEqual(needle)
    }
  }
}
