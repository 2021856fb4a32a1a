/// A point or stretch of time that a person names, some of which depend on now.
///
/// The one grammar of times: queries take all of it, and `--at` means the first second.
package enum TimeValue: Sendable, Equatable {
  case day(CalendarDay)
  case moment(Timestamp)
  /// A month, or a year when there is none.
  case month(year: Int64, month: Int64?)
  /// So long ago; `updated:<7d` means less than seven days ago.
  case ago(TimeSpan)
  /// So long before or after today in UTC.
  case today(TimeSpan?, isLater: Bool)

  /// Reads a day, an RFC 3339 time, a month, a year, `7d`, `yesterday` or `@today-2w`.
  ///
  /// - Returns: nil for any other text.
  package init?(_ text: String) {
    if let day = CalendarDay(text) {
      self = .day(day)
    } else if let moment = Timestamp(text) {
      self = .moment(moment)
    } else if let span = TimeSpan(text) {
      self = .ago(span)
    } else if let today = Self.today(text.lowercased()) {
      self = today
    } else if let month = Self.month(text) {
      self = month
    } else {
      return nil
    }
  }

  private static func today(_ text: String) -> TimeValue? {
    switch text {
    case "today": return .today(nil, isLater: false)
    case "yesterday": return .today(TimeSpan("1d"), isLater: false)
    case "tomorrow": return .today(TimeSpan("1d"), isLater: true)
    default: break
    }
    guard text.hasPrefix("@today") else { return nil }
    let rest = text.dropFirst(6)
    guard let sign = rest.first else { return .today(nil, isLater: false) }
    guard sign == "-" || sign == "+", let span = TimeSpan(rest.dropFirst()) else { return nil }
    return .today(span, isLater: sign == "+")
  }

  /// Reads `2026-11` or `2026`.
  private static func month(_ text: String) -> TimeValue? {
    guard let first = CalendarDay(text.utf8.count == 4 ? "\(text)-01-01" : "\(text)-01") else {
      return nil
    }
    let digits = first.description.split(separator: "-").compactMap { Int64($0) }
    return .month(year: digits[0], month: text.utf8.count == 4 ? nil : digits[1])
  }

  /// The one spelling.
  package var text: String {
    switch self {
    case .day(let day): return day.description
    case .moment(let moment): return moment.description
    case .ago(let span): return span.text
    case .today(let span, let isLater):
      return "@today" + (span.map { (isLater ? "+" : "-") + $0.text } ?? "")
    case .month:
      let start = bounds(now: Timestamp(seconds: 0)).start.day.description
      return String(start.prefix(isYear ? 4 : 7))
    }
  }

  private var isYear: Bool { if case .month(_, nil) = self { true } else { false } }

  /// Whether it counts back from now, so that more means earlier.
  package var countsBack: Bool { if case .ago = self { true } else { false } }

  /// The half-open stretch of time that the value names.
  package func bounds(now: Timestamp) -> (start: Timestamp, end: Timestamp) {
    switch self {
    case .day(let day): return (day.start, day.start.adding(seconds: 86_400))
    case .moment(let moment): return (moment, moment.adding(seconds: 1))
    case .month(let year, let month):
      let first = CalendarDay(year: year, month: month ?? 1, day: 1)
      let isLast = month == nil || month == 12
      let next = CalendarDay(
        year: isLast ? year + 1 : year, month: isLast ? 1 : (month ?? 0) + 1, day: 1)
      let start = first?.start ?? now
      return (start, next?.start ?? start)
    case .ago(let span):
      let moment = now.adding(seconds: -span.seconds)
      return (moment, moment.adding(seconds: 1))
    case .today(let span, let isLater):
      let seconds = span?.seconds ?? 0
      let start = now.day.start.adding(seconds: isLater ? seconds : -seconds)
      return (start, start.adding(seconds: 86_400))
    }
  }
}
