import Foundation
import TestSupport
import Testing

/// Two people who edit at random and sync: both end with the same bytes, and nothing is lost.
@Suite struct SyncRoundsTests {
  private static let rounds = 50

  @Test(arguments: [1] as [UInt64])
  func nothingIsLostInFiftyRounds(seed: UInt64) throws {
    let sync = try SyncWorld()
    let ledger = Ledger()
    var people = [
      RandomPerson(sync.ada, seed: 2 * seed, ledger),
      RandomPerson(sync.bob, seed: 2 * seed + 1, ledger),
    ]
    for round in 0..<Self.rounds {
      for index in people.indices { people[index].work() }
      for index in people.indices {
        try #require(try people[index].sync(), "seed \(seed), round \(round)")
      }
    }
    // The first one has not seen the last round of the second one yet.
    #expect(try people[0].sync())
    let ends = [try sync.ada.id("HEAD"), try sync.bob.id("HEAD"), try sync.remoteTip()]
    #expect(Set(ends).count == 1, "seed \(seed)")
    let files = try people.map { try $0.workFiles() }
    #expect(files[0] == files[1], "seed \(seed)")
    for person in people { #expect(try person.clone.git("status", "--porcelain") == "") }
    ledger.audit(files[0], seed: seed)
    let check = sync.ada.snag("check")
    #expect(!check.output.contains(": error: "), "seed \(seed): \(check.output)")
    #expect(ledger.settled > 0 && ledger.counts.values.allSatisfy { $0 > 0 }, "\(ledger.counts)")
  }
}

/// What was done to the tickets, to be found again at the end.
private final class Ledger {
  var created: Set<String> = []
  var deleted: Set<String> = []
  var comments: [String: [String]] = [:]
  var labels: [String: Set<String>] = [:]
  var removedLabels: [String: Set<String>] = [:]
  var paragraphs: [String: [String]] = [:]
  var history: [String: Set<String>] = [:]
  var code: [String: [String]] = [:]
  /// How often each kind of edit was made.
  var counts: [String: Int] = [:]
  /// How many disagreements were settled.
  var settled = 0
  private var number = 0

  /// A word that no other edit has.
  func word() -> String {
    number += 1
    return "w\(number)x"
  }

  func audit(_ files: [String: String], seed: UInt64) {
    func text(_ id: String) -> String? { files.first { $0.key.contains("/\(id)") }?.value }
    var compared = 0
    for id in created.subtracting(deleted).sorted() {
      guard let text = text(id) else {
        Issue.record("seed \(seed): \(id) is lost")
        continue
      }
      compared += 1
      let lines = Set(text.split(separator: "\n").map(String.init))
      for comment in comments[id] ?? [] where !lines.contains(comment) {
        Issue.record("seed \(seed): \(id) lost the comment \(comment)")
      }
      let headings = text.split(separator: "\n").count { $0.hasPrefix("### ") }
      #expect(headings == comments[id]?.count ?? 0, "seed \(seed): \(id)")
      for paragraph in paragraphs[id] ?? [] where !lines.contains(paragraph) {
        Issue.record("seed \(seed): \(id) lost the paragraph \(paragraph)")
      }
      for line in history[id] ?? [] where !lines.contains(line) {
        Issue.record("seed \(seed): \(id) lost the history line \(line)")
      }
      let wanted = (labels[id] ?? []).subtracting(removedLabels[id] ?? [])
      #expect(Self.items(of: "labels", in: text) == wanted.sorted(), "seed \(seed): \(id)")
    }
    for (path, lines) in code {
      #expect(
        files[path]?.split(separator: "\n").map(String.init) == lines, "seed \(seed): \(path)")
    }
    #expect(compared > 5)
  }

  /// The items of a list in a ticket's text.
  static func items(of key: String, in text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: "\(key):") else { return [] }
    return lines[(start + 1)...].prefix { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
  }
}

/// Somebody who edits at random.
private struct RandomPerson {
  let clone: SyncWorld.Clone
  private var random: SeededGenerator
  private let ledger: Ledger

  init(_ clone: SyncWorld.Clone, seed: UInt64, _ ledger: Ledger) {
    self.clone = clone
    random = SeededGenerator(seed: seed)
    self.ledger = ledger
  }

  // MARK: Files

