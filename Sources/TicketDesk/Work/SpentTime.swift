package import TicketModel

/// Time that somebody spent on a ticket, an item of its field `spent`: `2026-11-21T09:15:00Z ada 1h30m`.
///
/// The moment makes items differ, so that a merge keeps those of both sides.
package struct SpentTime: Sendable, Equatable, CustomStringConvertible {
  package let time: Timestamp
  package let person: String
  package let duration: WorkingDuration

  /// The field.
  package static let field: FieldName = "spent"

  /// Makes an item from its parts.
  package init(time: Timestamp, person: String, duration: WorkingDuration) {
    self.time = time
    self.person = person
    self.duration = duration
  }

  /// Reads an item; nil for anything else.
  package init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 3, let time = Timestamp(words[0]),
      let duration = try? WorkingDuration(parsing: words[2])
    else { return nil }
    self.init(time: time, person: String(words[1]), duration: duration)
  }

  package var description: String { "\(time) \(person) \(duration)" }

  /// Returns the same, later by as many seconds as it takes to be none of these items.
  package func differing(from items: [String]) -> SpentTime {
    var item = self
    while items.contains(item.description) {
      item = SpentTime(time: item.time.adding(seconds: 1), person: person, duration: duration)
    }
    return item
  }

  /// Sums the items of a ticket up: all of them, and by person in the order of their names.
  ///
  /// - Parameter ticket: items that cannot be read are left out.
  /// - Returns: nil when there is nothing.
  package static func sum(
    of ticket: Ticket
  ) -> (total: WorkingDuration, people: [(person: String, time: WorkingDuration)])? {
    let items = ticket.items(of: field).compactMap(SpentTime.init)
    guard !items.isEmpty else { return nil }
    var seconds: [String: Int64] = [:]
    for item in items { seconds[item.person, default: 0] += item.duration.seconds }
    let people = seconds.keys.sorted().map { person in
      (person: person, time: WorkingDuration(seconds: seconds[person] ?? 0))
    }
    return (WorkingDuration(seconds: seconds.values.reduce(0, +)), people)
  }

  /// `3h30m`, or `3h30m (ada 2h, bob 1h30m)` of several people; nil when there is nothing.
  package static func words(of ticket: Ticket) -> String? {
    sum(of: ticket).map { sum in
      guard sum.people.count > 1 else { return sum.total.description }
      return
        "\(sum.total) (\(sum.people.map { "\($0.person) \($0.time)" }.joined(separator: ", ")))"
    }
  }
}
