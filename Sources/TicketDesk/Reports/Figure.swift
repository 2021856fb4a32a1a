package import TicketModel

/// One figure of a report.
package enum Figure: Sendable, Equatable {
  /// There is nothing to reckon it from.
  case none
  case text(String)
  case day(CalendarDay)
  case count(Int)
  /// A length of time.
  case seconds(Int64)
  /// So many of so many; of none, it is no figure.
  case share(Int, of: Int)
  case decimal(Double)

  /// Its size, for charts and bars; nil for texts and where there is none.
  package var value: Double? {
    switch self {
    case .none, .text, .day: nil
    case .count(let count): Double(count)
    case .seconds(let seconds): Double(seconds)
    case .share(let part, let whole): whole == 0 ? nil : Double(part) / Double(whole)
    case .decimal(let value): value
    }
  }
}

/// Returns the nearest-rank percentile: the least value that `percent` in a hundred do not exceed.
///
/// It is always one of the values, and the median of an even number of them is the lower of the middle two.
///
/// - Parameters:
///   - percent: from 1 to 100.
///   - sorted: values from the least on.
/// - Returns: nil without values.
package func percentile<Value>(_ percent: Int, of sorted: [Value]) -> Value? {
  guard !sorted.isEmpty else { return nil }
  let rank = (percent * sorted.count + 99) / 100
  return sorted[min(sorted.count, max(1, rank)) - 1]
}

/// Returns a number with so many digits behind the point, halves away from zero.
package func decimalText(_ value: Double, digits: Int) -> String {
  let scale = (0..<digits).reduce(Int64(1)) { scale, _ in scale * 10 }
  let scaled = (value * Double(scale)).rounded()
  guard abs(scaled) < 9e15 else { return String(value) }
  let number = Int64(scaled)
  let whole = String(abs(number) / scale)
  let sign = number < 0 ? "-" : ""
  if digits == 0 { return sign + whole }
  let rest = String(abs(number) % scale)
  return sign + whole + "." + String(repeating: "0", count: digits - rest.utf8.count) + rest
}

/// Returns a length of time in its two largest units: `45s`, `12m`, `3h 20m`, `2d 4h`.
package func lengthText(seconds: Int64) -> String {
  let size = abs(seconds)
  let sign = seconds < 0 ? "-" : ""
  func two(_ large: Int64, _ largeUnit: String, _ small: Int64, _ smallUnit: String) -> String {
    small == 0 ? "\(sign)\(large)\(largeUnit)" : "\(sign)\(large)\(largeUnit) \(small)\(smallUnit)"
  }
  switch size {
  case ..<60: return "\(sign)\(size)s"
  case ..<3_600: return "\(sign)\(size / 60)m"
  case ..<86_400: return two(size / 3_600, "h", size / 60 % 60, "m")
  default: return two(size / 86_400, "d", size / 3_600 % 24, "h")
  }
}
