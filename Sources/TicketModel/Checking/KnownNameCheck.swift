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
    let labels = ticket.labels.compactMap { label in
      unknown(label, in: .labels).map { ($0, FieldName.labels, label) }
    }
    return (labels + people(in: ticket)).map { unknown, field, item in
      reporter.problem(
        at: field, item: item, rule: unknown.rule, unknown.message, fix: unknown.fix)
    }
  }

  /// A name that is in no list, in words.
  package struct Unknown: Sendable, Equatable {
    package let rule: String
    package let message: String
    package let fix: String
  }

  /// Judges one name.
  ///
  /// - Parameters:
  ///   - item: a label, a handle or an approval.
  ///   - field: where it is to stand.
  /// - Returns: nil for what a list has, and where there is none.
  package func unknown(_ item: String, in field: FieldName) -> Unknown? {
    let isLabel = field == .labels
    let namesPerson = field == .approvals || FieldSchema.field(field)?.namesPeople ?? false
    guard isLabel || namesPerson,
      let known = isLabel ? configuration.labels : configuration.people
    else { return nil }
    let name = field == .approvals ? Approval(item)?.handle ?? item : item
    guard !known.contains(name) else { return nil }
    let kind = isLabel ? "label" : "person"
    let place =
      isLabel
      ? "labels in .tickets/config.yml"
      : configuration.peopleFile == "config.yml"
        ? "people in .tickets/config.yml" : ".tickets/\(configuration.peopleFile)"
    return Unknown(
      rule: "unknown-\(kind)", message: "\(field) names the unknown \(kind) \(name)",
      fix: nearestNames(to: name, among: known).first.map { "did you mean \($0)?" }
        ?? "add it to \(place)")
  }

  /// People leave; what is done is not judged by who is there now.
  private func people(in ticket: Ticket) -> [(Unknown, FieldName, String)] {
    guard workflows.category(type: ticket.type, status: ticket.status) != .done else { return [] }
    let fields = FieldSchema.all.filter(\.namesPeople).map(\.name) + [.approvals]
    return fields.flatMap { field in
      ticket.items(of: field).compactMap { item in
        unknown(item, in: field).map { ($0, field, item) }
      }
    }
  }
}

extension FieldSchema {
  /// Whether its values are handles of people; a queue is a team.
  fileprivate var namesPeople: Bool { (kind == .handle || kind == .handles) && name != "queue" }
}
