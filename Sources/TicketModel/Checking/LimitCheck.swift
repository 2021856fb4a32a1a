/// Statuses that hold more tickets than their workflows want: worth knowing, never an error.
package struct LimitCheck: Sendable {
  private let workflows: WorkflowSet

  /// Judges by a repository's workflows.
  package init(workflows: WorkflowSet) { self.workflows = workflows }

  /// Returns one warning for each status that is too full, where its workflow names it.
  package func problems(in tickets: [Ticket]) -> [Problem] {
    let limits = workflows.workflows.flatMap { workflow in
      workflow.statuses.compactMap { status in status.wip.map { (workflow, status, $0) } }
    }
    return limits.compactMap { workflow, status, limit in
      let count = tickets.count {
        $0.status == status.name && workflow.types.contains($0.type)
      }
      guard count > limit else { return nil }
      return Problem(
        path: workflow.path, position: status.position, severity: .warning, rule: "wip",
        message: "\(count) tickets are \(status.name), where \(limit) should be",
        fix: "finish one: `snag list status:\(status.name)`")
    }
  }
}
