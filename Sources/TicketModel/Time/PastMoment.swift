/// A moment that a person names to look back: `2026-09-01`, an RFC 3339 time, `@today`, `@today-2w`.
///
/// A day is its first second in UTC.
package enum PastMoment: Sendable, Equatable {
  case fixed(Timestamp)
  /// So many seconds before the start of today in UTC.
  case beforeToday(seconds: Int64)

  private static let units: [Character: Int64] = [
    "m": 60, "h": 3_600, "d": 86_400, "w": 604_800,
  ]

  /// Reads one; nil for any other text, which may be the name of a revision.
  package init?(_ text: String) {
    if let moment = CalendarDay(text)?.start ?? Timestamp(text) {
      self = .fixed(moment)
      return
    }
    guard text.hasPrefix("@today") else { return nil }
    let rest = text.dropFirst(6)
    if rest.isEmpty {
      self = .beforeToday(seconds: 0)
      return
    }
    guard rest.first == "-", let last = rest.last, let unit = Self.units[last] else { return nil }
    let digits = rest.dropFirst().dropLast()
    guard digits.allSatisfy({ ("0"..."9").contains($0) }), let count = Int64(digits),
      count < 1_000_000
    else { return nil }
    self = .beforeToday(seconds: count * unit)
  }

  /// Returns the moment that is meant at a time.
  package func moment(now: Timestamp) -> Timestamp {
    switch self {
    case .fixed(let moment): moment
    case .beforeToday(let seconds): now.day.start.adding(seconds: -seconds)
    }
  }
}
