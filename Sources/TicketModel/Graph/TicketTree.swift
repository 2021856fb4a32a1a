/// Tickets below each other, as lines of a tree.
package struct TicketTree: Sendable {
  /// What stands below what.
  package enum Kind: Sendable {
    /// Children below their parent.
    case children
    /// Below a ticket what it waits for.
    case blockers

    /// The field whose links are followed.
    package var field: FieldName { self == .children ? .parent : .blockedBy }
  }

  /// A line of the tree.
  package struct Row: Sendable, Equatable {
    /// A ticket's place in the list.
    package let ticket: Int?
    /// What the link says; differs from a ticket's id only when no ticket has it.
    package let id: String
    /// How many tickets stand above it.
    package let depth: Int
    /// The row above that it belongs to.
    package let above: Int?
    package let mark: Mark?
    /// Whether it is the last one below what stands above it.
    package let isLast: Bool
    /// How many below it are not shown for its depth.
    package let hidden: Int
  }

  /// What is special about a row.
  package enum Mark: String, Sendable {
    /// What is below it stands further up.
    case seen
    /// It is above itself.
    case cycle
    /// No ticket has the id.
    case missing
  }

  private let ids: [TicketID]
  /// For each ticket those below it.
  private let below: [[Int]]
  private let missing: [Int: [String]]
  private let isKept: [Bool]

  /// Arranges tickets.
  ///
  /// - Parameters:
  ///   - tickets: all tickets, in the order in which those below one are shown.
  ///   - kind: what stands below what.
  ///   - isOpen: which tickets are shown without being asked for, or nil for all. For children, those
  ///     above one are shown as well; for blockers, only tickets that wait or are waited for.
  package init(_ tickets: [Ticket], _ kind: Kind, where isOpen: ((Ticket) -> Bool)? = nil) {
    let graph = LinkGraph(tickets, field: kind.field)
    ids = graph.ids
    switch kind {
    case .children:
      below = graph.sources
      // A parent that is not here leaves its children on top.
      missing = [:]
    case .blockers:
      below = graph.targets.map { $0.sorted() }
      missing = graph.missing
    }
    let wanted = tickets.map { isOpen?($0) ?? true }
    switch kind {
    case .children: isKept = Self.withAbove(wanted, graph.targets)
    case .blockers:
      isKept = tickets.indices.map { place in
        wanted[place]
          && (graph.targets[place].contains { wanted[$0] }
            || graph.sources[place].contains { wanted[$0] }
            || isOpen == nil && graph.missing[place] != nil)
      }
    }
  }

  /// Adds all that stand above what is wanted.
  private static func withAbove(_ wanted: [Bool], _ above: [[Int]]) -> [Bool] {
    var kept = wanted
    var rest = wanted.indices.filter { wanted[$0] }
    while let place = rest.popLast() {
      for parent in above[place] where !kept[parent] {
        kept[parent] = true
        rest.append(parent)
      }
    }
    return kept
  }

  /// Returns the whole forest.
  ///
  /// Every tree begins with a ticket that stands below none; where all of some stand below each other,
  /// with the first of them.
  ///
  /// - Parameter depth: how many levels below the first are shown; nil for all.
  /// - Returns: rows in order.
  package func forest(depth: Int? = nil) -> [Row] {
    let edges = below.indices.map { place in
      isKept[place] ? below[place].filter { isKept[$0] } : []
    }
    let components = Components(edges)
    var hasAbove = [Bool](repeating: false, count: components.count)
    for (place, targets) in edges.enumerated() {
      for target in targets where components.numbers[target] != components.numbers[place] {
        hasAbove[components.numbers[target]] = true
      }
    }
    let roots = below.indices.filter { place in
      guard isKept[place], !hasAbove[components.numbers[place]] else { return false }
      // The first of each component only.
      hasAbove[components.numbers[place]] = true
      return true
    }
    return rows(roots, edges, depth: depth, showsMissing: false)
  }

  /// Returns the tree of one ticket, with all that is below it.
  ///
  /// - Parameters:
  ///   - root: the ticket's place in the list.
  ///   - depth: how many levels below it are shown; nil for all.
  /// - Returns: rows in order, the first of which is the ticket.
  package func tree(of root: Int, depth: Int? = nil) -> [Row] {
    rows([root], below, depth: depth, showsMissing: true)
  }

  private func rows(
    _ roots: [Int], _ edges: [[Int]], depth: Int?, showsMissing: Bool
  ) -> [Row] {
    var walk = Walk(edges, showsMissing ? missing : [:], ids, depth: depth)
    for (number, root) in roots.enumerated() {
      walk.add(root, isLast: number == roots.count - 1)
    }
    return walk.rows
  }
}

extension TicketTree {
  /// Goes down a graph without recursion and expands each ticket once.
  private struct Walk {
    private let edges: [[Int]]
    private let missing: [Int: [String]]
    private let ids: [TicketID]
    private let depth: Int?
    private(set) var rows: [Row] = []
    private var isExpanded: [Bool]
    private var isOnPath: [Bool]

    init(_ edges: [[Int]], _ missing: [Int: [String]], _ ids: [TicketID], depth: Int?) {
      self.edges = edges
      self.missing = missing
      self.ids = ids
      self.depth = depth
      isExpanded = [Bool](repeating: false, count: edges.count)
      isOnPath = isExpanded
    }

    mutating func add(_ root: Int, isLast: Bool) {
      // A ticket, its row, and how many below it were added.
      var path: [(node: Int, row: Int, next: Int)] = []
      if append(root, above: nil, depth: 0, isLast: isLast) {
        path.append((root, rows.count - 1, 0))
      }
      while let top = path.last {
        let targets = edges[top.node]
        guard top.next < targets.count else {
          addMissing(below: top.node, row: top.row, depth: path.count)
          isOnPath[top.node] = false
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let isLast = top.next == targets.count - 1 && missing[top.node] == nil
        let target = targets[top.next]
        if append(target, above: top.row, depth: path.count, isLast: isLast) {
          path.append((target, rows.count - 1, 0))
        }
      }
    }

    /// Adds a row; returns whether what is below it is to follow.
    private mutating func append(_ node: Int, above: Int?, depth: Int, isLast: Bool) -> Bool {
      let count = edges[node].count + (missing[node]?.count ?? 0)
      let mark: Mark? = isOnPath[node] ? .cycle : isExpanded[node] && count > 0 ? .seen : nil
      let isCut = self.depth.map { depth >= $0 } ?? false
      rows.append(
        Row(
          ticket: node, id: ids[node].text, depth: depth, above: above, mark: mark, isLast: isLast,
          hidden: mark == nil && isCut ? count : 0))
      guard mark == nil, !isCut else { return false }
      isExpanded[node] = true
      isOnPath[node] = true
      return true
    }

    private mutating func addMissing(below node: Int, row: Int, depth: Int) {
      let names = missing[node] ?? []
      for (number, id) in names.enumerated() {
        rows.append(
          Row(
            ticket: nil, id: id, depth: depth, above: row, mark: .missing,
            isLast: number == names.count - 1, hidden: 0))
      }
    }
  }
}
