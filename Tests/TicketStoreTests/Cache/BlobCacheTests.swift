import GitKit
import TestSupport
import Testing
import TicketModel

@testable import TicketStore

/// Contents in git are read once.
@Suite struct BlobCacheTests {
  @Test func contentsInGitAreKnownByTheirID() throws {
    let world = try CacheScene()
    try world.expectFresh(from: .revision("HEAD"))
    let git = try world.scene.store().git()
    let folder = try #require(CacheFolder(in: world.scene.scratch.path(".git")))
    let table = try #require(BlobTable(in: folder))
    #expect(table.entries.count == 81)
    let blob = try git.blobID(try world.scene.bytes(world.paths[0]))
    #expect(table[blob]?.isRefused == 0)
    for number in 0..<20 { try world.write(number, "Later") }
    try world.commitAll()
    try world.expectFresh(from: .revision("HEAD"))
    try world.expectFresh(from: .revision("HEAD~1"))
    try world.expectFresh(from: .index)
    #expect(BlobTable(in: folder)?.entries.count == 101)
  }
}
