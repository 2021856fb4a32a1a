/// The links of one field between tickets, which are named by their places in a list.
package struct LinkGraph: Sendable {
  package let ids: [TicketID]
  /// For each ticket those that its field names, each once and without itself.
  package let targets: [[Int]]
  /// For each ticket those whose field names it, in order.
  package let sources: [[Int]]
  /// Ids that a ticket's field names and no ticket has.
  package let missing: [Int: [String]]

  /// Follows the links of a field, in time proportional to their number.
  ///
  /// - Parameters:
  ///   - tickets: all tickets; a link to an id that several have leads to the first of them.
  ///   - field: one that names tickets.
  package init(_ tickets: [Ticket], field: FieldName) {
    let places = Dictionary(
      tickets.enumerated().map { ($1.id.text, $0) }, uniquingKeysWith: { first, _ in first })
    var targets = [[Int]](repeating: [], count: tickets.count)
    var sources = targets
    var missing: [Int: [String]] = [:]
    for (place, ticket) in tickets.enumerated() {
      // A list of links is short, but nothing says so.
      var seen: Set<String> = []
      for item in ticket.items(of: field) {
        let id = TicketID.folded(item)
        guard id != ticket.id.text, seen.insert(id).inserted else { continue }
        if let target = places[id] {
          targets[place].append(target)
          sources[target].append(place)
        } else {
          missing[place, default: []].append(id)
        }
      }
    }
    ids = tickets.map(\.id)
    self.targets = targets
    self.sources = sources
    self.missing = missing
  }
}
