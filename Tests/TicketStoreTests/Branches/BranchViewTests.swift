import TestSupport
import Testing
import TicketModel
import TicketStore

/// What all branches together say: the rules, one by one, and on random graphs against brute force.
@Suite struct BranchViewTests {
  private let scene: Scene

  init() throws {
    scene = try Scene.committed()
    try scene.git("branch", "-m", "main")
  }

  /// Commits an edit on a branch that starts at a revision, and comes back to main.
  private func edit(
    _ branch: String, from start: String = "main", _ old: String, _ new: String,
    in path: String = Scene.ticket
  ) throws {
    try scene.git("switch", "-q", "-C", branch, start)
    try scene.edit(path, old, new)
    try scene.git("commit", "-q", "-a", "-m", "edit")
    try scene.git("switch", "-q", "main")
  }

  private func delete(_ branch: String) throws {
    try scene.git("switch", "-q", "-C", branch, "main")
    try scene.git("rm", "-q", Scene.ticket)
    try scene.git("commit", "-q", "-m", "delete")
    try scene.git("switch", "-q", "main")
  }

  /// The ticket's priority and assignee, and the branches that know more of it; nil when it is gone.
  private func seen(_ id: String = "sn-k7m3qx") throws -> String? {
    let view = try scene.store().branchView()
    let tickets = view.loaded.tickets.map(\.ticket).filter { $0.id.text == id }
    return tickets.first.map { ticket in
      let words = view.words(about: ticket).map { word in
        word.ticket == nil ? "-\(word.branch)" : word.branch
      }
      return ([ticket.priority, ticket.assignee] + words).joined(separator: " ")
    }
  }

  @Test func whatABranchSaysIsSeenWithWhereItIs() throws {
    #expect(try seen() == "P2 ")
    try edit("topic", "assignee:", "assignee: carol")
    #expect(try seen() == "P2 carol topic")
    try scene.git("update-ref", "refs/remotes/origin/topic", "topic")
    #expect(try seen() == "P2 carol topic origin/topic")
    try scene.git("switch", "-q", "topic")
    #expect(try seen() == "P2 carol", "main is behind")
  }

  @Test func wordsOfSeveralBranchesAndUncommittedOnesAreMerged() throws {
    try edit("one", "assignee:", "assignee: carol")
    try edit("two", "priority: P2", "priority: P1")
    #expect(try seen() == "P1 carol one two")
    try scene.edit(Scene.ticket, "priority: P2", "priority: P0")
    #expect(try seen() == "P0 carol one two")
    #expect(try scene.text(Scene.ticket).contains("assignee:\n"), "nothing was written")
  }

  @Test func aBranchThatWasBuiltUponIsOutdated() throws {
    try edit("one", "assignee:", "assignee: carol")
    try edit("two", from: "one", "assignee: carol", "assignee: dave")
    #expect(try seen() == "P2 dave two")
  }

  @Test func aBranchThatLeftTheTicketAloneSaysNothing() throws {
    try scene.git("branch", "old")
    try scene.edit(Scene.ticket, "assignee:", "assignee: carol")
    try scene.git("commit", "-q", "-a", "-m", "edit")
    #expect(try seen() == "P2 carol")
  }

  @Test func aDeletionCountsOnTheDefaultBranchOnly() throws {
    try delete("topic")
    #expect(try seen() == "P2  -topic")
    try scene.git("update-ref", "refs/remotes/origin/main", "topic")
    #expect(try seen() == nil)
    try edit("other", "assignee:", "assignee: carol")
    #expect(try seen() == "P2 carol other -topic -origin/main")
  }

  @Test func whatWasDeletedHereIsGoneUntilSomebodyEditsIt() throws {
    try scene.git("branch", "old")
    try scene.git("rm", "-q", Scene.ticket)
    #expect(try seen() == nil)
    try scene.git("commit", "-q", "-m", "delete")
    #expect(try seen() == nil)
    try edit("other", from: "old", "assignee:", "assignee: carol")
    #expect(try seen() == "P2 carol other")
  }

  @Test func aTicketThatOnlyOthersHaveIsThere() throws {
    try scene.git("switch", "-q", "-c", "topic")
    try scene.write(Scene.ticketText("sn-n3w4bc", title: "New"), to: ".tickets/sn-n3w4bc.md")
    try scene.git("add", ".")
    try scene.git("commit", "-q", "-m", "new")
    try scene.git("switch", "-q", "main")
    #expect(try seen("sn-n3w4bc")?.hasSuffix(" topic") == true)
  }

  @Test func aTicketIsFoundWhereverItsFileWasMoved() throws {
    try edit("topic", "assignee:", "assignee: carol")
    try scene.write("", to: ".tickets/k/7/x")
    try scene.git("mv", Scene.ticket, ".tickets/k/7/sn-k7m3qx-login-crashes.md")
    try scene.git("commit", "-q", "-m", "move")
    try scene.edit(".tickets/k/7/sn-k7m3qx-login-crashes.md", "priority: P2", "priority: P1")
    try scene.git("commit", "-q", "-a", "-m", "edit")
    #expect(try seen() == "P1 carol topic")
  }

  @Test func twoTicketsOfOneIDAreBothThere() throws {
    for (branch, title) in [("one", "First"), ("two", "Second")] {
      try scene.git("switch", "-q", "-C", branch, "main")
      let text = Scene.ticketText("sn-n3w4bc", title: title)
        .replacing("reporter: bob", with: "reporter: \(branch)")
      try scene.write(text, to: ".tickets/sn-n3w4bc.md")
      try scene.git("add", ".")
      try scene.git("commit", "-q", "-m", "new")
    }
    try scene.git("switch", "-q", "main")
    let tickets = try scene.store().branchView().loaded.tickets.map(\.ticket)
    #expect(
      tickets.filter { $0.id.text == "sn-n3w4bc" }.map(\.title).sorted() == ["First", "Second"])
  }

  @Test func aFileThatIsNoTicketIsReportedAndDeletesNothing() throws {
    try edit("topic", "id: sn-k7m3qx", "<<<<<<< ours")
    let view = try scene.store().branchView()
    #expect(view.loaded.tickets.count == 2)
    #expect(view.loaded.problems.map(\.path) == ["topic:\(Scene.ticket)"])
  }

  @Test func aRefToNothingIsRefusedByGitAndByUs() throws {
    try scene.write("1234567890123456789012345678901234567890\n", to: ".git/refs/heads/broken")
    #expect(throws: (any Error).self) { try scene.store().branchView() }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func itAgreesWithBruteForceOnRandomGraphs(seed: UInt64) throws {
    var forest = try BranchForest(seed: seed)
    for round in 0..<4 {
      for _ in 0..<15 { try forest.step() }
      try forest.checkOut(changing: round % 2 * 2)
      let expected = try BruteForceView(forest.scene).lines().sorted()
      let store = try forest.scene.store()
      let lines = try store.branchView(detail: .documents, usesCache: false).lines
      #expect(lines == expected, "seed \(seed), round \(round)")
      #expect(try store.branchView(detail: .documents).lines == expected, "first, with a cache")
      #expect(try store.branchView(detail: .documents).lines == expected, "from the cache")
    }
  }
}
