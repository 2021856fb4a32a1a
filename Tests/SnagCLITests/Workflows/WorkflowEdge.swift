import TicketModel

/// A transition from one of the statuses that it leaves.
struct WorkflowEdge: Hashable {
  let verb: String
  let from: String
  /// Where the ticket is afterwards.
  let to: String
}

extension Workflow {
  /// Every edge, in file order.
  var edges: [WorkflowEdge] {
    transitions.flatMap { transition in
      transition.from.map { WorkflowEdge(verb: transition.name, from: $0, to: transition.to ?? $0) }
    }
  }

  /// Returns the fewest edges from a status to a place, without edges that stay; nil when no way leads
  /// there.
  func path(from status: String, to isThere: (String) -> Bool) -> [WorkflowEdge]? {
    var ways: [(status: String, path: [WorkflowEdge])] = [(status, [])]
    var seen: Set<String> = [status]
    var next = 0
    while next < ways.count {
      let (place, path) = ways[next]
      next += 1
      if isThere(place) { return path }
      for edge in edges where edge.from == place && seen.insert(edge.to).inserted {
        ways.append((edge.to, path + [edge]))
      }
    }
    return nil
  }

  /// Returns the fewest edges from a new ticket to a done status.
  var shortestEnd: [WorkflowEdge]? {
    path(from: initialStatus) { status($0)?.category == .done }
  }
}
