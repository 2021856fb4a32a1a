import Testing
import TicketModel

@Suite struct TransitionPlanTests {
  @Test(
    arguments: [
      (.verb("start"), "new", "start"),
      (.verb("start"), "waiting", "start"),
      (.verb("start"), "in-progress", nil),
      (.verb("done"), "done", nil),
      (.status("in-progress"), "new", "start"),
      (.status("new"), "new", nil),
      (.status("new"), "done", "reopen"),
    ] as [(TransitionRequest, String, String?)])
  func aRequestFindsItsEdge(request: TransitionRequest, status: String, edge: String?) throws {
    #expect(try bugWorkflow().edge(for: request, from: status)?.name == edge)
  }

  @Test func whatCannotBeTakenIsRefusedWithWhatCan() throws {
    let bug = try bugWorkflow()
    let start = try #require(bug.transition("start"))
    let reopen = try #require(bug.transition("reopen"))
    #expect(
      refusal(bug, .verb("submit"), "new")
        == .unknownTransition("submit", workflow: "bug", known: bug.transitions.map(\.name)))
    #expect(
      refusal(bug, .verb("start"), "done")
        == .notFromHere(start, status: "done", next: [reopen]))
    #expect(
      refusal(bug, .status("closed"), "new")
        == .unknownStatus("closed", workflow: "bug", known: bug.statuses.map(\.name)))
    #expect(
      refusal(bug, .status("triaged"), "done")
        == .noEdge(from: "done", to: "triaged", next: [reopen]))
    #expect(
      refusal(bug, .status("done"), "in-progress")
        == .severalEdges(to: "done", names: ["done", "finish"]))
    #expect(
      refusal(bug, .status("done"), "elsewhere")
        == .noEdge(from: "elsewhere", to: "done", next: []))
  }

  private func refusal(
    _ workflow: Workflow, _ request: TransitionRequest, _ status: String
  ) -> TransitionRefused? {
    do throws(TransitionRefused) {
      _ = try workflow.edge(for: request, from: status)
      return nil
    } catch {
      return error
    }
  }

  @Test func requirementsAreThoseOfEdgeAndStatusEachOnce() throws {
    let workflow = try Workflow(
      parsing: """
        statuses:
          new: { category: new }
          done: { category: done, requires: [resolution, cause] }
        transitions:
          done: { from: new, to: done, requires: [cause, comment] }
        """, path: "w.yml")
    let edge = try #require(workflow.transition("done"))
    #expect(
      workflow.requirements(of: edge) == [.field("cause"), .comment, .field(.resolution)])
    #expect(workflow.requirements(of: edge).map(\.text) == ["cause", "comment", "resolution"])
    #expect(throws: TransitionRefused.missing([.comment, .field(.resolution)], transition: edge)) {
      try workflow.checkRequirements(of: edge, hasComment: false) { $0 == "cause" }
    }
    try workflow.checkRequirements(of: edge, hasComment: true) { _ in true }
  }
}
