import TicketModel
import TicketStore

/// Times daily errands with Snag and with what somebody would use instead, on the same tickets.
struct DailyBenchmark {
  let repository: GeneratedRepository
  let options: BenchmarkOptions

  /// A command that takes longer is run once: nobody waits for its median.
  private static let patience = 2_000.0

  /// The middle of what an errand cost with each contender, in the contenders' order.
  struct Row {
    let errand: Errand
    let costs: [Cost?]
  }

  /// What was measured.
  struct Result {
    /// The contenders' names, Snag's first.
    let names: [String]
    let rows: [Row]
    /// The largest resident set when listing, in megabytes, in the contenders' order.
    let peaks: [Double?]
  }

  /// Runs everything.
  func run() throws -> Result {
    var contenders = try self.contenders()
    defer { for contender in contenders { contender.delete() } }
    let peaks = try contenders.indices.map { index in
      try contenders[index].command(for: .list).map {
        try peakMegabytes($0, in: contenders[index].directory)
      }
    }
    var rows: [Row] = []
    for errand in Errand.allCases {
      rows.append(Row(errand: errand, costs: try measure(errand, &contenders)))
    }
    return Result(names: contenders.map(\.name), rows: rows, peaks: peaks)
  }

  private func contenders() throws -> [any Contender] {
    let files: [any Contender] = [
      SnagContender(program: options.snag, repository: repository),
      FloorContender(repository: repository), GitContender(repository),
      GrepContender(name: "git grep", program: ["git", "grep", "-lE"], repository: repository),
    ]
    let found: [(any Contender)?] = [
      isInstalled("rg")
        ? GrepContender(
          name: "ripgrep", program: ["rg", "--hidden", "-l"], repository: repository) : nil,
      try FossilContender(repository), try TaskwarriorContender(repository),
      try TkContender(repository),
    ]
    return files + found.compactMap { $0 }
  }

  /// Runs an errand with each in turn, so that a busy moment meets all of them.
  private func measure(
    _ errand: Errand, _ contenders: inout [any Contender]
  ) throws -> [Cost?] {
    var costs = contenders.map { _ in [Cost]() }
    for round in 0...options.runs {
      for index in contenders.indices {
        let isSlow = (costs[index].first?.milliseconds ?? 0) > Self.patience
        guard !isSlow else { continue }
        try contenders[index].prepare(for: errand)
        guard let command = try contenders[index].command(for: errand) else { continue }
        let cost = try timed(command, in: contenders[index].directory)
        // The first round only warms caches.
        if round > 0 || cost.milliseconds > Self.patience { costs[index].append(cost) }
      }
    }
    return costs.map(\.median)
  }
}

extension [Cost] {
  /// Each figure's median; nil without any.
  fileprivate var median: Cost? {
    guard !isEmpty else { return nil }
    return Cost(
      milliseconds: snag_bench.median(map(\.milliseconds)),
      cpuMilliseconds: snag_bench.median(map(\.cpuMilliseconds)),
      megabytes: snag_bench.median(map(\.megabytes)))
  }
}

/// Whether a program is in PATH.
func isInstalled(_ program: String) -> Bool {
  (try? timed(["sh", "-c", "command -v \(program)"], in: "/")) != nil
}
