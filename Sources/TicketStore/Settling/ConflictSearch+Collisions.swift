import TicketDocument
import TicketMerge
import TicketModel

/// Several files, or both sides of a merge, with one id: one ticket twice, or two tickets.
extension ConflictSearch {
  // MARK: Files of one id

  mutating func addSharedIDs() throws {
    for (_, files) in filesByID.filter({ $1.count > 1 }).sorted(by: { $0.key < $1.key }) {
      let files = files.filter { !seen.contains($0.ticket.path) }
      if files.count > 1 { try addShared(files) }
    }
  }

  private mutating func addShared(_ files: [LoadedTicket]) throws {
    seen.formUnion(files.map(\.ticket.path))
    let tickets = Self.grouped(files)
    guard let kept = tickets.first, let first = kept.first, let document = first.document else {
      return
    }
    let sides =
      kept.count == 2
      ? TicketSides(base: nil, ours: document.bytes, theirs: kept[1].document?.bytes) : nil
    var plan = Plan(proposal: proposal(joined(kept), sides))
    join(kept, in: &plan)
    for other in tickets.dropFirst() {
      guard let path = other.first?.ticket.path else { continue }
      join(other, in: &plan)
      plan.others.append(
        .init(path: path, workText: other.first?.document?.bytes, bytes: nil))
      try rename(TicketDocument(parsing: joined(other)), beside: path, in: &plan)
    }
    found.append(
      ConflictedTicket(
        id: first.ticket.id.text, path: first.ticket.path, origin: .sharedID,
        proposal: plan.proposal, sides: sides, notes: plan.notes, others: plan.others,
        workText: document.bytes, stages: [:]))
  }

  /// The tickets among files of one id, the one that keeps it first; each with its files.
  private static func grouped(_ files: [LoadedTicket]) -> [[LoadedTicket]] {
    var groups: [(origin: TicketOrigin, files: [LoadedTicket])] = []
    for file in files {
      guard let origin = file.document.map(TicketOrigin.init) else { continue }
      if let place = groups.firstIndex(where: { $0.origin.isSameTicket(as: origin) }) {
        groups[place].files.append(file)
      } else {
        groups.append((origin, [file]))
      }
    }
    return groups.sorted { $0.origin < $1.origin }.map(\.files)
  }

  /// The text of several files of one ticket.
  private func joined(_ files: [LoadedTicket]) -> [UInt8] {
    let texts = files.compactMap(\.document?.bytes)
    return texts.dropFirst().reduce(texts.first ?? []) { text, other in
      merger.merge(base: nil, ours: text, theirs: other).bytes
    }
  }

  /// The files of a ticket but the first one go away.
  private func join(_ files: [LoadedTicket], in plan: inout Plan) {
    for file in files.dropFirst() {
      plan.notes.append(.joined(path: file.ticket.path))
      plan.others.append(
        .init(path: file.ticket.path, workText: file.document?.bytes, bytes: nil))
    }
  }

  // MARK: Another ticket's place

  /// Finds a place for a ticket that cannot stay where another one is.
  mutating func findPlace(
    for bytes: [UInt8], beside path: String, in plan: inout Plan
  ) throws {
    let document = try TicketDocument(parsing: bytes)
    guard let id = document.id, id != plan.keptID else {
      return try rename(document, beside: path, in: &plan)
    }
    // Git took a deleted and a new ticket for a renamed one: the other keeps its own id.
    guard filesByID[id] == nil else { return }
    let place = id.path(of: document, beside: path)
    plan.others.append(.init(path: place, workText: nil, bytes: bytes))
    plan.notes.append(.otherTicket(id, path: place, formerly: id))
  }

  /// Gives a ticket the id that every clone derives for it.
  private mutating func rename(
    _ document: TicketDocument, beside path: String, in plan: inout Plan
  ) throws {
    let parted = try PartedTicket(document, beside: path) { id, origin, old in
      givenIDs.contains(id)
        || filesByID[id]?.contains { $0.document?.is(origin, formerly: old) != true } == true
    }
    guard let parted else { return }
    givenIDs.insert(parted.id)
    collided.insert(parted.formerly)
    var (place, bytes) = (parted.path, parted.bytes)
    let present = filesByID[parted.id]?.first
    if let present, let text = present.document?.bytes {
      // Another clone has settled this before, and its ticket may have gone on since.
      place = present.ticket.path
      bytes = merger.merge(base: nil, ours: text, theirs: bytes).bytes
    }
    plan.others.append(.init(path: place, workText: present?.document?.bytes, bytes: bytes))
    plan.notes.append(.otherTicket(parted.id, path: place, formerly: parted.formerly))
  }

  // MARK: References

  /// Tickets that name an id which two tickets had, so that a person looks which one is meant.
  func referrers() -> [TicketID: [TicketID]] { loaded.referrers(to: collided) }
}
