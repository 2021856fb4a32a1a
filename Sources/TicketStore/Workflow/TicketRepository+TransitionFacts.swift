import TicketDocument
package import TicketModel

extension TicketRepository {
  /// Gathers what is true around a ticket, for guards and effects.
  ///
  /// - Parameters:
  ///   - found: the ticket with its text.
  ///   - source: where the other tickets are read from.
  /// - Returns: facts that are found when they are asked for.
  package func transitionFacts(
    of found: FoundTicket, in source: TicketSource = .workTree
  ) -> TransitionFacts {
    let others = Others(self, source)
    let ticket = found.ticket
    return TransitionFacts(
      openBlockers: {
        let blockers = Set(ticket.blockedBy.map { TicketID.folded($0) })
        return blockers.isEmpty ? [] : try others.open { blockers.contains($0.id.text) }
      },
      openChildren: {
        try others.open { TicketID.folded($0.text(of: .parent)) == ticket.id.text }
      },
      openItems: { found.document.checklist.items.filter { !$0.isDone }.map(\.text) },
      branch: { try self.workBranch(of: ticket, in: source) })
  }

  /// How many tickets of a workflow are in a status, without the one of an id.
  package func count(
    in status: String, of workflow: Workflow, without id: TicketID, from source: TicketSource
  ) throws -> Int {
    try load(from: source).tickets.count {
      $0.ticket.status == status && $0.ticket.id != id && workflow.types.contains($0.ticket.type)
    }
  }
}

/// The other tickets of a source; read at most once.
private final class Others {
  private let repository: TicketRepository
  private let source: TicketSource
  private var loaded: [Ticket]?

  init(_ repository: TicketRepository, _ source: TicketSource) {
    self.repository = repository
    self.source = source
  }

  func open(where isWanted: (Ticket) -> Bool) throws -> [OpenTicket] {
    let tickets = try loaded ?? repository.load(from: source).tickets.map(\.ticket)
    loaded = tickets
    let workflows = try repository.settings().workflows
    return tickets.filter {
      isWanted($0) && workflows.category(type: $0.type, status: $0.status) != .done
    }.map { OpenTicket(id: $0.id, status: $0.status) }
  }
}
