import TicketModel
import TicketStore

/// Runs the measurements and prints them as a Markdown table.
struct BenchmarkReport {
  let options: BenchmarkOptions

  func run() throws {
    if options.measuresMerges { return try merges() }
    if let branches = options.branches { return try overBranches(branches) }
    print("| tickets | measured | snag | compared with | ratio | bound |")
    print("| --- | --- | --- | --- | --- | --- |")
    for count in options.counts {
      let repository = try GeneratedRepository(count: count, snag: options.snag)
      defer { repository.folder.delete() }
      try Measurements(repository: repository, options: options).run()
    }
  }
}

extension BenchmarkReport {
  /// Lists over many branches.
  private func overBranches(_ branches: Int) throws {
    print("| tickets | branches | measured | time | peak memory |")
    print("| --- | --- | --- | --- | --- |")
    for count in options.counts {
      let repository = try GeneratedRepository(count: count, snag: options.snag)
      defer { repository.folder.delete() }
      let benchmark = BranchBenchmark(
        repository: repository, options: options, branches: branches)
      for row in try benchmark.run() {
        print(
          "| \(count) | \(branches) | \(row.name) | \(rounded(row.cost.milliseconds)) ms | "
            + "\(rounded(row.cost.megabytes)) MB |")
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
private func rounded(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let rest = hundredths % 100
  if value >= 100 { return "\(Int(value.rounded()))" }
  return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}

/// All measurements on one repository.
private struct Measurements {
  let repository: GeneratedRepository
  let options: BenchmarkOptions

  private var root: String { repository.root }

  func run() throws {
    try compare("list", [options.snag, "list"], "git status", ["git", "status"], bound: "1.5")
    try show()
    try reading()
    try writers()
    try growth()
  }

  // MARK: Measurements

  private func compare(
    _ name: String, _ ours: [String], _ otherName: String, _ theirs: [String], bound: String
  ) throws {
    try timed(ours, in: root)
    try timed(theirs, in: root)
    var pairs: [(ours: Cost, theirs: Cost)] = []
    for _ in 0..<options.runs {
      pairs.append((try timed(ours, in: root), try timed(theirs, in: root)))
    }
    row(
      name, milliseconds(median(pairs.map(\.ours.milliseconds))),
      "\(otherName) \(milliseconds(median(pairs.map(\.theirs.milliseconds))))",
      ratio: median(pairs.map { $0.ours.milliseconds / $0.theirs.milliseconds }), bound: bound)
    row(
      "\(name), peak memory", "\(rounded(median(pairs.map(\.ours.megabytes)))) MB", "–", ratio: nil,
      bound: repository.count >= 100_000 ? "400 MB" : "–")
  }

  private func show() throws {
    let id = repository.ids[repository.count / 2].text
    let command = [options.snag, "show", String(id.dropLast(1))]
    try timed(command, in: root)
    let costs = try (0..<options.runs).map { _ in try timed(command, in: root).milliseconds }
    row("show by prefix", milliseconds(median(costs)), "–", ratio: nil, bound: "15 ms at 10,000")
  }

  /// Reading all tickets through the store against reading the same files and doing nothing.
  private func reading() throws {
    let environment = StoreEnvironment(
      variables: [:], now: { Timestamp(seconds: 1_800_000_000) },
      random: SplitMix(state: 2), sleep: { _ in })
    let store = try TicketRepository(around: root, environment: environment)
    let clock = ContinuousClock()
    var ours: [Double] = []
    var plain: [Double] = []
    for _ in 0..<options.runs {
      var loaded = 0
      ours.append(seconds(try clock.measure { loaded = try store.load().tickets.count }))
      guard loaded == repository.count else {
        throw BenchmarkError(description: "\(loaded) of \(repository.count) tickets were read")
      }
      plain.append(
        seconds(
          try clock.measure {
            for path in repository.paths { _ = try Files.read("\(root)/\(path)") }
          }))
    }
    row(
      "reading all, in process", milliseconds(median(ours) * 1_000),
      "plain read, one thread \(milliseconds(median(plain) * 1_000))",
      ratio: median(zip(ours, plain).map { $0 / $1 }), bound: "1.5 at 100,000")
  }

  private func writers() throws {
    var generator = SplitMix(state: 3)
    func nextPath() -> String { repository.paths.randomElement(using: &generator) ?? "" }
    func nextID() -> String { repository.ids.randomElement(using: &generator)?.text ?? "" }

    var gitCosts: [Double] = []
    var newCosts: [Double] = []
    var editCosts: [Double] = []
    for number in 0..<(options.runs + 1) {
      let path = nextPath()
      try Files.append(Array("\nmore\n".utf8), to: "\(root)/\(path)")
      let script = "git add \(path); git commit -q -m change"
      let theirs = try timed(["sh", "-c", script], in: root).milliseconds
      let new = try timed([options.snag, "new", "Ticket \(number)", "-t", "bug"], in: root)
      let edit = try timed([options.snag, "edit", nextID(), "milestone=m\(number)"], in: root)
      // The first round only warms caches.
      guard number > 0 else { continue }
      gitCosts.append(theirs)
      newCosts.append(new.milliseconds)
      editCosts.append(edit.milliseconds)
    }
    let other = "git add F; git commit \(milliseconds(median(gitCosts)))"
    for (name, costs) in [("new, with its commit", newCosts), ("edit, with its commit", editCosts)]
    {
      row(
        name, milliseconds(median(costs)), other,
        ratio: median(zip(costs, gitCosts).map { $0 / $1 }), bound: "0.6")
    }
  }

  /// Bytes that one transition adds to `.git`, as loose objects.
  private func growth() throws {
    let id = repository.ids[0].text
    let before = try Files.totalSize(of: "\(root)/.git/objects")
    try timed([options.snag, "start", id], in: root)
    let after = try Files.totalSize(of: "\(root)/.git/objects")
    row(
      "bytes added to .git by a transition", "\(after - before)", "–", ratio: nil,
      bound: "20,000 at 100,000 sharded")
  }

  // MARK: Printing

  private func row(
    _ name: String, _ value: String, _ other: String, ratio: Double?, bound: String
  ) {
    let ratio = ratio.map { rounded($0) } ?? "–"
    print("| \(repository.count) | \(name) | \(value) | \(other) | \(ratio) | \(bound) |")
  }

  private func milliseconds(_ value: Double) -> String { "\(rounded(value)) ms" }

  private func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
