/// What the project asks of an errand at a number of tickets.
struct Aim {
  /// Milliseconds of the whole process; nil when only a ratio is asked for.
  var milliseconds: Double?
  /// A contender's name and how many times its time is allowed.
  var ratio: (of: String, times: Double)?

  /// The aim for an errand; nil where none was set for so many tickets.
  init?(_ errand: Errand, tickets: Int) {
    guard let size = [1_000, 10_000, 100_000].firstIndex(of: tickets) else { return nil }
    switch errand {
    case .list, .filter, .ready, .blocked, .search:
      milliseconds = [8, 20, 120][size]
      ratio = [nil, ("Fossil", 1.5), (GitContender.name, 1.0)][size]
    case .show: milliseconds = [6, 8, 30][size]
    case .first: milliseconds = [25, 120, 1_000][size]
    case .new, .edit, .transition: ratio = (GitContender.name, [0.6, 0.5, 0.5][size])
    }
  }

  /// Megabytes that listing may take.
  static func megabytes(tickets: Int) -> Double? {
    [1_000: 30, 10_000: 50, 100_000: 200][tickets]
  }

  /// The aim in words, such as `20 ms, 1.5 x Fossil`.
  var words: String {
    [
      milliseconds.map { "\(Int($0)) ms" }, ratio.map { "\(rounded($0.times)) × \($0.of)" },
    ].compactMap { $0 }.joined(separator: ", ")
  }

  /// Whether a time meets the aim, given what the contenders took.
  func isMet(by time: Double, contenders: [String: Double]) -> Bool {
    if let milliseconds, time > milliseconds { return false }
    if let ratio, let other = contenders[ratio.of], time > ratio.times * other { return false }
    return true
  }
}
