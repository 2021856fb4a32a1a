import Testing
import TicketModel
import TicketQuery

/// Who is below whom, for queries and for the tree alike.
@Suite struct ChildrenTests {
  @Test func aTicketThatIsItsOwnParentIsNoChild() throws {
    let tickets = [
      try ticket("sn-k22222", "parent: SN-K22222"), try ticket("sn-k33333", "parent: sn-k22222"),
      try ticket("sn-k44444", "parent: sn-k44444"), try ticket("sn-k55555", "parent: sn-gone22"),
    ]
    let world = QueryWorld(
      tickets: tickets, workflows: workflows, actor: "", now: now, withChildren: true)
    #expect(world.children == ["sn-k22222": ["sn-k33333"]])
    let graph = LinkGraph(tickets, field: .parent)
    #expect(graph.sources == [[1], [], [], []])
  }
}
