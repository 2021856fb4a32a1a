/// A length of time as people write it to look back or ahead: `12h`, `7d`, `2w`.
///
/// The only table of such units; working time, which knows no days, has its own.
package struct TimeSpan: Sendable, Equatable {
  /// How long it is.
  package let seconds: Int64
  /// The one spelling.
  package let text: String
  /// The text of a span that is greater by one.
  package let next: String

  private static let units: [Character: Int64] = [
    "m": 60, "h": 3_600, "d": 86_400, "w": 604_800,
  ]

  /// Reads a whole number below a million and a unit, in lower or upper case.
  package init?(_ text: some StringProtocol) {
    let text = text.lowercased()
    guard let last = text.last, let unit = Self.units[last], text.first != "+",
      let count = Int64(text.dropLast()), count >= 0, count < 1_000_000
    else { return nil }
    seconds = count * unit
    self.text = "\(count)\(last)"
    next = "\(count + 1)\(last)"
  }
}
