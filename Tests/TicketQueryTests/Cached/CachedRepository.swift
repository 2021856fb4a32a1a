import Foundation
import TestSupport
import TicketDocument
import TicketModel
import TicketStore

/// A repository of random tickets that other programs edit, with a cache that anything happens to.
struct CachedRepository {
  private let scratch: ScratchDirectory
  private(set) var tickets: [String: NaiveTicket] = [:]
  /// Enough for a cache, with those that the random queries name.
  private static let ids =
    (0..<76).map { "sn-t\($0 < 10 ? "0" : "")\($0)" }.filter { $0 != "sn-t07" } + ["sn-longer"]

  init(_ draw: inout NaiveQuestions) throws {
    scratch = try ScratchDirectory()
    try git("init", "-q", "-b", "main", in: scratch.path)
    try scratch.write("version: 1\nprefix: sn\n", to: ".tickets/config.yml")
    for id in Self.ids { try write(id, draw.ticketText(id)) }
    try git("add", "-A", in: scratch.path)
    try git("commit", "-q", "-m", "tickets", in: scratch.path)
  }

  /// What the naive evaluator answers from.
  var world: NaiveWorld {
    NaiveWorld(
      tickets: tickets.values.sorted { $0.id < $1.id }, actor: "ada", now: 1_795_429_800)
  }

  /// Reads all tickets by a store that has just been opened.
  func load(_ detail: LoadDetail) throws -> [LoadedTicket] {
    let environment = StoreEnvironment(
      variables: isolatedEnvironment, now: { now }, random: SeededGenerator(seed: 1),
      sleep: { _ in })
    return try TicketRepository(around: scratch.path, environment: environment)
      .load(detail: detail).tickets.sorted { $0.ticket.id.text < $1.ticket.id.text }
  }

  // MARK: Edits

  /// Edits, comments, deletes and restores tickets, some of them without a trace in size or name.
  mutating func edit(_ draw: inout NaiveQuestions) throws {
    for _ in 0..<draw.pick([0, 1, 2, 5, 30]) {
      let id = draw.pick(Self.ids)
      switch draw.pick([0, 1, 2, 3]) {
      case 0: try write(id, draw.ticketText(id))
      case 1: try write(id, draw.ticketText(id), atomically: true)
      case 2: try comment(id, &draw)
      default: try turn(id)
      }
    }
    guard draw.chance(3) else { return }
    let id = draw.pick(Self.ids)
    if let ticket = tickets.removeValue(forKey: id) {
      try FileManager.default.removeItem(atPath: scratch.path(ticket.path))
    }
  }

  /// Edits tickets, has them cached, and edits them again, often within one tick of the clock.
  mutating func hurry(_ draw: inout NaiveQuestions) throws {
    for _ in 0..<10 {
      let id = draw.pick(Self.ids)
      try turn(id)
      _ = try load(.fields)
      try turn(id)
    }
  }

  private mutating func comment(_ id: String, _ draw: inout NaiveQuestions) throws {
    guard let old = tickets[id] else { return }
    let text = String(decoding: old.document.bytes, as: UTF8.self)
    let head = text.contains("\n## Comments\n") ? "" : "\n## Comments\n"
    let words = draw.pick(["Login page of Kelvin", "the text", "A\n\tlo gin"])
    try write(id, "\(text)\(head)\n### ada, 2026-11-23T10:00:00Z, c-2222\n\n\(words)\n")
  }

  /// Turns a word of the text around: the file keeps its size and the time at which it was written.
  private mutating func turn(_ id: String) throws {
    guard let old = tickets[id] else { return }
    let text = String(decoding: old.document.bytes, as: UTF8.self)
    let turned = ["ogin": "nigo", "nigo": "ogin", "text": "txet", "txet": "text"]
    for (word, other) in turned.sorted(by: { $0.key < $1.key }) where text.contains(word) {
      let path = scratch.path(old.path)
      var before = stat()
      _ = stat(path, &before)
      try write(id, text.replacing(word, with: other))
      #if canImport(Darwin)
        let times = [before.st_atimespec, before.st_mtimespec]
      #else
        let times = [before.st_atim, before.st_mtim]
      #endif
      _ = utimensat(AT_FDCWD, path, times, 0)
      return
    }
  }

  private mutating func write(
    _ id: String, _ text: String, atomically isAtomic: Bool = false
  ) throws {
    let ticket = try NaiveTicket(text, id: id)
    tickets[id] = ticket
    let url = URL(fileURLWithPath: scratch.path(ticket.path))
    try Data(text.utf8).write(to: url, options: isAtomic ? .atomic : [])
  }

  // MARK: Damage

  private var folder: String { scratch.path(".git/snag/cache-\(geteuid())") }

  /// The names of the cache's files.
  var cacheFiles: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0 != "lock" }.sorted()
  }

  /// Changes, cuts, empties, swaps or deletes a file of the cache.
  func damage(_ draw: inout NaiveQuestions) throws {
    guard !cacheFiles.isEmpty else { return }
    let path = "\(folder)/\(draw.pick(cacheFiles))"
    guard var bytes = FileManager.default.contents(atPath: path) else { return }
    try FileManager.default.removeItem(atPath: path)
    switch draw.pick([0, 0, 0, 1, 1, 2, 3, 4]) {
    case 0 where !bytes.isEmpty:
      for _ in 0..<draw.pick([1, 2, 20]) {
        let place = Int.random(in: bytes.indices, using: &draw.generator)
        bytes[place] ^= UInt8(1 << draw.pick(Array(0..<8)))
      }
    case 1: bytes = bytes.prefix(Int.random(in: 0...bytes.count, using: &draw.generator))
    case 2: bytes = Data(count: bytes.count)
    case 3:
      bytes = FileManager.default.contents(atPath: "\(folder)/\(draw.pick(cacheFiles))") ?? bytes
    case 4: return
    default: break
    }
    // Another file: the old one may be mapped.
    try bytes.write(to: URL(fileURLWithPath: path))
  }
}
