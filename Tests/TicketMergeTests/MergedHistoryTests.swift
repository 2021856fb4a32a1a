import TestSupport
import Testing
import TicketDocument
import TicketModel

@testable import TicketMerge

/// Transitions on two branches: what the workflow allowed on each is no finding of `check` after a merge.
struct MergedHistoryTests {
  private static let start = newBug(title: "Crash")

  private let workflow = TestWorkflows.set.workflows[0]

  /// Moves a ticket along its workflow at rising times.
  private func walk(
    _ document: inout TicketDocument, steps: Int, from second: Int, by actor: String,
    _ random: inout SeededGenerator
  ) throws -> Int {
    var second = second
    for _ in 0..<steps {
      let status = document.scalar("status") ?? ""
      let ways = workflow.transitions(from: status).compactMap(\.to)
      guard let next = ways.randomElement(using: &random) else { break }
      second += Int.random(in: 1...500, using: &random)
      let time = Timestamp(seconds: Int64(1_800_000_000 + second))
      try document.setScalar("status", to: next, insertingBefore: [])
      document.insertItem(
        HistoryLine(time: time, actor: actor, status: next).description, in: "history",
        at: .end, insertingBefore: [])
    }
    return second
  }

  @Test func aMergeOfLegalStepsIsLegal() throws {
    let check = TicketCheck(workflows: TestWorkflows.set)
    var moved = 0
    for seed in UInt64(0)..<3_000 {
      var random = SeededGenerator(seed: seed)
      var base = try TicketDocument(parsing: Array(Self.start.utf8))
      let second = try walk(
        &base, steps: Int.random(in: 0...3, using: &random), from: 0, by: "bob", &random)
      var (ours, theirs) = (base, base)
      _ = try walk(
        &ours, steps: Int.random(in: 1...4, using: &random), from: second, by: "ada", &random)
      _ = try walk(
        &theirs, steps: Int.random(in: 1...4, using: &random), from: second, by: "carol", &random)
      let merged = TestWorkflows.merger.merge(
        base: base.bytes, ours: ours.bytes, theirs: theirs.bytes)
      let document = try TicketDocument(parsing: merged.bytes)
      let ticket = try Ticket(document, path: ".tickets/sn-k7m3qx.md")
      let found = check.problems(in: ticket, document)
        .filter { ["illegal-transition", "history-missing", "history-order"].contains($0.rule) }
      #expect(
        found.isEmpty, "seed \(seed): \(found.map(\.message)) \(document.list("history"))")
      moved += document.list("history").count
    }
    #expect(moved > 10_000)
  }

  @Test(
    "a step that no merge explains is still found",
    arguments: [
      ("triaged", "- 2026-11-22T09:15:00Z ada in-progress\n- 2026-11-23T09:15:00Z ada triaged\n"),
      ("new", "- 2026-11-22T09:15:00Z ada in-progress\n"),
      ("done", "- 2026-11-22T09:15:00Z ada in-progress\n"),
    ])
  func forgedStep(status: String, lines: String) throws {
    let text = Self.start.replacing("status: new", with: "status: \(status)")
      .replacing("bob new\n", with: "bob new\n\(lines)")
    let document = try TicketDocument(parsing: Array(text.utf8))
    let problems = try TicketCheck(workflows: TestWorkflows.set)
      .problems(in: Ticket(document, path: ".tickets/sn-k7m3qx.md"), document)
    #expect(problems.contains { ["illegal-transition", "history-missing"].contains($0.rule) })
  }
}
