import TestSupport
import Testing
import TicketModel
@testable import TicketQuery

@Suite struct QueryOrderTests {
  private func order(_ query: String, _ tickets: [Ticket]) throws -> [String] {
    let world = QueryWorld(tickets: tickets, workflows: workflows, actor: "", now: now)
    return try Query(parsing: query, extraFields: ["severity"]).sorted(tickets, in: world)
      .map { String($0.id.suffix) }
  }

  @Test(arguments: [
    ("", ["b", "e", "c", "a", "d"]),
    ("sort:priority", ["b", "e", "a", "c", "d"]),
    ("sort:priority-desc", ["a", "c", "e", "b", "d"]),
    ("sort:created", ["b", "c", "a", "d", "e"]),
    ("sort:created-desc", ["a", "c", "b", "d", "e"]),
    ("sort:age", ["a", "c", "b", "d", "e"]),
    ("sort:age-desc", ["b", "c", "a", "d", "e"]),
    ("sort:assignee", ["a", "d", "c", "b", "e"]),
    ("sort:assignee-desc", ["c", "a", "d", "b", "e"]),
    ("sort:assignee,priority-desc", ["a", "d", "c", "e", "b"]),
    ("sort:assignee-desc sort:created-desc", ["c", "a", "d", "b", "e"]),
    ("sort:status", ["a", "c", "b", "e", "d"]),
    ("sort:status-desc,id", ["d", "b", "e", "a", "c"]),
    ("sort:updated-desc", ["b", "a", "d", "c", "e"]),
    ("sort:closed", ["d", "a", "b", "c", "e"]),
    ("sort:labels", ["b", "a", "c", "d", "e"]),
    ("sort:severity", ["e", "a", "b", "c", "d"]),
    ("sort:id-desc", ["e", "d", "c", "b", "a"]),
  ])
  func ticketsAreSortedAndThoseWithoutAValueComeLast(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-e", "priority: P1", "status: doing", "severity: high"),
      try ticket(
        "sn-d", "assignee: ada", "status: done", "history: [2026-11-05T00:00:00Z ada done]"),
      try ticket("sn-c", "priority: P3", "created: 2026-11-02T00:00:00Z", "assignee: bob"),
      try ticket(
        "sn-b", "priority: P0", "created: 2026-11-01T00:00:00Z", "status: doing",
        "labels: [a, b]", "history: [2026-11-20T00:00:00Z ada doing]"),
      try ticket(
        "sn-a", "priority: P3", "created: 2026-11-10T00:00:00Z", "assignee: Ada", "labels: [b]"),
    ]
    #expect(try order(query, tickets) == expected)
    #expect(try order(query, tickets) == order(query, tickets.reversed()))
  }

  @Test func prioritiesAreSortedByWhatTheyMean() throws {
    let tickets = [
      try ticket("sn-a", "priority: 3"), try ticket("sn-b", "priority: p1"),
      try ticket("sn-c", "priority: P0"), try ticket("sn-d", "priority: soon"), try ticket("sn-e"),
    ]
    #expect(try order("sort:priority", tickets) == ["c", "b", "a", "d", "e"])
  }

  @Test func theOrderIsTotalWhateverOrderTicketsComeIn() throws {
    var generator = SeededGenerator(seed: 14)
    let tickets = try (0..<30).map { number in
      let lines =
        Bool.random(using: &generator)
        ? "priority: P\(Int.random(in: 0...4, using: &generator))" : "priority:"
      return try ticket("sn-t\(number + 10)", lines)
    }
    for query in ["", "sort:priority-desc", "sort:due", "sort:status,priority", "sort:age-desc"] {
      let expected = try order(query, tickets)
      for _ in 0..<20 {
        #expect(try order(query, tickets.shuffled(using: &generator)) == expected)
      }
    }
  }
}
