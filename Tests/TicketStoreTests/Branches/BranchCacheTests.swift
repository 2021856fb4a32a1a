import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// The cache of `branchView` changes how long an answer takes, never the answer.
@Suite struct BranchCacheTests {
  private static let path = ".git/snag/branches"

  private func forest(_ seed: UInt64) throws -> BranchForest {
    var forest = try BranchForest(seed: seed)
    for _ in 0..<40 { try forest.step() }
    try forest.checkOut(changing: 1)
    return forest
  }

  private func lines(_ scene: Scene, usesCache: Bool = true) throws -> [String] {
    try scene.store().branchView(detail: .documents, usesCache: usesCache).lines
  }

  @Test func itIsUsed() throws {
    var forest = try forest(1)
    try forest.checkOut(changing: 0)
    func titles() throws -> [String] {
      try forest.scene.store().branchView().loaded.tickets.map {
        "\($0.ticket.id) \($0.ticket.title)"
      }
    }
    let expected = try titles()
    // Without objects only the cache can know what other branches say.
    let objects = forest.scene.scratch.path(".git/objects")
    try FileManager.default.moveItem(atPath: objects, toPath: "\(objects).away")
    try FileManager.default.createDirectory(
      atPath: objects, withIntermediateDirectories: false)
    #expect(throws: (any Error).self) { try lines(forest.scene, usesCache: false) }
    #expect(try titles() == expected)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func damageIsNoticed(seed: UInt64) throws {
    let scene = try forest(seed).scene
    let expected = try lines(scene, usesCache: false)
    #expect(try lines(scene) == expected)
    let whole = try scene.bytes(Self.path)
    var random = SeededGenerator(seed: seed)
    for round in 0..<60 {
      var bytes = whole
      switch round % 3 {
      case 0: bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8(round % 8)
      case 1: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      default:
        let place = Int.random(in: 0..<bytes.count - 8, using: &random)
        for index in place..<place + 8 { bytes[index] = UInt8.random(in: 0...255, using: &random) }
      }
      try scene.write(bytes, to: Self.path)
      #expect(try lines(scene) == expected, "seed \(seed), round \(round)")
      #expect(try scene.bytes(Self.path) == whole, "it was made anew")
    }
    try scene.write("snag branches 3\n", to: Self.path)
    #expect(try lines(scene) == expected, "of another version")
  }

  @Test func branchesThatMoveAppearAndGoAreSeenAtOnce() throws {
    let scene = try forest(2).scene
    for command in [
      ["update-ref", "refs/heads/one", "refs/remotes/fork/three"], ["branch", "-m", "one", "uno"],
      ["branch", "-D", "two"], ["branch", "new", "uno"],
      ["update-ref", "-d", "refs/remotes/origin/main"],
      ["commit", "-q", "-a", "-m", "here"], ["checkout", "-q", "--detach"],
    ] {
      _ = try lines(scene)
      let result = try scene.gitResult(command)
      try #require(result.status == 0, "\(result.errors)")
      #expect(try lines(scene) == lines(scene, usesCache: false), "\(command)")
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNoObstacle() throws {
    let scene = try forest(3).scene
    let expected = try lines(scene, usesCache: false)
    try scene.write("a file in the way", to: ".git/snag")
    #expect(try lines(scene) == expected)
    try scene.remove(".git/snag")
    try scene.write("a folder in the way", to: "\(Self.path)/x")
    #expect(try lines(scene) == expected)
  }

  @Test func linkedWorktreesShareIt() throws {
    let scene = try forest(4).scene
    try scene.git("stash", "-q")
    try scene.git("worktree", "add", "-q", "--detach", "../linked-\(UInt32.random(in: 0 ... .max))")
    let list = try scene.git("worktree", "list", "--porcelain")
    let linked = try #require(
      list.split(separator: "\n").last { $0.hasPrefix("worktree ") }?.dropFirst(9))
    defer { try? FileManager.default.removeItem(atPath: String(linked)) }
    _ = try lines(scene.from(String(linked)))
    #expect(scene.exists(Self.path))
  }

  @Test func twoAtOnceGetTheSame() async throws {
    let scene = try forest(5).scene
    let expected = try lines(scene, usesCache: false)
    try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<8 {
        group.addTask { try scene.store().branchView(detail: .documents).lines }
      }
      for try await lines in group { #expect(lines == expected) }
    }
    #expect(try lines(scene) == expected)
  }
}
