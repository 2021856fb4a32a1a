import TicketDocument
import TicketModel
import TicketStore

/// Lists the tickets over many remote-tracking branches, each of which differs in a few.
struct BranchBenchmark {
  let repository: GeneratedRepository
  let options: BenchmarkOptions
  let branches: Int

  private var root: String { repository.root }
  private static let mainCommits = 200
  private static let ticketsEach = 5

  /// What a command cost.
  struct Row {
    let name: String
    let cost: Cost
    /// Its largest resident set, in megabytes.
    let peak: Double
  }

  /// Measures the first call, the next one, and what they are compared with.
  func run() throws -> [Row] {
    try grow()
    let view = [options.snag, "list", "--all-branches"]
    var rows: [Row] = []
    func add(_ name: String, _ command: [String], before: () throws -> Void = {}) throws {
      let costs = try (0..<options.runs).map { _ in
        try before()
        return try timed(command, in: root)
      }
      rows.append(
        Row(
          name: name, cost: costs.sorted { $0.milliseconds < $1.milliseconds }[costs.count / 2],
          peak: try peakMegabytes(command, in: root)))
    }
    try timed(["git", "status"], in: root)
    try timed(view, in: root)
    try add("list --all-branches, first", view) { try Files.delete("\(root)/.git/snag/branches") }
    try add("list --all-branches, again", view)
    try add("list", [options.snag, "list"])
    try add("git status", ["git", "status"])
    return rows
  }

  /// Commits on main, and branches that left it at one of them, all in one stream for git.
  private func grow() throws {
    var generator = SplitMix(state: 4)
    var stream: [UInt8] = []
    for mark in 1...Self.mainCommits {
      let start = mark == 1 ? "refs/heads/main^0" : ":\(mark - 1)"
      try commit(mark, to: "refs/heads/main", from: start, changing: 2, &generator, &stream)
    }
    for number in 1...branches {
      let start = Int.random(in: 1...Self.mainCommits, using: &generator)
      try commit(
        Self.mainCommits + number, to: "refs/remotes/origin/topic-\(number)", from: ":\(start)",
        changing: Self.ticketsEach, &generator, &stream)
    }
    try Files.write(stream, to: "\(root)/.git/stream")
    try timed(["sh", "-c", "git fast-import --quiet <.git/stream"], in: root)
    try Files.delete("\(root)/.git/stream")
    try timed(["git", "reset", "-q", "--hard"], in: root)
    try timed(["git", "repack", "-q", "-a", "-d"], in: root)
    try timed(["git", "pack-refs", "--all"], in: root)
  }

  private func commit(
    _ mark: Int, to ref: String, from start: String, changing count: Int,
    _ generator: inout SplitMix, _ stream: inout [UInt8]
  ) throws {
    let time = 1_790_000_000 + mark * 60
    let lines = [
      "commit \(ref)", "mark :\(mark)", "committer Ada <ada@example.org> \(time) +0000",
      "data 1", "x", "from \(start)", "",
    ]
    stream += Array(lines.joined(separator: "\n").utf8)
    for _ in 0..<count {
      let path = repository.paths.randomElement(using: &generator) ?? ""
      var document = try TicketDocument(parsing: Files.read("\(root)/\(path)"))
      try document.setScalar("priority", to: "P\(mark % 5)")
      document.appendComment(
        author: "bob", time: "2026-11-23T10:00:00Z", id: "c-\(mark)", isInternal: false,
        text: "Seen on \(ref).")
      stream += Array("M 100644 inline \(path)\ndata \(document.bytes.count)\n".utf8)
      stream += document.bytes + Array("\n".utf8)
    }
  }
}
