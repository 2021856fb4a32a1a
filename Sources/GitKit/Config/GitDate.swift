/// A date as `GIT_AUTHOR_DATE` and `GIT_COMMITTER_DATE` give it.
///
/// Reads git's own form (`1795166100 +0000`, with or without `@`) and ISO 8601
/// (`2026-11-20T09:15:00Z`, a space for the T, with or without seconds and zone). Source: `git help
/// commit`, "DATE FORMATS"; of those only RFC 2822 is missing.
struct GitDate: Equatable {
  let seconds: Int64
  let offsetMinutes: Int

  /// - Parameters:
  ///   - text: the date.
  ///   - offsetMinutes: zone of a date that names none.
  init?(_ text: String, offsetMinutes: Int) {
    let trimmed = text.trimmingBlanks()
    guard let date = Self.raw(trimmed) ?? Self.iso(trimmed, offsetMinutes) else { return nil }
    self = date
  }

  private init(seconds: Int64, offsetMinutes: Int) {
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
  }

  private static func raw(_ text: String) -> GitDate? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let first = parts.first, parts.count <= 2 else { return nil }
    let hasMark = first.hasPrefix("@")
    let digits = hasMark ? first.dropFirst() : first
    // git takes a bare number for seconds from 100,000,000 on only; with the mark any number.
    guard let seconds = Int64(digits), hasMark || seconds >= 100_000_000, digits.first != "+" else {
      return nil
    }
    guard parts.count == 2 else { return GitDate(seconds: seconds, offsetMinutes: 0) }
    guard let zone = zone(parts[1]) else { return nil }
    return GitDate(seconds: seconds, offsetMinutes: zone)
  }

  private static func iso(_ text: String, _ offsetMinutes: Int) -> GitDate? {
    guard
      let match = text.wholeMatch(
        of:
          #/
          (\d{4})[-.](\d\d)[-.](\d\d) [T\ ]
          (\d\d):(\d\d) (?: :(\d\d) (?:[.,]\d+)? )?
          \ ? (Z | [-+]\d\d:?\d\d | [-+]\d\d)?
          /#
      ), let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6 ?? "0"),
      (1...12).contains(month), (1...31).contains(day), hour < 25, minute < 60, second < 61
    else { return nil }
    guard let offset = match.7.map(zone) ?? offsetMinutes else { return nil }
    let days = Int64(daysFromEpoch(year, month, day))
    let local = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    return GitDate(seconds: local - Int64(offset) * 60, offsetMinutes: offset)
  }

  /// Reads `Z`, `+0130`, `+01:30` or `+01` as minutes.
  private static func zone(_ text: Substring) -> Int? {
    if text == "Z" { return 0 }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard let sign = text.first, sign == "+" || sign == "-", let number = Int(digits),
      digits.allSatisfy(\.isNumber), digits.count == 4 || digits.count == 2
    else { return nil }
    let minutes = digits.count == 2 ? number * 60 : number / 100 * 60 + number % 100
    return sign == "-" ? -minutes : minutes
  }

  /// Days between 1970-01-01 and a day of the Gregorian calendar.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  private static func daysFromEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
