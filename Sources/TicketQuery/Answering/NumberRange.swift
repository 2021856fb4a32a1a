import TicketModel

/// What a value admits of a field that is ordered by numbers: priorities, levels, counts and times.
struct NumberRange: Sendable, Equatable {
  /// The least number admitted.
  let lower: Int64
  /// The least number that is too great.
  let upper: Int64

  var isEmpty: Bool { lower >= upper }

  func contains(_ number: Int64) -> Bool { lower <= number && number < upper }

  /// Reads what was asked of a field of this kind.
  ///
  /// - Returns: nil for kinds that are words, and for values that are none.
  init?(_ match: Query.Match, _ kind: ValueKind, now: Timestamp) {
    switch match {
    case .beginning: return nil
    case .compared(let comparison, let text):
      guard let bounds = Bounds(text, kind, now: now) else { return nil }
      self.init(bounds.countsBack ? comparison.reversed : comparison, bounds)
    case .span(let from, let to):
      guard let from = Bounds(from, kind, now: now), let to = Bounds(to, kind, now: now) else {
        return nil
      }
      // Ages may be given either way round: 7d..14d and 14d..7d are the same week.
      let isTurned = from.countsBack && to.countsBack && to.lower < from.lower
      self.init(lower: (isTurned ? to : from).lower, upper: (isTurned ? from : to).upper)
    }
  }

  private init(lower: Int64, upper: Int64) {
    self.lower = lower
    self.upper = upper
  }

  private init(_ comparison: Query.Comparison, _ bounds: Bounds) {
    switch comparison {
    case .equal: self.init(lower: bounds.lower, upper: bounds.upper)
    case .less: self.init(lower: .min, upper: bounds.lower)
    case .lessOrEqual: self.init(lower: .min, upper: bounds.upper)
    case .greater: self.init(lower: bounds.upper, upper: .max)
    case .greaterOrEqual: self.init(lower: bounds.lower, upper: .max)
    }
  }
}

/// The numbers that one value names; a day names all its seconds.
private struct Bounds {
  let lower: Int64
  let upper: Int64
  var countsBack = false

  init?(_ text: String, _ kind: ValueKind, now: Timestamp) {
    switch kind {
    case .text, .link: return nil
    case .priority, .level, .number:
      guard let number = kind.number(of: text), number < .max else { return nil }
      lower = number
      upper = number + 1
    case .time, .age:
      guard let time = TimeValue(text) else { return nil }
      let bounds = time.bounds(now: now)
      lower = bounds.start.seconds
      upper = bounds.end.seconds
      countsBack = time.countsBack
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
