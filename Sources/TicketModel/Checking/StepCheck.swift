/// The rules for the steps that a change takes through the workflow: edges, requirements, guards.
struct StepCheck {
  private let check: ChangeCheck
  private let change: TicketChange
  private let new: ReadTicket
  private let reporter: Reporter

  init(_ check: ChangeCheck, _ change: TicketChange, _ new: ReadTicket, _ reporter: Reporter) {
    self.check = check
    self.change = change
    self.new = new
    self.reporter = reporter
  }

  /// From where it may have come, where to, and the line that says so.
  private struct Step {
    let from: [String]
    let to: String
    /// nil for a status that was set without a line.
    let line: HistoryLine?
    /// Whether nothing came after it.
    let isLast: Bool
  }

  func problems() throws -> [Problem] {
    guard let workflow = check.workflows.workflow(forType: new.ticket.type),
      workflow.status(new.ticket.status) != nil, !isTakenOver
    else { return [] }
    let steps = check.isLinear ? linearSteps() : lastStep()
    let found = try judgedSteps(steps, workflow).flatMap { try problems(of: $0, workflow) }
    return beginning(workflow) + found + (try approvals(workflow))
  }

  /// What another tracker, or the ticket under another id, went through is not judged again.
  private var isTakenOver: Bool {
    change.old == nil
      && !(new.ticket.items(of: .importedFrom) + new.ticket.items(of: .formerly)).isEmpty
  }

  private func beginning(_ workflow: Workflow) -> [Problem] {
    guard change.old == nil, let first = new.ticket.historyLines.first,
      !check.workflows.workflows.contains(where: { $0.initialStatus == first.status })
    else { return [] }
    return [
      reporter.problem(
        at: .history, item: first.description, rule: "illegal-transition",
        "a new ticket begins in \(workflow.initialStatus), not in \(first.status)",
        fix: "`snag new` makes it, `snag move` takes it on")
    ]
  }

  // MARK: Steps

  private func linearSteps() -> [Step] {
    var lines: [HistoryLine?] = change.transitions.map(\.line).filter { !isJoined($0) }
    var status = change.old?.ticket.status
    if change.old == nil, let first = lines.first {
      status = first?.status
      lines.removeFirst()
    }
    if (lines.last ?? nil)?.status ?? status != new.ticket.status { lines.append(nil) }
    return lines.enumerated().compactMap { index, line in
      let to = line?.status ?? new.ticket.status
      defer { status = to }
      guard let from = status, from != to else { return nil }
      return Step(from: [from], to: to, line: line, isLast: index == lines.count - 1)
    }
  }

  /// Whether a new line is older than one that was there, as after a rebase.
  private func isJoined(_ line: HistoryLine) -> Bool {
    change.old?.ticket.historyLines.last.map { line.time < $0.time } ?? false
  }

  /// After a merge only the way into the present status is judged: from the line above where a
  /// transition leads from there, else from wherever it may have been.
  private func lastStep() -> [Step] {
    let status = new.ticket.status
    guard status != change.old?.ticket.status else { return [] }
    let line = change.transitions.last { $0.line.status == status }?.line
    let before = new.ticket.historyLines.prefix { $0 != line }.map(\.status)
    if let above = before.last(where: { $0 != status }),
      let workflow = check.workflows.workflow(forType: new.ticket.type),
      workflow.leads(from: above, to: status)
    {
      return [Step(from: [above], to: status, line: line, isLast: true)]
    }
    let from = Set(before + [change.old?.ticket.status].compactMap { $0 }).subtracting([status])
    return from.isEmpty
      ? [] : [Step(from: from.sorted(), to: status, line: line, isLast: true)]
  }

  /// The steps whose guards can be judged by how the ticket is now: those after the last way back.
  private func judgedSteps(_ steps: [Step], _ workflow: Workflow) -> [(step: Step, isForward: Bool)]
  {
    let order = StatusOrder(workflow)
    let lastBack = steps.lastIndex { step in
      step.from.allSatisfy { order.rank(of: step.to) < order.rank(of: $0) }
    }
    return steps.enumerated().map { index, step in (step, index >= lastBack ?? 0) }
  }

  private func problems(
    of judged: (step: Step, isForward: Bool), _ workflow: Workflow
  ) throws -> [Problem] {
    let step = judged.step
    let edges = workflow.transitions.filter { edge in
      edge.to == step.to && edge.from.contains(where: step.from.contains)
    }
    guard !edges.isEmpty else { return [illegal(step, workflow)].compactMap { $0 } }
    guard judged.isForward else { return [] }
    let found = try edges.map { try problems(taking: $0, step, workflow) }
    // One edge that allows it is enough.
    return found.min { $0.count < $1.count } ?? []
  }

