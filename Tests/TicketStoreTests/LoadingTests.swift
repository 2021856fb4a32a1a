import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketModel
import TicketStore

/// Reading all tickets: one bad file is one problem and hides nothing.
@Suite struct LoadingTests {
  private func scene(_ names: String...) throws -> Scene {
    let scene = try Scene.unborn()
    for (number, name) in names.enumerated() {
      let id = "sn-b\(number + 2)b2b2"
      try scene.write(Scene.ticketText(id, title: "T"), to: ".tickets/\(name)")
    }
    return scene
  }

  @Test func withoutAFolderThereAreNoTickets() throws {
    let scene = try Scene.unborn()
    #expect(throws: NoTickets()) { try scene.store().load() }
    #expect(throws: NoTickets()) { try scene.store().find("sn-b2b2b2") }
    try scene.write("", to: ".tickets/.gitkeep")
    #expect(try scene.store().load().tickets.isEmpty)
  }

  @Test func ticketsOfNestedFoldersAreSortedByPath() throws {
    let scene = try scene("z.md", "a/y.md", "a.md", "a/b/c/x.md", "B.md")
    let loaded = try scene.store().load()
    #expect(loaded.problems.isEmpty)
    #expect(
      loaded.tickets.map(\.ticket.path) == [
        ".tickets/B.md", ".tickets/a.md", ".tickets/a/b/c/x.md", ".tickets/a/y.md",
        ".tickets/z.md",
      ])
  }

  @Test func moreTicketsThanOneThreadTakesStaySorted() throws {
    let scene = try Scene.unborn()
    for number in 0..<700 {
      try scene.write(
        Scene.ticketText("tc-\(number)", title: "T"), to: ".tickets/tc-\(number).md")
    }
    try scene.write("no ticket\n", to: ".tickets/tc-300x.md")
    let loaded = try scene.store().load()
    #expect(loaded.tickets.count == 700)
    #expect(loaded.tickets.map(\.ticket.path) == loaded.tickets.map(\.ticket.path).sorted())
    #expect(loaded.problems.map(\.path) == [".tickets/tc-300x.md"])
  }

  @Test func reservedAndHiddenNamesAreNoTickets() throws {
    let scene = try scene("good.md")
    for name in [
      "workflows/a.md", "templates/bug.md", "macros/m.md", "kb/article.md", ".hidden.md",
      ".dir/x.md", "notes.txt", "x.md~",
    ] {
      try scene.write("not a ticket\n", to: ".tickets/\(name)")
    }
    let loaded = try scene.store().load()
    #expect(loaded.tickets.count == 1)
    #expect(loaded.problems.isEmpty)
    // A reserved name is reserved at the top only.
    try scene.write(Scene.ticketText("sn-d2d2d2", title: "T"), to: ".tickets/a/kb/x.md")
    #expect(try scene.store().load().tickets.count == 2)
  }

  @Test(arguments: ["sn-d2d2d2.md", "other", ".hidden", "k"], [true, false])
  func everyLinkIsAProblem(_ name: String, _ isCommitted: Bool) throws {
    let scene = try scene("good.md")
    try scene.write(Scene.ticketText("sn-c2c2c2", title: "T"), to: "elsewhere/sn-c2c2c2.md")
    try FileManager.default.createSymbolicLink(
      atPath: "\(scene.directory)/.tickets/\(name)", withDestinationPath: "../elsewhere")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "all")
    let loaded = try scene.store().load(from: isCommitted ? .revision("HEAD") : .workTree)
    #expect(loaded.tickets.map(\.ticket.path) == [".tickets/good.md"])
    #expect(loaded.problems.map(\.path) == [".tickets/\(name)"])
    #expect(loaded.problems.map(\.rule) == ["not-a-file"])
  }

  @Test(arguments: [FolderRefused.Kind.symbolicLink, .file], [true, false])
  func aFolderThatIsNoneIsRefused(_ kind: FolderRefused.Kind, _ isCommitted: Bool) throws {
    let scene = try Scene.unborn()
    try scene.write(Scene.text, to: "elsewhere/sn-k7m3qx-login-crashes.md")
    if kind == .file {
      try scene.write("x\n", to: ".tickets")
    } else {
      try FileManager.default.createSymbolicLink(
        atPath: "\(scene.directory)/.tickets", withDestinationPath: "elsewhere")
    }
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "all")
    if isCommitted { try scene.git("clone", "-q", "--bare", ".", "bare.git") }
    let seen = isCommitted ? scene.from("\(scene.directory)/bare.git") : scene
    let before = try scene.everything()
    let refused = FolderRefused(path: ".tickets", kind: kind)
    #expect(throws: refused) { try seen.store().load() }
    #expect(throws: refused) { try seen.store().find("k7m3qx") }
    #expect(throws: refused) { try seen.store().settings() }
    #expect(throws: refused) { try seen.store().newPlace() }
    #expect(throws: refused) { try seen.commit(.create()) }
    #expect(throws: refused) { try seen.commit(.change(.field)) }
    #expect(try scene.everything() == before)
  }

  @Test func eachBadFileIsOneProblem() throws {
    let scene = try scene("good.md", "zz.md")
    let folder = "\(scene.directory)/.tickets"
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/a-link.md", withDestinationPath: "good.md")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/b-dangling.md", withDestinationPath: "nowhere.md")
    try scene.write(Scene.text, to: ".tickets/c-folder.md/inside.md")
    #expect(mkfifo("\(folder)/d-pipe.md", 0o666) == 0)
    try scene.write(
      Scene.text + String(repeating: "x", count: 9 << 20), to: ".tickets/e-huge.md")
    try scene.write(Array(Scene.text.utf8) + [0xFF, 0x0A], to: ".tickets/f-latin.md")
    try scene.write(Scene.text + "a\u{0}b\n", to: ".tickets/g-nul.md")
    try scene.write(
      Scene.text.replacingOccurrences(
        of: "status: new", with: "<<<<<<< a\nstatus: new\n=======\nstatus: done\n>>>>>>> b"),
      to: ".tickets/h-conflict.md")
    try scene.write("", to: ".tickets/i-empty.md")
    try scene.write("---\nid: sn-x\n", to: ".tickets/j-open.md")
    try scene.write("---\ntitle: no id\n---\n", to: ".tickets/k-no-id.md")

    let loaded = try scene.store().load()
    #expect(loaded.tickets.map(\.ticket.path) == [".tickets/good.md", ".tickets/zz.md"])
    #expect(
      loaded.problems.map { String($0.path.dropFirst(9)) } == [
        "a-link.md", "b-dangling.md", "c-folder.md", "d-pipe.md", "e-huge.md", "f-latin.md",
        "g-nul.md", "h-conflict.md", "i-empty.md", "j-open.md", "k-no-id.md",
      ])
    #expect(
      loaded.problems.map(\.rule) == [
        "not-a-file", "not-a-file", "not-a-file", "not-a-file", "unreadable", "syntax", "syntax",
        "syntax", "syntax", "syntax", "shape",
      ])
    let conflict = loaded.problems.first { $0.path.hasSuffix("h-conflict.md") }
    #expect(conflict?.position.line == 5)
  }

  #if os(Linux)
    @Test func aFileIsReadToItsEndHoweverShortTheReadsAre() throws {
      // The kernel hands this file out in pieces of less than a page, as some file systems do.
      #expect(try Files.read("/proc/self/smaps").count > 64 << 10)
    }
  #endif

  @Test func aFileThatMayNotBeReadIsAProblem() throws {
    let scene = try scene("good.md", "secret.md")
    chmod("\(scene.directory)/.tickets/secret.md", 0)
    guard access("\(scene.directory)/.tickets/secret.md", R_OK) != 0 else {
      print("skipped: this user may read everything")
      return
    }
    let loaded = try scene.store().load()
    #expect(loaded.tickets.count == 1)
    #expect(loaded.problems.map(\.rule) == ["unreadable"])
  }

  @Test(arguments: [".git", ""])
  func aRepositoryOfSomebodyElseIsGitsToJudge(_ path: String) throws {
    let scene = try scene("good.md")
    guard chown("\(scene.directory)/\(path)", 12_345, 12_345) == 0 else {
      print("skipped: this user may give nothing away")
      return
    }
    let error = #expect(throws: (any Error).self) { try scene.store().load() }
    #expect(error.flatMap { GitFailure($0) }?.kind == .owner)
  }

  @Test func aRevisionIsReadAsItsCheckoutIs() throws {
    let scene = try scene("good.md", "a/deep.md", "templates/t.md")
    try scene.write("not a ticket\n", to: ".tickets/bad.md")
    try scene.write("version: 1\n", to: ".tickets/config.yml")
    try FileManager.default.createSymbolicLink(
      atPath: "\(scene.directory)/.tickets/link.md", withDestinationPath: "good.md")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "all")
    try scene.git("tag", "v1")
    let checkout = try scene.store().load(detail: .documents)
    for revision in ["HEAD", "v1", "main~0"] {
      let loaded = try scene.store().load(from: .revision(revision), detail: .documents)
      #expect(loaded.tickets.map(\.ticket) == checkout.tickets.map(\.ticket))
      #expect(loaded.tickets.map(\.document?.bytes) == checkout.tickets.map(\.document?.bytes))
      #expect(loaded.problems.map(\.path) == checkout.problems.map(\.path))
      #expect(loaded.problems.map(\.rule) == checkout.problems.map(\.rule))
    }
    try scene.remove(".tickets/good.md")
    #expect(try scene.store().load(from: .revision("v1")).tickets.count == 2)
    #expect(throws: RevisionMissing.self) { try scene.store().load(from: .revision("v2")) }
  }

  @Test func anOversizedTicketOfARevisionIsAProblemToo() throws {
    let scene = try scene("good.md")
    try scene.write(
      Scene.text + String(repeating: "x", count: 9 << 20), to: ".tickets/huge.md")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "all")
    let loaded = try scene.store().load(from: .revision("HEAD"))
    #expect(loaded.tickets.count == 1)
    #expect(loaded.problems.map(\.path) == [".tickets/huge.md"])
  }

  @Test func theLogOfATicketFollowsItsPath() throws {
    let scene = try Scene.committed()
    try scene.commit(.change(.transition))
    try scene.commit(.create())
    try scene.commit(.change(.label))
    let store = try scene.store()
    #expect(
      try store.log(of: Scene.ticket, limit: nil).map(\.subject)
        == ["sn-k7m3qx: label", "sn-k7m3qx: transition", "start"])
    #expect(try store.log(of: Scene.ticket, limit: 1).map(\.subject) == ["sn-k7m3qx: label"])
    #expect(
      try store.log(of: nil, limit: nil).map(\.id).joined(separator: "\n") + "\n"
        == scene.git("log", "--format=%H", "--", ".tickets"))
  }

  @Test func theLogBeforeTheFirstCommitIsEmpty() throws {
    let scene = try Scene.unborn()
    #expect(try scene.store().log(of: nil, limit: nil).isEmpty)
  }
}
