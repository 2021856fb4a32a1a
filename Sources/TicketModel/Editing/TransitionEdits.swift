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

  /// Returns all edits of taking an edge: the given ones, the status, its line, and the effects.
  ///
  /// - Throws: ``TransitionRefused/missing(_:transition:)`` when a requirement is not met.
  package func edits(
    taking edge: Transition, of ticket: Ticket, _ move: Move
  ) throws(TransitionRefused) -> [TicketEdit] {
    let effects = edge.effects.flatMap { edits(of: $0, ticket, move) }
    let fieldEdits = effects + move.edits
    try checkRequirements(of: edge, hasComment: move.comment != nil) { name in
      isSet(name, in: ticket, after: fieldEdits)
    }
    let line = HistoryLine(
      time: max(move.time, ticket.historyLines.last?.time ?? move.time), actor: move.actor,
      status: edge.to)
    return fieldEdits + [.transition(from: ticket.status, line)]
      + (move.comment.map { [.comment($0)] } ?? [])
  }

  private func edits(of effect: Effect, _ ticket: Ticket, _ move: Move) -> [TicketEdit] {
    switch effect {
    case .assignMe: ticket.assignee.isEmpty ? [.set(.assignee, move.actor)] : []
    case .unassign: ticket.assignee.isEmpty ? [] : [.set(.assignee, "")]
    case .branch: []
    case .clearResolution:
      ticket.items(of: .resolution).isEmpty ? [] : [.set(.resolution, "")]
    }
  }

  private func isSet(_ name: FieldName, in ticket: Ticket, after edits: [TicketEdit]) -> Bool {
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
    return !items.isEmpty
  }
}
