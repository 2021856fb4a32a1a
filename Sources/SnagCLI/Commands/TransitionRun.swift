import TicketModel
import TicketStore

/// One transition of one ticket, as one commit.
struct TransitionRun {
  let writer: Writer
  let request: TransitionRequest
  let assignments: [String]
  let comment: String?
  let isInternal: Bool
  var branching = BranchOptions.none

  func run(on id: String?) throws {
    let session = writer.session
    try session.common.checkFields(among: Writer.names)
    var found = try writer.find(id)
    let startLock = try lockStart(&found)
    defer { startLock?.release() }
    let settings = try session.settings()
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
      if let edge = workflow.beginning(for: request, from: ticket.status) {
        return try begin(found, edge, workflow, edits)
      }
      try refuseBranchOptions(workflow)
      guard let edge = try workflow.edge(for: request, from: ticket.status) else {
        return try reportAlreadyThere(ticket, edits, .staying(ticket))
      }
      try writer.apply(
        try self.edits(taking: edge, of: found, workflow, edits), to: ticket,
        .taking(edge, ticket))
      try warnOfLimit(edge, ticket, workflow)
      try warnOfMissingWork(edge, ticket, workflow)
    } catch let refusal as TransitionRefused {
      throw TicketTransitionRefused(id: ticket.id, refusal: refusal)
    }
  }

  /// All edits of taking an edge, the given ones among them; refused when a guard refuses.
  func edits(
    taking edge: Workflow.Transition, of found: FoundTicket, _ workflow: Workflow,
    _ edits: [TicketEdit]
  ) throws -> [TicketEdit] {
    let session = writer.session
    let repository = try session.repository()
    let move = Workflow.Move(
      actor: try repository.actor(), time: session.context.now(), edits: edits,
      comment: try comment.map { try session.comment($0, isInternal: isInternal) })
    return try workflow.edits(
      taking: edge, of: found.ticket, move,
      facts: repository.transitionFacts(of: found, in: writer.source))
  }

  /// A status with more tickets than it should hold is worth a word, never a refusal.
  func warnOfLimit(
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

  /// A ticket that is done where its work is not yet is worth a word.
  private func warnOfMissingWork(
    _ edge: Workflow.Transition, _ ticket: Ticket, _ workflow: Workflow
  ) throws {
    let repository = try writer.session.repository()
    guard let status = edge.to.flatMap(workflow.status), status.category == .done,
      workflow.status(ticket.status)?.category != .done,
      let branch = try repository.missingWork(of: ticket, on: writer.options.on)
    else { return }
    writer.session.warn(
      "the work on \(branch.name) is not on \(branch.defaultBranch ?? "this branch") yet: "
        + "git merge \(shellQuoted(branch.name))")
  }

  /// `move ID reopen` names a transition where a status is meant.
  private func refuseTransitionAsStatus(_ ticket: Ticket, _ workflow: Workflow) throws {
    guard case .status(let name) = request, workflow.status(name) == nil,
      workflow.transition(name) != nil
    else { return }
    throw CommandError(
      "\(name) is a transition, not a status", code: "unknown-status",
      hint: "snag \(SnagCommand.verb(of: name)) \(ticket.id)", status: .usage)
  }

  /// Being there already is success without a commit; but fields to set are not to be lost.
  func reportAlreadyThere(
    _ ticket: Ticket, _ edits: [TicketEdit], _ change: Writer.Change
  ) throws {
    try refuseChangesInPlace(ticket, edits)
    let repository = try writer.session.repository()
    // The command that moved it there may have been killed before its commit.
    let repairs = repository.isInterrupted ? try repository.repairInterruptedCommit() : []
    for repair in repairs { writer.session.say(repair) }
    writer.session.say("\(ticket.id) is already \(ticket.status)")
    writer.report(.unchanged, change)
  }

  func refuseChangesInPlace(_ ticket: Ticket, _ edits: [TicketEdit]) throws {
    guard edits.isEmpty, comment == nil else {
      throw CommandError(
        "\(ticket.id) is already \(ticket.status); nothing was changed", code: "already-there",
        hint: "use `snag edit` for fields and `snag comment` for comments", status: .refused)
    }
  }
}

extension Writer.Change {
  /// A ticket that takes an edge.
  static func taking(_ edge: Workflow.Transition, _ ticket: Ticket) -> Writer.Change {
    Writer.Change(
      id: ticket.id, what: edge.to.map { "\(ticket.status) -> \($0)" } ?? edge.name,
      from: ticket.status, to: edge.to ?? ticket.status)
  }

  /// A ticket that keeps its status.
  static func staying(_ ticket: Ticket) -> Writer.Change {
    Writer.Change(
      id: ticket.id, what: "\(ticket.status) -> \(ticket.status)", from: ticket.status,
      to: ticket.status)
  }
}

/// A refused transition and the ticket it was meant for.
struct TicketTransitionRefused: Error {
  let id: TicketID
  let refusal: TransitionRefused
}
