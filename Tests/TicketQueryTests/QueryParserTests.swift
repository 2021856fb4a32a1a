import TestSupport
import Testing
import TicketModel
@testable import TicketQuery

@Suite struct QueryParserTests {
  /// What is typed, and its one spelling, which shows what was understood.
  @Test(arguments: [
    ("", ""), ("  \t\n ", ""),
    (
      "is:ready label:auth,ui -label:wontfix assignee:@me no:priority priority:<=P2",
      "is:ready labels:auth,ui -labels:wontfix assignee:@me no:priority priority:<=P2"
    ),
    (
      "created:>2026-11-01 updated:<7d sort:created-desc words \"a phrase\"",
      "created:>2026-11-01 updated:<7d words \"a phrase\" sort:created-desc"
    ),
    (
      "LABEL:ui Is:Open NO:Assignee HAS:Due SORT:Priority-DESC",
      "labels:ui is:open no:assignee has:due sort:priority-desc"
    ),
    ("author:ada who:bob", "reporter:ada assignee:bob"),
    ("-no:due", "has:due"), ("-has:due", "no:due"), ("has:due,milestone", "has:due,milestone"),
    ("-", "\"-\""), ("--", "-\"-\""), ("- x", "\"-\" x"), ("-x", "-x"), ("-\"a b\"", "-\"a b\""),
    ("label:\"needs review\",ui", "labels:\"needs review\",ui"),
    ("label:\"a,b\"", "labels:\"a,b\""), ("label:a\" \"b", "labels:\"a b\""),
    (#"label:"say \"hi\" \\ now""#, #"labels:"say \"hi\" \\ now""#),
    (#"a\b"#, #"a\b"#), (#""a\"b""#, #""a\"b""#),
    ("\"is:open\"", "\"is:open\""), ("\"-x\"", "\"-x\""), ("a,b", "a,b"), ("it's", "it's"),
    (":x", "\":x\""), ("foo.swift:12", "\"foo.swift:12\""),
    ("milestone:\"<1\"", "milestone:\"<1\""), ("milestone:<\"=1\"", "milestone:<\"=1\""),
    ("milestone:>=1,<3", "milestone:>=1,<3"), ("milestone:\"a..b\"", "milestone:\"a..b\""),
    ("milestone:a..b,\"c d\"..e", "milestone:a..b,\"c d\"..e"),
    ("title:wait...", "title:\"wait...\""),
    ("milestone:\"v.\"..w", "milestone:\"v.\"..w"), ("title:\"..\"...x", "title:\".....x\""),
    ("milestone:v1..*", "milestone:>=v1"), ("milestone:\"*\"", "milestone:\"*\""),
    ("title:log*,\"a b\"*", "title:log*,\"a b\"*"), ("title:*", "title:*"),
    ("title:a**", "title:\"a*\"*"),
    ("priority:2..p3,..1,P3..", "priority:P2..P3,<=P1,>=P3"), ("impact:HIGH", "impact:high"),
    ("created:2026-11-20T10:00:00+01:00", "created:2026-11-20T09:00:00Z"),
    ("updated:@Today-02W,<07D", "updated:@today-2w,<7d"), ("due:2026-11,2026", "due:2026-11,2026"),
    ("due:TODAY,yesterday,<tomorrow", "due:@today,@today-1d,<@today+1d"), ("rating:05", "rating:5"),
    ("@triage -@\"two words\"", "@triage -@\"two words\""),
    ("\"@triage\"", "\"@triage\""), ("children:x sort:relevance", "children:x sort:relevance"),
    ("milestone:a:b", "milestone:a:b"),
    ("severity:high Team:core no:Team", "severity:high Team:core no:Team"),
    ("sort:priority,created-asc,age-desc sort:id", "sort:priority,created,age-desc,id"),
    ("sort:Relevance-desc,id", "sort:relevance,id"), ("is:open,closed", "is:open,closed"),
    ("\"OR\" or Not \"(is:open\"", "\"OR\" or Not \"(is:open\""),
    ("(optional) f() (see", "(optional) f() (see"),
    ("\"\"", "\"\""),
  ])
  func aQueryIsUnderstood(typed: String, printed: String) throws {
    let query = try Query(parsing: typed, vocabulary)
    #expect(query.description == printed)
    #expect(try Query(parsing: printed, vocabulary) == query)
  }

  @Test func theTreeSaysWhatIsAsked() throws {
    let query = try Query(
      parsing: "-is:ready label:a,>b,c..d,e* no:due x sort:age-desc,relevance @mine", vocabulary)
    let values: [Query.Match] = [
      .compared(.equal, "a"), .compared(.greater, "b"), .span(from: "c", to: "d"), .beginning("e"),
    ]
    #expect(
      query.terms.map(\.condition) == [
        .traits([.ready]),
        .field(.known(.labels), values.map { Query.Value(match: $0, range: 0..<0) }),
        .has([.known("due")]), .words("x"),
        .view("mine", try Query(parsing: "assignee:@me -label:later")),
      ])
    #expect(query.terms.map(\.isNegated) == [true, false, true, false, false])
    #expect(
      query.sort == [
        Query.SortKey(subject: .field(.derived(.age)), isDescending: true),
        Query.SortKey(subject: .relevance, isDescending: false),
      ])
  }

