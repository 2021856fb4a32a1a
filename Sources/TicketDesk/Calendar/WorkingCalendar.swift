import TicketModel

/// When a team works: hours by weekday in a time zone, holidays, special days and breaks.
///
/// Hours are half open, `[opens, closes)`, and lengths are real seconds: a day on which clocks are
/// changed has 23 or 25 hours. Questions take no longer for a year than for a day: how much is open
/// before each day is summed up once, for the years 1970 to 2100. Outside of these a calendar is
/// closed.
package struct WorkingCalendar: Sendable {
  package let zone: Zone
  package let rules: CalendarRules
  /// The different days there are: Monday to Sunday, a closed one, then one for each special day.
  let patterns: [[OpeningHours]]
  /// Which pattern each day has, from the first day on.
  let kinds: [UInt16]
  /// Open seconds before each day, and before the end.
  let sums: [Int64]
  /// Whether the offset changes within, or next to, a day.
  let changeDays: Set<Int>

  /// 1970-01-01.
  static let firstDay: Int64 = 0
  /// Number of days to 2101-01-01.
  static let dayCount = 47_847

  /// Makes a calendar of what is written and the zone it is in.
  package init(_ rules: CalendarRules, in zone: Zone) {
    self.rules = rules
    self.zone = zone
    var patterns = rules.week + [[]]
    var kinds = Self.weekdays
    for (day, pattern) in rules.irregularDays where kinds.indices.contains(day) {
      if pattern.isEmpty {
        kinds[day] = 7
      } else if let same = patterns.firstIndex(of: pattern) {
        kinds[day] = UInt16(same)
      } else if patterns.count < UInt16.max {
        kinds[day] = UInt16(patterns.count)
        patterns.append(pattern)
      }
    }
    self.patterns = patterns
    self.kinds = kinds
    changeDays = Set(
      zip(zone.changes, zone.offsets).flatMap { change, offset in
        let day = Int((change + offset) / 86_400)
        return [day - 1, day, day + 1]
      })
    sums = Self.sums(kinds, patterns, zone, changeDays)
  }

  /// The weekday of each day; 1970-01-01 was a Thursday.
  private static let weekdays: [UInt16] = (0..<dayCount).map { UInt16(($0 + 3) % 7) }

  private static func sums(
    _ kinds: [UInt16], _ patterns: [[OpeningHours]], _ zone: Zone, _ changeDays: Set<Int>
  ) -> [Int64] {
    let lengths = patterns.map { $0.reduce(0) { $0 + Int64($1.closes - $1.opens) * 60 } }
    var sums = [Int64](repeating: 0, count: kinds.count + 1)
    // In the order of the days, so that the next one can be looked out for.
    let changes = changeDays.filter(kinds.indices.contains).sorted() + [kinds.count]
    var day = 0
    for change in changes {
      lengths.withUnsafeBufferPointer { lengths in
        kinds.withUnsafeBufferPointer { kinds in
          sums.withUnsafeMutableBufferPointer { sums in
            while day < change {
              sums[day + 1] = sums[day] + lengths[Int(kinds[day])]
              day += 1
            }
          }
        }
      }
      guard day < kinds.count else { break }
      sums[day + 1] = patterns[Int(kinds[day])].reduce(sums[day]) { sum, hours in
        let period = zone.period(hours, ofDay: day)
        return sum + period.closes - period.opens
      }
      day += 1
    }
    return sums
  }
}

extension CalendarRules {
  /// The days whose hours are not their weekday's, counted from 1970-01-01, with their hours.
  fileprivate var irregularDays: [Int: [OpeningHours]] {
    var days: [Int: [OpeningHours]] = [:]
    for yearly in yearlyHolidays {
      for year in Int64(1_970)...2_100 {
        if let day = CalendarDay(year: year, month: yearly.month, day: yearly.day) {
          days[Int(day.daysSinceEpoch)] = []
        }
      }
    }
    for day in holidays { days[Int(day.daysSinceEpoch)] = [] }
    for (day, hours) in special { days[Int(day.daysSinceEpoch)] = hours.sorted() }
    for (day, pauses) in breaks {
      let number = Int(day.daysSinceEpoch)
      // 1970-01-01 was a Thursday.
      let usual = days[number] ?? week[((number + 3) % 7 + 7) % 7]
      days[number] = usual.without(pauses)
    }
    return days
  }
}

/// Open time without a gap, in seconds since the epoch.
struct OpenPeriod {
  let opens: Int64
  let closes: Int64
}

extension Zone {
  /// Returns when hours of a day are, the day counted from 1970-01-01.
  func period(_ hours: OpeningHours, ofDay day: Int) -> OpenPeriod {
    let midnight = Int64(day) * 86_400
    return OpenPeriod(
      opens: moment(ofLocal: midnight + Int64(hours.opens) * 60).seconds,
      closes: moment(ofLocal: midnight + Int64(hours.closes) * 60).seconds)
  }
}
