import TicketDocument

/// The rules for what may become of tickets between two revisions, whoever wrote the files.
package struct ChangeCheck {
  let workflows: WorkflowSet
  let course: (TicketChange) throws -> ChangeCourse
  let facts: (ReadTicket) -> TransitionFacts

  /// Judges by a repository's workflows.
  ///
  /// - Parameters:
  ///   - workflows: those of the new revision.
  ///   - course: how a change came about.
  ///   - facts: what is true around the new version of a ticket.
  package init(
    workflows: WorkflowSet, course: @escaping (TicketChange) throws -> ChangeCourse,
    facts: @escaping (ReadTicket) -> TransitionFacts
  ) {
    self.workflows = workflows
    self.course = course
    self.facts = facts
  }

  /// Judges all changes of a comparison.
  ///
  /// - Parameter changes: all of them, because an id that was changed is one ticket that is gone and
  ///   one that is new.
  /// - Returns: what the rules do not allow, in file order.
  /// - Throws: what the course and the facts throw.
  package func problems(in changes: [TicketChange]) throws -> [Problem] {
    try RenamedTickets(changes).judged.flatMap { try problems(in: $0) }.sorted()
  }

  private func problems(in judged: RenamedTickets.Judged) throws -> [Problem] {
    let change = judged.change
    guard let new = change.new else { return [removal(change)] }
    let reporter = Reporter(ticket: new.ticket, document: new.document)
    let course = try course(change)
    let workflow = workflows.workflow(forType: new.ticket.type)
    let past = PastCheck(change, reporter, workflow, course).problems()
    let steps =
      past.isEmpty ? try StepCheck(self, change, new, reporter, course).problems() : []
    return immutable(judged, reporter) + past + steps
  }

  // MARK: What never changes

  private func immutable(_ judged: RenamedTickets.Judged, _ reporter: Reporter) -> [Problem] {
    let ids = judged.lostID.map { id in
      reporter.problem(
        at: .id, rule: "immutable", "the id never changes; it was \(id)",
        fix: "set it back to \(id)")
    }
    return [ids].compactMap { $0 }
      + judged.change.fields.compactMap { field in
        guard FieldSchema.field(field.name)?.merge == .identity,
          !(judged.isRenamed && field.name == .id),
          case .value(let old?, _) = field.difference, !old.isEmpty
        else { return nil }
        return reporter.problem(
          at: field.name, rule: "immutable", "\(field.name) never changes; it was \(old)",
          fix: "set it back to \(old)")
      }
  }

  private func removal(_ change: TicketChange) -> Problem {
    Problem(
      path: change.ticket.path, position: .init(line: 1, column: 1), severity: .warning,
      rule: "removed", message: "ticket \(change.ticket.id) is gone, with its history",
      fix: "tickets are closed, not deleted")
  }
}
