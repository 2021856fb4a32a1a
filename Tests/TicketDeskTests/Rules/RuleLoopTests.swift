import TicketDesk
import TicketModel
import TicketQuery
import Testing

@Suite struct RuleLoopTests {
  private static let workflow = """
    name: bug
    types: [bug]
    statuses:
      new: { category: new }
      waiting: { category: waiting }
      done: { category: done }
    transitions:
      wait: { from: new, to: waiting }
      resume: { from: waiting, to: new }
      close: { from: [new, waiting], to: done }
    """

  private func loops(_ rules: String) throws -> [[String]] {
    let rules = try DeskRules(parsing: "rules:\n\(rules)\n", QueryVocabulary())
    let workflow = try Workflow(parsing: Self.workflow, path: "w.yml")
    return RuleLoops(rules, workflows: WorkflowSet([workflow]), ownFields: []).loops()
      .map { $0.map(\.name) }
  }

  @Test func twoRulesThatUndoEachOther() throws {
    let found = try loops(
      """
        - { name: a, on: changed, when: "label:x", do: ["labels-=x", "labels+=y"] }
        - { name: b, on: time, when: "label:y updated:>1d", do: ["labels-=y", "labels+=x"] }
        - { name: c, on: time, when: "priority:P1", do: ["labels+=urgent"] }
      """)
    #expect(found == [["a", "b"]])
  }

  @Test func transitionsCount() throws {
    let found = try loops(
      """
        - { name: sleep, on: time, when: "status:new updated:>7d", do: ["transition wait"] }
        - { name: wake, on: time, when: "is:waiting", do: ["transition resume"] }
      """)
    #expect(found == [["sleep", "wake"]])
  }

  @Test func rulesThatComeToRestDoNotLoop() throws {
    let found = try loops(
      """
        - { name: a, on: time, when: "priority:P1 -label:seen", do: ["labels+=seen", "note x"] }
        - { name: b, on: time, when: "label:seen", do: ["transition close"] }
        - { name: c, on: created, when: "label:x", do: ["labels-=x"] }
        - { name: d, on: created, when: "-label:x", do: ["labels+=x"] }
      """)
    #expect(found.isEmpty)
  }

  @Test func aRuleCanUndoItself() throws {
    #expect(
      try loops(#"  - { name: a, on: time, when: "label:x", do: ["labels-=x", "labels+=x"] }"#)
        .isEmpty)
  }
}
