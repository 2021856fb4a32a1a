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
    ("created:@today", ""), ("created:>=@today+1d", ""),
    ("created:@Today-1D", "2026-11-22T23:59:59Z"),
    ("created:2026-10", "2026-10-31T23:59:59Z"), ("created:<2026-11", "2026-10-31T23:59:59Z"),
    ("created:>2026-12,2026-10", "2026-10-31T23:59:59Z"), ("created:>2026", ""),
    (
      "created:2026-11-01..2026-11-02",
      "2026-11-01T00:00:00Z 2026-11-01T23:59:59Z 2026-11-02T00:00:00Z"
    ),
    ("created:*..2026-11-01T00:00:00Z", "2026-10-31T23:59:59Z 2026-11-01T00:00:00Z"),
    ("created:1d..7d", "2026-11-16T10:30:00Z"), ("created:7d..1d", "2026-11-16T10:30:00Z"),
    ("age:0d..1d", "2026-11-22T23:59:59Z"), ("created:@today-1w..1d", "2026-11-16T10:30:00Z"),
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
    ("milestone:>=1.2", ["bob"]), ("milestone:1*", ["bob", "none"]),
    ("milestone:1.1..1.2", ["none"]),
    ("milestone:1.2..*", ["bob"]), ("milestone:*", ["bob", "none"]), ("title:lo*", ["ada"]),
    ("title:\"lo*\"", []), ("path:.tickets/sn-b*", ["bob"]), ("category:new assignee:b*", ["bob"]),
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

  @Test(arguments: [
    ("estimate:>9", ["b"]), ("estimate:<=9", ["a", "c"]), ("estimate:9..10", ["a", "b"]),
    ("impact:>=medium", ["a", "b"]), ("impact:low..medium", ["b", "c"]), ("impact:HIGH", ["a"]),
    ("rating:>2", ["a"]), ("rating:1..2", ["b"]), ("milestone:>v1.9", ["b"]),
    ("estimate:09", ["c"]), ("priority:P1..P3", ["a", "b"]), ("priority:P2..*", ["b", "c"]),
    ("priority:..P1", ["a"]), ("priority:p0,3..4", ["b", "c"]),
  ])
  func valuesAreOrderedByWhatTheyMean(query: String, expected: [String]) throws {
    let tickets = [
      try ticket(
        "sn-a", "estimate: 9", "impact: high", "rating: 3", "milestone: v1.9", "priority: P1"),
      try ticket(
        "sn-b", "estimate: 10", "impact: medium", "rating: 2", "milestone: v1.10", "priority: P3"),
      try ticket("sn-c", "estimate: 09", "impact: low", "rating: good", "priority: P4"),
    ]
    #expect(try ids(query, among: tickets) == expected)
  }

  @Test func anEmptyRangeIsRefused() throws {
    for text in [
      "priority:P3..P1", "created:2026-11-30..2026-11-01", "impact:high..low", "rating:4..2",
    ] {
      let query = try Query(parsing: "x \(text)")
      #expect(throws: QueryError.self, "\(text)") { try CompiledQuery(query, in: world(of: [])) }
    }
  }

  @Test(arguments: [
    ("parent:sn-k7m3qx", ["b", "c"]), ("parent:k7m", ["b", "c"]), ("parent:SN-K7M3", ["b", "c"]),
    ("blocked_by:sn-gone", ["b"]), ("parent:k7*", []), ("parent:sn-k7*", ["b", "c"]),
    ("id:k7m3", ["k7m3qx"]), ("related:k7p", ["c"]), ("has:children", ["k7m3qx"]),
    ("children:sn-b", ["k7m3qx"]), ("no:children has:parent", ["b", "c"]),
    ("-parent:k7m", ["k7m3qx", "k7p222"]),
  ])
  func linksAreFoundByTheBeginningOfAnID(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-k7m3qx"), try ticket("sn-k7p222"),
      try ticket("sn-b", "parent: SN-K7M3QX", "blocked_by: [sn-gone]"),
      try ticket("sn-c", "parent: sn-k7m3qx", "related: [sn-k7p222]"),
    ]
    #expect(try ids(query, among: tickets) == expected)
  }

  @Test func theBeginningOfSeveralIDsIsRefused() throws {
    let tickets = [try ticket("sn-k7m3qx"), try ticket("sn-k7m222")]
    let query = try Query(parsing: "-parent:k7m")
    #expect(
      throws: QueryError(
        reason: .ambiguousID("k7m", candidates: ["sn-k7m222", "sn-k7m3qx"]), query: "-parent:k7m",
        range: 8..<11)
    ) { try CompiledQuery(query, in: world(of: tickets)) }
  }

  @Test(arguments: [
    ("@triage", ["b", "a"]), ("-@triage", ["c", "d", "e"]), ("@triage sort:id", ["a", "b"]),
    ("@both", []), ("@mine", ["c"]), ("@\"two words\"", ["e"]), ("-@mine -@triage", ["d", "e"]),
    ("is:closed -@mine", ["d"]),
  ])
  func savedQueriesAreTerms(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-a", "created: 2026-11-02T00:00:00Z"),
      try ticket("sn-b", "created: 2026-11-01T00:00:00Z"), try ticket("sn-c", "assignee: ada"),
      try ticket("sn-d", "status: done"),
      try ticket("sn-e", "assignee: ada", "labels: [later, ui]"),
    ]
    #expect(try ids(query, among: tickets) == expected)
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
    ("\"of дом two  lines\"", ["b"]), ("\"über\ncrash\"", ["t"]), ("\"none here\"", ["n"]),
    ("title:login", []), ("-\"login über\" login", ["b"]), ("page\\ of", []), ("ſ", []),
  ])
  func wordsMatchTitleAndBody(query: String, expected: [String]) throws {
    let tickets = [
      try ticket("sn-t", "title: Login Über crash"), try ticket("sn-b", "title: other"),
      try ticket("sn-n", "title: none   here"),
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
    for text in ["is:open label:x", "login", "nowhere label:x", "@triage -nowhere assignee:bob"] {
      let query = try CompiledQuery(Query(parsing: text, vocabulary), in: world(of: [ticket]))
      _ = query.matches(ticket) {
        Issue.record("asked for the body")
        return SearchText("")
      }
    }
  }
}
