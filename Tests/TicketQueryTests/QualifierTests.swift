import TestSupport
import Testing
import TicketModel
@testable import TicketQuery

/// The table of names, against parser and evaluation; help is compared with it in `QueryHelpTests`.
@Suite struct QualifierTests {
  @Test func everyFieldOfTheFormatIsInTheTable() throws {
    for schema in FieldSchema.all {
      #expect(
        Qualifier.find(schema.name.rawValue, ownFields: [])?.role == .field(.known(schema.name)))
    }
    for field in DerivedField.all {
      #expect(Qualifier.find(field.name, ownFields: [])?.role == .field(.derived(field)))
    }
    #expect(Qualifier.find("severity", ownFields: [])?.role == nil)
    #expect(Qualifier.all(ownFields: ["zz"]).last?.name == "zz")
    let names = Qualifier.all(ownFields: ["zz", "is", "status"]).flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count, "each name once")
    #expect(Qualifier.builtIn.allSatisfy { !$0.summary.isEmpty })
  }

  /// A ticket for which every field is set, and what is asked of it.
  private static let lines = [
    "title: Login page", "status: done", "created: 2026-11-20T09:15:00Z", "assignee: ada",
    "reporter: bob", "priority: P2", "labels: [auth]", "blocked_by: [sn-z4n8dp]", "queue: core",
    "impact: high", "urgency: low", "sla: gold", "milestone: v2", "sprint: s1", "estimate: 3",
    "due: 2026-11-30", "parent: sn-z4n8dp", "related: [sn-z4n8dp]", "duplicate_of: sn-z4n8dp",
    "branch: bug/x", "watchers: [cy]", "reviewers: [cy]", "approvers: [cy]", "approvals: [cy ok]",
    "source: mail", "requester: kim", "message_ids: [m1]", "waiting_for: parts",
    "wait_until: 2026-12-01T00:00:00Z", "resolution: fixed", "cause: typo", "rating: 4",
    "imported_from: tk 7", "formerly: sn-old222", "conflicts: [title]", "severity: high",
    "history: [2026-11-21T00:00:00Z ada done]", "kb: mail-down",
    "spent: [\"2026-11-21T09:00:00Z ada 1h\"]",
  ]

  private static let values = [
    "id": "sn-k7m3qx", "title": "\"Login page\"", "type": "bug", "status": "done",
    "created": "2026-11-20", "assignee": "ada", "reporter": "bob", "priority": "P2",
    "labels": "auth", "blocked_by": "z4n8dp", "queue": "core", "impact": "high", "urgency": "low",
    "sla": "gold", "milestone": "v2", "sprint": "s1", "estimate": "3", "due": "2026-11-30",
    "parent": "z4n8",
    "related": "z4n8dp", "duplicate_of": "sn-z4n", "branch": "bug/x", "watchers": "cy",
    "reviewers": "cy", "approvers": "cy", "approvals": "\"cy ok\"", "source": "mail",
    "requester": "kim", "message_ids": "m1", "waiting_for": "parts", "wait_until": "2026-12",
    "resolution": "fixed", "cause": "typo", "rating": "4", "imported_from": "\"tk 7\"",
    "formerly": "sn-old222", "conflicts": "title", "history": "2026-11-21*", "severity": "high",
    "kb": "mail-down", "spent": "2026-11-21*", "reopens": "0", "updated": "2026-11-21",
    "closed": "2026-11-21", "due_at": "2026-11-30", "age": "<1w", "category": "done",
    "children": "sn-c22222", "path": ".tickets/sn-k7m3qx.md",
    "is": "closed", "has": "title", "no": "Team", "sort": "id",
  ]

  /// A row that somebody adds to the table has to be given a value here.
  @Test(arguments: Qualifier.all(ownFields: ["severity"]).map(\.name))
  func everyQualifierIsParsedAndEvaluated(name: String) throws {
    let value = try #require(Self.values[name], "give \(name) a value here")
    let full = try ticket("sn-k7m3qx", Self.lines.joined(separator: "\n"))
    let other = try ticket("sn-z4n8dp", "title: x")
    let child = try ticket("sn-c22222", "title: y", "parent: sn-k7m3qx")
    let row = try #require(Qualifier.find(name, ownFields: vocabulary.ownFields))
    for spelling in [row.name, row.name.uppercased()] + row.aliases where row.name != "severity" {
      let query = try Query(parsing: "\(spelling):\(value)", vocabulary)
      #expect(query.description == "\(name):\(value)" || row.name == "blocked_by" || name == "is")
    }
    let all = [full, other, child]
    let answer = try ids("is:open,closed \(name):\(value)", among: all)
    let negated = try ids("is:open,closed -\(name):\(value)", among: all)
    switch row.role {
    case .order: #expect(answer == ["c22222", "k7m3qx", "z4n8dp"])
    case .has, .lacks: #expect(answer.contains("k7m3qx"))
    case .traits, .field:
      #expect(answer.contains("k7m3qx"))
      #expect(Set(answer + negated).count == 3 && answer.count + negated.count == 3)
    }
    if case .field = row.role {
      #expect(try ids("is:open,closed has:\(name)", among: all).contains("k7m3qx"))
      #expect(try !ids("is:open,closed no:\(name)", among: all).contains("k7m3qx"))
      #expect(try ids("is:open,closed sort:\(name)-desc,id", among: all).count == 3)
    }
  }

  @Test func everyTraitIsEvaluated() throws {
    let tickets = [
      try ticket(
        "sn-a", "assignee: ada", "due: 2026-11-01", "conflicts: [title]",
        "wait_until: 2036-11-01T00:00:00Z"),
      try ticket(
        "sn-b", "status: waiting", "blocked_by: [sn-a]", "wait_until: 2016-11-01T00:00:00Z"),
      try ticket("sn-c", "status: done"),
    ]
    for trait in Query.Trait.allCases {
      let answer = try ids("is:\(trait)", among: tickets)
      #expect(!answer.isEmpty && answer.count < 3, "\(trait)")
      #expect(try ids("-is:\(trait)", among: tickets).count == 3 - answer.count)
      #expect(!trait.summary.isEmpty)
    }
  }
}
