/// A length of working time as service levels write it: `4h`, `15m`, `1h30m`.
///
/// There are no days in it: a working day has as many hours as its calendar says, and `1d` would be
/// taken for eight hours by one reader and for twenty-four by another.
package struct WorkingDuration: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Its length in seconds; never negative.
  package let seconds: Int64

  /// Why a text is no duration.
  package enum Refusal: Error, Sendable, Equatable {
    /// It counts in days or weeks; how many hours these have is for the calendar to say.
    case days
    /// It is no number of hours and minutes, or a longer one than a year.
    case malformed
  }

  /// Makes one of a number of seconds; negative ones are none.
  package init(seconds: Int64) { self.seconds = max(0, seconds) }

  /// Reads hours, then minutes, one of which may be missing.
  ///
  /// - Parameter text: as written, without blanks.
  /// - Throws: ``Refusal``.
  package init(parsing text: some StringProtocol) throws(Refusal) {
    var minutes: Int64 = 0
    var digits = ""
    var units: [(name: Character, minutes: Int64)] = [("h", 60), ("m", 1)]
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else if "dwDW".contains(character) {
        throw .days
      } else {
        guard let unit = units.firstIndex(where: { $0.name == character }),
          let number = Int64(digits), number <= Self.longestMinutes
        else { throw .malformed }
        minutes += number * units[unit].minutes
        units.removeFirst(unit + 1)
        digits = ""
      }
    }
    guard digits.isEmpty, !text.isEmpty, minutes <= Self.longestMinutes else { throw .malformed }
    seconds = minutes * 60
  }

  private static let longestMinutes: Int64 = 366 * 24 * 60

  package static func < (left: WorkingDuration, right: WorkingDuration) -> Bool {
    left.seconds < right.seconds
  }

  /// Hours and minutes as they are written: `1h30m`; seconds are dropped.
  package var description: String {
    let hours = seconds / 3_600
    let minutes = seconds / 60 % 60
    if hours == 0 { return "\(minutes)m" }
    return minutes == 0 ? "\(hours)h" : "\(hours)h\(minutes)m"
  }
}
