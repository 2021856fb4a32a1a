/// The rules for the steps that a change takes through the workflow: edges, requirements, guards.
struct StepCheck {
  private let check: ChangeCheck
  private let change: TicketChange
  private let new: ReadTicket
  private let reporter: Reporter
  private let course: ChangeCourse

  init(
    _ check: ChangeCheck, _ change: TicketChange, _ new: ReadTicket, _ reporter: Reporter,
    _ course: ChangeCourse
  ) {
    self.check = check
    self.change = change
    self.new = new
    self.reporter = reporter
    self.course = course
  }

  func problems() throws -> [Problem] {
    guard let workflow = check.workflows.workflow(forType: new.ticket.type),
      workflow.status(new.ticket.status) != nil
    else { return [] }
    let found = try steps(workflow)
    let former = found.isEmpty ? try stepsOfFormerType(workflow) : []
    let approvals = try ApprovalCheck(change, new, reporter, workflow, course).problems()
    return beginning(workflow) + found + former + approvals
  }

  private func beginning(_ workflow: Workflow) -> [Problem] {
    guard change.old == nil, new.ticket.items(of: .importedFrom).isEmpty,
      let first = new.ticket.historyLines.first,
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

  private func steps(_ workflow: Workflow) throws -> [Problem] {
    let steps = ChangeSteps(change, to: new.ticket, workflow)
    return try judgedSteps(course.isLinear ? steps.linear() : steps.joined(), workflow)
      .flatMap { try problems(of: $0, workflow) }
  }

  /// Another type must not be a way round a stricter workflow: where it came with the step, the old
  /// one's rules hold, too.
  private func stepsOfFormerType(_ workflow: Workflow) throws -> [Problem] {
    guard let type = change.old?.ticket.type, type != new.ticket.type,
      let former = check.workflows.workflow(forType: type), former != workflow,
      former.status(new.ticket.status) != nil
    else { return [] }
    let found = try steps(former)
    guard !found.isEmpty, try !course.isTypeChangedFirst() else { return [] }
    return found.map { problem in
      Problem(
        path: problem.path, position: problem.position, rule: problem.rule,
        message: "as \(type), which it was: \(problem.message)",
        fix: "set type back to \(type); to change it, take the step afterwards")
    }
  }

  /// The steps whose guards can be judged by how the ticket is now: those after the last way back.
  private func judgedSteps(_ steps: [ChangeStep], _ workflow: Workflow) -> [(
    step: ChangeStep, isForward: Bool
  )] {
    let order = StatusOrder(workflow)
    let lastBack = steps.lastIndex { step in
      step.from.allSatisfy { order.rank(of: step.to) < order.rank(of: $0) }
    }
    return steps.enumerated().map { index, step in (step, index >= lastBack ?? 0) }
  }

  private func problems(
    of judged: (step: ChangeStep, isForward: Bool), _ workflow: Workflow
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

  private func illegal(_ step: ChangeStep, _ workflow: Workflow) -> Problem? {
    guard course.isLinear, let from = step.from.first, workflow.status(from) != nil,
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
    taking edge: Workflow.Transition, _ step: ChangeStep, _ workflow: Workflow
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
    case .comment: course.isLinear && !change.comments.contains { $0.kind == .added }
    }
  }

  private func guardProblems(
    _ edge: Workflow.Transition, _ step: ChangeStep, _ workflow: Workflow
  ) throws -> [Problem] {
    let attempt = TransitionAttempt(
      workflow: workflow, edge: edge, ticket: new.ticket, actor: step.line?.actor ?? "",
      assigneeAfterwards: new.ticket.assignee, facts: check.facts(new))
    return try edge.guards.filter { $0.rule.isJudgedLater && !$0.isUndone(by: edge) }
      .compactMap { try $0.failure(attempt) }
      .map { failure in
        problem(
          step, "guard", "guard \(failure.guardName) refuses \(edge.name): \(failure.reason)",
          fix: wayOut(edge, step, failure))
      }
  }

  /// Whoever has to approve it cannot while it is where it should not be.
  private func wayOut(
    _ edge: Workflow.Transition, _ step: ChangeStep, _ failure: GuardFailure
  ) -> String {
    let approved = edge.guards.first { $0.rule == Workflow.Guard.approved }
    guard approved?.text == failure.guardName, step.to == new.ticket.status,
      let from = step.from.first(where: edge.from.contains)
    else { return failure.next }
    let old = change.old?.ticket
    let restoring = old?.status == from ? old.flatMap { course.restoring($0.path) } : nil
    let reopening = check.workflows.workflow(forType: new.ticket.type)?.wayBack(from: step.to)
      .map { "snag \(course.verbs.words(for: $0)) \(new.ticket.id)" }
    let ways = [restoring, reopening].compactMap { $0 }.joined(separator: ", or ")
    return "set it back to \(from)\(ways.isEmpty ? "" : " (\(ways))"), then \(failure.next)"
  }

  private func problem(_ step: ChangeStep, _ rule: String, _ message: String, fix: String)
    -> Problem
  {
    guard let line = step.line else {
      return reporter.problem(at: .status, rule: rule, message, fix: fix)
    }
    return reporter.problem(
      at: .history, item: line.description, rule: rule, message, fix: fix)
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
