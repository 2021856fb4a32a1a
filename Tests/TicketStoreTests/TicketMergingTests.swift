import TestSupport
import Testing
import TicketMerge
import TicketModel
import TicketStore

/// Merging the tickets of two commits in one process, over histories that git made.
@Suite struct TicketMergingTests {
  private let scene: Scene
  private static let login = Scene.ticket
  private static let export = ".tickets/sn-z4n8dp-export.md"

  init() throws { scene = try Scene.committed() }

  // MARK: Helpers

  private func commit(_ message: String = "change") throws {
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "--allow-empty", "-m", message)
  }

  /// Makes both branches from where main is; each change is one commit.
  private func diverge(ours: () throws -> Void, theirs: () throws -> Void) throws {
    try scene.git("switch", "-q", "-c", "theirs")
    try theirs()
    try commit("theirs")
    try scene.git("switch", "-q", "main")
    try ours()
    try commit("ours")
  }

  private func move(_ old: String, to new: String) throws {
    try scene.write(try scene.bytes(old), to: new)
    try scene.remove(old)
  }

  private func merged(_ ours: String = "main", _ theirs: String = "theirs") throws -> MergedTickets
  {
    try scene.store().mergedTickets(ours: ours, theirs: theirs)
  }

  /// The only ticket that differs.
  private func single(
    _ ours: String = "main", _ theirs: String = "theirs",
    at location: SourceLocation = #_sourceLocation
  ) throws -> MergedTicket {
    let tickets = try merged(ours, theirs).tickets
    try #require(tickets.count == 1, "\(tickets.map(\.result?.path))", sourceLocation: location)
    return tickets[0]
  }

  private func text(_ version: TicketVersion?) -> String {
    String(decoding: version?.bytes ?? [], as: UTF8.self)
  }

  // MARK: One side

  @Test func whatOneSideDidIsTaken() throws {
    try diverge {
      try scene.edit(Self.login, "priority: P2", "priority: P1")
      try scene.write(Scene.ticketText("sn-bbbbbb", title: "Ours"), to: ".tickets/sn-bbbbbb.md")
      try scene.edit("code.txt", "one", "ONE")
    } theirs: {
      try scene.edit(Self.export, "priority: P2", "priority: P0")
      try scene.write(Scene.ticketText("sn-cccccc", title: "Theirs"), to: ".tickets/sn-cccccc.md")
      try scene.write("prefix: sn\n", to: ".tickets/config.yml")
      try scene.write("# no ticket\n", to: ".tickets/kb/page.md")
    }
    let tickets = try merged().tickets
    #expect(
      tickets.map(\.result?.path) == [
        ".tickets/sn-bbbbbb.md", ".tickets/sn-cccccc.md", Self.login, Self.export,
      ])
    #expect(
      tickets.map(\.outcome) == [
        .added(.ours), .added(.theirs), .changed(.ours), .changed(.theirs),
      ])
    #expect(tickets.map(\.id?.text) == ["sn-bbbbbb", "sn-cccccc", "sn-k7m3qx", "sn-z4n8dp"])
    #expect(text(tickets[3].result).contains("priority: P0"))
    #expect(text(tickets[3].base).contains("priority: P2"))
  }

  @Test func nothingDiffersBetweenACommitAndItself() throws {
    let same = try merged("main", "main")
    #expect(same.tickets.isEmpty)
    #expect(same.bases == [try scene.id("main")])
    #expect(throws: RevisionMissing.self) { try merged("main", "nowhere") }
  }

  @Test func whatBothDidAlikeIsNoConflict() throws {
    let edit = { try scene.edit(Self.login, "priority: P2", "priority: P1") }
    try diverge(ours: edit) {
      try edit()
      try scene.remove(Self.export)
    }
    try scene.remove(Self.export)
    try commit()
    let tickets = try merged().tickets
    #expect(tickets.map(\.outcome) == [.alike, .alike])
    #expect(tickets.map { $0.result == nil } == [false, true])
  }

  // MARK: Both sides

  @Test func bothSidesAreJoinedByTheEngine() throws {
    try diverge {
      try scene.edit(Self.login, "priority: P2", "priority: P1")
    } theirs: {
      try scene.edit(Self.login, "assignee:", "assignee: carol")
    }
    let ticket = try single()
    let engine = TicketMerger(workflows: try scene.store().settings().workflows)
    let base = try #require(ticket.base), ours = try #require(ticket.ours)
    let theirs = try #require(ticket.theirs)
    let expected = engine.merge(
      base: base.bytes, ours: ours.bytes, theirs: theirs.bytes, path: Self.login)
    #expect(ticket.outcome == .merged(expected))
    #expect(ticket.result?.bytes == expected.bytes)
    #expect(ticket.conflicts == expected.conflicts)
    #expect(text(base) == Scene.text)
  }

  @Test func aMoveOnOneSideAndAnEditOnTheOtherIsOneTicket() throws {
    let renamed = ".tickets/sn-k7m3qx-sign-in.md"
    try diverge {
      try move(Self.login, to: renamed)
    } theirs: {
      try scene.edit(Self.login, "priority: P2", "priority: P1")
    }
    for (ours, theirs) in [("main", "theirs"), ("theirs", "main")] {
      let ticket = try single(ours, theirs)
      #expect(ticket.result?.path == renamed)
      #expect(text(ticket.result) == Scene.text.replacing("priority: P2", with: "priority: P1"))
      #expect(ticket.conflicts.isEmpty)
    }
  }

  @Test func aMoveIntoShardsMeetsEditsAndNewTickets() throws {
    try diverge {
      try move(Self.login, to: ".tickets/k/7/sn-k7m3qx-login-crashes.md")
      try move(Self.export, to: ".tickets/z/4/sn-z4n8dp-export.md")
    } theirs: {
      try scene.edit(Self.login, "priority: P2", "priority: P1")
    }
    let tickets = try merged().tickets
    #expect(
      tickets.map(\.result?.path) == [
        ".tickets/k/7/sn-k7m3qx-login-crashes.md", ".tickets/z/4/sn-z4n8dp-export.md",
      ])
    #expect(text(tickets[0].result).contains("priority: P1"))
    #expect(tickets[1].outcome == .changed(.ours))
  }

  @Test func twoMovesOfOneTicketEndAtTheSameNameFromBothSides() throws {
    try diverge {
      try move(Self.login, to: ".tickets/sn-k7m3qx-b.md")
    } theirs: {
      try move(Self.login, to: ".tickets/sn-k7m3qx-a.md")
    }
    #expect(try single().result?.path == ".tickets/sn-k7m3qx-a.md")
    #expect(try single("theirs", "main").result?.path == ".tickets/sn-k7m3qx-a.md")
    #expect(try text(single().result) == Scene.text)
  }

  @Test func aTicketAddedByBothUnderTwoNamesIsOne() throws {
    try diverge {
      try scene.write(Scene.ticketText("sn-bbbbbb", title: "One"), to: ".tickets/sn-bbbbbb-one.md")
    } theirs: {
      try scene.write(Scene.ticketText("sn-bbbbbb", title: "Two"), to: ".tickets/sn-bbbbbb-two.md")
    }
    let ticket = try single()
    #expect(ticket.base == nil)
    #expect(text(ticket.ours).contains("title: One"))
    #expect(text(ticket.theirs).contains("title: Two"))
    #expect(ticket.result?.path == ".tickets/sn-bbbbbb-one.md")
  }

  // MARK: Deletion

  @Test func anEditSurvivesTheOtherSidesDeletion() throws {
    try diverge {
      try scene.remove(Self.login)
    } theirs: {
      try scene.edit(Self.login, "priority: P2", "priority: P1")
    }
    let ticket = try single()
    #expect(ticket.outcome == .editKept(deletedBy: .ours))
    #expect(text(ticket.result).contains("priority: P1"))
    #expect(try single("theirs", "main").outcome == .editKept(deletedBy: .theirs))
  }

  @Test func aTicketLeftAloneOrOnlyMovedStaysDeleted() throws {
    try diverge {
      try scene.remove(Self.login)
      try move(Self.export, to: ".tickets/z/4/sn-z4n8dp-export.md")
    } theirs: {
      try scene.remove(Self.export)
    }
    let tickets = try merged().tickets
    #expect(tickets.map(\.outcome) == [.deleted(.ours), .deleted(.theirs)])
    #expect(tickets.allSatisfy { $0.result == nil })
  }

  @Test func anEditedTicketSurvivesUnderItsNewName() throws {
    try diverge {
      try scene.remove(Self.login)
    } theirs: {
      try move(Self.login, to: ".tickets/sn-k7m3qx-x.md")
      try scene.edit(".tickets/sn-k7m3qx-x.md", "priority: P2", "priority: P1")
    }
    let ticket = try single()
    #expect(ticket.outcome == .editKept(deletedBy: .ours))
    #expect(ticket.result?.path == ".tickets/sn-k7m3qx-x.md")
  }

  // MARK: Odd files

  @Test func filesThatSwappedTheirNamesStayTwoTickets() throws {
    let first = ".tickets/a.md", second = ".tickets/b.md"
    try scene.write(Scene.ticketText("sn-bbbbbb", title: "First"), to: first)
    try commit()
    try diverge {
      try move(first, to: second)
    } theirs: {
      try scene.write(Scene.ticketText("sn-cccccc", title: "Second"), to: second)
    }
    for (ours, theirs) in [("main", "theirs"), ("theirs", "main")] {
      let tickets = try merged(ours, theirs).tickets
      #expect(tickets.map(\.result?.path) == [second, ".tickets/sn-cccccc.md"])
      #expect(text(tickets[0].result).contains("title: First"))
      #expect(text(tickets[1].result).contains("title: Second"))
    }
  }

  @Test func anIDThatOneSideHasTwiceJoinsNothing() throws {
    try diverge {
      try move(Self.login, to: ".tickets/one.md")
      try scene.write(Scene.text, to: ".tickets/two.md")
    } theirs: {
      try scene.edit(Self.login, "priority: P2", "priority: P1")
    }
    let tickets = try merged().tickets
    #expect(
      tickets.map(\.result?.path) == [".tickets/one.md", Self.login, ".tickets/two.md"])
    #expect(
      tickets.map(\.outcome) == [.added(.ours), .editKept(deletedBy: .ours), .added(.ours)])
  }

  @Test func aFileFullOfMarkersIsFollowedByItsName() throws {
    try diverge {
      try move(Self.login, to: ".tickets/k/7/sn-k7m3qx-login-crashes.md")
    } theirs: {
      try scene.edit(Self.login, "priority: P2\n", "<<<<<<< a\npriority: P1\n=======\n>>>>>>> b\n")
    }
    let ticket = try single()
    #expect(ticket.ours != nil)
    #expect(ticket.theirs != nil)
    #expect(ticket.result?.path == ".tickets/k/7/sn-k7m3qx-login-crashes.md")
  }

  @Test func historiesWithoutACommonCommitHaveNoBase() throws {
    try scene.git("switch", "-q", "--orphan", "theirs")
    try scene.write(
      Scene.text.replacing("priority: P2", with: "priority: P1"), to: Self.login)
    try commit()
    let merged = try merged()
    #expect(merged.bases.isEmpty)
    #expect(merged.tickets.first { $0.id?.text == "sn-k7m3qx" }?.base == nil)
    #expect(merged.tickets.first { $0.id?.text == "sn-z4n8dp" }?.outcome == .added(.ours))
  }
}
