import TicketModel
import TicketStore

/// One transition of one ticket, as one commit.
struct TransitionRun {
  let writer: Writer
  let request: TransitionRequest
  let assignments: [String]
  let comment: String?
  let isInternal: Bool

  func run(on id: String?) throws {
    let session = writer.session
    try session.common.checkFields(among: Writer.names)
    let settings = try session.settings()
    let found = try writer.find(id)
    let ticket = found.ticket
    if let comment, comment.allSatisfy(\.isWhitespace) {
      throw CommandError(
        "the comment is empty", code: "usage", hint: "write one behind -m, or leave it out",
        status: .usage)
    }
    guard let workflow = settings.workflows.workflow(forType: ticket.type) else {
      throw TransitionRefused.noWorkflow(type: ticket.type, known: settings.workflows.types)
    }
    let edits = try writer.edits(
      parsedAssignments(
        assignments, otherwise: "text of a comment goes behind -m, one ticket at a time"),
      of: ticket, extraFields: settings.configuration.fields)
    try refuseTransitionAsStatus(ticket, workflow)
    do {
      guard let edge = try workflow.edge(for: request, from: ticket.status) else {
        return try reportAlreadyThere(ticket, edits)
      }
      try take(edge, of: found, workflow, edits)
    } catch let refusal as TransitionRefused {
      throw TicketTransitionRefused(id: ticket.id, refusal: refusal)
    }
  }

  private func take(
    _ edge: Workflow.Transition, of found: FoundTicket, _ workflow: Workflow, _ edits: [TicketEdit]
  ) throws {
    let session = writer.session
    let repository = try session.repository()
    let ticket = found.ticket
    let move = Workflow.Move(
      actor: try repository.actor(), time: session.context.now(), edits: edits,
      comment: try comment.map { try session.comment($0, isInternal: isInternal) })
    let all = try workflow.edits(
      taking: edge, of: ticket, move,
      facts: repository.transitionFacts(of: found, in: writer.source))
    try writer.apply(
      all, to: ticket,
      .init(
        id: ticket.id, what: edge.to.map { "\(ticket.status) -> \($0)" } ?? edge.name,
        from: ticket.status, to: edge.to ?? ticket.status))
    try warnOfLimit(edge, ticket, workflow)
  }

  /// A status with more tickets than it should hold is worth a word, never a refusal.
  private func warnOfLimit(
    _ edge: Workflow.Transition, _ ticket: Ticket, _ workflow: Workflow
  ) throws {
    guard let status = edge.to.flatMap(workflow.status), let limit = status.wip else { return }
    let count =
      try writer.session.repository()
      .count(in: status.name, of: workflow, without: ticket.id, from: writer.source) + 1
    guard count > limit else { return }
    writer.session.warn(
      "\(count) tickets of workflow \(workflow.name) are \(status.name), where \(limit) should be: "
        + "snag list status:\(status.name)")
  }

  /// `move ID reopen` names a transition where a status is meant.
  private func refuseTransitionAsStatus(_ ticket: Ticket, _ workflow: Workflow) throws {
    guard case .status(let name) = request, workflow.status(name) == nil,
      workflow.transition(name) != nil
    else { return }
    throw CommandError(
      "\(name) is a transition, not a status", code: "unknown-status",
      hint: "snag \(name) \(ticket.id)", status: .usage)
  }

  /// Being there already is success without a commit; but fields to set are not to be lost.
  private func reportAlreadyThere(_ ticket: Ticket, _ edits: [TicketEdit]) throws {
    guard edits.isEmpty, comment == nil else {
      throw CommandError(
        "\(ticket.id) is already \(ticket.status); nothing was changed", code: "already-there",
        hint: "use `snag edit` for fields and `snag comment` for comments", status: .refused)
    }
    let repository = try writer.session.repository()
    // The command that moved it there may have been killed before its commit.
    let repairs = repository.isInterrupted ? try repository.repairInterruptedCommit() : []
    for repair in repairs { writer.session.say(repair) }
    writer.session.say("\(ticket.id) is already \(ticket.status)")
    writer.report(
      .unchanged,
      .init(
        id: ticket.id, what: "\(ticket.status) -> \(ticket.status)", from: ticket.status,
        to: ticket.status))
  }
}

/// A refused transition and the ticket it was meant for.
struct TicketTransitionRefused: Error {
  let id: TicketID
  let refusal: TransitionRefused
}
