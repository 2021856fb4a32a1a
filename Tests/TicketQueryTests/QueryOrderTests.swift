import TestSupport
import Testing
import TicketModel
@testable import TicketQuery

@Suite struct QueryOrderTests {
  private func order(_ query: String, _ tickets: [Ticket]) throws -> [String] {
    try CompiledQuery(Query(parsing: query, vocabulary), in: world(of: tickets))
      .sorted(tickets).map { String($0.id.suffix) }
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

  @Test func numbersInsideTextsCount() throws {
    let milestones = ["v1.10", "v1.9", "V1.09", "v1", "", "v10", "v2"]
    let tickets = try milestones.enumerated().map {
      try ticket("sn-t\($0)", $1.isEmpty ? "milestone:" : "milestone: \($1)", "rating: \(10 - $0)")
    }
    #expect(try order("sort:milestone", tickets) == ["t3", "t2", "t1", "t0", "t6", "t5", "t4"])
    #expect(try order("sort:rating", tickets) == ["t6", "t5", "t4", "t3", "t2", "t1", "t0"])
  }

  @Test func accentsAreTheSameHoweverTheyAreWritten() throws {
    let tickets = try ["e\u{301}b", "éa", "ez"].enumerated().map {
      try ticket("sn-t\($0)", "milestone: \($1)")
    }
    #expect(try order("sort:milestone", tickets) == ["t2", "t1", "t0"])
  }

  @Test func levelsAreSortedByWhatTheyMean() throws {
    let tickets = try ["high", "low", "", "medium", "dire"].enumerated().map {
      try ticket("sn-t\($0)", "impact: \($1)")
    }
    #expect(try order("sort:impact", tickets) == ["t1", "t3", "t0", "t4", "t2"])
    #expect(try order("sort:impact-desc", tickets) == ["t0", "t3", "t1", "t4", "t2"])
  }

  @Test(arguments: [
    ("login sort:relevance", ["title", "part", "whole", "often", "inside"]),
    ("login sort:relevance-desc", ["title", "part", "whole", "often", "inside"]),
    ("\"log in\" sort:relevance", []), ("-nothing sort:relevance,id-desc", ["whole", "title"]),
    ("login page sort:relevance", ["part", "title"]),
    ("sn-insi sort:relevance", ["inside"]), ("sn-insi,ide sort:relevance", []),
    ("sn sort:relevance", ["often", "part", "whole"]), ("sn- sort:relevance", ["whole"]),
    ("sort:relevance", ["whole", "inside", "often"]),
  ])
  func whatFitsBestComesFirst(query: String, expected: [String]) throws {
    let bodies = [
      "sn-title": "a page", "sn-part": "login login login sn sn",
      "sn-whole": "the Login, once; login sn-",
      "sn-often": "loginname login", "sn-inside": "the logins",
    ]
    let titles = ["sn-title": "Login", "sn-part": "The loginpage", "sn-often": "sn"]
    let tickets = try bodies.keys.sorted().map {
      try ticket(
        $0, "title: \(titles[$0] ?? "x")", $0 == "sn-whole" ? "priority: P0" : "priority:")
    }
    let found = try ids(query, among: tickets, bodies: bodies)
    #expect(expected.isEmpty ? found.isEmpty : Array(found.prefix(expected.count)) == expected)
  }

  @Test func prioritiesAreSortedByWhatTheyMean() throws {
    let tickets = [
      try ticket("sn-a", "priority: 3"), try ticket("sn-b", "priority: p1"),
      try ticket("sn-c", "priority: P0"), try ticket("sn-d", "priority: soon"), try ticket("sn-e"),
    ]
    #expect(try order("sort:priority", tickets) == ["c", "b", "a", "d", "e"])
    #expect(try order("sort:priority-desc", tickets) == ["a", "b", "c", "d", "e"])
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
