import TicketDocument
import Testing
import TicketModel

@Suite struct TransitionEditsTests {
  private static let now = time("2026-11-23T10:00:00Z")

  private static func move(
    _ edits: [TicketEdit] = [], comment: String? = nil, at time: Timestamp = now
  ) -> Workflow.Move {
    Workflow.Move(
      actor: "eve", time: time, edits: edits,
      comment: comment.map {
        DraftComment(author: "eve", time: time, id: "c-7hq4", isInternal: false, text: $0)
      })
  }

  private func edits(_ verb: String, _ ticket: Ticket, _ move: Workflow.Move) throws -> [TicketEdit]
  {
    let workflow = try bugWorkflow()
    let edge = try #require(workflow.transition(verb))
    return try workflow.edits(taking: edge, of: ticket, move, facts: .none)
  }

  private func line(_ status: String, at time: Timestamp = now) -> HistoryLine {
    HistoryLine(time: time, actor: "eve", status: status)
  }

  @Test func startingAnUnassignedTicketAssignsIt() throws {
    let ticket = try ticket(id: "sn-abc", "type: bug", "status: new")
    #expect(
      try edits("start", ticket, Self.move())
        == [.set(.assignee, "eve"), .transition(from: "new", line("in-progress"))])
  }

  @Test func startingSomebodysTicketLeavesItTheirs() throws {
    let ticket = try ticket(id: "sn-abc", "type: bug", "status: new", "assignee: ada")
    #expect(
      try edits("start", ticket, Self.move()) == [.transition(from: "new", line("in-progress"))])
  }

  @Test func anAssigneeGivenInTheCallWinsOverTheEffect() throws {
    var document = try document("---\nid: sn-abc\nstatus: new\n---\n")
    let ticket = try Ticket(document, path: "x.md")
    try document.apply(edits("start", ticket, Self.move([.set(.assignee, "bob")])))
    #expect(document.scalar("assignee") == "bob")
  }

  @Test func reopeningUnassignsAndClearsTheResolutionAndNeedsAComment() throws {
    let ticket = try ticket(
      id: "sn-abc", "type: bug", "status: done", "assignee: ada", "resolution: fixed")
    let move = Self.move(comment: "It is back.")
    #expect(
      try edits("reopen", ticket, move) == [
        .set(.assignee, ""), .set(.resolution, ""), .transition(from: "done", line("new")),
        .comment(try #require(move.comment)),
      ])
    let edge = try #require(try bugWorkflow().transition("reopen"))
    #expect(throws: TransitionRefused.missing([.comment], transition: edge)) {
      try edits("reopen", ticket, Self.move())
    }
  }

  @Test func effectsThatChangeNothingMakeNoEdit() throws {
    let ticket = try ticket(id: "sn-abc", "type: bug", "status: done")
    #expect(try edits("reopen", ticket, Self.move(comment: "x")).count == 2)
  }

  @Test(
    arguments: [
      ([], [.field(.labels), .field(.resolution)]),
      ([.set(.resolution, "fixed")], [.field(.labels)]),
      ([.set(.resolution, "fixed"), .add(.labels, "ui")], []),
      ([.set(.resolution, "fixed"), .setItems(.labels, ["ui"])], []),
      ([.set(.resolution, "fixed"), .setItems(.labels, [])], [.field(.labels)]),
      (
        [.set(.resolution, "fixed"), .add(.labels, "ui"), .remove(.labels, "ui")], [.field(.labels)]
      ),
      (
        [.set(.resolution, "fixed"), .set(.resolution, "")], [.field(.labels), .field(.resolution)]
      ),
    ] as [([TicketEdit], [Workflow.Requirement])])
  func requirementsCountWhatTheSameCallSets(
    given: [TicketEdit], missing: [Workflow.Requirement]
  ) throws {
    let ticket = try ticket(id: "sn-abc", "type: bug", "status: in-progress")
    guard !missing.isEmpty else {
      #expect(try edits("done", ticket, Self.move(given)).count == given.count + 1)
      return
    }
    let edge = try #require(try bugWorkflow().transition("done"))
    #expect(throws: TransitionRefused.missing(missing, transition: edge)) {
      try edits("done", ticket, Self.move(given))
    }
  }

  @Test func takingTheLastRequiredItemAwayIsRefused() throws {
    let ticket = try ticket(
      id: "sn-abc", "type: bug", "status: in-progress", "labels: [a, b]", "resolution: fixed")
    #expect(try edits("done", ticket, Self.move([.remove(.labels, "a")])).count == 2)
    #expect(throws: TransitionRefused.self) {
      try edits("done", ticket, Self.move([.remove(.labels, "a"), .remove(.labels, "b")]))
    }
  }

  @Test func aClockBehindTheHistoryTakesTheHistorysTime() throws {
    let ticket = try ticket(
      id: "sn-abc", "type: bug", "status: new", "assignee: ada", "history:",
      "- 2026-11-23T12:00:00Z bob new")
    #expect(
      try edits("start", ticket, Self.move())
        == [.transition(from: "new", line("in-progress", at: time("2026-11-23T12:00:00Z")))])
  }
}
