import Foundation
import TestSupport
import TicketDesk
import TicketModel

/// The working-time cases of one file of the shared data.
struct WorkingTimeCases: Decodable {
  let calendars: [String: Written]
  let cases: [Case]

  struct Written: Decodable {
    let tz: String
    let hours: [String: [[String]]]
    let holidays: [String]?
    let overrides: [String: [[String]]]?
    let breaks: [String: [[String]]]?
  }

  struct Case: Decodable {
    let id: String
    let op: String
    let calendar: String
    let start: String
    let end: String?
    let seconds: Int64?
    let expect: Expectation
    let diverges: String?
    let tolerance_seconds: Int64?
  }

  enum Expectation: Decodable {
    case truth(Bool)
    case seconds(Int64)
    case moment(String)
    case periods([[String]])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let truth = try? value.decode(Bool.self) {
        self = .truth(truth)
      } else if let seconds = try? value.decode(Int64.self) {
        self = .seconds(seconds)
      } else if let moment = try? value.decode(String.self) {
        self = .moment(moment)
      } else {
        self = .periods(try value.decode([[String]].self))
      }
    }
  }

  static func read(_ file: String) throws -> WorkingTimeCases {
    try JSONDecoder().decode(
      WorkingTimeCases.self, from: Data(SharedData.bytes("sla/\(file)-working-time.json")))
  }
}

extension WorkingTimeCases.Written {
  /// The calendar that is described.
  var calendar: WorkingCalendar? {
    guard let zone = Zone(tz) else { return nil }
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    var rules = CalendarRules(week: days.map { Self.hours(hours[$0] ?? []) })
    for text in holidays ?? [] {
      let parts = text.split(separator: "-").compactMap { Int64($0) }
      if let day = CalendarDay(text) {
        rules.holidays.insert(day)
      } else if let day = CalendarRules.YearlyDay(month: parts[0], day: parts[1]) {
        rules.yearlyHolidays.insert(day)
      }
    }
    rules.special = Self.dated(overrides)
    rules.breaks = Self.dated(breaks)
    return WorkingCalendar(rules, in: zone)
  }

  private static func hours(_ texts: [[String]]) -> [OpeningHours] {
    texts.compactMap { try? OpeningHours(parsing: $0.joined(separator: "-")) }.sorted()
  }

  private static func dated(_ texts: [String: [[String]]]?) -> [CalendarDay: [OpeningHours]] {
    var days: [CalendarDay: [OpeningHours]] = [:]
    for (text, hours) in texts ?? [:] {
      if let day = CalendarDay(text) { days[day] = Self.hours(hours) }
    }
    return days
  }
}
