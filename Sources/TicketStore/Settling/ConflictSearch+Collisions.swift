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
    let place = Self.path(of: id, document, beside: path)
    plan.others.append(.init(path: place, workText: nil, bytes: bytes))
    plan.notes.append(.otherTicket(id, path: place, formerly: id))
  }

  /// Gives a ticket the id that every clone derives for it.
  private mutating func rename(
    _ document: TicketDocument, beside path: String, in plan: inout Plan
  ) throws {
    guard let old = document.id else { return }
    let origin = TicketOrigin(document)
    let id = old.derived(for: origin) { id in
      givenIDs.contains(id) || filesByID[id]?.contains { !$0.is(origin, formerly: old) } == true
    }
    givenIDs.insert(id)
    collided.insert(old)
    var renamed = document
    try renamed.changeID(to: id, formerly: old.text)
    var place = Self.path(of: id, document, beside: path)
    var bytes = renamed.bytes
    let present = filesByID[id]?.first
    if let present, let text = present.document?.bytes {
      // Another clone has settled this before, and its ticket may have gone on since.
      place = present.ticket.path
      bytes = merger.merge(base: nil, ours: text, theirs: bytes).bytes
    }
    plan.others.append(.init(path: place, workText: present?.document?.bytes, bytes: bytes))
    plan.notes.append(.otherTicket(id, path: place, formerly: old))
  }

  /// In `.tickets` itself or in the id's shard, as the other ticket is.
  private static func path(
    of id: TicketID, _ document: TicketDocument, beside path: String
  ) -> String {
    let name = id.fileName(
      title: document.scalar(FieldName.title.rawValue) ?? "",
      isSharded: path.split(separator: "/").count > 2)
    return "\(Workspace.folder)/\(name)"
  }

  // MARK: References

  /// Tickets that name an id which two tickets had, so that a person looks which one is meant.
  func referrers() -> [TicketID: [TicketID]] {
    guard !collided.isEmpty else { return [:] }
    let fields: [FieldName] = [.blockedBy, .parent, .related, .duplicateOf]
    var referrers: [TicketID: [TicketID]] = [:]
    for loaded in loaded.tickets {
      let links = Set(fields.flatMap { loaded.ticket.items(of: $0) }.compactMap { TicketID($0) })
      for id in links.intersection(collided) { referrers[id, default: []].append(loaded.ticket.id) }
    }
    return referrers
  }
}

extension LoadedTicket {
  /// Whether it is the ticket of that origin, moved off an id before.
  fileprivate func `is`(_ origin: TicketOrigin, formerly old: TicketID) -> Bool {
    ticket.text(of: .formerly) == old.text
      && document.map { TicketOrigin($0).isSameTicket(as: origin) } == true
  }
}
