import TestSupport
import Testing
import TicketModel

/// Every workflow that comes with the program is walked through the command line: every edge, every
/// requirement, every guard, and to every end.
@Suite struct WorkflowWalkTests {
  @Test(arguments: WorkflowSets.workflows)
  func everyEdgeCanBeTakenAndRefuses(file: WorkflowSets.File) throws {
    let workflow = try Workflow(parsing: file.text, path: file.path)
    let walker = try WorkflowWalker(workflow, set: file.set)
    try walker.takeEveryEdge()
    #expect(walker.covered == Set(workflow.edges))
    let guards = Set(workflow.transitions.flatMap(\.guards).map(\.name))
    #expect(walker.refusals == guards)
    #expect(walker.world.snag("check").status == 0, "\(walker.world.snag("check").output)")
  }

  @Test(arguments: WorkflowSets.workflows)
  func aTicketComesToEveryEnd(file: WorkflowSets.File) throws {
    let workflow = try Workflow(parsing: file.text, path: file.path)
    let walker = try WorkflowWalker(workflow, set: file.set)
    let ends = workflow.statuses.filter { $0.category == .done }.map(\.name)
    #expect(!ends.isEmpty)
    for end in ends { try walker.walk(to: end) }
    let check = walker.world.snag("check")
    #expect(check.status == 0 && check.output.isEmpty, "\(check.output)")
  }
}
