import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// Tickets that are not simply committed: new to git, deleted, unmerged, with other line ends.
@Suite struct TicketStateTests {
  private let fresh = ".tickets/sn-c3p8rw.md"
  private let text = Scene.ticketText("sn-c3p8rw", title: "By hand")
  private var change: CommitPlan {
    CommitPlan(
      changes: [.edit(path: fresh, Change.transition.edits)], subject: "sn-c3p8rw: x",
      tickets: ["sn-c3p8rw"])
  }

  private func expectFreshCommitted(
    _ scene: Scene, since old: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    try scene.expectOneCommit(since: old, paths: [fresh], ticket: "sn-c3p8rw", location)
    #expect(try scene.status.isEmpty, sourceLocation: location)
    #expect(
      try scene.git("show", "HEAD:\(fresh)").contains("status: in-progress"),
      sourceLocation: location)
  }

  @Test func untracked() throws {
    let scene = try Scene.committed()
    try scene.write(text, to: fresh)
    let old = try scene.id("HEAD")
    try scene.commit(change)
    try expectFreshCommitted(scene, since: old)
  }

  @Test func intendedToBeAdded() throws {
    let scene = try Scene.committed()
    try scene.write(text, to: fresh)
    try scene.git("add", "-N", fresh)
    let old = try scene.id("HEAD")
    try scene.commit(change)
    try expectFreshCommitted(scene, since: old)
  }

  @Test func untrackedAndIgnored() throws {
    let scene = try Scene.committed()
    try scene.write(".tickets\n", to: ".git/info/exclude")
    try scene.write(text, to: fresh)
    let old = try scene.id("HEAD")
    try scene.commit(change)
    try expectFreshCommitted(scene, since: old)
  }

  @Test func untrackedAndExecutable() throws {
    let scene = try Scene.committed()
    try scene.write(text, to: fresh)
    chmod("\(scene.directory)/\(fresh)", 0o755)
    let old = try scene.id("HEAD")
    try scene.commit(change)
    try expectFreshCommitted(scene, since: old)
    #expect(try scene.git("ls-tree", "HEAD", fresh).hasPrefix("100755"))
  }

  @Test func stagedOnly() throws {
    let scene = try Scene.committed()
    try scene.write(text, to: fresh)
    try scene.git("add", fresh)
    let old = try scene.id("HEAD")
    try scene.commit(change)
    try expectFreshCommitted(scene, since: old)
  }

  @Test func stagedOnlyAndExecutable() throws {
    let scene = try Scene.committed()
    try scene.write(text, to: fresh)
    chmod("\(scene.directory)/\(fresh)", 0o755)
    try scene.git("add", fresh)
    let old = try scene.id("HEAD")
    try scene.commit(change)
    try expectFreshCommitted(scene, since: old)
    #expect(try scene.git("ls-tree", "HEAD", fresh).hasPrefix("100755"))
  }

  @Test func stagedOnlyAndModifiedSince() throws {
    let scene = try Scene.committed()
    try scene.write(text, to: fresh)
    try scene.git("add", fresh)
    try scene.edit(fresh, "Firefox", "Chromium")
    let old = try scene.id("HEAD")
    try scene.commit(change)
    try scene.expectOneCommit(since: old, paths: [fresh], ticket: "sn-c3p8rw")
    #expect(try scene.changedLines("--cached") == [])
    #expect(try scene.changedLines() == ["-It happens on Firefox.", "+It happens on Chromium."])
  }

  private func expectRefusal(
    _ scene: Scene, _ refusal: CommitRefused, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try scene.everything()
    #expect(throws: refusal, sourceLocation: location) {
      try scene.commit(.change(.transition))
    }
    #expect(try scene.everything() == before, sourceLocation: location)
  }

  @Test func deletedInTheWorkTree() throws {
    let scene = try Scene.committed()
    try scene.remove(Scene.ticket)
    try expectRefusal(scene, .missing(path: Scene.ticket))
  }

  @Test func stagedForDeletion() throws {
    let scene = try Scene.committed()
    try scene.git("rm", "-q", "--cached", Scene.ticket)
    try expectRefusal(scene, .stagedForDeletion(path: Scene.ticket))
    try scene.remove(Scene.ticket)
    try expectRefusal(scene, .missing(path: Scene.ticket))
  }

  @Test func unmerged() throws {
    let scene = try Scene.committed()
    let blob = try scene.git("hash-object", "-w", Scene.ticket).trimmingCharacters(in: .newlines)
    let none = String(repeating: "0", count: 40)
    try scene.git(
      "update-index", "--index-info",
      input: "0 \(none)\t\(Scene.ticket)\n"
        + (1...3).map { "100644 \(blob) \($0)\t\(Scene.ticket)\n" }.joined())
    try expectRefusal(scene, .unmerged(path: Scene.ticket))
  }

  @Test func createdWhereSomethingIs() throws {
    let scene = try Scene.committed()
    let path = ".tickets/sn-c3p8rw-new-one.md"
    for make in [
      { try scene.write("mine\n", to: path) },
      {
        try scene.git("add", path)
        try scene.remove(path)
      },
      { try scene.git("commit", "-q", "-m", "mine") },
    ] {
      try make()
      let before = try scene.everything()
      #expect(throws: CommitRefused.exists(path: path)) { try scene.commit(.create()) }
      #expect(try scene.everything() == before)
    }
  }

  @Test func aLinkWhereTheTicketShouldBe() throws {
    let scene = try Scene.committed()
    try scene.write(Scene.text, to: "outside.md")
    try scene.remove(Scene.ticket)
    try FileManager.default.createSymbolicLink(
      atPath: "\(scene.directory)/\(Scene.ticket)", withDestinationPath: "../outside.md")
    let before = try scene.everything()
    #expect(throws: FileError.self) { try scene.commit(.change(.transition)) }
    #expect(try scene.everything() == before)
  }

  @Test func aFolderThatIsALinkIsNotWrittenThrough() throws {
    let scene = try Scene.committed()
    let outside = try ScratchDirectory()
    try FileManager.default.createSymbolicLink(
      atPath: "\(scene.directory)/.tickets/sn-c3", withDestinationPath: outside.path)
    let plan = CommitPlan(
      changes: [.create(path: ".tickets/sn-c3/sn-c3p8rw.md", bytes: Array(text.utf8))],
      subject: "x", tickets: [])
    let before = try scene.everything()
    #expect(throws: (any Error).self) { try scene.commit(plan) }
    #expect(throws: (any Error).self) { try scene.commit(plan, to: .workTreeOnly) }
    #expect(try scene.everything() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
  }

  // MARK: Line ends

  @Test func aWorkFileWithCRLFUnderAutocrlf() throws {
    let scene = try Scene.committed()
    try scene.git("config", "core.autocrlf", "true")
    try scene.write(
      Scene.text.replacingOccurrences(of: "\n", with: "\r\n"), to: Scene.ticket)
    #expect(try scene.changedLines() == [])
    let old = try scene.id("HEAD")
    try scene.commit(.change(.transition))
    try scene.expectOneCommit(since: old)
    #expect(try scene.status.isEmpty)
    #expect(try scene.text(Scene.ticket).contains("status: in-progress\r\n"))
    #expect(try !scene.git("show", "HEAD:\(Scene.ticket)").contains("\r"))
  }

  @Test func anUntrackedFileWithCRLFUnderAutocrlf() throws {
    let scene = try Scene.committed()
    try scene.git("config", "core.autocrlf", "true")
    try scene.write(text.replacingOccurrences(of: "\n", with: "\r\n"), to: fresh)
    let old = try scene.id("HEAD")
    try scene.commit(change)
    try scene.expectOneCommit(since: old, paths: [fresh], ticket: "sn-c3p8rw")
    #expect(try scene.status.isEmpty)
    #expect(try scene.text(fresh).contains("status: in-progress\r\n"))
  }

  @Test func anUntrackedFileWithCRLFDeclaredText() throws {
    let scene = try Scene.committed()
    try scene.write("*.md text\n", to: ".gitattributes")
    try scene.git("add", ".gitattributes")
    try scene.git("commit", "-q", "-m", "attributes")
    try scene.write(text.replacingOccurrences(of: "\n", with: "\r\n"), to: fresh)
    let old = try scene.id("HEAD")
    try scene.commit(change)
    try scene.expectOneCommit(since: old, paths: [fresh], ticket: "sn-c3p8rw")
    #expect(try scene.status.isEmpty)
  }

  @Test func committedWithCRLF() throws {
    let scene = try Scene.committed()
    try scene.write(
      Scene.text.replacingOccurrences(of: "\n", with: "\r\n"), to: Scene.ticket)
    try scene.git("commit", "-q", "-a", "-m", "crlf")
    let old = try scene.id("HEAD")
    try scene.commit(.change(.comment))
    try scene.expectOneCommit(since: old)
    #expect(try scene.status.isEmpty)
    let lines = try scene.text(Scene.ticket).components(separatedBy: "\n")
    #expect(lines.dropLast().allSatisfy { $0.hasSuffix("\r") })
  }
}
