import TicketDocument
import Testing
import TicketModel

/// Each effect where it changes something and where there is nothing to change.
@Suite struct EffectTests {
  private static let tip = "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d"

  /// The lines that are new when `eve` has taken an edge that stays where it is.
  private func lines(
    after effect: String, _ lines: [String], branch: WorkBranch? = nil
  ) throws -> [String] {
    let (before, after) = try texts(effect, lines, branch)
    return after.filter { !before.contains($0) }
  }

  /// The lines that are gone.
  private func removed(by effect: String, _ lines: [String]) throws -> [String] {
    let (before, after) = try texts(effect, lines, nil)
    return before.filter { !after.contains($0) }
  }

  private func texts(
    _ effect: String, _ lines: [String], _ branch: WorkBranch?
  ) throws -> (before: [String], after: [String]) {
    let workflow = try Workflow(
      parsing: """
        statuses: { review: { category: active } }
        transitions: { go: { from: review, effects: [\(effect)] } }
        """, path: "w.yml")
    let text = (["id: sn-abc", "status: review"] + lines).map { "\($0)\n" }.joined()
    var document = try document("---\n\(text)---\n")
    let before = document.text
    var facts = TransitionFacts.none
    facts.branch = { branch }
    let edits = try workflow.edits(
      taking: try #require(workflow.transition("go")), of: Ticket(document, path: "x.md"),
      Workflow.Move(actor: "eve", time: time("2026-11-23T10:00:00Z"), edits: [], comment: nil),
      facts: facts)
    try document.apply(edits)
    #expect(document.scalar("status") == "review")
    #expect(document.list("history").isEmpty)
    return (
      before.split(separator: "\n").map(String.init),
      document.text.split(separator: "\n").map(String.init)
    )
  }

  @Test func everyEffectIsTriedAndExplained() {
    #expect(
      Workflow.Effect.all.map(\.name) == [
        "assign-me", "unassign", "branch", "record-approval", "clear-approvals", "clear-resolution",
        "clear-waiting",
      ])
    for effect in Workflow.Effect.all { #expect(!effect.summary.isEmpty) }
  }

  @Test(
    arguments: [
      ("assign-me", ["assignee:"], ["assignee: eve"]),
      ("assign-me", ["assignee: ada"], []),
      ("unassign", ["assignee: ada"], ["assignee:"]),
      ("unassign", ["assignee:"], []),
      ("clear-resolution", ["resolution: fixed", "cause: x"], []),
      ("clear-approvals", ["approvals: [ada]", "cause: x"], []),
      ("clear-waiting", ["waiting_for: bob", "cause: x"], []),
      ("branch", [], []),
    ] as [(String, [String], [String])])
  func fieldEffects(effect: String, given: [String], changed: [String]) throws {
    #expect(try lines(after: effect, given) == changed)
  }

  @Test func whatIsClearedIsGone() throws {
    #expect(try removed(by: "clear-resolution", ["resolution: fixed"]) == ["resolution: fixed"])
    #expect(
      try removed(by: "clear-approvals", ["approvals:", "- ada"]) == ["approvals:", "- ada"])
    #expect(try removed(by: "clear-approvals", ["resolution: fixed"]) == [])
    let wait = ["waiting_for: bob", "wait_until: 2026-12-01T00:00:00Z"]
    #expect(try removed(by: "clear-waiting", wait) == wait)
    #expect(try removed(by: "clear-waiting", ["cause: x"]) == [])
  }

  @Test func anApprovalNamesTheCommitItSaw() throws {
    let branch = WorkBranch(
      name: "bug/sn-abc", tip: Self.tip, hasWork: true, defaultBranch: "main")
    #expect(
      try lines(after: "record-approval", ["cause: x"], branch: branch)
        == ["approvals:", "- eve 1a2b3c4d5e6f"])
    #expect(
      try lines(
        after: "record-approval",
        ["approvals:", "- bob 0123456789ab", "- eve 0123456789ab", "- evelyn"], branch: branch)
        == ["- eve 1a2b3c4d5e6f"])
    #expect(
      try lines(after: "record-approval", ["approvals:", "- eve 1a2b3c4d5e6f"], branch: branch)
        == [])
  }

  @Test func withoutABranchAnApprovalIsAName() throws {
    #expect(try lines(after: "record-approval", ["approvals:", "- bob"]) == ["- eve"])
  }

  @Test func anEdgeThatStaysIsRefusedWhereTheTicketHasMoved() throws {
    var document = try document("---\nid: sn-abc\nstatus: done\n---\n")
    #expect(throws: TicketEditRefused.otherStatus(expected: "review", found: "done")) {
      try document.apply([.expectStatus("review")])
    }
  }
}
