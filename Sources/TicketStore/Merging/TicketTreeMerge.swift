import GitKit
import TicketMerge
import TicketModel

/// One run of a merge of tickets; keeps the ancestors that it made in memory.
final class TicketTreeMerge {
  private let git: GitRepository
  private let workflows: WorkflowSet
  private let texts: TicketTexts
  /// Ancestors by the commits they were made of.
  private var ancestors: [[ObjectID]: TicketSnapshot] = [:]

  init(git: GitRepository, workflows: WorkflowSet, texts: TicketTexts) {
    self.git = git
    self.workflows = workflows
    self.texts = texts
  }

  func merge(ours: ObjectID, theirs: ObjectID) throws -> MergedTickets {
    let bases = try git.mergeBases(of: ours, and: [theirs])
    let tickets = try merge(
      base: ancestor(of: bases, depth: 1), ours: git.ticketSnapshot(of: ours),
      theirs: git.ticketSnapshot(of: theirs), depth: 0)
    return MergedTickets(bases: bases.map(\.hex), tickets: tickets)
  }

  func changes(from old: ObjectID?, to new: ObjectID) throws -> [MergedTicket] {
    let before = try old.map(git.ticketSnapshot) ?? TicketSnapshot(tree: nil)
    return try merge(
      base: before, ours: before, theirs: git.ticketSnapshot(of: new), depth: 0)
  }

  /// Merges several common ancestors into one, as git's recursive strategy does: oldest first.
  private func ancestor(of bases: [ObjectID], depth: Int) throws -> TicketSnapshot {
    guard let first = bases.first else { return TicketSnapshot(tree: nil) }
    if let known = ancestors[bases] { return known }
    var snapshot = try git.ticketSnapshot(of: first)
    for (count, next) in bases.enumerated().dropFirst() {
      let inner = try git.mergeBases(of: next, and: Array(bases[..<count]))
      let merged = try merge(
        base: ancestor(of: inner, depth: depth + 1), ours: snapshot,
        theirs: git.ticketSnapshot(of: next), depth: depth)
      try snapshot.take(merged, blob: texts.keep)
    }
    ancestors[bases] = snapshot
    return snapshot
  }

  private func merge(
    base: TicketSnapshot, ours: TicketSnapshot, theirs: TicketSnapshot, depth: Int
  ) throws -> [MergedTicket] {
    // As git does: runs of markers inside an ancestor's text are longer.
    let merger = TicketMerger(workflows: workflows, markerSize: 7 + 2 * depth)
    let rows = try git.differingRows(base, ours, theirs)
    let triples = try TicketPairing(id: { [texts] in try texts.id($0.blob) }).triples(rows)
    let versions = try triples.map {
      TicketVersions(
        id: $0.id, base: try version($0.base), ours: try version($0.ours),
        theirs: try version($0.theirs))
    }
    return try parted(versions.map { $0.merged(by: merger) }, ours, theirs, merger)
      .withDistinctPaths().sorted { $0.sortingPath < $1.sortingPath }
  }

  private func parted(
    _ tickets: [MergedTicket], _ ours: TicketSnapshot, _ theirs: TicketSnapshot,
    _ merger: TicketMerger
  ) throws -> [MergedTicket] {
    guard tickets.contains(where: \.isTwoTickets) else { return tickets }
    // Every file of both: a new id must be nobody's.
    let rows = try git.differingRows(TicketSnapshot(tree: nil), ours, theirs)
    var present: [TicketID: [TicketVersion]] = [:]
    for case let file? in rows.flatMap({ [$0.ours, $0.theirs] }) {
      guard let id = try texts.id(file.blob), let version = try version(file) else { continue }
      present[id, default: []].append(version)
    }
    var parting = TicketParting(tickets, merger: merger, present: present)
    try parting.run()
    return parting.tickets
  }

  private func version(_ file: TicketSnapshot.File?) throws -> TicketVersion? {
    guard let file else { return nil }
    return TicketVersion(
      path: file.path, bytes: try texts.text(file.blob), isExecutable: file.isExecutable)
  }
}
