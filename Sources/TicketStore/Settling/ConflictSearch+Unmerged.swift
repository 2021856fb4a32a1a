import GitKit
import TicketDocument
import TicketMerge
import TicketModel

/// Tickets that the index holds several versions of.
extension ConflictSearch {
  mutating func add(_ ticket: UnmergedTicket) throws {
    seen.formUnion(ticket.stages.keys)
    let work = try Files.readIfPresent("\(root)/\(ticket.path)")
    var plan = try plan(for: ticket, work)
    for path in ticket.stages.keys.sorted() where path != ticket.path {
      let text = try Files.readIfPresent("\(root)/\(path)")
      plan.others.append(.init(path: path, workText: text, bytes: nil))
    }
    found.append(
      ConflictedTicket(
        id: id(of: ticket), path: ticket.path, origin: .unmerged, proposal: plan.proposal,
        sides: ticket.sides, notes: plan.notes, others: plan.others, workText: work,
        stages: ticket.stages))
  }

  private mutating func plan(for ticket: UnmergedTicket, _ work: [UInt8]?) throws -> Plan {
    let work = try work.map { try git.cleaned($0, path: ticket.path) }
    if let work, let plan = settledByHand(work, ticket) { return plan }
    guard let ours = ticket.ours, let theirs = ticket.theirs else { return onlyOneSide(ticket) }
    let result = merger.merge(base: ticket.base, ours: ours, theirs: theirs, path: ticket.path)
    var plan = Plan(proposal: proposal(result, ticket.sides))
    for case .twoTickets(let other) in result.conflicts {
      try findPlace(for: other, beside: ticket.path, in: &plan)
    }
    guard let work, work != result.bytes else { return plan }
    return begunByHand(work, ticket, plan)
  }

  private func onlyOneSide(_ ticket: UnmergedTicket) -> Plan {
    guard let kept = ticket.ours ?? ticket.theirs else { return Plan(proposal: .deleted) }
    // Without a base nobody deleted it: git found it renamed on the other side.
    let notes: [ConflictedTicket.Note] =
      ticket.base == nil ? [] : [.editedAndDeleted(by: ticket.ours == nil ? .ours : .theirs)]
    return Plan(proposal: proposal(kept, ticket.sides), notes: notes)
  }

  /// A work file that is a ticket without anything open, and none of the versions, is a person's.
  private func settledByHand(_ work: [UInt8], _ ticket: UnmergedTicket) -> Plan? {
    guard !ticket.sides.all.contains(work),
      case .text(let settling) = proposal(work, nil), !settling.isOpen
    else { return nil }
    return Plan(proposal: .text(settling), notes: [.takenFromFile])
  }

  /// A work file in which a person has begun is not written over.
  ///
  /// One with recorded values or blocks of ours came from our merge and is gone on with. Git's merge of
  /// lines holds no line but those of the versions and markers, and is made anew by meaning.
  private func begunByHand(_ work: [UInt8], _ ticket: UnmergedTicket, _ plan: Plan) -> Plan {
    var begun = plan
    begun.proposal = proposal(work, ticket.sides)
    if case .text(let settling) = begun.proposal, !ticket.sides.all.contains(work),
      !settling.fields.isEmpty || settling.blocks.contains(where: \.isOfTicketMerge)
    {
      return begun
    }
    if work.holdsOnlyLines(of: ticket.sides.all) { return plan }
    if case .stuck = begun.proposal { begun.proposal = .stuck(.begun) }
    return begun
  }

  private func id(of ticket: UnmergedTicket) -> String {
    let ids = [ticket.ours, ticket.theirs, ticket.base].compactMap { $0.flatMap(Self.id) }
    let named = ids.first { ticket.path.isTicketFileName(of: $0) }
    return (named ?? ids.first)?.text ?? ticket.path.idOfFileName
  }

  static func id(of bytes: [UInt8]) -> TicketID? {
    // What cannot be read has none.
    (try? TicketDocument(parsing: bytes))?.id
  }
}

extension [UInt8] {
  /// Whether every line stands in one of the texts, or is a marker.
  fileprivate func holdsOnlyLines(of texts: [[UInt8]]) -> Bool {
    if texts.contains(self) { return true }
    let known = Set(texts.flatMap { $0.split(separator: 0x0A) })
    return split(separator: 0x0A).allSatisfy { known.contains($0) || $0.isMarker }
  }
}

extension ArraySlice<UInt8> {
  /// Whether a line is seven or more of a character of git's markers, then its end or a blank.
  fileprivate var isMarker: Bool {
    guard let first, "<|=>".utf8.contains(first) else { return false }
    let rest = drop { $0 == first }
    return count - rest.count >= 7 && (rest.first ?? 0x20) == 0x20
  }
}
