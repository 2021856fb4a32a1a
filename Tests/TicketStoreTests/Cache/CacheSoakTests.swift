import Foundation
import TestSupport
import Testing
import TicketModel

@testable import TicketStore

/// Readers and writers at once: processes that list, edit, switch branches and rebase, and a person
/// who changes files in place within one tick of the clock.
///
/// While they run an answer may be any mixture of what was ever written, and nothing else. When all
/// stand still, what they have left in the cache must not show in an answer. `SNAG_SOAK_ROUNDS` says
/// how often; two rounds by default.
@Suite struct CacheSoakTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["SNAG_SOAK_ROUNDS"].flatMap { Int($0) } ?? 2
  private static let letters = "abcdefgh"
  /// Tickets that no branch has, which a person changes.
  private static let byHand = 60..<68

  private let cached: CacheScene
  private var scene: Scene { cached.scene }

  init() throws {
    cached = try CacheScene()
    for number in Self.byHand {
      try scene.git("rm", "-q", "--cached", "--", cached.paths[number])
      try cached.write(number, "Hand a")
    }
    try scene.write(
      Self.byHand.map { "/\(cached.paths[$0])\n" }.joined(), to: ".git/info/exclude")
    try scene.git("commit", "-q", "-m", "fewer")
    try scene.git("switch", "-q", "-c", "topic")
    for number in 0..<30 { try cached.write(number, "Topic \(number)") }
    try scene.git("commit", "-q", "-a", "-m", "topic")
    try scene.git("switch", "-q", "main")
  }

  @Test func noAnswerDiffersFromAFreshRead() throws {
    for round in 1...Self.rounds {
      let readers = try (0..<4).map { number in
        let questions = [
          ["list", "--json=id,title", "is:open"], ["list", "--all-branches", "--json=id,title"],
          ["list", "--json=id,title", "body"],
          ["list", "--json=id,title", "--all-branches", "body"],
        ]
        let commands = (0..<6).map { questions[(number + $0) % 4] }
        return try scene.startSnag(Array(commands.joined(separator: ["--then"])))
      }
      let writers = try (0..<2).map { number in
        let commands = (0..<4).map {
          ["edit", id(70 + number), "labels+=w-\(round)-\($0)"]
        }
        return try scene.startSnag(Array(commands.joined(separator: ["--then"])))
      }
      let git = try start(
        ["sh", "-c", Self.branchWork], in: scene.directory, environment: scene.variables)
      try changeByHand()
      for reader in readers { expectLegal(reader.wait(), round) }
      _ = writers.map { $0.wait() }
      _ = git.wait()
      try expectFreshAnswers("round \(round)")
    }
  }

  private func id(_ number: Int) -> String { "sn-\(String(number + 10_000, radix: 28))" }

  /// Whatever is in the way of a step, the next one is tried.
  private static let branchWork = """
    for round in 1 2 3; do
      git switch -q topic && { git rebase -q main || git rebase --abort; }
      git switch -q main
    done
    git switch -q main || :
    """

  /// Changes one byte of a file at a time, which no reader can see half of; with some the file's time
  /// is put back, as tools that copy files do.
  private func changeByHand() throws {
    for letter in Self.letters.utf8 {
      for number in Self.byHand {
        let path = scene.scratch.path(cached.paths[number])
        let text = Array(try scene.text(cached.paths[number]).utf8)
        let title = Array("title: Hand ".utf8)
        let place = try #require(text.indices.first { text[$0...].starts(with: title) })
        let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: UInt64(place + title.count))
        try file.write(contentsOf: [letter])
        try file.close()
        if number.isMultiple(of: 2), let time {
          try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
        }
      }
      _ = try scene.store().load()
    }
  }

  private func expectLegal(_ result: ProgramResult, _ round: Int) {
    #expect(result.statuses == Array(repeating: 0, count: 6), "\(result.errors)")
    let titles = result.output.matches(of: /"title": ?"([^"]*)"/).map { String($0.1) }
    #expect(!titles.isEmpty)
    let hands = Set(Self.letters.map { "Hand \($0)" })
    for title in Set(titles) {
      let isLegal = hands.contains(title) || title.contains(/^(Title|Topic) [0-9]+$/)
      #expect(isLegal, "round \(round): \(title)")
    }
  }

  private func expectFreshAnswers(_ comment: String) throws {
    for number in Self.byHand {
      #expect(try scene.text(cached.paths[number]).contains("title: Hand h"), "\(comment)")
    }
    for _ in 0..<2 {
      try cached.expectFresh(comment)
      let views = try [true, false].map { usesCache in
        try scene.store().branchView(detail: .documents, usesCache: usesCache).lines
      }
      #expect(views[0] == views[1], "\(comment)")
      let fields = try scene.store().branchView().loaded.tickets.map(\.ticket)
      let fresh = try scene.store().branchView(detail: .documents, usesCache: false)
      #expect(fields == fresh.loaded.tickets.map(\.ticket), "\(comment)")
    }
  }
}
