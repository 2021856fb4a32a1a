import TicketDocument
import TicketMerge
import TicketModel

/// Gives two tickets with one id, one from each side of a merge, a file each.
///
/// The one created first keeps the id; the other gets the id that every clone derives for it.
struct TicketParting {
  let merger: TicketMerger
  /// The tickets of both sides by id.
  let present: [TicketID: [TicketVersion]]
  private(set) var tickets: [MergedTicket]
  private var given: Set<TicketID> = []

  init(_ tickets: [MergedTicket], merger: TicketMerger, present: [TicketID: [TicketVersion]]) {
    (self.tickets, self.merger, self.present) = (tickets, merger, present)
  }

  /// Parts all that share an id, in an order that does not depend on the sides.
  mutating func run() throws {
    let shared = tickets.filter(\.isTwoTickets)
    tickets.removeAll(where: \.isTwoTickets)
    for ticket in shared.sorted(by: { ($0.id?.text ?? "") < ($1.id?.text ?? "") }) {
      try part(ticket)
    }
  }

  private mutating func part(_ ticket: MergedTicket) throws {
    guard let ours = ticket.ours, let theirs = ticket.theirs else { return }
    let keeper: MergeSide = ticket.result?.bytes == ours.bytes ? .ours : .theirs
    let (kept, other) = keeper == .ours ? (ours, theirs) : (theirs, ours)
    let parted = try PartedTicket(TicketDocument(parsing: other.bytes), beside: other.path) {
      id, origin, old in
      given.contains(id)
        || present[id]?.contains { !$0.is(origin, formerly: old) } == true
    }
    guard let parted else { return tickets.append(ticket) }
    given.insert(parted.id)
    tickets.append(
      ticket.only(keeper, ticket.id, .added(keeper), base: ticket.base, result: kept))
    let isJoined = joinEarlier(parted)
    let result = TicketVersion(
      path: parted.path, bytes: parted.bytes, isExecutable: other.isExecutable)
    tickets.append(
      ticket.only(
        keeper.other, parted.id, .parted(keeper.other, formerly: parted.formerly), base: nil,
        result: isJoined ? nil : result))
  }

  /// Joins the ticket with the one of its new id, when another clone has parted them before.
  private mutating func joinEarlier(_ parted: PartedTicket) -> Bool {
    guard let versions = present[parted.id], let first = versions.first else { return false }
    let place = tickets.firstIndex { $0.id == parted.id && $0.result != nil }
    let known = place.map { tickets[$0] }
    let version = known?.result ?? first
    let result = merger.merge(base: nil, ours: version.bytes, theirs: parted.bytes)
    let joined = MergedTicket(
      id: parted.id, outcome: .merged(result), base: known.map(\.base) ?? first,
      ours: known.map(\.ours) ?? first, theirs: known.map(\.theirs) ?? first,
      result: TicketVersion(
        path: version.path, bytes: result.bytes, isExecutable: version.isExecutable))
    if let place { tickets[place] = joined } else { tickets.append(joined) }
    return true
  }
}

extension TicketVersion {
  fileprivate func `is`(_ origin: TicketOrigin, formerly old: TicketID) -> Bool {
    (try? TicketDocument(parsing: bytes))?.is(origin, formerly: old) == true
  }
}

extension MergedTicket {
  /// Whether the sides hold different tickets.
  var isTwoTickets: Bool {
    conflicts.contains { if case .twoTickets = $0 { true } else { false } }
  }

  /// One side's ticket by itself.
  fileprivate func only(
    _ side: MergeSide, _ id: TicketID?, _ outcome: Outcome, base: TicketVersion?,
    result: TicketVersion?
  ) -> MergedTicket {
    MergedTicket(
      id: id, outcome: outcome, base: base, ours: side == .ours ? ours : nil,
      theirs: side == .theirs ? theirs : nil, result: result)
  }
}
