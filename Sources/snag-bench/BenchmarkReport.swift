import TicketModel
import TicketStore

/// Runs the measurements and prints them as a Markdown table.
struct BenchmarkReport {
  let options: BenchmarkOptions

  func run() throws {
    if options.measuresMerges { return try merges() }
    if options.measuresDesk { return try desk() }
    if let branches = options.branches { return try overBranches(branches) }
    var measured: [Int: [DailyBenchmark.Row]] = [:]
    for count in options.counts {
      let repository = try GeneratedRepository(count: count, snag: options.snag)
      defer { repository.folder.delete() }
      measured[count] = try daily(repository)
    }
    growth(measured)
  }
}

extension BenchmarkReport {
  /// The daily errands at one number of tickets.
  private func daily(_ repository: GeneratedRepository) throws -> [DailyBenchmark.Row] {
    let result = try DailyBenchmark(repository: repository, options: options).run()
    let names = result.names
    print("\n\(repository.count) tickets (in brackets: Snag's time divided by this one)\n")
    print("| errand | \(names.joined(separator: " | ")) | aim |")
    print("| --- |\(String(repeating: " --- |", count: names.count + 1))")
    for row in result.rows { print(cells(of: row, names, repository.count)) }
    let peaks = result.peaks.map { $0.map { "\(rounded($0)) MB" } ?? "–" }
    let aim = Aim.megabytes(tickets: repository.count).map {
      "\(Int($0)) MB: \(verdict((result.peaks[0] ?? 0) <= $0))"
    }
    print("| listing, peak memory | \(peaks.joined(separator: " | ")) | \(aim ?? "–") |")
    let growth = try bytesOfTransition(repository)
    let none = String(repeating: " – |", count: names.count)
    print("| bytes a transition adds to .git | \(growth) |\(none)")
    return result.rows
  }

  private func cells(of row: DailyBenchmark.Row, _ names: [String], _ count: Int) -> String {
    let own = row.costs[0]?.milliseconds ?? 0
    let others = Dictionary(
      zip(names, row.costs).compactMap { name, cost in cost.map { (name, $0.milliseconds) } },
      uniquingKeysWith: { first, _ in first })
    let cells = row.costs.enumerated().map { index, cost in
      guard let cost else { return "–" }
      let time = "\(rounded(cost.milliseconds)) ms"
      return index == 0 ? time : "\(time) (\(rounded(own / cost.milliseconds)))"
    }
    let aim = Aim(row.errand, tickets: count).map {
      "\($0.words): \(verdict($0.isMet(by: own, contenders: others)))"
    }
    return "| \(row.errand.rawValue) | \(cells.joined(separator: " | ")) | \(aim ?? "–") |"
  }

  private func verdict(_ isMet: Bool) -> String { isMet ? "met" : "missed" }

  /// Bytes that one transition adds to `.git`, as loose objects.
  private func bytesOfTransition(_ repository: GeneratedRepository) throws -> Int {
    let objects = "\(repository.root)/.git/objects"
    let before = try Files.totalSize(of: objects)
    let draft = repository.drafts.last { $0.status == "triaged" } ?? repository.drafts[0]
    try timed([options.snag, "start", "--no-branch", draft.id.text], in: repository.root)
    return try Files.totalSize(of: objects) - before
  }

  /// How the cost grows from each number of tickets to the next.
  private func growth(_ measured: [Int: [DailyBenchmark.Row]]) {
    let counts = measured.keys.sorted()
    for (smaller, larger) in zip(counts, counts.dropFirst()) {
      print("\nFrom \(smaller) to \(larger) tickets the time of Snag grows:\n")
      for (less, more) in zip(measured[smaller] ?? [], measured[larger] ?? []) {
        guard let before = less.costs[0], let after = more.costs[0] else { continue }
        print("- \(less.errand.rawValue): × \(rounded(after.milliseconds / before.milliseconds))")
      }
    }
  }
}

extension BenchmarkReport {
  /// Lists over many branches.
  private func overBranches(_ branches: Int) throws {
    print("| tickets | branches | measured | time | processor time | peak memory |")
    print("| --- | --- | --- | --- | --- | --- |")
    for count in options.counts {
      let repository = try GeneratedRepository(count: count, snag: options.snag)
      defer { repository.folder.delete() }
      let benchmark = BranchBenchmark(
        repository: repository, options: options, branches: branches)
      for row in try benchmark.run() {
        print(
          "| \(count) | \(branches) | \(row.name) | \(rounded(row.cost.milliseconds)) ms | "
            + "\(rounded(row.cost.cpuMilliseconds)) ms | \(rounded(row.peak)) MB |")
      }
    }
  }

  /// Clocks of service levels over tickets that are all open.
  private func desk() throws {
    print("| open tickets | measured | time | processor time | aim |")
    print("| --- | --- | --- | --- | --- |")
    for count in options.counts {
      let repository = try GeneratedRepository(count: count, snag: options.snag, isDesk: true)
      defer { repository.folder.delete() }
      for (name, command) in [("sla", ["sla"]), ("list", ["list"])] {
        try timed([options.snag] + command, in: repository.root)
        let costs = try (0..<options.runs).map { _ in
          try timed([options.snag] + command, in: repository.root)
        }
        let cost = costs.sorted { $0.milliseconds < $1.milliseconds }[costs.count / 2]
        let hasAim = name == "sla" && count == 10_000
        print(
          "| \(count) | \(name) | \(rounded(cost.milliseconds)) ms | "
            + "\(rounded(cost.cpuMilliseconds)) ms | "
            + (hasAim ? "60 ms: \(verdict(cost.milliseconds <= 60)) |" : "– |"))
      }
    }
  }

  /// Merges of 1,000 tickets, or of as many as were asked for.
  private func merges() throws {
    print(
      "| tickets changed on both sides | merged by | time | processor time | for each | to git alone |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for count in options.counts {
      let repository = try GeneratedRepository(count: count, snag: options.snag)
      defer { repository.folder.delete() }
      for row in try MergeBenchmark(repository: repository, options: options).run() {
        let each = row.cost.wall / Double(count)
        print(
          "| \(count) | \(row.name) | \(rounded(row.cost.wall)) ms | "
            + "\(row.cost.cpu.map { "\(rounded($0)) ms" } ?? "–") | \(rounded(each)) ms | "
            + "\(row.ratio.map(rounded) ?? "–") |")
      }
    }
  }
}

/// Returns a number with two decimals, or none from 100 on.
func rounded(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let rest = hundredths % 100
  if value >= 100 { return "\(Int(value.rounded()))" }
  return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}
