/// Which nodes of a graph reach each other.
package struct Components: Sendable {
  /// The number of each node's component; a component's number is higher than those of what it leads
  /// to.
  package let numbers: [Int]
  /// How many there are.
  package let count: Int

  /// Finds the strongly connected components.
  ///
  /// Source: Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of its own, so
  /// that a long chain cannot overflow the thread's.
  ///
  /// - Parameter edges: for each node those that it leads to.
  package init(_ edges: [[Int]]) {
    var search = Search(edges)
    for node in edges.indices where search.order[node] < 0 { search.visit(node) }
    numbers = search.numbers
    count = search.count
  }

  private struct Search {
    let edges: [[Int]]
    /// When each node was come to; -1 for not yet.
    var order: [Int]
    /// The earliest node on the stack that is known to be reached.
    var lowest: [Int]
    /// -1 for a node whose component is not complete.
    var numbers: [Int]
    var count = 0
    private var stack: [Int] = []
    private var time = 0

    init(_ edges: [[Int]]) {
      self.edges = edges
      order = [Int](repeating: -1, count: edges.count)
      lowest = order
      numbers = order
    }

    mutating func visit(_ root: Int) {
      var path = [(node: root, next: 0)]
      enter(root)
      while let top = path.last {
        guard top.next < edges[top.node].count else {
          path.removeLast()
          leave(top.node)
          if let above = path.last?.node { lowest[above] = min(lowest[above], lowest[top.node]) }
          continue
        }
        path[path.count - 1].next += 1
        let target = edges[top.node][top.next]
        if order[target] < 0 {
          enter(target)
          path.append((target, 0))
        } else if numbers[target] < 0 {
          lowest[top.node] = min(lowest[top.node], order[target])
        }
      }
    }

    private mutating func enter(_ node: Int) {
      order[node] = time
      lowest[node] = time
      time += 1
      stack.append(node)
    }

    /// Closes the component that a node is the first of.
    private mutating func leave(_ node: Int) {
      guard lowest[node] == order[node] else { return }
      while let last = stack.popLast() {
        numbers[last] = count
        if last == node { break }
      }
      // What is complete must not count as reached any more.
      lowest[node] = .max
      count += 1
    }
  }
}
