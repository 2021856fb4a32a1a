import TestSupport
import Testing
import TicketDocument
import TicketMerge
import TicketModel
import TicketStore

/// What all branches say of each ticket, by reading every ticket of every commit, and asking git for each
/// pair of branches: the rules of `TicketJudge` without any of its short cuts.
final class BruteForceView {
  private let scene: Scene
  private let store: TicketRepository
  private let merger = TicketMerger(workflows: WorkflowSet([]))
  private var tickets: [String: [String: [UInt8]]] = [:]
  private var bases: [[String]: [String]] = [:]

  private struct Voice {
    let ref: String
    let commit: String
    let text: [UInt8]?
    let counts: Bool
  }

  init(_ scene: Scene) throws {
    self.scene = scene
    store = try scene.store()
  }

  /// One line for each ticket: id, branches that know more, and its text.
  func lines() throws -> [String] {
    let head = try scene.id("HEAD")
    let here = texts(try store.load(detail: .documents))
    let refs = try scene.git(
      "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/remotes"
    ).split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      .filter { $0[0] != "refs/heads/main" }
    var ids = Set(here.keys)
    for ref in refs { ids.formUnion(try texts(of: ref[1]).keys) }
    return try ids.sorted().compactMap { id in
      let own = Voice(ref: "", commit: head, text: here[id], counts: true)
      let others = try refs.map { ref in
        let text = try texts(of: ref[1])[id]
        return Voice(
          ref: ref[0], commit: ref[1], text: text,
          counts: text != nil || ref[0] == "refs/remotes/origin/main")
      }.filter { try $0.text != own.text && !isOutdated($0, by: own, id) }
      return try line(id, own, others)
    }
  }

  private func line(_ id: String, _ own: Voice, _ others: [Voice]) throws -> String? {
    let all = [own] + others
    var newest = try all.filter { voice in
      try !all.contains { try $0.counts && isOutdated(voice, by: $0, id) }
    }
    if !newest.contains(where: \.counts) { newest = all }
    let words = newest.filter { !$0.ref.isEmpty }
    var text = own.text
    if !words.isEmpty {
      let joined = newest.filter(\.counts)
        .sorted { ($0.ref.isEmpty ? 0 : 1, $0.commit) < ($1.ref.isEmpty ? 0 : 1, $1.commit) }
      text = try merged(joined, id)
    }
    guard let text else { return nil }
    let names = words.map { "\($0.ref)\($0.text == nil ? " (deleted)" : "")" }.sorted()
    return "\(id) [\(names.joined(separator: " "))] \(String(decoding: text, as: UTF8.self))"
  }

  private func merged(_ voices: [Voice], _ id: String) throws -> [UInt8]? {
    var seen: [[UInt8]?] = []
    var result: [UInt8]?
    var commits: [String] = []
    for voice in voices where !seen.contains(voice.text) {
      seen.append(voice.text)
      if commits.isEmpty {
        result = voice.text
      } else {
        let base = try ancestor(mergeBases(voice.commit, commits), id)
        result = join(base, result, voice.text, merger)
      }
      commits.append(voice.commit)
    }
    return result
  }

  private func isOutdated(_ voice: Voice, by other: Voice, _ id: String) throws -> Bool {
    try voice.text != other.text
      && ancestor(mergeBases(voice.commit, [other.commit]), id) == voice.text
  }

  private func ancestor(_ bases: [String], _ id: String, depth: Int = 1) throws -> [UInt8]? {
    guard let first = bases.first else { return nil }
    var result = try texts(of: first)[id]
    for (count, next) in bases.enumerated().dropFirst() {
      let inner = try mergeBases(next, Array(bases[..<count]))
      result = join(
        try ancestor(inner, id, depth: depth + 1), result, try texts(of: next)[id],
        TicketMerger(workflows: WorkflowSet([]), markerSize: 7 + 2 * depth))
    }
    return result
  }

  private func join(
    _ base: [UInt8]?, _ ours: [UInt8]?, _ theirs: [UInt8]?, _ merger: TicketMerger
  ) -> [UInt8]? {
    if ours == theirs || theirs == base { return ours }
    if ours == base { return theirs }
    guard let ours, let theirs else { return ours ?? theirs }
    return merger.merge(base: base, ours: ours, theirs: theirs).bytes
  }

  private func mergeBases(_ commit: String, _ others: [String]) throws -> [String] {
    let key = [commit] + others
    if let known = bases[key] { return known }
    let found = try scene.gitResult(["merge-base", "--all", commit] + others).output
      .split(separator: "\n").map(String.init)
    let dated = try found.map { base in
      (try scene.git("show", "-s", "--format=%ct", base), base)
    }
    let sorted = dated.sorted { $0 < $1 }.map(\.1)
    bases[key] = sorted
    return sorted
  }

  private func texts(of commit: String) throws -> [String: [UInt8]] {
    if let known = tickets[commit] { return known }
    let found = texts(try store.load(from: .revision(commit), detail: .documents))
    tickets[commit] = found
    return found
  }

  private func texts(_ loaded: LoadedTickets) -> [String: [UInt8]] {
    Dictionary(
      loaded.tickets.compactMap { ticket in
        ticket.document.map { (ticket.ticket.id.text, $0.bytes) }
      }, uniquingKeysWith: { first, _ in first })
  }
}

extension BranchView {
  /// One line for each ticket: id, branches that know more, and its text.
  var lines: [String] {
    loaded.tickets.map { ticket in
      let names = words(about: ticket.ticket).map { word in
        "refs/\(word.isLocal ? "heads" : "remotes")/\(word.branch)"
          + (word.ticket == nil ? " (deleted)" : "")
      }.sorted()
      let text = String(decoding: ticket.document?.bytes ?? [], as: UTF8.self)
      return "\(ticket.ticket.id) [\(names.joined(separator: " "))] \(text)"
    }.sorted()
  }
}
