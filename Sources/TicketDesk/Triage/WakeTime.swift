package import TicketModel

/// When a ticket that waits is to be looked at again: `3d`, `12h`, `2026-12-01`, a time.
package struct WakeTime: Sendable, Equatable {
  package let time: Timestamp

  /// Why a text is no such time.
  package enum Refusal: Error, Sendable, Equatable {
    /// Neither a length of time nor a day or time.
    case malformed
    /// It is not later than now.
    case past(Timestamp)
  }

  private static let units: [Character: Int64] = [
    "m": 60, "h": 3_600, "d": 86_400, "w": 604_800,
  ]

  /// Reads one; a day is its first second in UTC.
  ///
  /// - Parameters:
  ///   - text: as written.
  ///   - now: from when lengths of time count.
  /// - Throws: ``Refusal``.
  package init(parsing text: String, now: Timestamp) throws(Refusal) {
    guard let time = Self.time(text, now) else { throw .malformed }
    guard time > now else { throw .past(time) }
    self.time = time
  }

  private static func time(_ text: String, _ now: Timestamp) -> Timestamp? {
    if let moment = CalendarDay(text)?.start ?? Timestamp(text) { return moment }
    guard let unit = text.last.flatMap({ units[$0] }) else { return nil }
    let digits = text.dropLast()
    guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }),
      let count = Int64(digits), count < 100_000
    else { return nil }
    return now.adding(seconds: count * unit)
  }
}
