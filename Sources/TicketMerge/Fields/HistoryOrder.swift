import TicketModel

/// The order of history lines that two sides wrote: by time.
///
/// Of one second the base's lines come first, as they stood there, then statuses as they follow each
/// other in the workflow. Lines that cannot be read come last.
struct HistoryOrder {
  private let places: [String: Int]
  private let order: StatusOrder

  init(base: [String], _ order: StatusOrder) {
    places = Dictionary(base.enumerated().map { ($1, $0) }) { first, _ in first }
    self.order = order
  }

  func isInOrder(_ left: String, _ right: String) -> Bool {
    let lines = (HistoryLine(left), HistoryLine(right))
    guard let one = lines.0, let other = lines.1 else {
      return (lines.0 == nil) == (lines.1 == nil) ? isSmaller(left, right) : lines.1 == nil
    }
    if one.time != other.time { return one.time < other.time }
    let (place, otherPlace) = (places[left] ?? .max, places[right] ?? .max)
    if place != otherPlace { return place < otherPlace }
    let (rank, otherRank) = (order.rank(of: one.status), order.rank(of: other.status))
    return rank == otherRank ? isSmaller(left, right) : rank < otherRank
  }
}