  private func illegal(_ step: Step, _ workflow: Workflow) -> Problem? {
    guard check.isLinear, let from = step.from.first, workflow.status(from) != nil,
      workflow.status(step.to) != nil
    else { return nil }
    let ways = workflow.transitions(from: from).filter { $0.to != nil }.map(\.name)
    return problem(
      step, "illegal-transition",
      "no transition of workflow \(workflow.name) leads from \(from) to \(step.to)",
      fix: ways.isEmpty
        ? "set it back to \(from)" : "from \(from) there are \(ways.joined(separator: ", "))")
  }

  private func problems(
    taking edge: Workflow.Transition, _ step: Step, _ workflow: Workflow
  ) throws -> [Problem] {
    let missing = step.isLast ? edge.requires.filter(isMissing) : []
    let id = new.ticket.id
    return missing.map { requirement in
      problem(
        step, "missing-requirement", "\(edge.name) needs \(requirement.words)",
        fix: requirement == .comment
          ? "`snag comment \(id) -m …`" : "`snag edit \(id) \(requirement.text)=…`")
    } + (try guardProblems(edge, step, workflow))
  }

  private func isMissing(_ requirement: Workflow.Requirement) -> Bool {
    switch requirement {
    case .field(let name): new.ticket.items(of: name).isEmpty
    case .comment: check.isLinear && !change.comments.contains { $0.kind == .added }
    }
  }

  private func guardProblems(
    _ edge: Workflow.Transition, _ step: Step, _ workflow: Workflow
  ) throws -> [Problem] {
    let attempt = TransitionAttempt(
      workflow: workflow, edge: edge, ticket: new.ticket, actor: step.line?.actor ?? "",
      assigneeAfterwards: new.ticket.assignee, facts: check.facts(new))
    return try edge.guards.filter { $0.rule.isJudgedLater && !$0.isUndone(by: edge) }
      .compactMap { try $0.failure(attempt) }
      .map { failure in
        problem(
          step, "guard", "guard \(failure.guardName) refuses \(edge.name): \(failure.reason)",
          fix: failure.next)
      }
  }

  private func problem(_ step: Step, _ rule: String, _ message: String, fix: String) -> Problem {
    guard let line = step.line else {
      return reporter.problem(at: .status, rule: rule, message, fix: fix)
    }
    return reporter.problem(
      at: .history, item: line.description, rule: rule, message, fix: fix)
  }

  // MARK: Approvals

  /// An approval by somebody who may not give one is no approval, however it came there.
  private func approvals(_ workflow: Workflow) throws -> [Problem] {
    let edges = workflow.transitions.filter { $0.effects.contains(.recordApproval) }
    guard !edges.isEmpty else { return [] }
    let known = Set(change.old?.ticket.items(of: .approvals) ?? [])
    return try new.ticket.items(of: .approvals).filter { !known.contains($0) }.compactMap { item in
      guard let handle = Approval(item)?.handle else { return nil }
      let failures = try edges.map { try failure(of: $0, by: handle, workflow) }
      guard let failure = failures.compactMap({ $0 }).first, !failures.contains(nil) else {
        return nil
      }
      return reporter.problem(
        at: .approvals, item: item, rule: "guard",
        "guard \(failure.guardName) refuses the approval: \(failure.reason)",
        fix: "`snag edit \(new.ticket.id) \"approvals-=\(item)\"`")
    }
  }

  private func failure(
    of edge: Workflow.Transition, by handle: String, _ workflow: Workflow
  ) throws -> GuardFailure? {
    let attempt = TransitionAttempt(
      workflow: workflow, edge: edge, ticket: new.ticket, actor: handle,
      assigneeAfterwards: new.ticket.assignee, facts: .none)
    return try edge.guards.lazy.filter { $0.rule.isAboutActor }
      .compactMap { try $0.failure(attempt) }.first
  }
}

extension Workflow.Requirement {
  /// What is missing, in words.
  package var words: String { self == .comment ? "a comment" : text }
}

extension Workflow.Guard {
  /// Whether the edge's own effects take away what the guard looks at.
  fileprivate func isUndone(by edge: Workflow.Transition) -> Bool {
    rule == Self.assigned && edge.effects.contains(.unassign)
      || rule == Self.approved && edge.effects.contains(.clearApprovals)
  }
}
