import GitKit
import TicketDocument
import TicketMerge
import TicketModel

/// The versions of one ticket that the index holds.
struct UnmergedTicket {
  /// The path at which it stays.
  var path: String
  var stages: [String: [IndexEntry]]
  var base: [UInt8]?
  var ours: [UInt8]?
  var theirs: [UInt8]?

  var sides: TicketSides { TicketSides(base: base, ours: ours, theirs: theirs) }
}

extension TicketRepository {
  /// Reads the tickets that the index holds several versions of, in the order of their paths.
  ///
  /// A ticket that both sides renamed stands at up to three paths; it is put together by its id.
  func unmergedTickets(
    _ conflicts: [String: [IndexEntry]]
  ) throws -> [UnmergedTicket] {
    let git = try git()
    var tickets: [UnmergedTicket] = []
    var places: [TicketID: Int] = [:]
    for (path, entries) in conflicts.sorted(by: { $0.key < $1.key }) {
      func text(_ stage: Int) throws -> [UInt8]? {
        try entries.first { $0.stage == stage }.map { try git.blob($0.blob) }
      }
      let ticket = UnmergedTicket(
        path: path, stages: [path: entries], base: try text(1), ours: try text(2),
        theirs: try text(3))
      guard ticket.ours == nil || ticket.theirs == nil, let id = ticket.id else {
        tickets.append(ticket)
        continue
      }
      if let place = places[id], let joined = tickets[place].joined(with: ticket) {
        tickets[place] = joined
      } else {
        places[id] = tickets.count
        tickets.append(ticket)
      }
    }
    return tickets
  }
}

extension UnmergedTicket {
  fileprivate var id: TicketID? { (ours ?? theirs ?? base).flatMap(ConflictSearch.id) }

  /// The same ticket at two paths; nil when both paths have the same version.
  fileprivate func joined(with other: UnmergedTicket) -> UnmergedTicket? {
    guard base == nil || other.base == nil, ours == nil || other.ours == nil,
      theirs == nil || other.theirs == nil
    else { return nil }
    let hasFile = ours != nil || theirs != nil
    return UnmergedTicket(
      path: hasFile ? path : other.path, stages: stages.merging(other.stages) { first, _ in first },
      base: base ?? other.base, ours: ours ?? other.ours, theirs: theirs ?? other.theirs)
  }
}
