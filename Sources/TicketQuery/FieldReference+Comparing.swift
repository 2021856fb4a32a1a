import TicketModel

/// How the values of a field are ordered and read.
enum ComparableKind {
  case text, priority, time, age
}

extension FieldReference {
  var comparableKind: ComparableKind {
    switch self {
    case .updated, .closed: return .time
    case .age: return .age
    case .known(let name):
      switch FieldSchema.field(name)?.kind {
      case .priority?: return .priority
      case .time?, .day?: return .time
      default: return .text
      }
    }
  }

  /// Says what a value should look like when it cannot be read; nil when it can.
  func unreadable(_ value: Query.Value) -> String? {
    switch comparableKind {
    case .text: nil
    case .priority: Priority(value.text) == nil ? "P0 to P4" : nil
    case .time:
      TimeValue(value.text) == nil
        ? "a day (2026-11-01), a time, an age (7d, 2w, 12h) or @today-7d" : nil
    case .age: Duration(value.text) == nil ? "an age such as 7d, 2w or 12h" : nil
    }
  }
}

/// A length of time in a query: `12h`, `7d`, `2w`.
struct Duration: Equatable {
  let seconds: Int64

  init?(_ text: some StringProtocol) {
    let units: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
    guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()),
      count >= 0, count < 1_000_000
    else { return nil }
    seconds = count * unit
  }
}

/// A point or span of time in a query, some of which depend on now.
enum TimeValue: Equatable {
  case day(CalendarDay)
  case moment(Timestamp)
  /// So long ago; `updated:<7d` means less than seven days ago.
  case ago(Duration)
  /// So many seconds before the start of today in UTC.
  case today(minusSeconds: Int64)

  init?(_ text: String) {
    if let day = CalendarDay(text) {
      self = .day(day)
    } else if let moment = Timestamp(text) {
      self = .moment(moment)
    } else if let duration = Duration(text) {
      self = .ago(duration)
    } else if text == "@today" {
      self = .today(minusSeconds: 0)
    } else if text.hasPrefix("@today-"), let duration = Duration(text.dropFirst(7)) {
      self = .today(minusSeconds: duration.seconds)
    } else {
      return nil
    }
  }

  /// Whether a moment stands in the given relation to this value.
  func admits(_ moment: Timestamp, _ comparison: Query.Comparison, now: Timestamp) -> Bool {
    let (start, end) = span(now: now)
    // An age grows as time goes back, so its relations turn around.
    let relation = if case .ago = self { comparison.reversed } else { comparison }
    return switch relation {
    case .equal: start <= moment && moment < end
    case .less: moment < start
    case .lessOrEqual: moment < end
    case .greater: moment >= end
    case .greaterOrEqual: moment >= start
    }
  }

  /// The half-open span of time that the value names.
  private func span(now: Timestamp) -> (start: Timestamp, end: Timestamp) {
    switch self {
    case .day(let day): return (day.start, day.start.adding(seconds: 86_400))
    case .moment(let moment): return (moment, moment.adding(seconds: 1))
    case .ago(let duration):
      let moment = now.adding(seconds: -duration.seconds)
      return (moment, moment.adding(seconds: 1))
    case .today(let seconds):
      let start = now.day.start.adding(seconds: -seconds)
      return (start, start.adding(seconds: 86_400))
    }
  }
}

extension Query.Comparison {
  fileprivate var reversed: Query.Comparison {
    switch self {
    case .equal: .equal
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
