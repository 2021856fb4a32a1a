extension Workflow {
  /// Something that must be true to take an edge, as its workflow file names it.
  package struct Guard: Sendable, Hashable {
    /// What the name means.
    package let rule: Rule
    /// The number behind the name; nil when there is none.
    package let number: Int?

    /// Names a rule.
    package init(_ rule: Rule, number: Int? = nil) {
      self.rule = rule
      self.number = number
    }

    package var name: String { rule.name }

    /// How the workflow file says it: `approved` or `approved: 2`.
    package var text: String { number.map { "\(name): \($0)" } ?? name }

    /// A row of ``Guard/rules``.
    package struct Rule: NamedRule {
      package let name: String
      package let summary: String
      /// Whether a number may follow the name.
      package var takesNumber = false
      /// Whether `check` can judge afterwards what was done by hand, from the texts and the branch.
      package var isJudgedLater = true
      /// Whether it asks who takes the edge.
      package var isAboutActor = false
      /// Returns nil to let the ticket pass.
      let judge: @Sendable (TransitionAttempt, _ number: Int?) throws -> Refusal?
    }

    /// Why a guard does not let a ticket pass, and what to do.
    struct Refusal {
      let reason: String
      let next: String
    }
  }
}

/// A guard that does not let a ticket pass.
package struct GuardFailure: Sendable, Equatable {
  package let guardName: String
  /// Why, in words that follow the ticket's id: `nobody has approved it`.
  package let reason: String
  /// What to do, with an exact command.
  package let next: String
}

extension Workflow.Guard {
  /// Asks the guard; nil lets the ticket pass.
  package func failure(_ attempt: TransitionAttempt) throws -> GuardFailure? {
    try rule.judge(attempt, number).map {
      GuardFailure(guardName: text, reason: $0.reason, next: $0.next)
    }
  }

  /// Every guard.
  package static let rules: [Rule] = [
    assigned, notAssignee, notRequester, checklistComplete, blockersDone, childrenDone,
    branchHasCommits, approved, merged,
  ]

  package static let assigned = Rule(
    name: "assigned", summary: "somebody is assigned"
  ) { attempt, _ in
    guard attempt.assigneeAfterwards.isEmpty else { return nil }
    return Refusal(
      reason: "nobody is assigned",
      next: "\(attempt.command(of: attempt.edge)) assignee=NAME")
  }

  package static let notAssignee = Rule(
    name: "not-assignee", summary: "who takes it is not the assignee", isJudgedLater: false,
    isAboutActor: true
  ) { attempt, _ in
    guard [attempt.ticket.assignee, attempt.assigneeAfterwards].contains(attempt.actor) else {
      return nil
    }
    return Refusal(
      reason: "\(attempt.actor) is the assignee",
      next: "ask somebody else to run: \(attempt.command(of: attempt.edge))")
  }

  package static let notRequester = Rule(
    name: "not-requester",
    summary: "who takes it did not ask for it: its requester, else its reporter",
    isJudgedLater: false, isAboutActor: true
  ) { attempt, _ in
    let ticket = attempt.ticket
    // Whoever writes a request down for somebody else is not the one who asks.
    let requester = ticket.text(of: .requester)
    guard attempt.actor == (requester.isEmpty ? ticket.reporter : requester) else { return nil }
    return Refusal(
      reason: "it is the request of \(attempt.actor)",
      next: "ask somebody else to run: \(attempt.command(of: attempt.edge))")
  }

  package static let checklistComplete = Rule(
    name: "checklist-complete", summary: "every task item of the body is ticked"
  ) { attempt, _ in
    let open = try attempt.facts.openItems()
    guard let first = open.first else { return nil }
    return Refusal(
      reason: open.count == 1
        ? "\"\(first)\" is not ticked" : "\(open.count) items are not ticked, first \"\(first)\"",
      next: "tick what is done: snag edit \(attempt.ticket.id)")
  }

  package static let blockersDone = Rule(
    name: "blockers-done", summary: "every ticket of blocked_by is done"
  ) { attempt, _ in
    let open = try attempt.facts.openBlockers()
    guard let first = open.first else { return nil }
    return Refusal(
      reason: "\(listed(open)) not done",
      next: "finish it (snag show \(first.id)), or: "
        + "snag edit \(attempt.ticket.id) blocked_by-=\(first.id)")
  }

