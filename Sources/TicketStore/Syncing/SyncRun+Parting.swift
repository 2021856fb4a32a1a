import GitKit
import TicketModel

extension SyncRun {
  /// Tells of the tickets that a merge gave a new id.
  func parted(
    _ tickets: [MergedTicket], _ ours: ObjectID, _ theirs: ObjectID
  ) throws -> [PartedReport] {
    let parted = tickets.compactMap { ticket -> (id: TicketID, formerly: TicketID)? in
      guard case .parted(_, let formerly) = ticket.outcome else { return nil }
      return ticket.id.map { ($0, formerly) }
    }
    guard !parted.isEmpty else { return [] }
    let sides = try [ours, theirs].map {
      try repository.load(from: .revision($0.hex)).referrers(to: Set(parted.map(\.formerly)))
    }
    return parted.map { id, formerly in
      PartedReport(
        id: id, formerly: formerly,
        path: tickets.first { $0.id == id && $0.result != nil }?.result?.path ?? "",
        referrers: Set(sides.flatMap { $0[formerly] ?? [] }).sorted())
    }
  }
}

extension PartedReport {
  /// Which of the two tickets came in.
  func arrivals(among tickets: [MergedTicket]) -> [MergedTicket] {
    tickets.filter { $0.id == id || $0.id == formerly }.compactMap(\.arrival)
  }
}
