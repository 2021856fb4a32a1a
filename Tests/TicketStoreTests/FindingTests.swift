import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// What a typed id means, and which ids are free.
@Suite struct FindingTests {
  private func scene(_ files: (id: String, name: String)...) throws -> Scene {
    let scene = try Scene.unborn()
    for file in files {
      try scene.write(Scene.ticketText(file.id, title: "T"), to: ".tickets/\(file.name)")
    }
    return scene
  }

  @Test(arguments: ["sn-k7m3qx", "k7m3qx", "sn-k7m", "k7m", "SN-K7M3QX", " k7m "])
  func aTicketByItsIdOrABeginning(_ typed: String) throws {
    let scene = try scene(
      ("sn-k7m3qx", "sn-k7m3qx-login.md"), ("sn-z4n8dp", "sn-z4n8dp.md"), ("sn-k8m3qx", "x/y.md"))
    #expect(try scene.store().find(typed).ticket.id.text == "sn-k7m3qx")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "all")
    #expect(
      try scene.store().find(typed, in: .revision("HEAD")).ticket.path
        == ".tickets/sn-k7m3qx-login.md")
  }

  @Test(arguments: ["sn-k7m3qx", "k7m3qx", "sn-k7m", "k7m", "SN-K7M3QX"])
  func aTicketInAShard(_ typed: String) throws {
    let scene = try scene(
      ("sn-k7m3qx", "k/7/sn-k7m3qx-login.md"), ("sn-k8m3qx", "k/8/sn-k8m3qx.md"),
      ("sn-z4n8dp", "z/4/sn-z4n8dp.md"))
    try scene.write("not read\n", to: ".tickets/z/4/sn-z4n8dq.md")
    #expect(try scene.store().find(typed).ticket.path == ".tickets/k/7/sn-k7m3qx-login.md")
  }

  @Test(arguments: ["abc-def-1", "def-1", "abc-def"])
  func aTicketOfSeveralHyphensInAShard(_ typed: String) throws {
    let scene = try scene(("abc-def-1", "d/e/abc-def-1.md"), ("sn-z4n8dp", "z/4/sn-z4n8dp.md"))
    #expect(try scene.store().find(typed).ticket.id.text == "abc-def-1")
  }

  @Test func aTicketInTheWrongShardIsFound() throws {
    let scene = try scene(("sn-k7m3qx", "x/y/sn-k7m3qx-login.md"), ("sn-z4n8dp", "z.md"))
    #expect(try scene.store().find("k7m").ticket.path == ".tickets/x/y/sn-k7m3qx-login.md")
  }

  @Test func aFileRenamedByHandIsFoundByItsId() throws {
    let scene = try scene(("sn-k7m3qx", "login.md"), ("sn-z4n8dp", "sn-z4n8dp.md"))
    #expect(try scene.store().find("k7m3").ticket.path == ".tickets/login.md")
  }

  @Test func aFileNamedAfterAnotherIdIsNotMeant() throws {
    let scene = try scene(("sn-z4n8dp", "sn-k7m3qx-login.md"), ("sn-k7m3qx", "other.md"))
    #expect(try scene.store().find("sn-k7m3qx").ticket.path == ".tickets/other.md")
    #expect(try scene.store().find("sn-z4n8dp").ticket.path == ".tickets/sn-k7m3qx-login.md")
  }

  @Test func severalFit() throws {
    let scene = try scene(
      ("sn-k7m3qx", "sn-k7m3qx.md"), ("sn-k7m4qx", "sn-k7m4qx.md"), ("sn-z4n8dp", "z.md"))
    let error = #expect(throws: TicketNotFound.self) { try scene.store().find("k7m") }
    guard case .ambiguous("k7m", let candidates)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(candidates.map(\.text) == ["sn-k7m3qx", "sn-k7m4qx"])
  }

  @Test func severalFilesHaveTheId() throws {
    let scene = try scene(("sn-k7m3qx", "sn-k7m3qx-a.md"), ("sn-k7m3qx", "sn-k7m3qx-b.md"))
    let id = try #require(TicketID("sn-k7m3qx"))
    #expect(
      throws: TicketNotFound.shared(
        id: id, paths: [".tickets/sn-k7m3qx-a.md", ".tickets/sn-k7m3qx-b.md"])
    ) { try scene.store().find("k7m3qx") }
  }

  @Test func aFullIdIsMeantThoughALongerOneBeginsWithIt() throws {
    let scene = try scene(("tc-160", "tc-160.md"), ("tc-1609", "tc-1609.md"))
    #expect(try scene.store().find("tc-160").ticket.id.text == "tc-160")
    #expect(try scene.store().find("160").ticket.id.text == "tc-160")
  }

  @Test(arguments: ["", "s", "sn", "sn-", "sn-k7", "k7", "-"])
  func tooShort(_ typed: String) throws {
    let scene = try scene(("sn-k7m3qx", "sn-k7m3qx.md"))
    #expect(throws: TicketNotFound.tooShort(typed: typed)) { try scene.store().find(typed) }
  }

  @Test(arguments: ["sn-k7m3qz", "sn-k7m3q", "k7m3xq", "sn-k7mm3qx"])
  func aNearMissIsSuggested(_ typed: String) throws {
    let scene = try scene(("sn-k7m3qx", "sn-k7m3qx.md"), ("sn-z4n8dp", "z.md"))
    if typed == "sn-k7m3q" {
      return #expect(try scene.store().find(typed).ticket.id.text == "sn-k7m3qx")
    }
    let id = try #require(TicketID("sn-k7m3qx"))
    #expect(throws: TicketNotFound.missing(typed: typed, nearest: [id])) {
      try scene.store().find(typed)
    }
  }

  @Test func aBrokenFileThatIsMeantIsNamed() throws {
    let scene = try scene(("sn-z4n8dp", "z.md"))
    try scene.write("<<<<<<< ours\n", to: ".tickets/sn-k7m3qx-login.md")
    let error = #expect(throws: TicketNotFound.self) { try scene.store().find("k7m3qx") }
    guard case .unreadable("k7m3qx", let problem)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem.path == ".tickets/sn-k7m3qx-login.md")
  }

  enum Odd: CaseIterable, Sendable {
    case link, folder, lineBreak, notUTF8

    func make(in scene: Scene) throws {
      let folder = "\(scene.directory)/.tickets"
      switch self {
      case .link:
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/sn-k7m3qx-login.md", withDestinationPath: "z.md")
      case .folder: try scene.write("x\n", to: ".tickets/sn-k7m3qx-login.md/x.txt")
      case .lineBreak: try scene.write(Scene.text, to: ".tickets/sn-k7m3qx-log\nin.md")
      case .notUTF8:
        let name = Array("\(folder)/sn-k7m3qx-log".utf8) + [0xFF] + Array(".md".utf8) + [0]
        let descriptor = open(name.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o644)
        #expect(descriptor >= 0)
        close(descriptor)
      }
    }
  }

  @Test(arguments: Odd.allCases, [true, false])
  func whatIsInTheTicketsPlaceIsNamed(_ odd: Odd, _ isCommitted: Bool) throws {
    let scene = try scene(("sn-z4n8dp", "z.md"))
    try odd.make(in: scene)
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "all")
    if isCommitted, odd == .folder { return }
    let source = isCommitted ? TicketSource.revision("HEAD") : .workTree
    let error = #expect(throws: TicketNotFound.self) {
      try scene.store().find("k7m3qx", in: source)
    }
    guard case .unreadable("k7m3qx", let problem)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem.path.hasPrefix(".tickets/sn-k7m3qx-log"))
    let hasBadName = odd == .lineBreak || odd == .notUTF8
    #expect(problem.rule == (hasBadName ? "file-name" : "not-a-file"))
    let loaded = try scene.store().load(from: source)
    #expect(loaded.tickets.map(\.ticket.path) == [".tickets/z.md"])
    #expect(loaded.problems == [problem])
  }

  @Test func aBrokenFileOfTheSameIdIsNotPassedOver() throws {
    let scene = try scene(("sn-k7m3qx", "sn-k7m3qx-login.md"))
    try scene.write("<<<<<<< ours\n", to: ".tickets/sn-k7m3qx-logout.md")
    let error = #expect(throws: TicketNotFound.self) { try scene.store().find("k7m3qx") }
    guard case .unreadable(_, let problem)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem.path == ".tickets/sn-k7m3qx-logout.md")
  }

  // MARK: New ids

  /// The id that the generator of the scene's store draws first.
  private func firstID(_ scene: Scene) throws -> String { try scene.store().newPlace().id.text }

  @Test func aNewIdIsOfNoTicketAnywhere() throws {
    let scene = try Scene.committed()
    try scene.write("version: 1\nprefix: sn\n", to: ".tickets/config.yml")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "config")
    func taken(_ name: String) throws -> String {
      let id = try firstID(scene)
      try scene.write(Scene.ticketText(id, title: name), to: ".tickets/\(id)-\(name).md")
      return id
    }
    func commit(_ branch: String) throws {
      try scene.git("checkout", "-q", "-b", branch)
      try scene.git("add", "-A")
      try scene.git("commit", "-q", "-m", branch)
      try scene.git("checkout", "-q", "main")
    }
    var ids: [String] = []
    // On another branch, on a remote-tracking one, on a detached HEAD, in the work tree.
    ids.append(try taken("branch"))
    try commit("other")
    ids.append(try taken("remote"))
    try commit("gone")
    try scene.git("update-ref", "refs/remotes/origin/x", "gone")
    try scene.git("branch", "-q", "-D", "gone")
    try scene.git("pack-refs", "--all")
    ids.append(try taken("detached"))
    try scene.git("checkout", "-q", "--detach")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "detached")
    ids.append(try taken("work"))
    ids.append(try firstID(scene))
    #expect(Set(ids).count == 5, "\(ids)")
    #expect(ids.allSatisfy { $0.hasPrefix("sn-") && $0.count == 9 })
  }

  @Test func aNewIdInAShardIsKnown() throws {
    let scene = try Scene.unborn()
    try scene.write("version: 1\nlayout: sharded\n", to: ".tickets/config.yml")
    let first = try firstID(scene)
    let id = try #require(TicketID(first))
    try scene.write(
      Scene.ticketText(first, title: "T"),
      to: ".tickets/\(id.fileName(title: "T", isSharded: true))")
    #expect(try firstID(scene) != first)
  }

  @Test(arguments: ["", "shard/"])
  func aNewIdIsOfNoFileThatIsOnlyStaged(_ folder: String) throws {
    let scene = try Scene.committed()
    let first = try firstID(scene)
    let shard = folder.isEmpty ? "" : "\(try #require(TicketID(first)).shard)/"
    let path = ".tickets/\(shard)\(first)-another-slug.md"
    try scene.write(Scene.ticketText(first, title: "T"), to: path)
    try scene.git("add", path)
    try scene.remove(path)
    #expect(try firstID(scene) != first)
  }

  @Test func aBranchThatLeadsNowhereDoesNotKeepAnybodyFromMakingTickets() throws {
    let scene = try Scene.committed()
    try scene.write(
      String(repeating: "1", count: 40) + "\n", to: ".git/refs/remotes/origin/broken")
    #expect(throws: Never.self) { _ = try scene.store().newPlace().id }
  }

  @Test func stagedTicketsAreKnown() throws {
    let scene = try Scene.unborn()
    let first = try firstID(scene)
    try scene.write(Scene.ticketText(first, title: "T"), to: ".tickets/\(first).md")
    try scene.git("add", "-A")
    try scene.remove(".tickets/\(first).md")
    #expect(throws: CommitRefused.exists(path: ".tickets/\(first).md")) {
      try scene.commit(
        CommitPlan(
          changes: [.create(path: ".tickets/\(first).md", bytes: Array(Scene.text.utf8))],
          subject: "x", tickets: []))
    }
  }
}