  package static let childrenDone = Rule(
    name: "children-done", summary: "every ticket with this one as parent is done"
  ) { attempt, _ in
    let open = try attempt.facts.openChildren()
    guard let first = open.first else { return nil }
    return Refusal(
      reason: "its \(open.count == 1 ? "child" : "children") \(listed(open)) not done",
      next: "finish it (snag show \(first.id)), or: snag edit \(first.id) parent=")
  }

  package static let branchHasCommits = Rule(
    name: "branch-has-commits", summary: "its branch has commits that change more than tickets",
    isJudgedLater: false
  ) { attempt, _ in
    let ticket = attempt.ticket
    guard let branch = try attempt.facts.branch() else {
      return Refusal(
        reason: "no branch is named after it",
        next: "commit the work on one: git switch -c \(ticket.branchExample)")
    }
    guard !branch.hasWork else { return nil }
    return Refusal(
      reason: "branch \(branch.name) has no work that is not on "
        + "\(branch.defaultBranch ?? "the default branch")",
      next: "commit the work there: git switch \(branch.name)")
  }

  package static let approved = Rule(
    name: "approved",
    summary: "people other than assignee and requester have approved the branch as it is",
    takesNumber: true
  ) { attempt, number in
    let count = ApprovalCount(
      of: attempt.ticket, number: number, newest: try attempt.facts.branch()?.tip,
      countsWithoutCommit: !attempt.isOfWork)
    return count.isEnough
      ? nil : Refusal(reason: count.reason, next: attempt.approvalCommand(count))
  }

  package static let merged = Rule(
    name: "merged", summary: "the work of its branch is on the default branch", isJudgedLater: false
  ) { attempt, _ in
    switch try attempt.facts.workPlace() {
    case .unknown, .defaultBranch: return nil
    case .none:
      return Refusal(
        reason: "no commit on the default branch is known to be its work",
        next: "say there that it is done: git commit --allow-empty -m \"Work of "
          + "\(attempt.ticket.id)\" -m \"Closes: \(attempt.ticket.id)\"")
    case .reverted:
      return Refusal(
        reason: "its work was taken back",
        next: "see what became of it: snag where \(attempt.ticket.id)")
    case .branch:
      let branch = try attempt.facts.branch()
      let (name, target) = (branch?.name ?? "BRANCH", branch?.defaultBranch ?? "DEFAULT")
      return Refusal(
        reason: "its work on \(name) is not on \(target)",
        next: "git switch \(target); git merge \(name)")
    }
  }

  private static func listed(_ tickets: [OpenTicket]) -> String {
    let shown = tickets.prefix(3).map { "\($0.id) (\($0.status))" }.joined(separator: ", ")
    let rest = tickets.count > 3 ? " and \(tickets.count - 3) more" : ""
    return "\(shown)\(rest) \(tickets.count == 1 ? "is" : "are")"
  }
}

extension ApprovalCount {
  fileprivate var reason: String {
    let count = "\(given.count) of \(needed) approval\(needed == 1 ? "" : "s")"
    let old = stale.isEmpty ? "" : "; \(stale.joined(separator: ", ")) approved an older commit"
    return count + old
  }
}

extension TransitionAttempt {
  /// Whether the edge leads from where work is done, so that an approval is one of the work.
  fileprivate var isOfWork: Bool {
    edge.from.contains { workflow.status($0)?.category == .active }
  }

  /// What a person has to type to take an edge.
  fileprivate func command(of edge: Workflow.Transition) -> String {
    "snag \(facts.verbs.words(for: edge.name)) \(ticket.id)"
  }

  /// Who has to do what for another approval.
  fileprivate func approvalCommand(_ count: ApprovalCount) -> String {
    let who =
      count.missing.isEmpty ? "ask somebody else" : "ask \(count.missing.joined(separator: ", "))"
    let edges = workflow.transitions(from: ticket.status) + workflow.transitions
    guard let edge = edges.first(where: { $0.effects.contains(.recordApproval) }) else {
      return "\(who) to add their name: snag edit \(ticket.id) approvals+=NAME"
    }
    return "\(who) to run: \(command(of: edge))"
  }
}

extension Ticket {
  /// A name for its branch.
  fileprivate var branchExample: String { type.isEmpty ? id.text : "\(type)/\(id)" }
}
