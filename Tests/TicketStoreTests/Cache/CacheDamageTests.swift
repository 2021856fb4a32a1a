import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketModel

@testable import TicketStore

/// A cache with any bytes in it gives the answer of a fresh read.
@Suite struct CacheDamageTests {
  @Test(arguments: 0..<8 as Range<UInt64>)
  func damageIsNoticed(seed: UInt64) throws {
    let world = try CacheScene()
    try world.expectFresh()
    try world.expectFresh(from: .revision("HEAD"))
    let first = try Expectation(world)
    var generator = SeededGenerator(seed: seed)
    var kept: [String: Data] = [:]
    for round in 0..<150 {
      for name in world.files where Int.random(in: 0..<8, using: &generator) == 0 {
        kept[name] = try? world.bytes(name)
      }
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        try damage(world, &kept, &generator)
      }
      #expect(try first.holds(&generator), "seed \(seed), round \(round)")
    }
  }

  /// What a fresh read of a scene gives.
  private struct Expectation {
    private let world: CacheScene
    private let fresh: LoadedTickets
    private let texts: [String]

    init(_ world: CacheScene) throws {
      self.world = world
      fresh = try world.scene.store().load(detail: .documents)
      texts = fresh.tickets.map { folded($0.document?.body ?? "") }
    }

    func holds(_ generator: inout SeededGenerator) throws -> Bool {
      let detail: LoadDetail = Bool.random(using: &generator) ? .fields : .texts
      let source: TicketSource =
        Int.random(in: 0..<4, using: &generator) == 0 ? .revision("HEAD") : .workTree
      let loaded = try world.scene.store().load(from: source, detail: detail)
      guard Set(loaded.tickets.map(\.ticket.path)) == Set(fresh.tickets.map(\.ticket.path)),
        loaded.tickets.sorted(by: { $0.ticket.path < $1.ticket.path }).map(\.ticket)
          == fresh.tickets.map(\.ticket), loaded.problems == fresh.problems
      else { return false }
      return detail == .fields || source != .workTree
        || loaded.tickets.map(\.foldedText.text) == texts
    }
  }

  private func damage(
    _ world: CacheScene, _ kept: inout [String: Data], _ generator: inout SeededGenerator
  ) throws {
    let names = world.files.filter { $0 != "lock" }
    guard let name = names.randomElement(using: &generator), var bytes = try? world.bytes(name)
    else { return }
    switch Int.random(in: 0..<10, using: &generator) {
    case 0...3 where !bytes.isEmpty:
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^=
          UInt8(1 << Int.random(in: 0..<8, using: &generator))
      }
    case 4: bytes = bytes.prefix(Int.random(in: 0...bytes.count, using: &generator))
    case 5: bytes += bytes.suffix(100)
    case 6: bytes = Data(count: bytes.count)
    case 7: bytes = try world.bytes(names.randomElement(using: &generator) ?? name)
    // An older table, and rows that are shorter than a table says.
    case 8: bytes = kept[name] ?? bytes
    case 9: try? FileManager.default.removeItem(atPath: "\(world.folder)/\(name)")
    default: break
    }
    try world.replace(name, bytes)
  }

  @Test func anotherVersionIsNone() throws {
    let world = try CacheScene()
    try world.expectFresh()
    let name = try #require(world.files.first { $0.hasPrefix("table-") })
    var bytes = try world.bytes(name)
    bytes[8] ^= 1
    try world.replace(name, bytes)
    #expect(try world.knownCount() == 0)
    try world.expectFresh()
    #expect(try world.knownCount() == 80)
  }

  @Test func everySingleByteOfATableCounts() throws {
    let world = try CacheScene()
    try world.expectFresh()
    let name = try #require(world.files.first { $0.hasPrefix("table-") })
    let whole = Array(try world.bytes(name))
    #expect(TicketTable(TicketBytes(whole), root: world.scene.directory) != nil)
    for place in whole.indices {
      var bytes = whole
      bytes[place] ^= 0x10
      #expect(TicketTable(TicketBytes(bytes), root: world.scene.directory) == nil, "\(place)")
    }
    for count in 0..<whole.count where count % 7 == 0 {
      let bytes = TicketBytes(Array(whole.prefix(count)))
      #expect(TicketTable(bytes, root: world.scene.directory) == nil, "\(count)")
    }
    #expect(TicketTable(TicketBytes(whole), root: "/elsewhere") == nil)
  }
}
