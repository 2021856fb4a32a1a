package import TicketModel

/// A stretch of time with its start and without its end.
package struct ReportPeriod: Sendable, Equatable {
  /// nil for everything before the end.
  package let start: Timestamp?
  package let end: Timestamp

  /// Makes a period from its ends.
  package init(start: Timestamp?, end: Timestamp) {
    self.start = start
    self.end = end
  }

  /// Whether a moment is in it.
  package func contains(_ moment: Timestamp) -> Bool {
    moment < end && start.map { $0 <= moment } ?? true
  }
}

/// How long the parts of a period are; all begin at midnight in UTC.
package enum ReportInterval: String, Sendable, CaseIterable {
  case day
  /// From Monday to Sunday.
  case week
  case month, year

  /// The shortest one that leaves a number of parts that can be looked at.
  package init(fitting seconds: Int64) {
    let days = seconds / 86_400
    self = days <= 62 ? .day : days <= 800 ? .week : days <= 3_660 ? .month : .year
  }

  /// The first moment of the part that a moment is in.
  func start(of moment: Timestamp) -> Timestamp {
    let day = moment.day
    switch self {
    case .day: return day.start
    case .week:
      // 1970-01-01 was a Thursday.
      let sinceMonday = ((day.daysSinceEpoch + 3) % 7 + 7) % 7
      return CalendarDay(daysSinceEpoch: day.daysSinceEpoch - sinceMonday).start
    case .month, .year:
      let text = day.description
      let first = text.prefix(text.count - (self == .month ? 3 : 6))
      return CalendarDay(self == .month ? "\(first)-01" : "\(first)-01-01")?.start ?? day.start
    }
  }

  /// The first moment of the part after the one that begins at a moment.
  func next(after start: Timestamp) -> Timestamp {
    let days: Int64 =
      switch self {
      case .day: 1
      case .week: 7
      case .month: 31
      case .year: 366
      }
    let later = start.adding(seconds: days * 86_400)
    return self == .month || self == .year ? self.start(of: later) : later
  }
}

/// A period in parts.
package struct ReportScale: Sendable, Equatable {
  /// In order, without gaps; the first and the last may be shorter than the others.
  package let parts: [Range<Timestamp>]
  package let interval: ReportInterval

  /// More parts than anybody reads.
  package static let mostParts = 5_000

  /// Divides a period; nil when there would be too many parts.
  ///
  /// - Parameters:
  ///   - start: where it begins.
  ///   - end: where it ends.
  ///   - interval: how long the parts are; nil for what fits.
  package init?(from start: Timestamp, to end: Timestamp, every interval: ReportInterval? = nil) {
    let length = max(0, end.seconds - start.seconds)
    let interval = interval ?? ReportInterval(fitting: length)
    self.interval = interval
    var parts: [Range<Timestamp>] = []
    var begin = start
    while begin < end {
      guard parts.count < Self.mostParts else { return nil }
      let next = min(end, interval.next(after: interval.start(of: begin)))
      parts.append(begin..<next)
      begin = next
    }
    self.parts = parts
  }

  /// Which part a moment is in; nil outside of all.
  package func place(of moment: Timestamp) -> Int? {
    guard let first = parts.first, let last = parts.last, moment >= first.lowerBound,
      moment < last.upperBound
    else { return nil }
    var (low, high) = (0, parts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if parts[middle].lowerBound <= moment { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
