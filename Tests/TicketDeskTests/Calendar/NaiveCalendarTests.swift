import Foundation
import TestSupport
import Testing
import TicketDesk
import TicketModel

/// Random calendars around the days on which clocks change, against a count of minutes.
@Suite struct NaiveCalendarTests {
  /// Zones and a time near a change of each: gaps and repeated hours at night and at midnight, half
  /// hours, a change of the zone itself, none at all.
  private static let places: [(zone: String, near: String)] = [
    ("Europe/Berlin", "2026-03-29T01:00:00Z"), ("Europe/Berlin", "2026-10-25T01:00:00Z"),
    ("America/Sao_Paulo", "2018-02-18T02:00:00Z"), ("America/Sao_Paulo", "2017-10-15T03:00:00Z"),
    ("America/New_York", "2026-11-01T06:00:00Z"), ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"), ("Asia/Tehran", "2022-03-21T20:30:00Z"),
    ("Asia/Tehran", "2022-09-21T19:30:00Z"), ("Africa/Cairo", "2014-05-15T22:00:00Z"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z"), ("Europe/Moscow", "2014-10-25T22:00:00Z"),
    ("Asia/Kathmandu", "2026-01-01T00:00:00Z"), ("Etc/UTC", "2028-02-29T00:00:00Z"),
  ]
  private static let days = 6

  @Test(arguments: 0..<4) func minutesAgree(seed: Int) throws {
    let zones = try Self.places.map { place in
      (
        zone: try #require(Zone(place.zone)), naive: try #require(TimeZone(identifier: place.zone)),
        start: try #require(Timestamp(place.near)).day.start.seconds - 2 * 86_400
      )
    }
    var generator = SeededGenerator(seed: UInt64(seed))
    for round in 0..<500 {
      let place = zones[Int.random(in: 0..<zones.count, using: &generator)]
      let rules = Self.rules(around: place.start / 86_400, &generator)
      let naive = NaiveCalendar(rules, zone: place.naive, start: place.start, days: Self.days)
      let calendar = WorkingCalendar(rules, in: place.zone)
      let isRight = Self.agree(calendar, naive, &generator)
      try #require(isRight, "seed \(seed), round \(round): \(place.zone.name) \(rules)")
    }
  }

  /// Whether all questions about some random times within the days are answered alike.
  private static func agree(
    _ calendar: WorkingCalendar, _ naive: NaiveCalendar, _ generator: inout SeededGenerator
  ) -> Bool {
    let open = naive.openBefore
    func time(_ minute: Int) -> Timestamp { Timestamp(seconds: naive.start + Int64(minute) * 60) }
    // Away from the ends, where the days that are simulated stop.
    let middle = 1_440..<(naive.isOpen.count - 1_440)
    for _ in 0..<4 {
      let minute = Int.random(in: middle, using: &generator)
      let other = Int.random(in: middle, using: &generator)
      guard calendar.isOpen(at: time(minute)) == naive.isOpen[minute],
        calendar.openSeconds(from: time(minute), to: time(other))
          == Int64(max(0, open[other] - open[minute])) * 60
      else { return false }
      if let next = naive.isOpen[minute...].firstIndex(of: true) {
        guard calendar.nextOpen(atOrAfter: time(minute)) == time(next) else { return false }
      }
      let length = Int.random(in: 1...600, using: &generator)
      if let due = naive.firstMinute(atWhich: open[minute] + length) {
        guard calendar.adding(Int64(length) * 60, to: time(minute)) == time(due) else {
          return false
        }
      }
      if let since = naive.lastMinute(atWhich: open[minute] - length) {
        guard calendar.subtracting(Int64(length) * 60, from: time(minute)) == time(since) else {
          return false
        }
      }
    }
    return true
  }

  private static func rules(
    around day: Int64, _ generator: inout SeededGenerator
  ) -> CalendarRules {
    var rules = CalendarRules(week: (0..<7).map { _ in hours(&generator) })
    for offset in Int64(0)..<6 where Int.random(in: 0..<4, using: &generator) == 0 {
      let date = CalendarDay(daysSinceEpoch: day + offset)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: rules.holidays.insert(date)
      case 1: rules.special[date] = hours(&generator)
      case 2: rules.breaks[date] = hours(&generator)
      default:
        let parts = date.description.split(separator: "-").compactMap { Int64($0) }
        CalendarRules.YearlyDay(month: parts[1], day: parts[2]).map {
          _ = rules.yearlyHolidays.insert($0)
        }
      }
    }
    return rules
  }

  /// None to three stretches, from all day to a few minutes.
  private static func hours(_ generator: inout SeededGenerator) -> [OpeningHours] {
    if Int.random(in: 0..<8, using: &generator) == 0 {
      return [OpeningHours(opens: 0, closes: 1_440)].compactMap { $0 }
    }
    let step = Bool.random(using: &generator) ? 15 : 1
    var bounds = (0..<2 * Int.random(in: 0...3, using: &generator)).map { _ in
      Int.random(in: 0...1_440 / step, using: &generator) * step
    }
    bounds.sort()
    return stride(from: 0, to: bounds.count, by: 2).compactMap {
      OpeningHours(opens: bounds[$0], closes: bounds[$0 + 1])
    }
  }
}
