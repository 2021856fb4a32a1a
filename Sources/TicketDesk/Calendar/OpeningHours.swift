package import TicketModel

/// A stretch of a day in which work is done, in minutes of what clocks show: `08:00-12:00`.
package struct OpeningHours: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Minutes after 00:00 when work begins.
  package let opens: Int
  /// Minutes after 00:00 when it ends; 1440 is 24:00.
  package let closes: Int

  /// Why a text is no opening hours.
  package enum Refusal: Error, Sendable, Equatable {
    /// It is not two times with a hyphen between.
    case malformed
    /// It ends when it begins, or before.
    case endsBeforeStart
  }

  /// Makes hours from minutes of the day; nil when they end before they begin, or outside of the day.
  package init?(opens: Int, closes: Int) {
    guard opens >= 0, opens < closes, closes <= 1_440 else { return nil }
    self.opens = opens
    self.closes = closes
  }

  /// Reads `08:00-12:00`; `24:00` is the end of the day.
  ///
  /// - Parameter text: as written, without blanks.
  /// - Throws: ``Refusal``.
  package init(parsing text: some StringProtocol) throws(Refusal) {
    let times = text.split(separator: "-", omittingEmptySubsequences: false)
    guard times.count == 2, let opens = Self.minutes(times[0]), let closes = Self.minutes(times[1])
    else { throw .malformed }
    guard let hours = OpeningHours(opens: opens, closes: closes) else { throw .endsBeforeStart }
    self = hours
  }

  private static func minutes(_ text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts.allSatisfy({
        $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }),
      let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60,
      hours * 60 + minutes <= 1_440
    else { return nil }
    return hours * 60 + minutes
  }

  package static func < (left: OpeningHours, right: OpeningHours) -> Bool {
    (left.opens, left.closes) < (right.opens, right.closes)
  }

  /// As it is written: `08:00-12:00`.
  package var description: String { "\(Self.clock(opens))-\(Self.clock(closes))" }

  private static func clock(_ minutes: Int) -> String {
    let digits = [minutes / 600, minutes / 60 % 10, minutes % 60 / 10, minutes % 10]
    return "\(digits[0])\(digits[1]):\(digits[2])\(digits[3])"
  }
}

extension [OpeningHours] {
  /// What is left of sorted hours when breaks are taken out; breaks may overlap each other.
  func without(_ breaks: [OpeningHours]) -> [OpeningHours] {
    breaks.reduce(self) { hours, pause in
      hours.flatMap { stretch in
        [
          OpeningHours(opens: stretch.opens, closes: Swift.min(stretch.closes, pause.opens)),
          OpeningHours(opens: Swift.max(stretch.opens, pause.closes), closes: stretch.closes),
        ].compactMap { $0 }
      }
    }
  }
}

/// When a team works, as a calendar's configuration says it.
package struct CalendarRules: Sendable, Equatable {
  /// A day that comes every year, `12-25`.
  package struct YearlyDay: Hashable, Sendable {
    package let month: Int64
    package let day: Int64

    /// Makes one from its parts; nil when no year has such a day.
    package init?(month: Int64, day: Int64) {
      guard CalendarDay(year: 2_000, month: month, day: day) != nil else { return nil }
      self.month = month
      self.day = day
    }
  }

  /// The hours of each weekday, Monday first; seven of them, sorted and without overlap.
  package var week: [[OpeningHours]]
  /// Days that are closed once.
  package var holidays: Set<CalendarDay>
  /// Days that are closed every year.
  package var yearlyHolidays: Set<YearlyDay>
  /// Hours that replace those of the weekday on one date; a holiday on the same date gives way.
  package var special: [CalendarDay: [OpeningHours]]
  /// Hours of one date that are taken out.
  package var breaks: [CalendarDay: [OpeningHours]]

  /// Makes rules from their parts.
  package init(
    week: [[OpeningHours]], holidays: Set<CalendarDay> = [],
    yearlyHolidays: Set<YearlyDay> = [], special: [CalendarDay: [OpeningHours]] = [:],
    breaks: [CalendarDay: [OpeningHours]] = [:]
  ) {
    precondition(week.count == 7, "a week has seven days")
    self.week = week
    self.holidays = holidays
    self.yearlyHolidays = yearlyHolidays
    self.special = special
    self.breaks = breaks
  }
}
