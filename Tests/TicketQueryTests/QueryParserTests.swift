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
    (":x", "\":x\""), ("größe:x", "\"größe:x\""),
    ("milestone:\"<1\"", "milestone:\"<1\""), ("milestone:<\"=1\"", "milestone:<\"=1\""),
    ("milestone:>=1,<3", "milestone:>=1,<3"), ("milestone:a:b", "milestone:a:b"),
    ("severity:high Team:core no:Team", "severity:high Team:core no:Team"),
    ("sort:priority,created-asc,age-desc sort:id", "sort:priority,created,age-desc,id"),
    ("is:open,closed", "is:open,closed"), ("\"\"", "\"\""),
  ])
  func aQueryIsUnderstood(typed: String, printed: String) throws {
    let query = try Query(parsing: typed, extraFields: ["severity", "Team"])
    #expect(query.description == printed)
    #expect(try Query(parsing: printed, extraFields: ["severity", "Team"]) == query)
  }

  @Test func theTreeSaysWhatIsAsked() throws {
    let query = try Query(parsing: "-is:ready label:a,>b no:due x sort:age-desc,id")
    #expect(
      query.terms == [
        Query.Term(isNegated: true, condition: .isState([.ready])),
        Query.Term(
          isNegated: false,
          condition: .field(
            .known(.labels),
            [
              Query.Value(comparison: .equal, text: "a"),
              Query.Value(comparison: .greater, text: "b"),
            ])),
        Query.Term(isNegated: true, condition: .has([.known("due")])),
        Query.Term(isNegated: false, condition: .words("x")),
      ])
    #expect(
      query.sort == [
        Query.SortKey(field: .age, isDescending: true),
        Query.SortKey(field: .known(.id), isDescending: false),
      ])
  }

  /// `[` and `]` stand around the part at fault.
  @Test(
    arguments: [
      ("[label:]", .missingValue("label")),
      ("x [label:] y", .missingValue("label")),
      ("[-label:] x", .missingValue("label")),
      ("[label:a,]", .missingValue("label")), ("[label:],a", .missingValue("label")),
      ("[label:\"\"]", .missingValue("label")), ("[priority:<]", .missingValue("priority")),
      ("[is:]", .missingValue("is")), ("é [sort:]", .missingValue("sort")),
      ("[\"abc]", .unterminatedQuote), ("label:[\"a b]", .unterminatedQuote),
      ("x [\"a\\\"]", .unterminatedQuote), ("[\"abc\\]", .unterminatedQuote),
      ("[priority:high]", .badValue(field: "priority", value: "high", expected: "P0 to P4")),
      ("[priority:P1,P9]", .badValue(field: "priority", value: "P9", expected: "P0 to P4")),
      (
        "[created:soon]",
        .badValue(
          field: "created", value: "soon",
          expected: "a day (2026-11-01), a time, an age (7d, 2w, 12h) or @today-7d")
      ),
      (
        "[due:2026-02-30]",
        .badValue(
          field: "due", value: "2026-02-30",
          expected: "a day (2026-11-01), a time, an age (7d, 2w, 12h) or @today-7d")
      ),
      (
        "[age:2026-11-01]",
        .badValue(field: "age", value: "2026-11-01", expected: "an age such as 7d, 2w or 12h")
      ),
      ("[age:>7]", .badValue(field: "age", value: "7", expected: "an age such as 7d, 2w or 12h")),
    ] as [(String, QueryError.Reason)])
  func aBadQueryIsRefusedWithThePlace(marked: String, reason: QueryError.Reason) throws {
    try expectError(marked, reason)
  }

  @Test func anUnknownFieldIsRefusedWithTheNearest() throws {
    let known = FieldReference.qualifiers(extraFields: []) + ["is", "has", "no", "sort"]
    for (marked, name, nearest) in [
      ("[asignee:ada]", "asignee", ["assignee"]),
      ("x [-lable:ui] y", "lable", ["label", "labels"]),
      ("[no:priorty]", "priorty", ["priority"]), ("[sort:creatd-desc]", "creatd", ["created"]),
      ("[https://example.org]", "https", []), ("[updatd:<7d]", "updatd", ["updated"]),
    ] {
      try expectError(marked, .unknownField(name, nearest: nearest, known: known.sorted()))
    }
  }

  @Test func anUnknownStateIsRefusedWithTheNearest() throws {
    let known = Query.State.allCases.map(\.rawValue)
    try expectError("[is:redy]", .unknownState("redy", nearest: ["ready"], known: known))
    try expectError("[is:open,<x]", .unknownState("<x", nearest: [], known: known))
  }

  private func expectError(_ marked: String, _ reason: QueryError.Reason) throws {
    let characters = Array(marked)
    let start = try #require(characters.firstIndex(of: "["))
    let end = try #require(characters.lastIndex(of: "]")) - 1
    let text = String(characters.filter { $0 != "[" && $0 != "]" })
    #expect(throws: QueryError(reason: reason, query: text, offset: start, length: end - start)) {
      try Query(parsing: text)
    }
  }

  @Test(arguments: [
    ("x", true, false, false), ("-x", true, false, false), ("is:open", false, true, false),
    ("-is:closed", false, true, false), ("status:new", false, true, false),
    ("closed:>7d", false, true, false), ("has:closed", false, true, false),
    ("no:due", false, false, false), ("assignee:@me", false, false, true),
    ("-assignee:bob,@me", false, false, true), ("is:mine", false, true, true),
    ("label:me", false, false, false),
  ])
  func aQueryKnowsWhatItNeeds(
    text: String, needsBody: Bool, choosesStatus: Bool, needsActor: Bool
  ) throws {
    let query = try Query(parsing: text)
    #expect(query.needsBody == needsBody)
    #expect(query.choosesStatus == choosesStatus)
    #expect(query.needsActor == needsActor)
  }

  @Test func everyFieldOfTheFormatCanBeAskedFor() throws {
    for schema in FieldSchema.all {
      #expect(
        FieldReference(qualifier: schema.name.rawValue, extraFields: []) == .known(schema.name))
      #expect(try Query(parsing: "has:\(schema.name)").terms.count == 1)
    }
    #expect(FieldReference(qualifier: "severity", extraFields: []) == nil)
    #expect(FieldReference.qualifiers(extraFields: ["zz"]).contains("zz"))
  }

  @Test func randomTextNeverCrashesAndWhatIsReadIsPrintedStably() throws {
    var generator = SeededGenerator(seed: 11)
    let pieces = [
      "is", "label", "priority", "created", "age", "sort", "no", "has", "title", "severity", ":",
      ":",
      ":", ",", "-", "\"", "\\", " ", " ", "<", "<=", ">", ">=", "=", "P1", "open", "ready", "7d",
      "@today", "@me", "2026-11-01", "-desc", "-asc", "é", "🦊", "\n", "\r\n", "x", "\0", "#", "'",
    ]
    var read = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...12, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      do throws(QueryError) {
        let query = try Query(parsing: text, extraFields: ["severity"])
        read += 1
        #expect(
          try Query(parsing: query.description, extraFields: ["severity"]) == query, "\(text)")
      } catch {
        #expect(error.query == text)
        #expect(error.length > 0 && error.offset >= 0)
        #expect(error.offset + error.length <= text.count, "\(text)")
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