  private func ticketPaths() -> [String] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: "\(clone.directory)/.tickets")) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().map { ".tickets/\($0)" }
  }

  /// Everything that is checked out, by path.
  func workFiles() throws -> [String: String] {
    var files: [String: String] = [:]
    for path in try clone.git("ls-files").split(separator: "\n").map(String.init) {
      files[path] = clone.read(path)
    }
    return files
  }

  private func id(_ path: String) -> String {
    path.dropFirst(".tickets/".count).split(separator: "-").prefix(2).joined(separator: "-")
      .replacingOccurrences(of: ".md", with: "")
  }

  private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  // MARK: Edits

  /// One or two edits, each a commit.
  mutating func work() {
    for _ in 0...below(2) {
      let paths = ticketPaths()
      let kind = paths.count < 4 ? 0 : below(100)
      guard kind >= 8 else {
        create()
        continue
      }
      // Every second edit is of one of a few tickets, so that the two meet.
      let path = paths[below(below(2) == 0 ? 3 : paths.count)]
      switch kind {
      case ..<24: label(id(path))
      case ..<30: unlabel(path)
      case ..<46: comment(id(path))
      case ..<60: move(path)
      case ..<80: field(id(path))
      case ..<92: paragraph(path)
      case ..<93: delete(path)
      default: code()
      }
    }
  }

  private func count(_ kind: String) { ledger.counts[kind, default: 0] += 1 }

  private mutating func create() {
    let id = clone.ok("new", "Ticket \(ledger.word())", "-m", "First.\n\nSecond.\n\nThird.")
    ledger.created.insert(id)
    record(historyOf: clone.path(of: id))
    count("create")
  }

  private mutating func label(_ id: String) {
    let label = ledger.word()
    clone.ok("edit", id, "labels+=\(label)")
    ledger.labels[id, default: []].insert(label)
    count("label")
  }

  private mutating func unlabel(_ path: String) {
    let labels = Ledger.items(of: "labels", in: clone.read(path) ?? "")
    guard !labels.isEmpty else { return }
    let label = labels[below(labels.count)]
    clone.ok("edit", id(path), "labels-=\(label)")
    ledger.removedLabels[id(path), default: []].insert(label)
    count("unlabel")
  }

  private func comment(_ id: String) {
    let word = "Comment \(ledger.word())."
    clone.ok("comment", id, "-m", word)
    ledger.comments[id, default: []].append(word)
    count("comment")
  }

  private mutating func move(_ path: String) {
    let verbs = [
      ["start"], ["wait", "waiting_for=x"], ["close", "resolution=fixed"], ["reopen"], ["approve"],
    ]
    let verb = verbs[below(verbs.count)]
    if clone.snag([verb[0], id(path)] + verb.dropFirst()).status == 0 { count("move") }
    record(historyOf: path)
  }

  private func record(historyOf path: String) {
    let lines = Ledger.items(of: "history", in: clone.read(path) ?? "").map { "- \($0)" }
    ledger.history[id(path), default: []].formUnion(lines)
  }

  private mutating func field(_ id: String) {
    let values = [
      "assignee=p\(below(4))", "priority=P\(below(5))", "milestone=v\(below(3))",
      "title=Title \(ledger.word())", "due=2027-01-1\(below(9))",
    ]
    clone.ok("edit", id, values[below(values.count)])
    count("field")
  }

  /// Puts a paragraph between two others of the text.
  private mutating func paragraph(_ path: String) {
    guard let text = clone.read(path), let start = text.range(of: "\n---\n") else { return }
    let word = "Paragraph \(ledger.word())."
    var paragraphs = text[start.upperBound...].components(separatedBy: "\n\n")
    let end = paragraphs.firstIndex { $0.hasPrefix("## Comments") } ?? paragraphs.count
    let place = below(max(end - 1, 1))
    paragraphs[place] += "\n\n\(word)"
    commit(text[..<start.upperBound] + paragraphs.joined(separator: "\n\n"), to: path)
    ledger.paragraphs[id(path), default: []].append(word)
    count("paragraph")
  }

  private mutating func delete(_ path: String) {
    ledger.deleted.insert(id(path))
    _ = try? clone.git("rm", "-q", path)
    _ = try? clone.git("commit", "-q", "-m", "delete")
    count("delete")
  }

  private func code() {
    let path = "\(clone.person).txt"
    ledger.code[path, default: []].append(ledger.word())
    commit((ledger.code[path] ?? []).joined(separator: "\n") + "\n", to: path)
    count("code")
  }

  private func commit(_ text: some StringProtocol, to path: String) {
    do {
      try clone.commit(String(text), to: path)
    } catch {
      Issue.record("\(error)")
    }
  }

  // MARK: Sync

  /// Syncs and settles until the remote has everything.
  mutating func sync() throws -> Bool {
    for _ in 0..<3 {
      let outcome = clone.snag("sync")
      if outcome.status == 0 { return true }
      guard outcome.status == 4, outcome.errors.contains("decision") else {
        Issue.record("\(outcome.everything)")
        return false
      }
      try settle()
    }
    return false
  }

  /// Keeps the winners, and both sides of the text.
  private func settle() throws {
    for path in ticketPaths() {
      guard let text = clone.read(path) else { continue }
      let settled = Self.settled(text)
      guard settled != text else { continue }
      ledger.settled += 1
      try clone.write(settled, to: path)
    }
    try clone.git("commit", "-q", "-a", "-m", "settle")
  }

  static func settled(_ text: String) -> String {
    var lines: [Substring] = []
    var isBase = false
    var isConflicts = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      isConflicts = line == "conflicts:" || isConflicts && line.hasPrefix("- ")
      if line.hasPrefix("|||||||") { isBase = true }
      if line.hasPrefix("=======") { isBase = false }
      let isMarker = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].contains(where: line.hasPrefix)
      if !isConflicts, !isBase, !isMarker { lines.append(line) }
    }
    return lines.joined(separator: "\n")
  }
}
