/// How far the tickets below a parent are.
package struct TicketProgress: Sendable, Equatable {
  package let done: Int
  package let total: Int

  /// Makes one from its numbers.
  package init(done: Int, total: Int) {
    self.done = done
    self.total = total
  }
}

/// How far the tickets below each parent are, for all parents at once.
///
/// All that is below counts, not only children, and each ticket once: what stands in a circle of
/// parents counts for each of them but itself.
package struct ChildProgress: Sendable {
  private let byID: [String: TicketProgress]

  /// Counts, in time proportional to the number of tickets.
  ///
  /// - Parameters:
  ///   - tickets: all tickets; of several with one id the first counts.
  ///   - workflows: which statuses are done.
  package init(_ tickets: [Ticket], workflows: WorkflowSet) {
    var seen: Set<TicketID> = []
    let tickets = tickets.filter { seen.insert($0.id).inserted }
    let graph = LinkGraph(tickets, field: .parent)
    let own = tickets.map { ticket in
      Count(
        done: workflows.category(type: ticket.type, status: ticket.status) == .done ? 1 : 0,
        total: 1)
    }
    let below = Self.sums(own, graph)
    var byID: [String: TicketProgress] = [:]
    for place in tickets.indices where !graph.sources[place].isEmpty {
      let count = below[place].without(own[place])
      byID[tickets[place].id.text] = TicketProgress(done: count.done, total: count.total)
    }
    self.byID = byID
  }

  /// Returns how far the tickets below one are; nil when it is nobody's parent.
  package subscript(id: TicketID) -> TicketProgress? { byID[id.text] }

  private struct Count {
    var done: Int
    var total: Int

    func with(_ other: Count) -> Count {
      Count(done: done + other.done, total: total + other.total)
    }

    func without(_ other: Count) -> Count {
      Count(done: done - other.done, total: total - other.total)
    }
  }

  /// Each ticket with all that is below it.
  ///
  /// A ticket has one parent at most, so that taking away those without children, again and again,
  /// leaves only circles, which share one sum.
  private static func sums(_ own: [Count], _ graph: LinkGraph) -> [Count] {
    var sums = own
    var open = graph.sources.map(\.count)
    var ready = sums.indices.filter { open[$0] == 0 }
    while let place = ready.popLast() {
      open[place] = -1
      guard let parent = graph.targets[place].first else { continue }
      sums[parent] = sums[parent].with(sums[place])
      open[parent] -= 1
      if open[parent] == 0 { ready.append(parent) }
    }
    for start in sums.indices where open[start] > 0 {
      var circle: [Int] = []
      var next: Int? = start
      while let place = next, open[place] > 0 {
        open[place] = -1
        circle.append(place)
        next = graph.targets[place].first
      }
      let all = circle.reduce(Count(done: 0, total: 0)) { $0.with(sums[$1]) }
      for place in circle { sums[place] = all }
    }
    return sums
  }
}
