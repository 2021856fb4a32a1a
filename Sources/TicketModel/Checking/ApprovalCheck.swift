/// The rules for approvals that a change adds, however they came there.
struct ApprovalCheck {
  private let change: TicketChange
  private let new: ReadTicket
  private let reporter: Reporter
  private let workflow: Workflow
  private let course: ChangeCourse

  init(
    _ change: TicketChange, _ new: ReadTicket, _ reporter: Reporter, _ workflow: Workflow,
    _ course: ChangeCourse
  ) {
    self.change = change
    self.new = new
    self.reporter = reporter
    self.workflow = workflow
    self.course = course
  }

  func problems() throws -> [Problem] {
    let known = Set(change.old?.ticket.items(of: .approvals) ?? [])
    return try new.ticket.items(of: .approvals).filter { !known.contains($0) }.compactMap { item in
      guard let handle = Approval(item)?.handle else { return nil }
      return try refusal(of: item, by: handle) ?? forgery(of: item, by: handle)
    }
  }

  /// An approval by somebody who may not give one is no approval.
  private func refusal(of item: String, by handle: String) throws -> Problem? {
    let edges = workflow.transitions.filter { $0.effects.contains(.recordApproval) }
    let failures = try edges.map { try failure(of: $0, by: handle) }
    guard let failure = failures.compactMap({ $0 }).first, !failures.contains(nil) else {
      return nil
    }
    return reporter.problem(
      at: .approvals, item: item, rule: "guard",
      "guard \(failure.guardName) refuses the approval: \(failure.reason)", fix: removal(of: item))
  }

  /// Nobody proves who wrote a text, but somebody else's commit is worth a look.
  private func forgery(of item: String, by handle: String) throws -> Problem? {
    guard let author = try course.authors(item), !author.handles.contains(handle) else {
      return nil
    }
    return reporter.problem(
      at: .approvals, item: item, severity: .warning, rule: "approval-author",
      "the approval is \(handle)'s, and \(author.name) wrote it",
      fix: "ask \(handle); if it is none: \(removal(of: item))")
  }

  private func removal(of item: String) -> String {
    "`snag edit \(new.ticket.id) \"approvals-=\(item)\"`"
  }

  private func failure(of edge: Workflow.Transition, by handle: String) throws -> GuardFailure? {
    let attempt = TransitionAttempt(
      workflow: workflow, edge: edge, ticket: new.ticket, actor: handle,
      assigneeAfterwards: new.ticket.assignee, facts: .none)
    return try edge.guards.lazy.filter { $0.rule.isAboutActor }
      .compactMap { try $0.failure(attempt) }.first
  }
}
