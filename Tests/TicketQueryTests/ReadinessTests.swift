import TestSupport
import Testing
import TicketDocument
import TicketModel
import TicketQuery

/// What is ready and blocked, with links that lead in circles, nowhere, to done tickets and to ids that
/// several tickets have.
@Suite struct ReadinessTests {
  private let workflows: WorkflowSet
  private static let statuses = ["new", "in-progress", "waiting", "done"]

  init() throws {
    let text = """
      name: bug
      types: [bug]
      statuses:
        new:         { category: new }
        in-progress: { category: active }
        waiting:     { category: waiting }
        done:        { category: done }
      transitions:
        start: { from: new, to: in-progress }
        pause: { from: new, to: waiting }
        close: { from: new, to: done }

      """
    workflows = WorkflowSet([try Workflow(parsing: text, path: "bug.yml")])
  }

  private static func ticket(_ node: Int, _ status: String, _ blockers: [Int]) throws -> Ticket {
    let links = blockers.map { "sn-k\(100_000 + $0)" }.joined(separator: ", ")
    let text = """
      ---
      id: sn-k\(100_000 + node)
      type: bug
      status: \(status)
      blocked_by: [\(links)]
      ---

      """
    return try Ticket(.init(parsing: Array(text.utf8)), path: ".tickets/\(node).md")
  }

  private func world(_ tickets: [Ticket]) -> QueryWorld {
    QueryWorld(
      tickets: tickets, workflows: workflows, actor: "", now: Timestamp(seconds: 1_800_000_000))
  }

  @Test func theyAreWhatLookingAtEveryTicketSays() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<200 {
      let count = Int.random(in: 1...10, using: &generator)
      let tickets = try (0..<count).map { node in
        try Self.ticket(
          Int.random(in: 0...8, using: &generator) == 0 ? 0 : node,
          Self.statuses[Int.random(in: 0...3, using: &generator)],
          (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            Int.random(in: 0...count, using: &generator)
          })
      }
      let world = world(tickets)
      for ticket in tickets {
        let isHeld = tickets.contains { other in
          other.status != "done" && ticket.blockedBy.contains(other.id.text)
        }
        #expect(world.isBlocked(ticket) == (ticket.status != "done" && isHeld))
        #expect(
          world.isReady(ticket)
            == (["new", "in-progress"].contains(ticket.status) && !isHeld))
      }
    }
  }

  @Test func aHundredThousandInACircleAreAllBlocked() throws {
    let count = 100_000
    let tickets = try (0..<count).map { try Self.ticket($0, "new", [($0 + 1) % count]) }
    let world = world(tickets)
    #expect(tickets.allSatisfy { world.isBlocked($0) && !world.isReady($0) })
  }
}
