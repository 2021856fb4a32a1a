extension LinkGraph {
  /// Cycles without a common ticket, each beginning at its smallest id, and at least one out of each
  /// set of tickets that reach each other.
  ///
  /// Depth-first search with its own stack, so that a long chain cannot overflow the thread's. Cycles
  /// that share a ticket with a reported one are left out: there can be far too many.
  func cycles() -> [[Int]] {
    enum Mark { case unseen, open, done }
    var marks = [Mark](repeating: .unseen, count: targets.count)
    var places = [Int](repeating: 0, count: targets.count)
    var found: [[Int]] = []
    for root in targets.indices where marks[root] == .unseen {
      // `reported`: the last place on the path, up to this one, that is in a reported cycle.
      var path = [(node: root, next: 0, reported: -1)]
      places[root] = 0
      marks[root] = .open
      while let top = path.last {
        guard top.next < targets[top.node].count else {
          marks[top.node] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = targets[top.node][top.next]
        switch marks[target] {
        case .unseen:
          marks[target] = .open
          places[target] = path.count
          path.append((target, 0, top.reported))
        case .open:
          let start = places[target]
          guard top.reported < start else { continue }
          found.append(rotated(path[start...].map(\.node)))
          for place in start..<path.count { path[place].reported = place }
        case .done: break
        }
      }
    }
    return found
  }

  private func rotated(_ cycle: [Int]) -> [Int] {
    guard let start = cycle.indices.min(by: { ids[cycle[$0]] < ids[cycle[$1]] }) else { return [] }
    return Array(cycle[start...] + cycle[..<start])
  }
}
