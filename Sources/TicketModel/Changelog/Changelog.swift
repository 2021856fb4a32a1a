/// Tickets that became done between two revisions, for release notes.
package struct Changelog: Sendable {
  /// Tickets of one type.
  package struct Group: Sendable {
    package let type: String
    /// Most urgent first, then by id.
    package let tickets: [Ticket]
  }

  /// In the order of the workflows' types, then types that no workflow has.
  package let groups: [Group]
  /// Tickets that were closed without being done, which are left out unless they are wanted.
  package let leftOut: [Ticket]

  /// Chooses the tickets.
  ///
  /// One that was reopened is not among them: its status is what the second revision says.
  ///
  /// - Parameters:
  ///   - changes: what separates the revisions.
  ///   - workflows: which statuses are done.
  ///   - includesDropped: whether tickets that ended as wontfix, duplicate and the like belong to it.
  package init(_ changes: [TicketChange], workflows: WorkflowSet, includesDropped: Bool) {
    let done = changes.filter { $0.isFinished(by: workflows) }.map(\.ticket)
    leftOut = includesDropped ? [] : done.filter(\.isDropped).sorted { $0.id < $1.id }
    let kept = includesDropped ? done : done.filter { !$0.isDropped }
    let byType = Dictionary(grouping: kept, by: \.type)
    var seen: Set<String> = []
    let types = (workflows.types + byType.keys.sorted()).filter { seen.insert($0).inserted }
    groups = types.compactMap { type in
      byType[type].map { Group(type: type, tickets: $0.sorted { $0.noteKey < $1.noteKey }) }
    }
  }

  package var isEmpty: Bool { groups.isEmpty }
}

extension TicketChange {
  /// Whether the ticket is done now and was not before, or was reopened and done again.
  fileprivate func isFinished(by workflows: WorkflowSet) -> Bool {
    func isDone(_ status: String) -> Bool {
      workflows.category(type: ticket.type, status: status) == .done
    }
    guard let new, isDone(new.ticket.status) else { return false }
    guard let old, isDone(old.ticket.status) else { return true }
    return transitions.contains { !isDone($0.line.status) }
  }
}

extension Ticket {
  fileprivate var noteKey: (Int, TicketID) { (Priority(priority)?.number ?? .max, id) }

  /// Whether it ended without being done, by its resolution or, without one, its status.
  package var isDropped: Bool {
    let resolution = text(of: .resolution)
    let word = (resolution.isEmpty ? status : resolution).lowercased().filter(\.isLetter)
    return Self.dropped.contains(word)
  }

  // `won't fix`, `wont-fix` and `wontfix` have the same letters.
  private static let dropped: Set<String> = [
    "wontfix", "wontdo", "cancelled", "canceled", "duplicate", "dropped", "declined", "rejected",
    "invalid", "obsolete", "spam", "worksforme", "notabug", "cannotreproduce", "withdrawn",
    "abandoned",
  ]
}
