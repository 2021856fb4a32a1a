import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketModel

@testable import TicketStore

/// A text as words are looked for in it, worked out without the cache's code.
func folded(_ text: String) -> String {
  text.lowercased().precomposedStringWithCanonicalMapping
    .replacingOccurrences(of: "\\s+", with: " ", options: .regularExpression)
}

/// A repository with enough tickets to be worth a cache.
struct CacheScene {
  let scene: Scene
  let paths: [String]

  /// Makes tickets in one folder and in shards, with letters of other scripts and files that are no tickets.
  init(count: Int = 80) throws {
    scene = try Scene.unborn()
    paths = (0..<count).map { number in
      let id = "sn-\(String(number + 10_000, radix: 28))"
      return number < 20 ? ".tickets/b/c/\(id).md" : ".tickets/\(id)-é.md"
    }
    for number in paths.indices { try write(number, "Title \(number)") }
    try scene.write("no ticket\n", to: ".tickets/broken.md")
    try scene.write("version: 1\nprefix: sn\n", to: ".tickets/config.yml")
    try commitAll()
  }

  func commitAll() throws {
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "--allow-empty", "-m", "tickets")
  }

  /// Writes a ticket; titles of one length give files of one length.
  func write(_ number: Int, _ title: String, in scene: Scene? = nil) throws {
    try (scene ?? self.scene).write(text(number, title), to: paths[number])
  }

  func text(_ number: Int, _ title: String) -> String {
    """
    ---
    id: sn-\(String(number + 10_000, radix: 28))
    title: \(title)
    type: bug
    status: \(number % 3 == 0 ? "done" : "new")
    created: 2026-11-20T09:15:00Z
    assignee:
    reporter: bob
    priority: P\(number % 5)
    labels:
    - l-\(number % 7)
    blocked_by:
    own: value \(number)
    history:
    - 2026-11-20T09:15:00Z bob new
    ---

    Body \(number) of \(title), ÄÖ and \(number % 2 == 0 ? "ΑΣ" : "plain").

    """
  }

  /// Absolute path of the cache.
  var folder: String { scene.scratch.path(".git/snag/cache-\(geteuid())") }

  /// The names of the cache's files.
  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  /// Puts a file in the place of one of the cache's, which others may have mapped.
  func replace(_ name: String, _ bytes: Data) throws {
    try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  /// How many tickets the cache knows as they are.
  func knownCount(_ detail: LoadDetail = .fields) throws -> Int {
    let cache = TicketCache(of: scene.directory, in: scene.scratch.path(".git"))
    let scan = try #require(try WorkTreeScan(scene.directory, cache: cache, detail: detail))
    return (0..<scan.known.count).count {
      if case .same = scan.known[$0] { true } else { false }
    }
  }

  /// Expects that what is read with the cache is what is read without.
  ///
  /// Documents are in no cache, so reading them is a fresh read.
  func expectFresh(
    _ comment: String = "", from source: TicketSource = .workTree, in scene: Scene? = nil,
    details: [LoadDetail] = [.fields, .texts], _ location: SourceLocation = #_sourceLocation
  ) throws {
    let scene = scene ?? self.scene
    let fresh = try scene.store().load(from: source, detail: .documents)
    for detail in details {
      let loaded = try scene.store().load(from: source, detail: detail)
      let isSame =
        loaded.tickets.map(\.ticket) == fresh.tickets.map(\.ticket)
        && loaded.problems == fresh.problems
      #expect(isSame, "\(comment) \(detail)", sourceLocation: location)
      guard detail == .texts else { continue }
      let texts = loaded.tickets.map(\.foldedText.text)
      let bodies = fresh.tickets.map { $0.document.map { folded($0.body) } }
      #expect(texts == bodies, "\(comment)", sourceLocation: location)
    }
  }
}
