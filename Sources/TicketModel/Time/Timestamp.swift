/// A moment in UTC with seconds, as tickets write it: `2026-11-20T09:15:00Z` (RFC 3339).
package struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds (POSIX time).
  package let seconds: Int64

  /// Makes the moment that many seconds after the epoch.
  package init(seconds: Int64) { self.seconds = seconds }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds < right.seconds
  }

  /// Returns the moment `seconds` later (earlier when negative).
  package func adding(seconds more: Int64) -> Timestamp { Timestamp(seconds: seconds + more) }

  /// The RFC 3339 text in UTC.
  package var description: String {
    let day = day
    let rest = seconds - day.daysSinceEpoch * 86_400
    return day.text(followedBy: 10) { text in
      text.append(UInt8(ascii: "T"))
      text.append(rest / 3_600, digits: 2)
      text.append(UInt8(ascii: ":"))
      text.append(rest / 60 % 60, digits: 2)
      text.append(UInt8(ascii: ":"))
      text.append(rest % 60, digits: 2)
      text.append(UInt8(ascii: "Z"))
    }
  }

  /// The day in UTC, `2026-11-20`.
  package var day: CalendarDay {
    CalendarDay(daysSinceEpoch: floorDivide(seconds, by: 86_400))
  }

  /// Reads RFC 3339: date, `T` or a blank, time with optional fraction (dropped), `Z` or an offset.
  ///
  /// - Returns: nil when the text is anything else, or names a day or time that does not exist.
  package init?(_ text: some StringProtocol) {
    var reader = DigitReader(text)
    guard let day = reader.day(), reader.takeAny(of: "Tt ") != nil,
      let hour = reader.number(digits: 2), hour < 24, reader.take(":"),
      let minute = reader.number(digits: 2), minute < 60, reader.take(":"),
      let second = reader.number(digits: 2), second <= 60
    else { return nil }
    if reader.take(".") { guard reader.skipDigits() > 0 else { return nil } }
    guard let offset = reader.offsetMinutes(), reader.isAtEnd else { return nil }
    seconds =
      day.daysSinceEpoch * 86_400 + hour * 3_600 + (minute - offset) * 60 + min(second, 59)
    // An offset can lead out of the years that four digits can write.
    guard (-62_167_219_200...253_402_300_799).contains(seconds) else { return nil }
  }
}

/// A day of the proleptic Gregorian calendar, `2026-11-20`.
package struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let daysSinceEpoch: Int64

  /// Makes the day that many days after 1970-01-01.
  package init(daysSinceEpoch: Int64) { self.daysSinceEpoch = daysSinceEpoch }

  /// Reads `YYYY-MM-DD`; nil for anything else and for days that do not exist.
  package init?(_ text: some StringProtocol) {
    var reader = DigitReader(text)
    guard let day = reader.day(), reader.isAtEnd else { return nil }
    self = day
  }

  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.daysSinceEpoch < right.daysSinceEpoch
  }

  /// The first second of the day in UTC.
  package var start: Timestamp { Timestamp(seconds: daysSinceEpoch * 86_400) }

  package var description: String { text(followedBy: 0) { _ in } }

  /// Returns the day's text with more of up to so many bytes behind it.
  fileprivate func text(followedBy count: Int, _ rest: (inout DigitWriter) -> Void) -> String {
    let (year, month, day) = civil
    // Only sums lead to years of more digits or before the year 0; files hold none.
    let digits = year.magnitude > 9_999 ? String(year.magnitude).utf8.count : 4
    return String(unsafeUninitializedCapacity: 7 + digits + count) { bytes in
      var text = DigitWriter(bytes)
      if year < 0 { text.append(UInt8(ascii: "-")) }
      text.append(abs(year), digits: digits)
      text.append(UInt8(ascii: "-"))
      text.append(month, digits: 2)
      text.append(UInt8(ascii: "-"))
      text.append(day, digits: 2)
      rest(&text)
      return text.count
    }
  }

  /// Makes a day from its parts; nil when there is no such day.
  package init?(year: Int64, month: Int64, day: Int64) {
    guard (1...12).contains(month), day >= 1 else { return nil }
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(daysSinceEpoch: era * 146_097 + dayOfEra - 719_468)
    guard civil == (year, month, day) else { return nil }
  }

  // Hinnant's civil_from_days.
  private var civil: (year: Int64, month: Int64, day: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = floorDivide(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }
}

private func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
  value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
}

/// Writes digits and separators into a text's bytes; interpolation would take most of the time of a
/// list's dates.
private struct DigitWriter {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func append(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  /// Appends a number with zeros before it.
  mutating func append(_ number: Int64, digits: Int) {
    var rest = number
    for place in (count..<count + digits).reversed() {
      bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += digits
  }
}

/// Takes digits and separators off the front of a text.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number(digits: Int) -> Int64? {
    guard rest.count >= digits else { return nil }
    var value: Int64 = 0
    for byte in rest.prefix(digits) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    rest = rest.dropFirst(digits)
    return value
  }

  mutating func take(_ character: String) -> Bool { takeAny(of: character) != nil }

  mutating func takeAny(of characters: String) -> UInt8? {
    guard let first = rest.first, characters.utf8.contains(first) else { return nil }
    rest = rest.dropFirst()
    return first
  }

  mutating func skipDigits() -> Int {
    let before = rest.count
    rest = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return before - rest.count
  }

  mutating func day() -> CalendarDay? {
    guard let year = number(digits: 4), take("-"), let month = number(digits: 2), take("-"),
      let day = number(digits: 2)
    else { return nil }
    return CalendarDay(year: year, month: month, day: day)
  }

  mutating func offsetMinutes() -> Int64? {
    if takeAny(of: "Zz") != nil { return 0 }
    guard let sign = takeAny(of: "+-"), let hours = number(digits: 2), hours < 24, take(":"),
      let minutes = number(digits: 2), minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }
}
