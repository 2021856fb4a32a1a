/// What is true around a ticket; asked only for what the guards and effects of an edge need.
///
/// Front ends make it, so that judging stays pure. Each closure may be slow and may throw.
package struct TransitionFacts {
  /// The tickets of `blocked_by` that are not done; ids that no ticket has are not among them.
  package var openBlockers: () throws -> [OpenTicket]
  /// The tickets whose `parent` this one is and that are not done.
  package var openChildren: () throws -> [OpenTicket]
  /// Texts of the unticked items of the body's task lists.
  package var openItems: () throws -> [String]
  /// The branch that the work is on; nil when there is none.
  package var branch: () throws -> WorkBranch?
  /// Where all known work is.
  package var workPlace: () throws -> WorkPlace
  /// How transitions are called in what a person is told to run.
  package var verbs = TransitionVerbs()

  /// Collects facts.
  package init(
    openBlockers: @escaping () throws -> [OpenTicket],
    openChildren: @escaping () throws -> [OpenTicket],
    openItems: @escaping () throws -> [String], branch: @escaping () throws -> WorkBranch?,
    workPlace: @escaping () throws -> WorkPlace
  ) {
    self.openBlockers = openBlockers
    self.openChildren = openChildren
    self.openItems = openItems
    self.branch = branch
    self.workPlace = workPlace
  }

  /// Nothing is open, and there is no branch.
  package static var none: TransitionFacts {
    TransitionFacts(
      openBlockers: { [] }, openChildren: { [] }, openItems: { [] }, branch: { nil },
      workPlace: { .unknown })
  }
}

/// Another ticket that is not done yet.
package struct OpenTicket: Sendable, Equatable {
  package let id: TicketID
  package let status: String

  /// Names a ticket and where it stands.
  package init(id: TicketID, status: String) {
    self.id = id
    self.status = status
  }
}

/// Where the work for a ticket is, as far as git knows.
package enum WorkPlace: Sendable {
  /// Nobody can know: there is no default branch.
  case unknown
  /// No commit is known that is for the ticket.
  case none
  /// Some of it is on a branch only.
  case branch
  /// All of it is on the default branch, however it came there.
  case defaultBranch
  /// It was there and was taken back.
  case reverted
}

/// The branch that holds a ticket's work.
package struct WorkBranch: Sendable, Equatable {
  /// Its short name, such as `bug/sn-k7m3qx-login`.
  package let name: String
  /// Full name of its newest commit that changes more than tickets; nil when it has none.
  package let tip: String?
  /// Whether it has commits that the default branch has not and that change more than tickets.
  package let hasWork: Bool
  /// Short name of the default branch; nil when it is not known.
  package let defaultBranch: String?

  /// Describes a branch.
  package init(
    name: String, tip: String?, hasWork: Bool, defaultBranch: String?
  ) {
    self.name = name
    self.tip = tip
    self.hasWork = hasWork
    self.defaultBranch = defaultBranch
  }
}

/// Somebody about to take an edge with a ticket: what guards and effects look at.
package struct TransitionAttempt {
  package let workflow: Workflow
  package let edge: Workflow.Transition
  /// As it is before.
  package let ticket: Ticket
  /// Handle of who takes it.
  package let actor: String
  /// Who has the ticket after the given edits and the effects.
  package let assigneeAfterwards: String
  package let facts: TransitionFacts

  /// Describes an attempt.
  package init(
    workflow: Workflow, edge: Workflow.Transition, ticket: Ticket, actor: String,
    assigneeAfterwards: String, facts: TransitionFacts
  ) {
    self.workflow = workflow
    self.edge = edge
    self.ticket = ticket
    self.actor = actor
    self.assigneeAfterwards = assigneeAfterwards
    self.facts = facts
  }
}
