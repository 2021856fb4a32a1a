/// What the person asked the benchmark to do.
struct BenchmarkOptions {
  /// Numbers of tickets to measure at.
  var counts: [Int] = []
  /// Whether merges are measured instead of the daily commands.
  var measuresMerges = false
  /// Whether service levels are measured instead of the daily commands.
  var measuresDesk = false
  /// So many remote-tracking branches are listed over instead; nil for the daily commands.
  var branches: Int?
  /// Timed runs of each command.
  var runs = 7
  /// The program to measure: the one built beside this.
  var snag: String

  /// Reads the arguments; throws a sentence for ones that make no sense.
  init(_ arguments: [String]) throws {
    let own = CommandLine.arguments[0]
    let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
    snag = "\(folder)/snag"
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--merges": measuresMerges = true
      case "--desk": measuresDesk = true
      case "--branches": branches = try Self.number(rest.popFirst())
      case "--runs": runs = try Self.number(rest.popFirst())
      case "--snag": snag = rest.popFirst() ?? snag
      default: counts.append(try Self.number(argument))
      }
    }
    if counts.isEmpty {
      let isDaily = branches == nil && !measuresDesk
      counts = measuresMerges ? [1_000] : isDaily ? [1_000, 10_000, 100_000] : [10_000]
    }
  }

  private static func number(_ text: String?) throws -> Int {
    guard let number = text.flatMap(Int.init), number > 0 else {
      throw BenchmarkError(
        description: "\(text ?? "nothing") is not a number of tickets, branches or runs")
    }
    return number
  }
}

/// A benchmark that could not be run.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String
}
