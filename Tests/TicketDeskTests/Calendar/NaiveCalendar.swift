import Foundation
import TicketDesk
import TicketModel

/// A few days of a calendar minute by minute, worked out without any of its code.
///
/// When clocks show a time is looked for among all the minutes: it is the first at which they show
/// that time or a later one.
struct NaiveCalendar {
  /// Seconds since the epoch of the first minute.
  let start: Int64
  /// Whether work is done, minute by minute.
  private(set) var isOpen: [Bool]
  /// How many minutes are open before each, and before the end.
  private(set) var openBefore: [Int] = [0]

  init(_ rules: CalendarRules, zone: TimeZone, start: Int64, days: Int) {
    self.start = start
    let quarters = (0..<days * 96).map { quarter -> Int64 in
      let moment = start + Int64(quarter) * 900
      return moment
        + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment))))
    }
    isOpen = Array(repeating: false, count: days * 1_440)
    let first = (quarters.min() ?? 0) / 86_400 - 1
    for day in first...(first + Int64(days) + 3) {
      for hours in Self.hours(of: day, rules) {
        let opens = Self.minute(showing: day * 86_400 + Int64(hours.opens) * 60, quarters)
        let closes = Self.minute(showing: day * 86_400 + Int64(hours.closes) * 60, quarters)
        for minute in opens..<max(opens, closes) { isOpen[minute] = true }
      }
      for pause in rules.breaks[CalendarDay(daysSinceEpoch: day)] ?? [] {
        let opens = Self.minute(showing: day * 86_400 + Int64(pause.opens) * 60, quarters)
        let closes = Self.minute(showing: day * 86_400 + Int64(pause.closes) * 60, quarters)
        for minute in opens..<max(opens, closes) { isOpen[minute] = false }
      }
    }
    openBefore.reserveCapacity(isOpen.count + 1)
    for (minute, isOpen) in isOpen.enumerated() {
      openBefore.append(openBefore[minute] + (isOpen ? 1 : 0))
    }
  }

  /// The first minute before which so many are open.
  func firstMinute(atWhich count: Int) -> Int? {
    var minute = 0
    while minute < openBefore.count, openBefore[minute] != count { minute += 1 }
    return minute < openBefore.count ? minute : nil
  }

  /// The last minute before which so many are open.
  func lastMinute(atWhich count: Int) -> Int? {
    var minute = isOpen.count
    while minute >= 0, openBefore[minute] != count { minute -= 1 }
    return minute >= 0 ? minute : nil
  }

  private static func hours(of day: Int64, _ rules: CalendarRules) -> [OpeningHours] {
    let date = CalendarDay(daysSinceEpoch: day)
    if let special = rules.special[date] { return special }
    let parts = date.description.split(separator: "-").compactMap { Int64($0) }
    let isYearly = rules.yearlyHolidays.contains { $0.month == parts[1] && $0.day == parts[2] }
    if isYearly || rules.holidays.contains(date) { return [] }
    return rules.week[Int((day + 3) % 7)]
  }

  /// The first minute at which clocks show a time or a later one; offsets change at quarters only.
  private static func minute(showing local: Int64, _ quarters: [Int64]) -> Int {
    for (quarter, shown) in quarters.enumerated() where shown + 900 > local {
      return quarter * 15 + Int(max(0, local - shown) / 60)
    }
    return quarters.count * 15
  }
}
