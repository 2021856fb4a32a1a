import Foundation
import GitKit
import TestSupport
import Testing
import TicketModel

@testable import TicketStore

/// What is remembered of branches changes how long an answer takes, never the answer.
@Suite struct BranchMemoryTests {
  private func lines(_ scene: Scene, usesCache: Bool = true) throws -> [String] {
    try scene.store().branchView(detail: .documents, usesCache: usesCache).lines
  }

  private func fields(_ scene: Scene, usesCache: Bool = true) throws -> [String] {
    let view = try scene.store().branchView(usesCache: usesCache)
    return view.loaded.tickets.map(\.ticket).map { ticket in
      let words = view.words(about: ticket).map { "\($0.branch) \($0.ticket?.path ?? "-")" }
      return
        "\(ticket.path) \(ticket.id) \(ticket.title) \(ticket.priority) \(ticket.labels) \(words)"
    } + view.loaded.problems.map { "\($0)" }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func anAnswerThatGoesOnFromTheLastIsAFreshOne(seed: UInt64) throws {
    var forest = try BranchForest(seed: seed)
    let scene = forest.scene
    for round in 0..<12 {
      for _ in 0..<(round % 3 + 1) { try forest.step() }
      try forest.checkOut(changing: round % 4 == 3 ? 2 : 0)
      let comment = Comment(rawValue: "seed \(seed), round \(round)")
      #expect(try fields(scene) == fields(scene, usesCache: false), comment)
      #expect(try lines(scene) == lines(scene, usesCache: false), comment)
    }
  }

  @Test func anotherPlaceToLookFromAndOtherRulesAreNoticed() throws {
    var forest = try BranchForest(seed: 9)
    for _ in 0..<30 { try forest.step() }
    try forest.checkOut(changing: 0)
    let scene = forest.scene
    for command in [
      ["switch", "-q", "one"], ["switch", "-q", "--detach", "refs/remotes/fork/three"],
      ["switch", "-q", "main"], ["merge", "-q", "-s", "ours", "-m", "m", "two"],
      ["update-ref", "refs/remotes/origin/main", "one"], ["reset", "-q", "--hard", "HEAD~1"],
      ["config", "init.defaultBranch", "one"],
    ] {
      _ = try lines(scene)
      try scene.gitResult(command).requireSuccess()
      #expect(try lines(scene) == lines(scene, usesCache: false), "\(command)")
    }
    _ = try lines(scene)
    try scene.write(
      "name: bug\ntypes: [bug]\nstatuses:\n  new: {category: new}\n",
      to: ".tickets/workflows/bug.yml")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "rules")
    #expect(try lines(scene) == lines(scene, usesCache: false), "a workflow")
  }

  private static let other = ".tickets/sn-z4n8dp-export.md"

  /// Three branches; the first one edits another ticket than the others.
  private func branches() throws -> Scene {
    let scene = try Scene.committed()
    for branch in ["one", "two", "three"] {
      try scene.git("switch", "-q", "-c", branch, "main")
      try scene.edit(
        branch == "one" ? Scene.ticket : Self.other, "assignee:", "assignee: \(branch)")
      try scene.git("commit", "-q", "-a", "-m", branch)
    }
    try scene.git("switch", "-q", "main")
    return scene
  }

  /// Takes away what only a branch needs; without it nobody can look what it says.
  private func hide(_ branch: String, of scene: Scene) throws -> String {
    let tree = try scene.git("rev-parse", "\(branch)^{tree}").trimmingCharacters(in: .newlines)
    let path = scene.scratch.path(".git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))")
    try FileManager.default.moveItem(atPath: path, toPath: "\(path).away")
    return path
  }

  @Test func aNewCommitCostsOneBranch() throws {
    let scene = try branches()
    for start in ["two", "main"] {
      _ = try fields(scene)
      let hidden = try hide("one", of: scene)
      try scene.git("switch", "-q", start)
      try scene.edit(Self.other, "priority: P2", "priority: P1")
      try scene.git("commit", "-q", "-a", "-m", "more")
      try scene.git("switch", "-q", "main")
      #expect(throws: (any Error).self) { try fields(scene, usesCache: false) }
      let lines = try fields(scene)
      #expect(lines.contains { $0.contains("P1") }, "\(start) \(lines)")
      #expect(lines.contains { $0.contains("one") }, "\(start) \(lines)")
      try FileManager.default.moveItem(atPath: "\(hidden).away", toPath: hidden)
    }
  }

  @Test func filesThatWereComparedAreNotReadAgain() throws {
    let cached = try CacheScene()
    let scene = cached.scene
    try scene.git("switch", "-q", "-c", "topic")
    for number in 0..<40 { try cached.write(number, "Topic \(number)") }
    try cached.commitAll()
    try scene.git("switch", "-q", "main")
    let expected = try fields(scene, usesCache: false)
    for _ in 0..<4 { #expect(try fields(scene) == expected) }

    let git = try scene.store().git()
    let compared = ComparedFiles(git, root: scene.directory)
    #expect(compared.identities.count == 40)
    let wanted = WantedFiles(paths: Set(cached.paths[..<40]), known: compared.identities)
    let cache = TicketCache(of: scene.directory, in: git.commonDirectory)
    let scan = try #require(
      try WorkTreeScan(scene.directory, cache: cache, detail: .documentsAt(wanted)))
    for entry in 0..<scan.known.count {
      if case .wanted = scan.known[entry] { Issue.record("a file is read again") }
    }
    // The same size, and mostly the same tick of the clock.
    for number in stride(from: 0, to: 40, by: 8) {
      try scene.edit(cached.paths[number], "- l-", "- m-")
      #expect(try fields(scene) == fields(scene, usesCache: false), "\(number)")
    }
  }
}

extension ProgramResult {
  fileprivate func requireSuccess() throws { try #require(status == 0, "\(errors)") }
}
