import Dispatch
import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketModel

@testable import TicketStore

/// Edits by other programs are seen at once, however quickly they follow each other.
@Suite struct CacheEditTests {
  /// Writes with the same size, and sets the time of change back to what it was.
  private func editInSecret(_ world: CacheScene, _ number: Int, _ title: String) throws {
    let path = world.scene.scratch.path(world.paths[number])
    var before = stat()
    #expect(lstat(path, &before) == 0)
    let descriptor = open(path, O_WRONLY)
    let bytes = Array(world.text(number, title).utf8)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    #if canImport(Darwin)
      let times = [before.st_atimespec, before.st_mtimespec]
    #else
      let times = [before.st_atim, before.st_mtim]
    #endif
    #expect(futimens(descriptor, times) == 0)
    close(descriptor)
    var after = stat()
    #expect(lstat(path, &after) == 0)
    #expect(after.st_size == before.st_size && after.st_ino == before.st_ino)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func editsThatHideThemselvesAreSeen(seed: UInt64) throws {
    let world = try CacheScene()
    for number in world.paths.indices { try world.write(number, "Title 100") }
    try world.expectFresh()
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let number = Int.random(in: 0..<80, using: &generator)
        let title = "Title \(Int.random(in: 100...999, using: &generator))"
        if Bool.random(using: &generator) {
          try editInSecret(world, number, title)
        } else {
          // A new file under the name of the old one.
          let path = world.scene.scratch.path(world.paths[number])
          try Data(world.text(number, title).utf8).write(
            to: URL(fileURLWithPath: path), options: .atomic)
        }
      }
      try world.expectFresh(
        "seed \(seed), round \(round)", details: [round % 2 == 0 ? .fields : .texts])
    }
  }

  @Test func filesThatChangePlacesAreSeen() throws {
    let world = try CacheScene()
    try world.expectFresh()
    let manager = FileManager.default
    func move(_ from: String, _ to: String) throws {
      try manager.moveItem(
        atPath: world.scene.scratch.path(from), toPath: world.scene.scratch.path(to))
    }
    try move(world.paths[0], "kept")
    try move(world.paths[1], world.paths[0])
    try move("kept", world.paths[1])
    try world.expectFresh("files")
    try move(".tickets/b", ".tickets/d")
    try world.expectFresh("folder")
    try world.scene.write(world.text(2, "In the old place"), to: world.paths[2])
    try move(".tickets/b", "kept")
    try move(".tickets/d", ".tickets/b")
    try move("kept", ".tickets/d")
    try world.expectFresh("folders")
    try manager.removeItem(atPath: world.scene.scratch.path(world.paths[30]))
    try manager.createSymbolicLink(
      atPath: world.scene.scratch.path(world.paths[30]), withDestinationPath: world.paths[31])
    try world.expectFresh("link")
  }

  /// Readers never see a version older than the one that was there when they began.
  @Test func readersAndWritersAtOnce() throws {
    let world = try CacheScene()
    try world.expectFresh()
    let versions = Versions(count: 80)
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      var generator = SeededGenerator(seed: UInt64(thread))
      for _ in 0..<40 {
        if thread < 3 {
          let number = Int.random(in: 0..<80, using: &generator)
          versions.change(number) { version in
            let path = world.scene.scratch.path(world.paths[number])
            try? Data(world.text(number, "Title \(version)").utf8).write(
              to: URL(fileURLWithPath: path), options: .atomic)
          }
        } else {
          let before = versions.written
          let detail: LoadDetail = thread % 2 == 0 ? .fields : .texts
          guard let loaded = try? world.scene.store().load(detail: detail) else { continue }
          versions.check(loaded, since: before, world)
        }
      }
    }
    #expect(versions.isRight)
    try world.expectFresh()
  }

  @Test func processesThatAreKilledLeaveNoHarm() throws {
    let world = try CacheScene(count: 400)
    let fresh = try world.scene.store().load(detail: .documents).tickets.map(\.ticket)
    for round in 0..<16 {
      if round % 4 == 0 { try? FileManager.default.removeItem(atPath: world.folder) }
      let commands = Array(repeating: ["list"], count: 3).joined(separator: ["--then"])
      let running = try (0..<2).map { _ in
        try start(
          ["timeout", "-s", "KILL", "0.\(String(round + 100).dropFirst())", Probe.path]
            + commands, in: world.scene.directory, environment: world.scene.variables)
      }
      for program in running { _ = program.wait() }
      #expect(try world.scene.store().load().tickets.map(\.ticket) == fresh, "round \(round)")
    }
  }
}

/// Which version of each ticket was written.
private final class Versions: @unchecked Sendable {
  private let lock = NSLock()
  private var versions: [Int]
  private var next: [Int]
  private var isWrong = false

  init(count: Int) {
    versions = Array(repeating: 0, count: count)
    next = versions
  }

  var written: [Int] { lock.withLock { versions } }
  var isRight: Bool { lock.withLock { !isWrong } }

  /// Writes the next version; one at a time.
  func change(_ number: Int, _ write: (Int) -> Void) {
    lock.withLock {
      next[number] += 1
      write(next[number])
      versions[number] = next[number]
    }
  }

  func check(_ loaded: LoadedTickets, since before: [Int], _ world: CacheScene) {
    let titles = Dictionary(
      loaded.tickets.map { ($0.ticket.path, $0) }, uniquingKeysWith: { first, _ in first })
    for (number, path) in world.paths.enumerated() {
      let version = titles[path].flatMap { Int($0.ticket.title.dropFirst(6)) }
      // Those that were never changed are called by their number.
      let seen = version == number && before[number] == 0 ? 0 : version ?? -1
      let isNew = lock.withLock { seen <= next[number] || seen == number }
      if seen < before[number] || !isNew { lock.withLock { isWrong = true } }
    }
  }
}
