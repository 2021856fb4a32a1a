import TestSupport
import Testing
import TicketModel

@Suite struct LinkCheckTests {
  private func findings(_ tickets: [Ticket]) -> [String] {
    LinkCheck(tickets).findings().map { "\(tickets[$0.ticket].id) \($0.field) \($0.rule)" }
  }

  /// Tickets whose `blocked_by` are these edges.
  private func graph(_ count: Int, _ edges: [[Int]]) throws -> [Ticket] {
    try (0..<count).map { node in
      try ticket(
        id: name(node), "blocked_by:", edges[node].map { "- \(name($0))" }.joined(separator: "\n"))
    }
  }

  private func name(_ node: Int) -> String {
    let digits = String(node)
    return "sn-k" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  @Test func goodLinksAreNoFindings() throws {
    let tickets = [
      try ticket(id: "sn-aaa", "blocked_by: [sn-bbb, SN-CCC]", "parent: sn-bbb"),
      try ticket(id: "sn-bbb", "related: [sn-aaa]"),
      try ticket(id: "sn-ccc", "duplicate_of: sn-aaa", "related: [sn-bbb]"),
    ]
    #expect(findings(tickets) == [])
  }

  @Test func everyKindOfLinkMustLeadSomewhere() throws {
    let ticket = try ticket(
      id: "sn-aaa", "blocked_by: [sn-xxx]", "parent: sn-xxx", "related: [sn-xxx]",
      "duplicate_of: sn-xxx")
    #expect(
      findings([ticket])
        == ["blocked_by", "parent", "related", "duplicate_of"].map {
          "sn-aaa \($0) dangling-link"
        })
  }

  @Test func aTicketCannotLinkToItself() throws {
    let ticket = try ticket(id: "sn-aaa", "blocked_by: [sn-aaa]", "parent: sn-aaa")
    let found = LinkCheck([ticket]).findings()
    #expect(found.map(\.rule) == ["self-link", "self-link"])
    #expect(
      found.map(\.fix) == ["`snag edit sn-aaa blocked_by-=sn-aaa`", "`snag edit sn-aaa parent=`"])
  }

  @Test func anIDIsUsedOnce() throws {
    let tickets = try ["a", "b", "c"].map {
      try Ticket(document("---\nid: sn-aaa\n---\n"), path: $0)
    }
    let found = LinkCheck(tickets).findings()
    #expect(found.map(\.ticket) == [1, 2])
    #expect(found.map(\.rule) == ["duplicate-id", "duplicate-id"])
    #expect(found.first?.message == "sn-aaa is also the id of a")
  }

  @Test func aCycleIsReportedOnceAtItsSmallestID() throws {
    let tickets = [
      try ticket(id: "sn-ccc", "blocked_by: [sn-aaa]"),
      try ticket(id: "sn-aaa", "blocked_by: [SN-BBB]"),
      try ticket(id: "sn-bbb", "blocked_by: [sn-ccc]"),
      try ticket(id: "sn-ddd", "blocked_by: [sn-aaa]", "parent: sn-eee"),
      try ticket(id: "sn-eee", "parent: sn-ddd"),
    ]
    let found = LinkCheck(tickets).findings()
    #expect(found.map(\.rule) == ["cycle", "cycle"])
    #expect(found.map { tickets[$0.ticket].id.text } == ["sn-aaa", "sn-ddd"])
    #expect(
      found.map(\.message) == [
        "blocked_by goes round in a circle: sn-aaa -> sn-bbb -> sn-ccc -> sn-aaa",
        "parent goes round in a circle: sn-ddd -> sn-eee -> sn-ddd",
      ])
  }

  @Test func aSelfLinkDoesNotHideACycle() throws {
    let tickets = [
      try ticket(id: "sn-aaa", "blocked_by: [sn-aaa, sn-bbb]"),
      try ticket(id: "sn-bbb", "blocked_by: [sn-aaa]"),
    ]
    #expect(findings(tickets) == ["sn-aaa blocked_by self-link", "sn-aaa blocked_by cycle"])
  }

  @Test func cyclesAgreeWithANaiveSearchOnRandomGraphs() throws {
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<600 {
      let count = Int.random(in: 1...9, using: &generator)
      let edges = (0..<count).map { _ in
        (0..<Int.random(in: 0...2, using: &generator)).map { _ in
          Int.random(in: 0..<count, using: &generator)
        }
      }
      let tickets = try graph(count, edges)
      let reported = LinkCheck(tickets).findings().filter { $0.rule == "cycle" }
      let cycles = reported.map { finding in
        finding.message.split(separator: ": ")[1].split(separator: " -> ").dropLast()
          .compactMap { Int($0.dropFirst(4)) }
      }
      let reaches = Self.closure(count, edges)
      // Each reported one is a cycle and starts at its smallest id.
      for (finding, cycle) in zip(reported, cycles) {
        #expect(cycle.count > 1 && Set(cycle).count == cycle.count)
        #expect(finding.ticket == cycle.min() && cycle.first == cycle.min())
        for (node, next) in zip(cycle, cycle.dropFirst() + [cycle[0]]) {
          #expect(edges[node].contains(next))
        }
      }
      // No ticket is in two of them, and every set of tickets that reach each other has one.
      #expect(Set(cycles.joined()).count == cycles.joined().count)
      for node in 0..<count {
        let group = (0..<count).filter { reaches[node][$0] && reaches[$0][node] || $0 == node }
        #expect(
          group.count == 1 || cycles.contains { !Set($0).isDisjoint(with: group) }, "\(edges)")
      }
    }
  }

  private static func closure(_ count: Int, _ edges: [[Int]]) -> [[Bool]] {
    var reaches = (0..<count).map { node in (0..<count).map { edges[node].contains($0) } }
    for middle in 0..<count {
      for from in 0..<count where reaches[from][middle] {
        for to in 0..<count where reaches[middle][to] { reaches[from][to] = true }
      }
    }
    return reaches
  }

  /// Takes seconds in a debug build: only a very long chain shows that the stack is not used up.
  @Test(arguments: [("chain", 100_000), ("ring", 5_000), ("all to the first", 5_000)])
  func longChainsAreCheckedInTimeAndStack(shape: String, count: Int) throws {
    let edges = (0..<count).map { node -> [Int] in
      switch shape {
      case "chain": node + 1 < count ? [node + 1] : []
      case "ring": [(node + 1) % count]
      default: (node + 1 < count ? [node + 1] : []) + (node > 0 ? [0] : [])
      }
    }
    let tickets = try graph(count, edges)
    let clock = ContinuousClock()
    var found = 0
    let duration = clock.measure { found = LinkCheck(tickets).findings().count }
    #expect(found == (shape == "chain" ? 0 : 1))
    #expect(duration < .seconds(20))
  }
}
