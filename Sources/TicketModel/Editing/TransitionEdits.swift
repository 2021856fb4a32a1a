extension Workflow {
  /// Who moves a ticket, when, and with what.
  package struct Move: Sendable {
    package let actor: String
    package let time: Timestamp
    /// Fields set together with the transition.
    package let edits: [TicketEdit]
    /// Comment given with it.
    package let comment: DraftComment?

    /// Makes a move from its parts.
    package init(actor: String, time: Timestamp, edits: [TicketEdit], comment: DraftComment?) {
      self.actor = actor
      self.time = time
      self.edits = edits
      self.comment = comment
    }
  }

  /// Returns all edits of taking an edge: the effects, the given ones, the status and its line.
  ///
  /// An edge that stays where it is writes no line: the status did not change.
  ///
  /// - Parameters:
  ///   - edge: one of this workflow's that leaves the ticket's status.
  ///   - ticket: as it is.
  ///   - move: who takes it, and with what.
  ///   - facts: what is true around the ticket, asked only for what the edge needs.
  /// - Returns: the edits, in the order in which they are to be applied.
  /// - Throws: ``TransitionRefused`` when a requirement is not met or a guard refuses, and what the
  ///   facts throw.
  package func edits(
    taking edge: Transition, of ticket: Ticket, _ move: Move, facts: TransitionFacts
  ) throws -> [TicketEdit] {
    func attempt(assigneeAfterwards: String) -> TransitionAttempt {
      TransitionAttempt(
        workflow: self, edge: edge, ticket: ticket, actor: move.actor,
        assigneeAfterwards: assigneeAfterwards, facts: facts)
    }
    let before = attempt(assigneeAfterwards: ticket.assignee)
    let fieldEdits = try edge.effects.flatMap { try $0.edits(before) } + move.edits
    try checkRequirements(of: edge, hasComment: move.comment != nil) { name in
      !items(of: name, in: ticket, after: fieldEdits).isEmpty
    }
    let assignee = items(of: .assignee, in: ticket, after: fieldEdits).first ?? ""
    let failures = try edge.guards.compactMap {
      try $0.failure(attempt(assigneeAfterwards: assignee))
    }
    guard failures.isEmpty else { throw TransitionRefused.guarded(failures, transition: edge) }
    return fieldEdits + [step(edge, ticket, move)] + (move.comment.map { [.comment($0)] } ?? [])
  }

  private func step(_ edge: Transition, _ ticket: Ticket, _ move: Move) -> TicketEdit {
    guard let status = edge.to else { return .expectStatus(ticket.status) }
    let line = HistoryLine(
      time: max(move.time, ticket.historyLines.last?.time ?? move.time), actor: move.actor,
      status: status)
    return .transition(from: ticket.status, line)
  }

  private func items(
    of name: FieldName, in ticket: Ticket, after edits: [TicketEdit]
  ) -> Set<String> {
    var items = Set(ticket.items(of: name))
    for edit in edits {
      switch edit {
      case .set(name, let value): items = value.isEmpty ? [] : [value]
      case .setItems(name, let new): items = Set(new)
      case .add(name, let item): items.insert(item)
      case .remove(name, let item): items.remove(item)
      default: continue
      }
    }
    return items
  }
}
