import TestSupport
import Testing
import TicketModel

@Suite struct ChildProgressTests {
  private let workflows: WorkflowSet

  init() throws {
    workflows = WorkflowSet([try Workflow(parsing: bugWorkflowText, path: "bug.yml")])
  }

  @Test func allThatIsBelowCountsOnce() throws {
    let tickets = try [
      RandomLinks.ticket("sn-epic", ["status: new"]),
      RandomLinks.ticket("sn-a", ["status: done", "parent: SN-EPIC"]),
      RandomLinks.ticket("sn-b", ["status: new", "parent: sn-epic"]),
      RandomLinks.ticket("sn-c", ["status: done", "parent: sn-b"]),
      RandomLinks.ticket("sn-c", ["status: done", "parent: sn-epic"]),
      RandomLinks.ticket("sn-d", ["status: done", "parent: sn-gone"]),
    ]
    let progress = ChildProgress(tickets, workflows: workflows)
    #expect(progress[tickets[0].id] == TicketProgress(done: 2, total: 3))
    #expect(progress[tickets[2].id] == TicketProgress(done: 1, total: 1))
    #expect(progress[tickets[3].id] == nil)
  }

  @Test func circlesAreCounted() throws {
    let tickets = try [
      RandomLinks.ticket("sn-a", ["status: done", "parent: sn-b"]),
      RandomLinks.ticket("sn-b", ["status: new", "parent: sn-a"]),
      RandomLinks.ticket("sn-c", ["status: done", "parent: sn-b"]),
      RandomLinks.ticket("sn-e", ["status: done", "parent: sn-e"]),
    ]
    let progress = ChildProgress(tickets, workflows: workflows)
    #expect(progress[tickets[0].id] == TicketProgress(done: 1, total: 2))
    #expect(progress[tickets[1].id] == TicketProgress(done: 2, total: 2))
    #expect(progress[tickets[3].id] == nil, "a ticket is not below itself")
  }

  @Test func itIsWhatFollowingEveryParentFinds() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<200 {
      let tickets = try RandomLinks(
        count: Int.random(in: 1...14, using: &generator), using: &generator
      ).tickets
      var first: [TicketID: Ticket] = [:]
      for ticket in tickets where first[ticket.id] == nil { first[ticket.id] = ticket }
      let progress = ChildProgress(tickets, workflows: workflows)
      for (id, _) in first {
        let below = first.values.filter { Self.isBelow($0, id, first) }
        let hasChildren = first.values.contains { $0.text(of: .parent) == id.text && $0.id != id }
        let wanted = TicketProgress(
          done: below.count { $0.status == "done" }, total: below.count)
        #expect(progress[id] == (hasChildren ? wanted : nil), "\(tickets.map(\.id)) \(id)")
      }
    }
  }

  private static func isBelow(
    _ ticket: Ticket, _ id: TicketID, _ tickets: [TicketID: Ticket]
  ) -> Bool {
    guard ticket.id != id else { return false }
    var seen: Set<TicketID> = []
    var next: Ticket? = ticket
    while let ticket = next, seen.insert(ticket.id).inserted {
      guard let parent = TicketID(ticket.text(of: .parent)), parent != ticket.id else {
        return false
      }
      if parent == id { return tickets[id] != nil }
      next = tickets[parent]
    }
    return false
  }
}
