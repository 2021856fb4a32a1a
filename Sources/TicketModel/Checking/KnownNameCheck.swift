package import TicketDocument

/// The rules for names of people and labels where the configuration lists them.
package struct KnownNameCheck: Sendable {
  private let configuration: Configuration
  private let workflows: WorkflowSet

  /// Judges by a repository's configuration.
  package init(_ configuration: Configuration, workflows: WorkflowSet) {
    self.configuration = configuration
    self.workflows = workflows
  }

  /// Returns the labels, and in tickets that are not done the people, that no list has.
  package func problems(in ticket: Ticket, _ document: TicketDocument) -> [Problem] {
    let reporter = Reporter(ticket: ticket, document: document)
    let labels = configuration.labels.map { known in
      ticket.labels.compactMap { unknown($0, at: .labels, item: $0, "label", known, reporter) }
    }
    return (labels ?? []) + people(in: ticket, reporter)
  }

  /// People leave; what is done is not judged by who is there now.
  private func people(in ticket: Ticket, _ reporter: Reporter) -> [Problem] {
    guard let known = configuration.people,
      workflows.category(type: ticket.type, status: ticket.status) != .done
    else { return [] }
    let named = FieldSchema.all.filter(\.namesPeople).flatMap { schema in
      ticket.items(of: schema.name).map { (schema.name, $0, $0) }
    }
    let approvals = ticket.items(of: .approvals).compactMap { item in
      Approval(item).map { (FieldName.approvals, $0.handle, item) }
    }
    return (named + approvals).compactMap { field, handle, item in
      unknown(handle, at: field, item: item, "person", known, reporter)
    }
  }

  private func unknown(
    _ name: String, at field: FieldName, item: String, _ kind: String, _ known: [String],
    _ reporter: Reporter
  ) -> Problem? {
    guard !known.contains(name) else { return nil }
    let list = kind == "label" ? "labels" : "people"
    return reporter.problem(
      at: field, item: item, rule: "unknown-\(kind)", "\(field) names the unknown \(kind) \(name)",
      fix: nearestNames(to: name, among: known).first.map { "did you mean \($0)?" }
        ?? "add it to \(list) in .tickets/config.yml")
  }
}

extension FieldSchema {
  /// Whether its values are handles of people; a queue is a team.
  fileprivate var namesPeople: Bool { (kind == .handle || kind == .handles) && name != "queue" }
}
