import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketModel

@testable import TicketStore

/// Invariant I7: the cache changes how long an answer takes, never the answer.
@Suite struct TicketCacheTests {
  @Test func itIsUsed() throws {
    let world = try CacheScene()
    #expect(try world.knownCount() == 0)
    try world.expectFresh()
    #expect(try world.knownCount() == 80)
    #expect(try world.knownCount(.texts) == 80)
    let table = try world.bytes(try #require(world.files.first { $0.hasPrefix("table-") }))
    try world.expectFresh()
    #expect(try world.bytes(try #require(world.files.first { $0.hasPrefix("table-") })) == table)
  }

  @Test func aTicketThatChangedIsReadAndTheOthersAreNot() throws {
    let world = try CacheScene()
    try world.expectFresh()
    try world.write(3, "Another one")
    try world.write(50, "Another one")
    #expect(try world.knownCount() == 78)
    try world.expectFresh()
    #expect(try world.knownCount() == 80)
    try world.scene.remove(world.paths[7])
    try world.scene.write(world.text(0, "Twice"), to: ".tickets/twice.md")
    try world.scene.write(world.text(1, "Deep"), to: ".tickets/x/y/z/deep.md")
    try world.scene.write("---\n", to: world.paths[9])
    try world.expectFresh()
    try world.expectFresh()
  }

  @Test func aFewTicketsAreNotWorthACache() throws {
    let world = try CacheScene(count: 40)
    try world.expectFresh()
    #expect(world.files == [])
  }

  @Test func twoWorkTreesShareIt() throws {
    let world = try CacheScene()
    try world.scene.git("worktree", "add", "-q", "-b", "other", "linked")
    let other = world.scene.from(world.scene.scratch.path("linked"))
    for number in 0..<10 { try world.write(number, "Elsewhere", in: other) }
    for _ in 0..<2 {
      try world.expectFresh()
      try world.expectFresh(in: other)
    }
    #expect(world.files.count { $0.hasPrefix("table-") } == 2)
    #expect(world.files.count { $0.hasPrefix("rows-") } == 1)
    #expect(try world.knownCount() == 80)
    try world.scene.git("worktree", "remove", "--force", "linked")
    try world.expectFresh()
  }

  @Test func switchesOfBranchesAreSeen() throws {
    let world = try CacheScene()
    try world.scene.git("checkout", "-q", "-b", "other")
    for number in stride(from: 0, to: 80, by: 3) { try world.write(number, "Branch") }
    try world.scene.git("mv", world.paths[5], ".tickets/moved.md")
    try world.commitAll()
    for step in [
      ["checkout", "-q", "main"], ["checkout", "-q", "other"], ["reset", "-q", "--hard", "main"],
      ["merge", "-q", "other@{1}"], ["stash", "-q"], ["checkout", "-q", "main"],
    ] {
      _ = try world.scene.gitResult(step)
      try world.expectFresh(step.joined(separator: " "), details: [.fields])
    }
  }

  @Test func whatIsNoLongerNeededIsLeftOut() throws {
    let world = try CacheScene()
    let long = String(repeating: "A long text. ", count: 1_500)
    for round in 0..<9 {
      for number in world.paths.indices {
        try world.scene.write(
          world.text(number, "Round \(round + 10)") + long, to: world.paths[number])
      }
      _ = try world.scene.store().load()
    }
    let texts = world.files.filter { $0.hasPrefix("texts-") }
    #expect(texts.count == 1 && texts != ["texts-1"])
    // Twice what is in use, what came last, and what is never worth the trouble.
    let size = try world.bytes(try #require(texts.first)).count
    #expect(size < 3 * 80 * (long.utf8.count + 500) + 4 << 20)
    try world.expectFresh()
    try world.expectFresh(from: .revision("HEAD"))
    #expect(try world.knownCount() == 80)
  }
}

/// Caches that cannot be used.
@Suite struct CacheRefusalTests {
  @Test func aFileInTheWay() throws {
    let world = try CacheScene()
    try world.scene.write("in the way", to: ".git/snag")
    try world.expectFresh()
    try world.scene.remove(".git/snag")
    try world.scene.write("in the way", to: ".git/snag/cache-\(geteuid())")
    try world.expectFresh()
  }

  @Test func linksAreNotFollowed() throws {
    let world = try CacheScene()
    let elsewhere = try ScratchDirectory()
    try elsewhere.write("precious", to: "file")
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: world.scene.scratch.path(".git/snag"), withIntermediateDirectories: true)
    try manager.createSymbolicLink(atPath: world.folder, withDestinationPath: elsewhere.path)
    try world.expectFresh()
    #expect(try manager.contentsOfDirectory(atPath: elsewhere.path) == ["file"])
    try manager.removeItem(atPath: world.folder)
    for name in ["lock", "rows-1", "texts-1"] {
      try? manager.removeItem(atPath: world.folder)
      try manager.createDirectory(atPath: world.folder, withIntermediateDirectories: true)
      try manager.createSymbolicLink(
        atPath: "\(world.folder)/\(name)", withDestinationPath: elsewhere.path("file"))
      try world.expectFresh(name)
      #expect(try elsewhere.text("file") == "precious")
    }
  }

  @Test func aLockThatIsHeldIsNotWaitedFor() throws {
    let world = try CacheScene()
    let writer = try #require(CacheWriter(in: world.scene.scratch.path(".git")))
    #expect(CacheWriter(in: world.scene.scratch.path(".git")) == nil)
    try world.expectFresh()
    #expect(!world.files.contains { $0.hasPrefix("table-") })
    withExtendedLifetime(writer) {}
  }

  /// The rule by which an entry is believed, see `TicketTable`.
  @Test func whatChangedInTheTickOfTheStampOrLaterIsNotBelieved() throws {
    let world = try CacheScene()
    let writer = try #require(CacheWriter(in: world.scene.scratch.path(".git")))
    func file(_ changed: Int64, device: UInt64) -> FileIdentity {
      FileIdentity(
        device: device, inode: 1, modified: 1, changed: changed, size: 1, isFile: true)
    }
    #expect(writer.proves(file(writer.stamp - 1, device: writer.device)))
    #expect(!writer.proves(file(writer.stamp, device: writer.device)))
    #expect(!writer.proves(file(writer.stamp + 1, device: writer.device)))
    #expect(!writer.proves(file(writer.stamp - 9_999_999_999, device: writer.device + 1)))
    #expect(writer.proves(file(writer.stamp - 10_000_000_001, device: writer.device + 1)))
  }

  @Test func anEntryDescribesOnlyTheVeryFile() {
    let file = FileIdentity(
      device: 1, inode: 2, modified: 3, changed: 4, size: 5, isFile: true)
    let parts = CachedParts(row: CachedPart(), text: CachedPart(), isRefused: false)
    let entry = TableEntry(file, isTrusted: true, parts)
    #expect(entry.describes(file))
    #expect(!TableEntry(file, isTrusted: false, parts).describes(file))
    for other in [
      FileIdentity(device: 1, inode: 9, modified: 3, changed: 4, size: 5, isFile: true),
      FileIdentity(device: 1, inode: 2, modified: 9, changed: 4, size: 5, isFile: true),
      FileIdentity(device: 1, inode: 2, modified: 3, changed: 9, size: 5, isFile: true),
      FileIdentity(device: 1, inode: 2, modified: 3, changed: 4, size: 9, isFile: true),
      FileIdentity(device: 1, inode: 2, modified: 3, changed: 4, size: 5, isFile: false),
    ] { #expect(!entry.describes(other)) }
  }
}
