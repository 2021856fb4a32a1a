import GitKit
import TestSupport
import Testing
import TicketMerge
import TicketModel
import TicketStore

/// Writing settlements where git is in the middle of something.
@Suite struct SettlementWritingTests {
  private static let decider = Decider(actor: "ada", time: Timestamp(seconds: 1_795_600_000))

  /// A merge that stopped at one ticket; another file is staged, and another one changed.
  private static func stopped() throws -> Scene {
    let scene = try Scene.committed()
    try scene.git("checkout", "-q", "-b", "side")
    try scene.edit(Scene.ticket, "assignee:", "assignee: carol")
    try scene.git("commit", "-qam", "theirs")
    try scene.git("checkout", "-q", "main")
    try scene.edit(Scene.ticket, "assignee:", "assignee: bob")
    try scene.git("commit", "-qam", "ours")
    #expect(try scene.gitResult(["merge", "-q", "side"]).status != 0)
    try scene.write("staged\n", to: "staged.txt")
    try scene.git("add", "staged.txt")
    try scene.edit("code.txt", "two", "2")
    return scene
  }

  private static func settlements(_ store: TicketRepository, _ side: Side) throws -> [Settlement] {
    try store.conflicts().tickets.compactMap { ticket in
      guard let settling = ticket.settling else { return nil }
      return try ticket.settled(with: settling.decisions(taking: side), by: decider)
    }
  }

  @Test func theSurveyNamesTheOperationAndItsTickets() throws {
    let scene = try Self.stopped()
    let survey = try scene.store().conflicts()
    #expect(survey.operation == .merge)
    #expect(survey.tickets.map(\.id) == ["sn-k7m3qx"])
    #expect(survey.tickets[0].origin == .unmerged)
    #expect(survey.tickets[0].settling?.fields.map(\.name) == [.assignee])
    #expect(survey.otherPaths.isEmpty)
  }

  @Test func onlyTheTicketIsWrittenAndStaged() throws {
    let scene = try Self.stopped()
    let store = try scene.store()
    let paths = try store.stage(Self.settlements(store, .theirs))
    #expect(paths == [Scene.ticket])
    #expect(try scene.text(Scene.ticket).contains("assignee: carol\n"))
    #expect(
      try scene.status == "M  \(Scene.ticket)\n M code.txt\nA  staged.txt\n")
    #expect(try scene.git("fsck", "--strict", "--no-dangling") == "")
    // `git checkout -m` brings the conflict back, as behind git's own add.
    try scene.git("checkout", "-m", "--", Scene.ticket)
    #expect(try scene.git("ls-files", "-u").split(separator: "\n").count == 3)
  }

  @Test func aSettlementOfAnotherMergeIsRefused() throws {
    let scene = try Self.stopped()
    let store = try scene.store()
    let settlements = try Self.settlements(store, .theirs)
    try scene.git("checkout", "--ours", "--", Scene.ticket)
    try scene.git("add", Scene.ticket)
    let before = try scene.everything()
    #expect(throws: GitError.self) { try store.stage(settlements) }
    #expect(try scene.everything() == before)
  }

  @Test func aFileThatChangedMeanwhileIsLeftAlone() throws {
    let scene = try Self.stopped()
    let store = try scene.store()
    let settlements = try Self.settlements(store, .theirs)
    try scene.write("something new\n", to: Scene.ticket)
    let before = try scene.everything()
    #expect(throws: GitError.self) { try store.stage(settlements) }
    #expect(try scene.everything() == before)
  }

  @Test func aBareRepositoryHasNothingToSettle() throws {
    let scene = try Scene.committed()
    try scene.git("clone", "-q", "--bare", ".", "bare.git")
    #expect(throws: CommitRefused.noWorkTree) {
      try scene.from("\(scene.directory)/bare.git").store().conflicts()
    }
  }

  @Test func manyTicketsAreStagedTogether() throws {
    let scene = try Scene.committed()
    let ids = (0..<40).map { "sn-b\($0 / 10)b\($0 % 10)bb" }.map {
      $0.replacing("0", with: "c").replacing("1", with: "d")
    }
    let paths = ids.map { ".tickets/\($0).md" }
    func change(_ name: String) throws {
      for (id, path) in zip(ids, paths) {
        try scene.write(
          Scene.ticketText(id, title: "T").replacing("assignee:", with: "assignee: \(name)"),
          to: path)
      }
      try scene.git("add", "-A")
      try scene.git("commit", "-q", "-m", "by \(name)")
    }
    try change("")
    try scene.git("checkout", "-q", "-b", "side")
    try change("carol")
    try scene.git("checkout", "-q", "main")
    try change("bob")
    #expect(try scene.gitResult(["merge", "-q", "side"]).status != 0)
    let store = try scene.store()
    #expect(try store.stage(Self.settlements(store, .ours)).count == 40)
    #expect(try scene.git("ls-files", "-u") == "")
    for path in paths { #expect(try scene.text(path).contains("assignee: bob\n")) }
    #expect(try scene.git("status", "--porcelain") == "")
    #expect(try scene.git("ls-files", "--others") == "")
  }
}
