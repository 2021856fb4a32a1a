import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketModel

@testable import TicketMerge

/// The 27 cases that were made from published bug reports of other trackers and merge tools.
@Suite(.enabled(if: SharedData.isPresent))
struct SemanticCaseTests {
  /// What the cases leave out: the ticket that both sides started from.
  private static let base = """
    ---
    title: Crash on save
    id: tk-k7m3qx
    status: todo
    type: bug
    priority: 2
    created: 2025-01-01T10:00:00Z
    assignee:
    reporter: ann
    labels:
    schema: 1
    blocked-by:
    ---

    Body.

    """

  private static let workflow = """
    name: bug
    types: [bug, task]
    statuses:
      todo:    { category: new }
      doing:   { category: active }
      review:  { category: active }
      done:    { category: done }
      wontfix: { category: done }
    transitions:
      start:  { from: todo, to: doing }
      submit: { from: doing, to: review }
      done:   { from: [doing, review], to: done }
      reject: { from: [todo, doing], to: wontfix }
      reopen: { from: [done, wontfix], to: doing }
    """

  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let base: String?
    let ours: String
    let theirs: String
    let expected: Data

    var testDescription: String { id }
  }

  static let cases: [Case] = {
    guard let bytes = try? SharedData.bytes("merge/ticket-semantic-cases.jsonl") else { return [] }
    return bytes.split(separator: 10).compactMap { line in
      guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
        let id = object["id"] as? String, let ours = object["ours"] as? String,
        let theirs = object["theirs"] as? String, let expected = object["expect"],
        let data = try? JSONSerialization.data(withJSONObject: expected)
      else { return nil }
      let base = object["base"] as? String
      return Case(
        id: id, base: base == "" ? nil : base ?? Self.base, ours: ours, theirs: theirs,
        expected: data)
    }
  }()

  @Test func allCasesAreRead() { #expect(Self.cases.count == 27) }

  @Test(arguments: cases) func itHolds(_ example: Case) throws {
    let merger = TicketMerger(
      workflows: WorkflowSet([try Workflow(parsing: Self.workflow, path: "bug.yml")]))
    // The cases were made before the key had its name.
    let bytes = { (text: String) in
      Array(text.replacingOccurrences(of: "blocked-by:", with: "blocked_by:").utf8)
    }
    let path = example.id == "false-rename" ? ".tickets/tk-z4n8dp.md" : nil
    let (ours, theirs) = (bytes(example.ours), bytes(example.theirs))
    let result = merger.merge(
      base: example.base.map(bytes), ours: ours, theirs: theirs, path: path)
    let swapped = merger.merge(
      base: example.base.map(bytes), ours: theirs, theirs: ours, path: path)
    #expect(result == swapped)
    let expected = try #require(
      try JSONSerialization.jsonObject(with: example.expected) as? [String: Any])
    let judged = try Judgement(result, ours: ours, theirs: theirs)
    for (key, value) in expected { judged.expect(key, value) }
  }

  /// A result against what a case expects of it.
  private struct Judgement {
    let result: MergeResult
    let document: TicketDocument
    let (ours, theirs): ([UInt8], [UInt8])

    init(_ result: MergeResult, ours: [UInt8], theirs: [UInt8]) throws {
      self.result = result
      (self.ours, self.theirs) = (ours, theirs)
      document = try TicketDocument(parsing: result.bytes)
    }

    private var text: String { String(decoding: result.bytes, as: UTF8.self) }
    private var isCollision: Bool {
      if case .twoTickets? = result.conflicts.first { true } else { false }
    }
    private var recorded: [String] {
      document.list("conflicts").compactMap { RecordedValue($0)?.key }
    }

    func expect(_ key: String, _ value: Any) {
      let texts = value as? [String] ?? []
      switch key {
      case "title", "type", "status", "priority", "assignee":
        #expect(document.scalar(key) == value as? String)
      case "status_in": #expect(texts.contains(document.scalar("status") ?? ""))
      case "assignee_in": #expect(texts.contains(document.scalar("assignee") ?? ""))
      case "labels": #expect(document.list("labels") == texts)
      case "blocked": #expect(document.list("blocked_by") == texts)
      case "conflicts": #expect(recorded == texts)
      case "conflict_fields":
        #expect(recorded == texts)
        #expect(!result.isClean)
      case "contains": for part in texts { #expect(text.contains(part)) }
      case "absent": for key in texts { #expect(document.entry(key) == nil) }
      case "key_once": #expect(document.entries.filter { $0.key == value as? String }.count == 1)
      case "front_matter_parses": break
      case "body_conflict":
        #expect(result.conflicts.contains(.prose(count: 1)) == value as? Bool)
      case "collision", "identity_mismatch": #expect(isCollision == value as? Bool)
      case "keeps_id": #expect(document.scalar("title") == value as? String)
      case "re_id":
        guard case .twoTickets(let other)? = result.conflicts.first else {
          Issue.record("no collision")
          return
        }
        #expect(String(decoding: other, as: UTF8.self).contains("title: \(value)"))
      case "result_equals": #expect(result.bytes == theirs)
      default: Issue.record("unknown expectation \(key)")
      }
    }
  }
}
