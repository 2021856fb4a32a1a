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
    transitionFacts(
      of: ReadTicket(ticket: found.ticket, document: found.document),
      among: OpenTickets(self, source))
  }

  /// The same for one of many tickets, which share what is read.
  func transitionFacts(of read: ReadTicket, among others: OpenTickets) -> TransitionFacts {
    let ticket = read.ticket
    var facts = TransitionFacts(
      openBlockers: {
        let blockers = Set(ticket.blockedBy.map { TicketID.folded($0) })
        return blockers.isEmpty
          ? []
          : try others.all().filter { blockers.contains($0.id.text) }
            .map(\.asOpen)
      },
      openChildren: {
        try others.all().filter { TicketID.folded($0.text(of: .parent)) == ticket.id.text }
          .map(\.asOpen)
      },
      openItems: { read.document.checklist.items.filter { !$0.isDone }.map(\.text) },
      branch: { try self.workBranch(of: ticket, in: others.source) },
      workPlace: { try self.whereabouts(of: ticket).place })
    facts.verbs = environment.verbs
    return facts
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

/// The tickets of a source that are not done; read when they are first asked for.
final class OpenTickets {
  let source: TicketSource
  private let repository: TicketRepository
  private var loaded: [Ticket]?

  init(_ repository: TicketRepository, _ source: TicketSource) {
    self.repository = repository
    self.source = source
  }

  func all() throws -> [Ticket] {
    if let loaded { return loaded }
    let workflows = try repository.settings().workflows
    let open = try repository.load(from: source).tickets.map(\.ticket).filter {
      workflows.category(type: $0.type, status: $0.status) != .done
    }
    loaded = open
    return open
  }
}

extension Whereabouts {
  fileprivate var place: WorkPlace {
    switch verdict {
    case .none where defaultBranch == nil: .unknown
    // Whatever is on its branch, all of it is there.
    case .none: branches.contains(where: \.isContained) ? .defaultBranch : .none
    case .open: .branch
    case .merged: .defaultBranch
    case .reverted: .reverted
    }
  }
}

extension Ticket {
  fileprivate var asOpen: OpenTicket { OpenTicket(id: id, status: status) }
}
