import TicketDocument
import TicketMerge
import TicketModel
import TicketStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Merges two branches that both changed every ticket, by each way there is.
struct MergeBenchmark {
  let repository: GeneratedRepository
  let options: BenchmarkOptions

  private var root: String { repository.root }

  /// What one way of merging cost.
  struct Row {
    let name: String
    /// Wall-clock time, and time of processors where that is known.
    let cost: (wall: Double, cpu: Double?)
    /// How much longer it took than git alone in the row above, which knows nothing but lines.
    var ratio: Double?
  }

  /// Measures each way.
  func run() throws -> [Row] {
    try prepare()
    let lines = try mergedByGit(withDriver: false)
    let driver = try mergedByGit(withDriver: true)
    let settle = try settled()
    let sync = try synced()
    return rows("git merge with its own merge of lines", "git merge with the driver", lines, driver)
      + rows("git checkout --theirs; git add", "settle --all of as many", settle.git, settle.snag)
      + [
        Row(
          name: "as many files written beside the old ones and renamed", cost: (try replaced(), nil)
        )
      ]
      + rows("git fetch; git merge; git push", "sync, with fetch and push", sync.git, sync.snag)
      + [Row(name: "the engine alone, in memory", cost: (try inMemory(), nil))]
  }

  /// What git alone takes for as many files, and below it what Snag takes.
  private func rows(_ gitName: String, _ name: String, _ git: [Cost], _ snag: [Cost]) -> [Row] {
    func cost(_ costs: [Cost]) -> (Double, Double?) {
      (median(costs.map(\.milliseconds)), median(costs.map(\.cpuMilliseconds)))
    }
    return [
      Row(name: gitName, cost: cost(git), ratio: 1),
      Row(
        name: name, cost: cost(snag),
        ratio: median(zip(snag, git).map { $0.milliseconds / $1.milliseconds })),
    ]
  }

  /// Both sides change every ticket, in lines far enough apart that git's merge is clean, too.
  private func prepare() throws {
    let folder = options.snag.lastIndex(of: "/").map { String(options.snag[..<$0]) } ?? "."
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    setenv("PATH", "\(folder):\(path)", 1)
    try git("branch", "base")
    try changeAll { document in try document.setScalar("assignee", to: "carol") }
    try git("branch", "ours")
    try git("checkout", "-q", "-b", "theirs", "base")
    try changeAll { document in
      try document.setScalar("priority", to: "P0")
      document.appendComment(
        author: "bob", time: "2026-11-23T10:00:00Z", id: "c-7hq4", isInternal: false,
        text: "Happens on Firefox too.")
    }
    try git("checkout", "-q", "main")
  }

  private func changeAll(_ change: (inout TicketDocument) throws -> Void) throws {
    for path in repository.paths {
      var document = try TicketDocument(parsing: Files.read("\(root)/\(path)"))
      try change(&document)
      try Files.write(document.bytes, to: "\(root)/\(path)")
    }
    try git("commit", "-q", "-a", "-m", "change every ticket")
  }

  private func git(_ arguments: String...) throws { try timed(["git"] + arguments, in: root) }

  private func repeated<Result>(_ body: () throws -> Result) rethrows -> [Result] {
    try (0..<max(3, options.runs / 2)).map { _ in try body() }
  }

  private func setDriver(_ isSet: Bool) throws {
    let section = "git config --remove-section merge.snag; true"
    try timed(["sh", "-c", isSet ? "\(options.snag) init" : section], in: root)
  }

  private func mergedByGit(withDriver: Bool) throws -> [Cost] {
    try setDriver(withDriver)
    return try repeated {
      try git("reset", "-q", "--hard", "ours")
      return try timed(["git", "merge", "-q", "-m", "merge", "theirs"], in: root)
    }
  }

  /// A thousand unmerged tickets, settled by git alone and by us, in turn.
  private func settled() throws -> (git: [Cost], snag: [Cost]) {
    func unmerged() throws {
      try git("reset", "-q", "--hard", "ours")
      // A driver that always fails leaves all of them unmerged.
      let merge = "git -c merge.snag.driver=false merge -q -m merge theirs; true"
      try timed(["sh", "-c", merge], in: root)
    }
    return unzip(
      try repeated {
        try unmerged()
        let plain = "git checkout -q --theirs .tickets && git add .tickets"
        let other = try timed(["sh", "-c", plain], in: root)
        try unmerged()
        return (other, try timed([options.snag, "settle", "--all"], in: root))
      })
  }

  /// What the file system takes for as many new texts, in milliseconds: no way of settling does without.
  private func replaced() throws -> Double {
    let clock = ContinuousClock()
    let times = try repeated {
      let texts = try repository.paths.map { try Files.read("\(root)/\($0)") }
      let time = try clock.measure {
        for (path, text) in zip(repository.paths, texts) {
          try Files.write(text, to: "\(root)/\(path).new")
        }
        for path in repository.paths {
          guard rename("\(root)/\(path).new", "\(root)/\(path)") == 0 else {
            throw BenchmarkError(description: "cannot replace \(path)")
          }
        }
      }
      return Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1_000
    }
    return median(times)
  }

  private func synced() throws -> (git: [Cost], snag: [Cost]) {
    let remote = try TemporaryFolder()
    defer { remote.delete() }
    try git("init", "-q", "--bare", remote.path)
    try git("remote", "add", "origin", remote.path)
    func diverged(withDriver: Bool) throws {
      try setDriver(withDriver)
      try git("reset", "-q", "--hard", "ours")
      try git("push", "-q", "-f", "origin", "theirs:main")
      try git("fetch", "-q", "origin")
      try git("branch", "-q", "--set-upstream-to=origin/main", "main")
    }
    return unzip(
      try repeated {
        try diverged(withDriver: false)
        let plain = "git fetch -q && git merge -q -m merge origin/main && git push -q origin main"
        let other = try timed(["sh", "-c", plain], in: root)
        try diverged(withDriver: true)
        return (other, try timed([options.snag, "sync"], in: root))
      })
  }

  private func unzip(_ pairs: [(Cost, Cost)]) -> (git: [Cost], snag: [Cost]) {
    (pairs.map(\.0), pairs.map(\.1))
  }

  private func inMemory() throws -> Double {
    let texts = try ["base", "ours", "theirs"].map { branch in
      try git("reset", "-q", "--hard", branch)
      return try repository.paths.map { try Files.read("\(root)/\($0)") }
    }
    let merger = TicketMerger(workflows: WorkflowSet([]))
    return median(
      try repeated {
        let start = ContinuousClock.now
        for index in texts[0].indices {
          let merged = merger.merge(
            base: texts[0][index], ours: texts[1][index], theirs: texts[2][index])
          guard merged.isClean else {
            throw BenchmarkError(description: "\(repository.paths[index]) does not merge")
          }
        }
        let elapsed = (ContinuousClock.now - start).components
        return Double(elapsed.seconds) * 1_000 + Double(elapsed.attoseconds) / 1e15
      })
  }
}
