import GitKit
import TicketDocument
import TicketMerge
import TicketModel

/// Tickets that the index holds several versions of.
extension ConflictSearch {
  /// Merges both sides of each ticket; nil where there is only one side.
  func merged(_ tickets: [UnmergedTicket]) -> [MergeResult?] {
    tickets.concurrentMap { [merger] ticket in
      guard let ours = ticket.ours, let theirs = ticket.theirs else { return nil }
      return merger.merge(base: ticket.base, ours: ours, theirs: theirs, path: ticket.path)
    }
  }

  /// Adds what is to become of a ticket, both sides of which were merged already if there are two.
  mutating func add(_ ticket: UnmergedTicket, _ result: MergeResult?) throws {
    seen.formUnion(ticket.stages.keys)
    let work = try workText(at: ticket.path)
    var plan = try plan(for: ticket, result, work)
    for path in ticket.stages.keys.sorted() where path != ticket.path {
      let text = try workText(at: path)
      plan.others.append(.init(path: path, workText: text, bytes: nil))
    }
    found.append(
      ConflictedTicket(
        id: id(of: ticket), path: ticket.path, origin: .unmerged, proposal: plan.proposal,
        sides: ticket.sides, notes: plan.notes, others: plan.others, workText: work,
        stages: ticket.stages))
  }

  private mutating func plan(
    for ticket: UnmergedTicket, _ result: MergeResult?, _ work: [UInt8]?
  ) throws -> Plan {
    let work = try work.map { try git.cleaned($0, path: ticket.path) }
    if let work, let plan = settledByHand(work, ticket) { return plan }
    guard let result else { return onlyOneSide(ticket) }
    var plan = Plan(proposal: proposal(result, ticket.sides))
    for case .twoTickets(let other) in result.conflicts {
      try findPlace(for: other, beside: ticket.path, in: &plan)
    }
    guard let work, work != result.bytes else { return plan }
    return try begunByHand(work, ticket, plan)
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
      case .text(let settling) = proposal(work, nil), !settling.isOpen,
      !settling.document.holdsMarkers(besides: ticket.sides.all)
    else { return nil }
    return Plan(proposal: .text(settling), notes: [.takenFromFile])
  }

  /// A work file in which a person has begun is not written over.
  ///
  /// Git's merge of lines is made anew by meaning, as long as it is just as git wrote it.
  private func begunByHand(
    _ work: [UInt8], _ ticket: UnmergedTicket, _ plan: Plan
  ) throws -> Plan {
    if ticket.sides.all.contains(work) { return plan }
    if try work.isMergeOfLines(of: ticket) { return plan }
    var begun = plan
    begun.proposal = proposal(work, ticket.sides)
    if case .text(let settling) = begun.proposal,
      !settling.document.holdsMarkers(besides: ticket.sides.all)
    {
      return begun
    }
    begun.proposal = .stuck(.begun)
    return begun
  }

  private func id(of ticket: UnmergedTicket) -> String {
    // Lazily: the first version nearly always has the id of the file's name.
    let ids = [ticket.ours, ticket.theirs, ticket.base].lazy.compactMap { $0.flatMap(Self.id) }
    let named = ids.first { ticket.path.isTicketFileName(of: $0) }
    return (named ?? ids.first)?.text ?? ticket.path.idOfFileName
  }

  static func id(of bytes: [UInt8]) -> TicketID? {
    // What cannot be read has none.
    (try? TicketDocument(parsing: bytes))?.id
  }
}

extension TicketDocument {
  /// Whether a marker stands outside of blocks, even in fenced code, that no version has.
  fileprivate func holdsMarkers(besides versions: [[UInt8]]) -> Bool {
    var rest = bytes
    for block in markedBlocks.reversed() { rest.removeSubrange(block.range) }
    let known = Set(versions.flatMap { $0.split(separator: 0x0A) })
    return rest.split(separator: 0x0A).contains { line in
      MarkedBlock.label(of: line) != nil && !known.contains(line)
    }
  }
}

extension [UInt8] {
  /// Whether it is what git makes of the versions' lines, in any style, whatever the labels.
  fileprivate func isMergeOfLines(of ticket: UnmergedTicket) throws -> Bool {
    guard let ours = ticket.ours, let theirs = ticket.theirs,
      let opening = split(separator: 0x0A).first(where: { $0.markerSize(of: "<") >= 7 })
    else { return false }
    let size = opening.markerSize(of: "<")
    let text = withoutLabels(size)
    return try TextMerge.Style.allCases.contains { style in
      try TextMerge(
        base: ticket.base, ours: ours, theirs: theirs, style: style, markerSize: size
      ).bytes.withoutLabels(size) == text
    }
  }

  /// The text with nothing behind the runs of markers of this length.
  private func withoutLabels(_ size: Int) -> [UInt8] {
    let lines = split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      ["<", "|", ">"].contains { line.markerSize(of: $0) == size } ? line.prefix(size) : line
    }
    return Array(lines.joined(separator: [0x0A]))
  }
}

extension ArraySlice<UInt8> {
  /// Length of the run of a character at the line's beginning; 0 unless its end or a blank follows.
  fileprivate func markerSize(of character: Unicode.Scalar) -> Int {
    let rest = drop { $0 == UInt8(ascii: character) }
    return [0x20, 0x0D].contains(rest.first ?? 0x20) ? count - rest.count : 0
  }
}
