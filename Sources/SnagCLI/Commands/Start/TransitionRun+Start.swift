import TicketModel
import TicketStore

extension Workflow {
  /// The transition with the effect `branch` that is asked for, whether or not it leads away from the
  /// ticket's status: work that has begun is gone on with by the same verb.
  func beginning(for request: TransitionRequest, from status: String) -> Transition? {
    let transition: Transition? =
      switch request {
      case .verb(let name): self.transition(name)
      case .status(let target): onlyTransition(from: status, to: target)
      }
    return transition?.effects.contains(.branch) == true ? transition : nil
  }
}

extension Workflow {
  /// The edge that `move` takes; nil when there is none, or the person has to name one of several.
  private func onlyTransition(from status: String, to target: String) -> Transition? {
    let edges = transitions(from: status).filter { $0.to == target }
    return edges.count == 1 ? edges[0] : nil
  }
}

extension TransitionRun {
  /// Keeps others from beginning work when this transition would, and reads the ticket again, which
  /// whoever was faster may have claimed.
  func lockStart(_ found: inout FoundTicket) throws -> StartLock? {
    let session = writer.session
    let workflow = try session.settings().workflows.workflow(forType: found.ticket.type)
    guard !writer.options.dryRun,
      workflow?.beginning(for: request, from: found.ticket.status) != nil
    else { return nil }
    let lock = try session.repository().lockStarts()
    session.use(try session.repository().reopened())
    found = try writer.find(found.ticket.id.text)
    return lock
  }

  /// Begins work on a ticket, or goes on with it, on its branch.
  func begin(
    _ found: FoundTicket, _ edge: Workflow.Transition, _ workflow: Workflow, _ edits: [TicketEdit]
  ) throws {
    if writer.options.on != nil, let option = branching.given, option != "--no-branch" {
      throw CommandError(
        "--on and \(option) exclude each other", code: "usage",
        hint: "--on commits to that branch and checks nothing out", status: .usage)
    }
    do {
      try StartRun(
        session: writer.session, options: branching, writing: writer.options,
        assigns: edits.contains { $0.assigns }
      )
      .run(found) { found, plan, step in
        try go(found, edge, workflow, edits, plan, step)
      }
    } catch let refusal as StartRefused {
      throw StartNotPossible(verb: edge.name, refusal: refusal)
    }
  }

  private func go(
    _ found: FoundTicket, _ edge: Workflow.Transition, _ workflow: Workflow,
    _ edits: [TicketEdit], _ plan: StartPlan, _ step: StartRun.Step
  ) throws {
    let ticket = found.ticket
    let actor = try writer.session.repository().actor()
    let taking: [TicketEdit] =
      branching.take && ticket.assignee != actor ? [.set(.assignee, actor)] : []
    if edge.from.contains(ticket.status) {
      try carryOut(
        try self.edits(taking: edge, of: found, workflow, taking + edits), .taking(edge, ticket),
        ticket, step)
      if case .carryOut = step { try warnOfLimit(edge, ticket, workflow) }
      return
    }
    let isBegun = workflow.status(ticket.status)?.category == .active
    guard ticket.status == edge.to || branching.mode != .begin && isBegun else {
      throw TransitionRefused.notFromHere(
        edge, status: ticket.status, next: workflow.transitions(from: ticket.status))
    }
    try refuseChangesInPlace(ticket, edits)
    var change = Writer.Change.staying(ticket)
    guard taking.isEmpty else {
      change = .init(
        id: ticket.id, what: "taken over from \(plan.claim?.holder ?? "nobody")",
        from: ticket.status, to: ticket.status)
      return try carryOut(taking, change, ticket, step)
    }
    switch step {
    case .check: return
    case .rehearse: break
    case .carryOut(let worktree): change.worktree = worktree
    }
    try reportAlreadyThere(ticket, [], change)
  }

  private func carryOut(
    _ edits: [TicketEdit], _ change: Writer.Change, _ ticket: Ticket, _ step: StartRun.Step
  ) throws {
    switch step {
    case .check: return
    case .rehearse:
      let planned = CommitOutcome.planned(
        subject: "\(ticket.id): \(change.what)", paths: [ticket.path])
      writer.say(planned, what: "\(ticket.id): \(change.what)")
      writer.report(planned, change)
    case .carryOut(let worktree):
      var change = change
      change.worktree = worktree
      try apply(edits, to: ticket, change)
    }
  }

  /// Another verb may have moved the ticket since it was read.
  private func apply(
    _ edits: [TicketEdit], to ticket: Ticket, _ change: Writer.Change
  ) throws {
    do {
      try writer.apply(edits, to: ticket, change)
    } catch let refusal as CommitRefused {
      guard case .doesNotApply = refusal,
        let now = try? writer.session.repository().find(ticket.id.text).ticket,
        now.status != ticket.status
      else { throw refusal }
      throw CommandError(
        "\(ticket.id) was moved to \(now.status) by "
          + "\(now.historyLines.last?.actor ?? "somebody") meanwhile", code: "held",
        hint: "snag show \(ticket.id)", status: .refused)
    }
  }

  /// Options about branches on a transition that has none would be ignored in silence.
  func refuseBranchOptions(_ workflow: Workflow) throws {
    // Every other transition stays where it is.
    guard let option = branching.given, option != "--no-branch" else { return }
    let verbs = workflow.transitions.filter { $0.effects.contains(.branch) }.map(\.name)
    throw CommandError(
      "\(option) is for a transition with the effect branch", code: "usage",
      hint: verbs.isEmpty
        ? "workflow \(workflow.name) has none"
        : "in workflow \(workflow.name): \(verbs.joined(separator: ", "))",
      status: .usage)
  }
}

extension TicketEdit {
  fileprivate var assigns: Bool {
    if case .set(.assignee, _) = self { return true }
    return false
  }
}

/// Work that could not be begun, and the verb that was to begin it.
struct StartNotPossible: Error {
  let verb: String
  let refusal: StartRefused
}
