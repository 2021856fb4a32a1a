import TestSupport
import Testing
import TicketModel

@Suite struct TicketTreeTests {
  private func drawn(_ rows: [TicketTree.Row]) -> [String] {
    rows.map { row in
      String(repeating: " ", count: row.depth) + row.id
        + (row.mark.map { " \($0.rawValue)" } ?? "") + (row.hidden > 0 ? " +\(row.hidden)" : "")
    }
  }

  private func isOpen(_ ticket: Ticket) -> Bool { ticket.status != "done" }

  @Test func childrenStandBelowParentsInTheOrderGiven() throws {
    let tickets = try [
      RandomLinks.ticket("sn-b", ["status: done", "parent: sn-a"]),
      RandomLinks.ticket("sn-a", ["status: done"]),
      RandomLinks.ticket("sn-c", ["status: new", "parent: sn-b"]),
      RandomLinks.ticket("sn-d", ["status: done", "parent: sn-a"]),
      RandomLinks.ticket("sn-e", ["status: new", "parent: sn-gone"]),
    ]
    #expect(
      drawn(TicketTree(tickets, .children).forest())
        == ["sn-a", " sn-b", "  sn-c", " sn-d", "sn-e"])
    let open = TicketTree(tickets, .children, where: isOpen)
    #expect(
      drawn(open.forest()) == ["sn-a", " sn-b", "  sn-c", "sn-e"],
      "parents of what is open are shown")
    #expect(drawn(open.tree(of: 1)) == ["sn-a", " sn-b", "  sn-c", " sn-d"])
    #expect(drawn(open.tree(of: 1, depth: 1)) == ["sn-a", " sn-b +1", " sn-d"])
  }

  @Test func whatIsSeenTwiceIsExpandedOnce() throws {
    let tickets = try [
      RandomLinks.ticket("sn-a", ["status: new", "blocked_by: [sn-b, sn-c, sn-b]"]),
      RandomLinks.ticket("sn-b", ["status: new", "blocked_by: [sn-c]"]),
      RandomLinks.ticket("sn-c", ["status: new", "blocked_by: [sn-d, sn-gone]"]),
      RandomLinks.ticket("sn-d", ["status: done"]),
      RandomLinks.ticket("sn-e", ["status: new"]),
    ]
    #expect(
      drawn(TicketTree(tickets, .blockers).tree(of: 0))
        == [
          "sn-a", " sn-b", "  sn-c", "   sn-d", "   sn-gone missing", " sn-c seen",
        ])
    #expect(
      drawn(TicketTree(tickets, .blockers, where: isOpen).forest())
        == ["sn-a", " sn-b", "  sn-c", " sn-c"], "without those that nothing holds up")
  }

  @Test func circlesEndWhereTheyClose() throws {
    let tickets = try [
      RandomLinks.ticket("sn-a", ["status: new", "blocked_by: [sn-b]"]),
      RandomLinks.ticket("sn-x", ["status: new"]),
      RandomLinks.ticket("sn-b", ["status: new", "blocked_by: [sn-c, sn-x]"]),
      RandomLinks.ticket("sn-c", ["status: new", "blocked_by: [sn-a]"]),
    ]
    #expect(
      drawn(TicketTree(tickets, .blockers).forest())
        == ["sn-a", " sn-b", "  sn-x", "  sn-c", "   sn-a cycle"])
    #expect(
      drawn(TicketTree(tickets, .blockers).tree(of: 3))
        == ["sn-c", " sn-a", "  sn-b", "   sn-x", "   sn-c cycle"])
  }

  @Test func everyTicketIsInTheForestAndExpandedOnce() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      let tickets = try RandomLinks(
        count: Int.random(in: 1...14, using: &generator), using: &generator
      ).tickets
      let rows = TicketTree(tickets, .children).forest()
      #expect(Set(rows.compactMap(\.ticket)) == Set(tickets.indices))
      let first = rows.filter { $0.mark == nil }.compactMap(\.ticket)
      #expect(first.count == tickets.count, "\(tickets.map(\.id))")
      for (place, row) in rows.enumerated() {
        guard let above = row.above else {
          #expect(row.depth == 0)
          continue
        }
        #expect(above < place && rows[above].depth == row.depth - 1)
      }
    }
  }

  @Test func aLongChainNeitherOverflowsNorTakesLong() throws {
    let tickets = try RandomLinks.chain(100_000)
    for kind in [TicketTree.Kind.children, .blockers] {
      let rows = TicketTree(tickets, kind).forest()
      #expect(rows.count == tickets.count)
      #expect(rows.last?.depth == tickets.count - 1)
    }
    #expect(LinkCheck(tickets).findings().isEmpty)
    let workflows = WorkflowSet([try Workflow(parsing: bugWorkflowText, path: "bug.yml")])
    let last = try #require(tickets.last)
    #expect(
      ChildProgress(tickets, workflows: workflows)[last.id]
        == TicketProgress(done: 25_000, total: 99_999))
  }
}
