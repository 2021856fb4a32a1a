import TestSupport
import TicketDocument
import Testing
import TicketModel
@testable import TicketQuery

@Suite struct QueryEvaluationTests {
  // MARK: Times; now is 2026-11-23T10:30:00Z

  @Test(arguments: [
    ("created:2026-11-01", "2026-11-01T00:00:00Z 2026-11-01T23:59:59Z"),
    ("created:>2026-11-01", "2026-11-02T00:00:00Z 2026-11-16T10:30:00Z 2026-11-22T23:59:59Z"),
    ("created:>=2026-11-02", "2026-11-02T00:00:00Z 2026-11-16T10:30:00Z 2026-11-22T23:59:59Z"),
    ("created:<2026-11-01", "2026-10-31T23:59:59Z"),
    (
      "created:<=2026-11-01",
      "2026-10-31T23:59:59Z 2026-11-01T00:00:00Z 2026-11-01T23:59:59Z"
    ),
    ("created:2026-10-31,2026-11-02", "2026-10-31T23:59:59Z 2026-11-02T00:00:00Z"),
    ("created:<2026-11-01T23:59:59Z", "2026-10-31T23:59:59Z 2026-11-01T00:00:00Z"),
    ("created:2026-11-02T01:00:00+01:00", "2026-11-02T00:00:00Z"),
    ("created:>2026-11-02T00:00:00Z", "2026-11-16T10:30:00Z 2026-11-22T23:59:59Z"),
    ("created:<7d", "2026-11-22T23:59:59Z"),
    ("created:<=7d", "2026-11-16T10:30:00Z 2026-11-22T23:59:59Z"),
    ("created:<1w", "2026-11-22T23:59:59Z"),
    (
      "created:>7d",
      "2026-10-31T23:59:59Z 2026-11-01T00:00:00Z 2026-11-01T23:59:59Z 2026-11-02T00:00:00Z"
    ),
    (
      "age:>2w",
      "2026-10-31T23:59:59Z 2026-11-01T00:00:00Z 2026-11-01T23:59:59Z 2026-11-02T00:00:00Z"
    ),
    ("age:<12h", "2026-11-22T23:59:59Z"), ("age:<630m", ""), ("age:<=631m", "2026-11-22T23:59:59Z"),
    ("created:@today", ""),
    ("created:@today-1d", "2026-11-22T23:59:59Z"),
    ("created:@today-1w", "2026-11-16T10:30:00Z"),
    ("created:>=@today-2w", "2026-11-16T10:30:00Z 2026-11-22T23:59:59Z"),
    (
      "created:<@today-3w",
      "2026-10-31T23:59:59Z 2026-11-01T00:00:00Z 2026-11-01T23:59:59Z"
    ),
    (
      "-created:>2026-11-01",
      "2026-10-31T23:59:59Z 2026-11-01T00:00:00Z 2026-11-01T23:59:59Z none"
    ),
    ("no:created", "none"), ("no:age", "none"),
  ])
  func timesAreComparedAsDaysMomentsAndAges(query: String, expected: String) throws {
    let times = [
      "2026-10-31T23:59:59Z", "2026-11-01T00:00:00Z", "2026-11-01T23:59:59Z",
      "2026-11-02T00:00:00Z", "2026-11-16T10:30:00Z", "2026-11-22T23:59:59Z",
    ]
    var tickets = try times.enumerated().map { try ticket("sn-t\($0)", "created: \($1)") }
    tickets.append(try ticket("sn-t9", "created:"))
    let names = Dictionary(
      uniqueKeysWithValues: times.enumerated().map { ("t\($0)", $1) } + [("t9", "none")])
    #expect(
      try ids(query, among: tickets).map { names[$0] ?? "" }.joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("updated:<7d", ["moved"]), ("updated:>7d", ["stale", "fresh"]),
    ("-updated:<7d", ["stale", "fresh", "none"]),
    ("has:updated", ["moved", "stale", "fresh"]),
    ("closed:2026-11-20 is:closed", ["done"]), ("closed:2026-11-20", ["done"]),
    ("closed:<2026-11-20", []), ("has:closed", ["done"]),
    ("no:closed", ["moved", "stale", "fresh", "none"]),
  ])
  func updatedAndClosedComeFromTheHistory(query: String, expected: [String]) throws {
    let created = "created: 2026-11-01T00:00:00Z"
    let tickets = [
      try ticket("sn-moved", created, "history: [2026-11-20T00:00:00Z ada new]"),
      try ticket("sn-stale", created, "history: [2026-11-10T00:00:00Z ada new]"),
      try ticket("sn-fresh", created),
      try ticket("sn-none"),
      try ticket("sn-done", created, "status: done", "history: [2026-11-20T00:00:00Z ada done]"),
    ]
    #expect(try ids(query, among: tickets) == expected)
  }

  @Test(arguments: [
    ("due:2026-11-23", ["today"]), ("due:<@today", ["past"]), ("due:>@today", ["future"]),
    ("due:<=2026-11-23", ["past", "today"]), ("is:overdue", ["past"]),
    ("-is:overdue", ["today", "future", "unset", "closed"]),
    ("no:due", ["unset"]),
  ])
  func dueIsADay(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-past", "due: 2026-11-22"), try ticket("sn-today", "due: 2026-11-23"),
      try ticket("sn-future", "due: 2026-11-24"), try ticket("sn-unset"),
      try ticket("sn-closed", "status: done", "due: 2026-11-01"),
    ]
    #expect(try ids(query, among: tickets) == expected)
  }

  // MARK: Values

  @Test(arguments: [
    ("priority:<=P2", ["p0", "p1", "p2", "one"]), ("priority:<P2", ["p0", "p1", "one"]),
    ("priority:>P1", ["p2", "p4"]), ("priority:P1", ["p1", "one"]),
    ("priority:p1,4", ["p1", "p4", "one"]),
    ("-priority:<=P2", ["p4", "unset", "bad"]), ("no:priority", ["unset"]),
    ("has:priority", ["p0", "p1", "p2", "p4", "bad", "one"]),
  ])
  func prioritiesAreOrderedByUrgency(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-p0", "priority: P0"), try ticket("sn-p1", "priority: P1"),
      try ticket("sn-p2", "priority: P2"), try ticket("sn-p4", "priority: P4"),
      try ticket("sn-unset", "priority:"), try ticket("sn-bad", "priority: soon"),
      try ticket("sn-one", "priority: 1"),
    ]
    #expect(try ids(query, among: tickets) == expected)
  }

  @Test(arguments: [
    ("label:auth,ui", ["a", "b", "c"]), ("label:auth label:ui", ["b"]),
    ("-label:wontfix", ["a", "b", "e", "f"]),
    ("label:AUTH", ["a", "b"]), ("label:\"needs review\"", ["c"]), ("label:\"x,y\"", ["d"]),
    (#"label:"say \"hi\"""#, ["d"]), ("-label:auth,ui", ["d", "e", "f"]), ("no:labels", ["e"]),
    ("label:GRÖßE", ["f"]),
  ])
  func labelsAreASet(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-a", "labels: [auth]"), try ticket("sn-b", "labels: [auth, UI]"),
      try ticket("sn-c", "labels: [ui, wontfix, needs review]"),
      try ticket("sn-d", "labels:", "- x,y", "- 'say \"hi\"'", "- wontfix"),
      try ticket("sn-e", "labels:"), try ticket("sn-f", "labels: [größe]"),
    ]
    #expect(try ids(query, among: tickets) == expected)
  }

  @Test(arguments: [
    ("assignee:@me", ["ada"]), ("assignee:ADA", ["ada"]), ("-assignee:@me", ["bob", "none"]),
    ("no:assignee", ["none"]), ("assignee:@me,bob", ["ada", "bob"]), ("is:mine", ["ada"]),
    ("who:bob", ["bob"]), ("author:bob", ["ada"]), ("severity:high", ["bob"]),
    ("Team:core", ["none"]),
    ("id:SN-ADA", ["ada"]), ("title:\"log in\"", ["ada"]),
    ("status:NEW type:bug", ["ada", "bob", "none"]),
    ("milestone:>=1.2", ["bob"]),
  ])
  func textIsComparedWhateverItsCase(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-ada", "assignee: Ada", "reporter: bob", "title: Log in"),
      try ticket("sn-bob", "assignee: bob", "severity: high", "milestone: 1.3"),
      try ticket("sn-none", "assignee:", "Team: Core", "milestone: 1.1"),
      try ticket("sn-done", "assignee: ada", "status: done"),
    ]
    let open = try ids(query + " is:open", among: tickets)
    #expect(open == expected)
  }

  @Test func withoutAnActorNothingIsMine() throws {
    let tickets = [try ticket("sn-none", "assignee:"), try ticket("sn-ada", "assignee: ada")]
    #expect(try ids("is:mine", among: tickets, actor: "") == [])
    #expect(try ids("assignee:@me", among: tickets, actor: "") == [])
  }

  // MARK: States

  @Test(arguments: [
    ("is:ready", ["free", "doing", "afterdone", "unknown", "strange"]),
    ("is:blocked", ["blocked", "upper", "some"]),
    ("is:waiting", ["waiting"]),
    ("is:closed", ["done", "dropped", "doneblocked"]),
    (
      "is:open",
      ["free", "doing", "waiting", "afterdone", "unknown", "blocked", "upper", "some", "strange"]
    ),
    (
      "",
      ["free", "doing", "waiting", "afterdone", "unknown", "blocked", "upper", "some", "strange"]
    ),
    ("is:open,closed label:x", ["done"]), ("label:x", []),
    ("status:done,dropped", ["done", "dropped", "doneblocked"]),
    ("-status:new,doing,waiting,strange is:open", []),
    ("-is:ready is:open", ["waiting", "blocked", "upper", "some"]),
    ("is:waiting,blocked", ["waiting", "blocked", "upper", "some"]),
    ("is:conflicted", ["some"]),
  ])
  func statesComeFromWorkflowAndBlockers(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-free"), try ticket("sn-doing", "status: doing"),
      try ticket("sn-waiting", "status: waiting"),
      try ticket("sn-done", "status: done", "labels: [x]"),
      try ticket("sn-dropped", "status: dropped"),
      try ticket("sn-afterdone", "blocked_by: [sn-done, sn-dropped]"),
      try ticket("sn-unknown", "blocked_by: [sn-zzz]"),
      try ticket("sn-blocked", "blocked_by: [sn-free]"),
      try ticket("sn-upper", "blocked_by: [SN-Free]"),
      try ticket("sn-some", "blocked_by: [sn-done, sn-waiting]", "conflicts: [title]"),
      try ticket("sn-doneblocked", "status: done", "blocked_by: [sn-free]"),
      try ticket("sn-strange", "status: strange"),
    ]
    #expect(try ids(query, among: tickets).sorted() == expected.sorted())
  }

  @Test func ticketsThatBlockEachOtherAreBlockedAndNothingHangs() throws {
    let tickets = [
      try ticket("sn-aaa", "blocked_by: [sn-bbb]"), try ticket("sn-bbb", "blocked_by: [sn-aaa]"),
    ]
    #expect(try ids("is:blocked", among: tickets) == ["aaa", "bbb"])
  }

  // MARK: Words

  @Test(arguments: [
    ("login", ["t", "b"]), ("LOGIN", ["t", "b"]), ("login crash", ["t"]), ("\"login crash\"", []),
    ("\"login über\"", ["t"]), ("ÜBER", ["t"]), ("-login", ["n"]), ("gin", ["t", "b"]),
    ("ДОМ", ["b"]), ("\"two\nlines\"", ["b"]), ("🦊", ["n"]), ("\"\"", ["t", "b", "n"]),
    ("title:login", []), ("-\"login über\" login", ["b"]),
  ])
  func wordsMatchTitleAndBody(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-t", "title: Login Über crash"), try ticket("sn-b", "title: other"),
      try ticket("sn-n", "title: none"),
    ]
    let bodies = ["sn-b": "the LoginPage of дом\ntwo\nlines", "sn-n": "a 🦊"]
    #expect(try ids(query, among: tickets, bodies: bodies) == expected)
  }

  @Test(arguments: [
    ("sn-k7m3qx", ["k7m3qx"]), ("SN-K7M", ["k7m3qx"]), ("k7m3qx", []), ("sn-", []), ("n-k7m", []),
  ])
  func aWordThatIsAnIDMatchesItsTicket(query: String, expected: [String]) throws {
    let tickets = [try ticket("sn-k7m3qx", "title: one"), try ticket("sn-z4n", "title: two")]
    #expect(try ids(query, among: tickets) == expected)
  }

  @Test func theBodyIsAskedForOnlyWhenNeeded() throws {
    let ticket = try ticket("sn-t", "title: Login")
    let world = QueryWorld(tickets: [ticket], workflows: workflows, actor: "", now: now)
    for text in ["is:open label:x", "login"] {
      let query = try Query(parsing: text)
      _ = query.matches(ticket, in: world) {
        Issue.record("asked for the body")
        return ""
      }
    }
  }

  // MARK: Against a naive evaluator

  @Test func answersAgreeWithANaiveEvaluatorOnRandomQueries() throws {
    var generator = SeededGenerator(seed: 13)
    for _ in 0..<400 {
      let tickets = try (0..<6).map { try randomTicket($0, using: &generator) }
      let world = QueryWorld(tickets: tickets, workflows: workflows, actor: "ada", now: now)
      for _ in 0..<10 {
        let terms = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          randomTerm(using: &generator)
        }
        let text = terms.joined(separator: " ")
        let query = try Query(parsing: text)
        for ticket in tickets {
          let expected = naive(terms, ticket, tickets)
          #expect(
            query.matches(ticket, in: world) { "Body of\nText" } == expected, "\(text) \(ticket)")
        }
      }
    }
  }

  private func pick(_ choices: [String], _ generator: inout SeededGenerator) -> String {
    choices.randomElement(using: &generator) ?? ""
  }

  private func randomTicket(
    _ number: Int, using generator: inout SeededGenerator
  ) throws -> Ticket {
    try ticket(
      "sn-t\(number)",
      "title: \(pick(["Login", "login page", "text", "Über"], &generator))",
      "status: \(pick(["new", "doing", "waiting", "done", "dropped"], &generator))",
      "created: \(pick(["", "2026-11-10T00:00:00Z", "2026-11-20T12:00:00Z", "2026-11-23T09:00:00Z"], &generator))",
      "assignee: \(pick(["", "ada", "Ada", "bob"], &generator))",
      "priority: \(pick(["", "P0", "P1", "P2", "P3"], &generator))",
      "labels: \(pick(["", "[a]", "[a, b]", "[B, c]"], &generator))",
      "blocked_by: \(pick(["", "[sn-t0]", "[sn-t1, sn-t2]", "[sn-t9]"], &generator))")
  }

  private func randomTerm(using generator: inout SeededGenerator) -> String {
    let term =
      switch Int.random(in: 0...6, using: &generator) {
      case 0: "is:" + pick(["open", "closed", "ready", "blocked", "waiting", "mine"], &generator)
      case 1: "label:" + pick(["a", "b", "c", "a,c", "A"], &generator)
      case 2:
        "priority:" + pick(["", "<", "<=", ">", ">="], &generator)
          + pick(["P0", "P1", "P2"], &generator)
      case 3: "assignee:" + pick(["@me", "ada", "bob", "ada,bob"], &generator)
      case 4:
        pick(["no:", "has:"], &generator)
          + pick(["assignee", "priority", "labels", "created"], &generator)
      case 5:
        "created:" + pick([">", "<", ">=", "<="], &generator)
          + pick(["2026-11-20", "2026-11-10"], &generator)
      default: pick(["login", "BODY", "über", "zzz"], &generator)
      }
    return (Bool.random(using: &generator) ? "-" : "") + term
  }

  /// Evaluates by the words of the term, with as little machinery as possible.
  private func naive(_ terms: [String], _ ticket: Ticket, _ tickets: [Ticket]) -> Bool {
    let isDone = ["done", "dropped"].contains(ticket.status)
    let isChosen = terms.contains { $0.contains("is:") }
    guard isChosen || !isDone else { return false }
    let openIDs = tickets.filter { !["done", "dropped"].contains($0.status) }.map(\.id.text)
    let isBlocked = !isDone && ticket.blockedBy.contains { openIDs.contains($0) }
    return terms.allSatisfy { term in
      let isNegated = term.hasPrefix("-")
      let parts = (isNegated ? String(term.dropFirst()) : term).split(separator: ":").map(
        String.init)
      guard parts.count == 2 else {
        let word = parts[0].lowercased()
        return (ticket.title.lowercased().contains(word) || "body of text".contains(word))
          != isNegated
      }
      let values = parts[1].split(separator: ",").map { $0.lowercased() }
      let holds: Bool
      switch (parts[0], parts[1]) {
      case ("is", "open"): holds = !isDone
      case ("is", "closed"): holds = isDone
      case ("is", "blocked"): holds = isBlocked
      case ("is", "waiting"): holds = ticket.status == "waiting"
      case ("is", "mine"): holds = !isDone && ticket.assignee.lowercased() == "ada"
      case ("is", _): holds = !isDone && ticket.status != "waiting" && !isBlocked
      case ("label", _): holds = ticket.labels.contains { values.contains($0.lowercased()) }
      case ("assignee", _):
        holds = values.map { $0 == "@me" ? "ada" : $0 }.contains(ticket.assignee.lowercased())
      case ("no", let field): holds = isUnset(field, ticket)
      case ("has", let field): holds = !isUnset(field, ticket)
      case ("priority", let value):
        // P0 < P1 < P2 also as text.
        holds = compare(ticket.priority, value)
      default:
        holds = compare(ticket.created.map { String($0.description.prefix(10)) } ?? "", parts[1])
      }
      return holds != isNegated
    }
  }

  private func isUnset(_ field: String, _ ticket: Ticket) -> Bool {
    switch field {
    case "assignee": ticket.assignee == ""
    case "priority": ticket.priority == ""
    case "labels": ticket.labels == []
    default: ticket.created == nil
    }
  }

  private func compare(_ found: String, _ wanted: String) -> Bool {
    guard !found.isEmpty else { return false }
    if wanted.hasPrefix("<=") { return found <= wanted.dropFirst(2) }
    if wanted.hasPrefix(">=") { return found >= wanted.dropFirst(2) }
    if wanted.hasPrefix("<") { return found < wanted.dropFirst() }
    if wanted.hasPrefix(">") { return found > wanted.dropFirst() }
    return found == wanted
  }
}
