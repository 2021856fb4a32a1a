/// How far along its workflow a status is.
///
/// Only transitions that go forward in the workflow's order of statuses count, so that a way back,
/// such as `reopen`, makes no circle.
package struct StatusOrder: Sendable {
  private let rank: [String: Int]
  private let reachable: [Set<Int>]

  /// Reads a workflow; without one no status is ahead of another.
  package init(_ workflow: Workflow?) {
    let statuses = workflow?.statuses.map(\.name) ?? []
    let rank = Dictionary(statuses.enumerated().map { ($1, $0) }) { first, _ in first }
    var reachable = Array(repeating: Set<Int>(), count: statuses.count)
    // From the last status back, so that each successor's own reach is complete.
    for from in statuses.indices.reversed() {
      for transition in workflow?.transitions ?? [] where transition.from.contains(statuses[from]) {
        guard let to = transition.to.flatMap({ rank[$0] }), to > from else { continue }
        reachable[from].formUnion(reachable[to].union([to]))
      }
    }
    self.rank = rank
    self.reachable = reachable
  }

  /// Whether transitions lead forward from one status to another.
  package func leads(from: String, to: String) -> Bool {
    guard let from = rank[from], let to = rank[to] else { return false }
    return reachable[from].contains(to)
  }

  /// Place in the workflow; -1 for a status it does not know.
  package func rank(of status: String) -> Int { rank[status] ?? -1 }
}
