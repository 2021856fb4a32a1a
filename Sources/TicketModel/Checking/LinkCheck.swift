/// The rules that tickets are judged by together: ids used once, links that lead somewhere, no cycles.
package struct LinkCheck: Sendable {
  /// The fields that name other tickets.
  package static let linkFields: [FieldName] = [.blockedBy, .parent, .related, .duplicateOf]

  private let tickets: [Ticket]

  /// Judges all tickets of a repository.
  package init(_ tickets: [Ticket]) { self.tickets = tickets }

  /// What is wrong, as a ticket's index in the given order with the field and the finding.
  package func findings() -> [Finding] {
    sharedIDs() + danglingLinks() + cycles(.blockedBy) + cycles(.parent)
      + cycles(.duplicateOf)
  }

  /// A finding that still lacks its place in the file.
  package struct Finding: Sendable, Equatable {
    package let ticket: Int
    package let field: FieldName
    package let rule: String
    package let message: String
    package let fix: String?
  }

  private func sharedIDs() -> [Finding] {
    var first: [TicketID: Int] = [:]
    var findings: [Finding] = []
    for (index, ticket) in tickets.enumerated() {
      guard let earlier = first[ticket.id] else {
        first[ticket.id] = index
        continue
      }
      findings.append(
        Finding(
          ticket: index, field: .id, rule: "duplicate-id",
          message: "\(ticket.id) is also the id of \(tickets[earlier].path)",
          fix: "`snag settle \(ticket.id)` joins them, or gives the later ticket another id"))
    }
    return findings
  }

  private func danglingLinks() -> [Finding] {
    let ids = Set(tickets.map(\.id.text))
    return tickets.enumerated().flatMap { index, ticket in
      Self.linkFields.flatMap { field in
        ticket.items(of: field).compactMap { target in
          finding(index, field, TicketID.folded(target), ids: ids)
        }
      }
    }
  }

  private func finding(
    _ index: Int, _ field: FieldName, _ target: String, ids: Set<String>
  ) -> Finding? {
    let ticket = tickets[index]
    if target == ticket.id.text {
      let isList = FieldSchema.field(field)?.kind.isList ?? false
      return Finding(
        ticket: index, field: field, rule: "self-link",
        message: "\(field) names the ticket itself",
        fix: "`snag edit \(ticket.id) \(isList ? "\(field)-=\(target)" : "\(field)=")`")
    }
    guard !ids.contains(target) else { return nil }
    return Finding(
      ticket: index, field: field, rule: "dangling-link",
      message: "\(field) names \(target), which is not here",
      fix: "correct the id, or remove it from \(field)")
  }

  /// Reports each cycle once, at its smallest id.
  private func cycles(_ field: FieldName) -> [Finding] {
    let graph = LinkGraph(tickets, field: field)
    return graph.cycles().compactMap { cycle in
      guard cycle.count > 1, let start = cycle.first else { return nil }
      let ids = (cycle + [start]).map { tickets[$0].id.text }
      return Finding(
        ticket: start, field: field, rule: "cycle",
        message: "\(field) goes round in a circle: \(ids.joined(separator: " -> "))",
        fix: "remove one of these links")
    }
  }
}
