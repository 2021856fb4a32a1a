import GitKit
import TicketMerge
import TicketModel

/// What all branches together make of one ticket.
struct TicketJudgement: Equatable {
  /// A branch's end and the ticket there; nil when the branch deleted it.
  struct Word: Equatable {
    let commit: ObjectID
    let version: TicketVersion?
  }

  /// The ticket; a second one where branches made two of one id; none when it is gone.
  let results: [TicketVersion]
  /// The newest words that are not known here, by commit.
  let words: [Word]
}

/// Decides who has the newest word about a ticket, and joins the newest words.
///
/// A word is the ticket's text at the end of a branch. One that is the same as here says nothing. It is
/// outdated by another one that differs, when its branch has left the ticket alone since their common
/// ancestor. The ticket is what the words that nobody outdates make together, merged by meaning.
/// That a branch deleted the ticket counts as a word only on the default branch and here: elsewhere
/// it is an intention, which is told of and decides nothing.
struct TicketJudge {
  let graph: BranchGraph
  let workflows: WorkflowSet
  /// What is checked out.
  let head: ObjectID?
  /// Ends of the default branch.
  let defaults: Set<ObjectID>

  private struct Voice {
    /// nil for what is here before the first commit.
    let commit: ObjectID?
    let version: TicketVersion?
    let blob: ObjectID?
    /// Whether it counts, or only tells of a deletion.
    let counts: Bool
    let isOwn: Bool
  }

  /// Judges a ticket.
  ///
  /// - Parameters:
  ///   - ticket: where to look for it.
  ///   - current: its file here; nil when it is not here.
  /// - Returns: nil when nobody else has anything new to say.
  /// - Throws: `GitError` when an object is missing.
  func judge(
    _ ticket: TicketCandidate, current: TicketVersion?
  ) throws -> TicketJudgement? {
    let own = Voice(
      commit: head, version: current, blob: try current.map { try graph.texts.keep($0.bytes) },
      counts: true, isOwn: true)
    let others = try ticket.tips.compactMap { try voice(of: $0, about: ticket, besides: own) }
    guard !others.isEmpty else { return nil }
    let newest = try newest([own] + others, ticket)
    let words = newest.filter { !$0.isOwn }
    guard !words.isEmpty else { return nil }
    let results = try joined(newest.filter(\.counts), ticket, at: current?.path)
    return TicketJudgement(
      results: results,
      words: words.compactMap { voice in
        voice.commit.map { TicketJudgement.Word(commit: $0, version: voice.version) }
      })
  }

  /// Returns what a branch says; nil when that is nothing new.
  private func voice(
    of tip: ObjectID, about ticket: TicketCandidate, besides own: Voice
  ) throws -> Voice? {
    let voice: Voice
    switch try graph.find(ticket, in: tip) {
    case .unreadable: return nil
    case .absent:
      voice = Voice(
        commit: tip, version: nil, blob: nil, counts: defaults.contains(tip), isOwn: false)
    case .found(let path, let blob):
      voice = Voice(
        commit: tip, version: TicketVersion(path: path, bytes: try graph.texts.text(blob)),
        blob: blob, counts: true, isOwn: false)
    }
    guard voice.blob != own.blob else { return nil }
    return try isOutdated(voice, by: own, ticket) ? nil : voice
  }

  private func newest(_ voices: [Voice], _ ticket: TicketCandidate) throws -> [Voice] {
    let newest = try voices.filter { voice in
      try !voices.contains { try $0.counts && isOutdated(voice, by: $0, ticket) }
    }
    // Branches that took each other's words back and forth; then all of them count.
    return newest.contains(where: \.counts) ? newest : voices
  }

  private func isOutdated(
    _ voice: Voice, by other: Voice, _ ticket: TicketCandidate
  ) throws -> Bool {
    guard voice.blob != other.blob else { return false }
    guard let commit = voice.commit, let later = other.commit else {
      // Nothing is known before the first commit: what is not there was never there.
      return voice.blob == nil
    }
    return try ancestor(of: graph.bases(of: commit, and: [later]), ticket).blob == voice.blob
  }

  // MARK: Joining

  /// Merges the different texts among the words, one after the other; what is here is the first.
  private func joined(
    _ voices: [Voice], _ ticket: TicketCandidate, at path: String?
  ) throws -> [TicketVersion] {
    var seen: Set<ObjectID?> = []
    let distinct = voices.filter { seen.insert($0.blob).inserted }
    var result = distinct.first?.version
    var commits = [distinct.first?.commit].compactMap { $0 }
    var others: [TicketVersion] = []
    for voice in distinct.dropFirst() {
      guard let commit = voice.commit else { continue }
      let base = try ancestor(of: graph.bases(of: commit, and: commits), ticket)
      let merged = TicketVersions(
        id: ticket.id, base: base.version, ours: result, theirs: voice.version
      ).merged(by: TicketMerger(workflows: workflows))
      if let other = merged.otherTicket { others.append(other) }
      result = merged.result
      commits.append(commit)
    }
    let first = result.map { TicketVersion(path: path ?? $0.path, bytes: $0.bytes) }
    return [first].compactMap { $0 } + others
  }

  private struct Ancestor {
    let version: TicketVersion?
    let blob: ObjectID?
  }

  /// The ticket in the common ancestor; several are merged into one, as git's recursive strategy does.
  private func ancestor(
    of bases: [ObjectID], _ ticket: TicketCandidate, depth: Int = 1
  ) throws -> Ancestor {
    guard let first = bases.first else { return Ancestor(version: nil, blob: nil) }
    var result = try version(of: ticket, in: first)
    for (count, next) in bases.enumerated().dropFirst() {
      let other = try version(of: ticket, in: next)
      guard other.blob != result.blob else { continue }
      let inner = try graph.bases(of: next, and: Array(bases[..<count]))
      let base = try ancestor(of: inner, ticket, depth: depth + 1)
      let merged = TicketVersions(
        id: ticket.id, base: base.version, ours: result.version, theirs: other.version
      ).merged(by: TicketMerger(workflows: workflows, markerSize: 7 + 2 * depth)).result
      result = Ancestor(version: merged, blob: try merged.map { try graph.texts.keep($0.bytes) })
    }
    return result
  }

  private func version(of ticket: TicketCandidate, in commit: ObjectID) throws -> Ancestor {
    guard case .found(let path, let blob) = try graph.find(ticket, in: commit) else {
      return Ancestor(version: nil, blob: nil)
    }
    return Ancestor(
      version: TicketVersion(path: path, bytes: try graph.texts.text(blob)), blob: blob)
  }
}

extension MergedTicket {
  /// The ticket that gives way, when the sides are two tickets of one id.
  fileprivate var otherTicket: TicketVersion? {
    for case .twoTickets(let bytes) in conflicts {
      let side = [ours, theirs].compactMap { $0 }.first { $0.bytes == bytes }
      return TicketVersion(path: side?.path ?? result?.path ?? "", bytes: bytes)
    }
    return nil
  }
}
