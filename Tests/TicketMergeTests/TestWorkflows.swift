import TicketModel

@testable import TicketMerge

/// Workflows of the tests.
enum TestWorkflows {
  static let bug = """
    name: bug
    types: [bug, feature, task]
    statuses:
      new:         { category: new }
      triaged:     { category: new }
      in-progress: { category: active }
      review:      { category: active }
      waiting:     { category: waiting }
      done:        { category: done }
      dropped:     { category: done }
    transitions:
      triage: { from: new, to: triaged }
      start:  { from: [new, triaged, waiting], to: in-progress }
      submit: { from: in-progress, to: review }
      rework: { from: review, to: in-progress }
      wait:   { from: [new, triaged, in-progress, review], to: waiting }
      done:   { from: [in-progress, review], to: done }
      drop:   { from: [new, triaged, waiting], to: dropped }
      reopen: { from: [done, dropped], to: in-progress }
    """

  static let set: WorkflowSet = {
    do {
      return WorkflowSet([try Workflow(parsing: bug, path: "bug.yml")])
    } catch {
      preconditionFailure("the tests' workflow is refused: \(error)")
    }
  }()

  static let merger = TicketMerger(workflows: set)
}