  @Test func termsAndValuesKnowWhereTheyStand() throws {
    let text = "  é is:open -label:a,\"b c\"  x"
    let query = try Query(parsing: text)
    let scalars = Array(text.unicodeScalars)
    func part(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range]))
    }
    #expect(query.terms.map { part($0.range) } == ["é", "is:open", "-label:a,\"b c\"", "x"])
    guard case .field(_, let values) = query.terms[2].condition else {
      Issue.record("no field")
      return
    }
    #expect(values.map { part($0.range) } == ["a", "\"b c\""])
    #expect(query == (try Query(parsing: "é is:open -label:a,\"b c\" x")), "places do not count")
  }

  /// `[` and `]` stand around the part at fault.
  @Test(
    arguments: [
      ("[label:]", .missingValue("label")),
      ("x [label:] y", .missingValue("label")),
      ("[-label:] x", .missingValue("label")),
      ("[label:a,]", .missingValue("label")), ("[label:,a]", .missingValue("label")),
      ("[label:\"\"]", .missingValue("label")), ("priority:[<]", .missingValue("priority")),
      ("priority:[..]", .missingValue("priority")), ("due:[*..*]", .missingValue("due")),
      ("[is:]", .missingValue("is")), ("é [sort:]", .missingValue("sort")),
      ("[\"abc]", .unterminatedQuote), ("label:[\"a b]", .unterminatedQuote),
      ("x [\"a\\\"]", .unterminatedQuote), ("[\"abc\\]", .unterminatedQuote),
      ("priority:[high]", .badValue(field: "priority", value: "high", expected: "P0 to P4")),
      ("priority:P1,[P9]", .badValue(field: "priority", value: "P9", expected: "P0 to P4")),
      ("priority:[P1..P9] x", .badValue(field: "priority", value: "P9", expected: "P0 to P4")),
      ("priority:[P*]", .badValue(field: "priority", value: "P*", expected: "P0 to P4")),
      ("created:[soon]", .badValue(field: "created", value: "soon", expected: time)),
      ("due:[2026-02-30]", .badValue(field: "due", value: "2026-02-30", expected: time)),
      ("due:[2026-13]", .badValue(field: "due", value: "2026-13", expected: time)),
      ("due:[@today-x]", .badValue(field: "due", value: "@today-x", expected: time)),
      ("age:[2026-11-01]", .badValue(field: "age", value: "2026-11-01", expected: age)),
      ("age:[>7]", .badValue(field: "age", value: "7", expected: age)),
      ("label:a [OR] label:b", .noOperator("OR")), ("-[NOT]", .noOperator("NOT")),
      ("x [AND] y", .noOperator("AND")), ("[(] x )", .noOperator("(")), ("x [)]", .noOperator(")")),
      ("[(label:a] OR x)", .noOperator("(label:a")), ("[(-is:open]", .noOperator("(-is:open")),
      ("updated:[07D]", .oneSecond(field: "updated", age: "7d", next: "8d")),
      ("age:<7d,[12h]", .oneSecond(field: "age", age: "12h", next: "13h")),
      ("rating:[good]", .badValue(field: "rating", value: "good", expected: "a whole number")),
      ("impact:[x]", .badValue(field: "impact", value: "x", expected: "high, medium or low")),
      (
        "sort:[relevance-asc]",
        .badValue(
          field: "sort", value: "relevance-asc", expected: "relevance, which puts the best first")
      ),
    ] as [(String, QueryError.Reason)])
  func aBadQueryIsRefusedWithThePlace(marked: String, reason: QueryError.Reason) throws {
    try expectError(marked, reason)
  }

  private static let time = ValueKind.time.expected
  private static let age = ValueKind.age.expected

  @Test func anUnknownFieldIsRefusedWithTheNearest() throws {
    let fields = Qualifier.fieldNames(ownFields: [])
    for (marked, name, nearest) in [
      ("[asignee]:ada", "asignee", ["assignee"]),
      ("x -[lable]:ui y", "lable", ["label", "labels"]),
      ("[https]://example.org", "https", []), ("[updatd]:<7d", "updatd", ["updated"]),
      ("[größe]:x", "größe", []),
    ] {
      let known = (fields + ["is", "has", "no", "sort"]).sorted()
      try expectError(marked, .unknownField(name, nearest: nearest, known: known))
    }
    for (marked, name, nearest) in [
      ("no:[priorty]", "priorty", ["priority"]), ("has:due,[is]", "is", ["id"]),
    ] {
      try expectError(marked, .unknownField(name, nearest: nearest, known: fields))
    }
    try expectError(
      "sort:id,[creatd-desc]", .unknownField("creatd", nearest: ["created"], known: fields))
  }

  @Test func anUnknownTraitIsRefusedWithTheNearest() throws {
    let known = Query.Trait.allCases.map(\.rawValue)
    try expectError("is:[redy]", .unknownTrait("redy", nearest: ["ready"], known: known))
    try expectError("is:open,[<x]", .unknownTrait("<x", nearest: [], known: known))
  }

  // MARK: Saved queries

  @Test func anUnknownViewIsRefusedWithTheNearest() throws {
    let known = vocabulary.views.keys.sorted()
    try expectError(
      "x -[@triag]", .unknownView("triag", nearest: ["triage"], known: known), vocabulary)
    try expectError("[@x]", .unknownView("x", nearest: [], known: []))
    #expect(try Query(parsing: "\"@x\" @").description == "\"@x\" \"@\"", "quoted it is a word")
  }

  @Test func aMistakeInAViewIsShownThere() throws {
    let views = ["outer": "is:open @inner", "inner": "label:x is:opne", "one": "@one"]
    let error = #expect(throws: QueryError.self) {
      try Query(parsing: "assignee:ada @outer", QueryVocabulary(views: views))
    }
    #expect(error?.view == "inner")
    #expect(error?.query == "label:x is:opne")
    #expect(error?.range == 11..<15)
  }

  @Test func viewsThatNameEachOtherAreRefused() throws {
    let views = ["a": "is:open @b", "b": "-@c", "c": "@a", "self": "@self"]
    for (text, cycle) in [
      ("@a", ["a", "b", "c", "a"]), ("x @c", ["c", "a", "b", "c"]), ("@self", ["self", "self"]),
    ] {
      let error = #expect(throws: QueryError.self) {
        try Query(parsing: text, QueryVocabulary(views: views))
      }
      #expect(error?.reason == .viewCycle(cycle))
    }
    // The same one twice is no circle.
    let twice = QueryVocabulary(views: ["a": "@b @b", "b": "x"])
    #expect(try Query(parsing: "@a @a", twice).terms.count == 2)
  }

  @Test func viewsThatGrowWithoutEndAreRefused() throws {
    var views = ["v0": "x"]
    for number in 1...40 { views["v\(number)"] = "@v\(number - 1) @v\(number - 1)" }
    let error = #expect(throws: QueryError.self) {
      try Query(parsing: "@v40", QueryVocabulary(views: views))
    }
    #expect(error?.reason == .tooManyViews)
  }

  private func expectError(
    _ marked: String, _ reason: QueryError.Reason,
    _ vocabulary: QueryVocabulary = QueryVocabulary()
  ) throws {
    let scalars = Array(marked.unicodeScalars)
    let start = try #require(scalars.firstIndex(of: "["))
    let end = try #require(scalars.lastIndex(of: "]")) - 1
    let text = marked.filter { $0 != "[" && $0 != "]" }
    #expect(throws: QueryError(reason: reason, query: text, range: start..<end)) {
      try Query(parsing: text, vocabulary)
    }
  }

  @Test(arguments: [
    ("x", true, false, false), ("-x", true, false, false), ("is:open", false, true, false),
    ("-is:closed", false, true, false), ("status:new", false, true, false),
    ("closed:>7d", false, true, false), ("has:closed", false, true, false),
    ("no:due", false, false, false), ("assignee:@me", false, false, true),
    ("-assignee:bob,@me", false, false, true), ("is:mine", false, true, true),
    ("label:me", false, false, false), ("category:done", false, true, false),
    ("@mine", false, false, true), ("x @triage", true, true, false),
  ])
  func aQueryKnowsWhatItNeeds(
    text: String, needsBody: Bool, choosesStatus: Bool, needsActor: Bool
  ) throws {
    let query = try Query(parsing: text, vocabulary)
    #expect(query.needsBody == needsBody)
    #expect(query.choosesStatus == choosesStatus)
    #expect(query.needsActor == needsActor)
  }

  @Test func randomTextNeverCrashesAndWhatIsReadIsPrintedStably() throws {
    var generator = SeededGenerator(seed: 11)
    let pieces = [
      "is", "label", "priority", "created", "age", "sort", "no", "has", "title", "severity", ":",
      ":",
      ":", ",", "-", "\"", "\\", " ", " ", "<", "<=", ">", ">=", "=", "P1", "open", "ready", "7d",
      "@today", "@me", "@mine", "@", "*", ".", "..", "2026-11-01", "-desc", "-asc", "é", "🦊", "\n",
      "\r\n", "x", "\0", "OR", "(", ")", "#", "'",
    ]
    var read = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...12, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      do throws(QueryError) {
        let query = try Query(parsing: text, vocabulary)
        read += 1
        #expect(
          try Query(parsing: query.description, vocabulary) == query, "\(text)")
      } catch {
        #expect(error.query == text)
        #expect(!error.range.isEmpty && error.range.lowerBound >= 0)
        #expect(error.range.upperBound <= text.unicodeScalars.count, "\(text)")
      }
    }
    #expect(read > 2_000)
  }

  @Test func randomUnicodeNeverCrashes() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<3_000 {
      let scalars = (0..<Int.random(in: 0...20, using: &generator)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator) % 0x2FFF)
      }
      _ = try? Query(parsing: String(String.UnicodeScalarView(scalars)))
    }
  }
}
