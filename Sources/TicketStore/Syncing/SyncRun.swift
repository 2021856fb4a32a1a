import GitKit
import TicketMerge
import TicketModel

/// One run of `sync`.
struct SyncRun {
  let repository: TicketRepository
  let git: GitRepository
  let target: SyncTarget
  let request: SyncRequest
  let texts: TicketTexts

  /// How often the remote may have moved before giving up.
  private static let rounds = 3
  /// How often the local branch may have moved as well.
  private static let maximumTries = 10

  private var network: SyncNetwork {
    SyncNetwork(git: git, target: target, mayAsk: request.mayAsk)
  }

  func run() throws -> SyncReport {
    let start = try tip()
    var report = SyncReport(remote: target.remote, branch: target.remoteRef.shorthand)
    for _ in 0..<Self.maximumTries {
      let theirs = try network.fetch()
      guard let head = try integrate(theirs, &report) else { continue }
      report.sent = try count(from: head, hiding: theirs.map { [$0] } ?? remoteTips())
      report.isNewBranch = theirs == nil
      if request.isDryRun { return report }
      try describeArrival(from: start, to: head, theirs, &report)
      guard request.pushes, report.disagreements.isEmpty else { return report }
      if try push(head, theirs, report) {
        report.isPushed = true
        return report
      }
      report.lostRaces += 1
      guard report.lostRaces < Self.rounds else {
        throw SyncRefused.outrun(
          remote: target.remote, branch: target.remoteRef.shorthand, rounds: Self.rounds)
      }
    }
    throw CommitRefused.contended(ref: target.branch.name, tries: Self.maximumTries)
  }

  /// The branch's commit; another branch may have been checked out meanwhile.
  private func tip() throws -> ObjectID {
    guard case .branch(target.branch, let tip) = try git.head() else {
      throw CommitRefused.contended(ref: target.branch.name, tries: 1)
    }
    return tip
  }

  // MARK: Merge

  /// Brings their commits in.
  ///
  /// - Returns: where the branch is then; nil when another command has moved it meanwhile.
  private func integrate(_ theirs: ObjectID?, _ report: inout SyncReport) throws -> ObjectID? {
    let ours = try tip()
    let known = try theirs.map { [$0] } ?? remoteTips()
    let bases = known.isEmpty ? [] : try git.mergeBases(of: ours, and: known)
    if request.pushes {
      let unsettled = try repository.unsettledTickets(in: ours, beyond: bases, texts: texts)
      guard unsettled.isEmpty else { throw SyncRefused.unsettled(unsettled) }
    }
    guard let theirs, !bases.contains(theirs) else { return ours }
    if bases.contains(ours) {
      if request.isDryRun {
        try describeArrival(from: ours, to: theirs, theirs, &report)
      } else if try !moveBranch(from: ours, to: theirs) {
        return nil
      }
      report.arrival = report.arrival == .merge ? .merge : .fastForward
      return theirs
    }
    guard !bases.isEmpty else { throw SyncRefused.unrelated(upstream: target.upstream) }
    return try merge(ours, theirs, &report)
  }

  private func merge(
    _ ours: ObjectID, _ theirs: ObjectID, _ report: inout SyncReport
  ) throws -> ObjectID? {
    let tickets = try repository.mergedTickets(ours: ours, theirs: theirs, texts: texts).tickets
    let unreadable = tickets.flatMap(\.unreadableVersions)
    guard unreadable.isEmpty else {
      throw SyncRefused.unreadable(unreadable, upstream: target.upstream)
    }
    let commit = MergeCommit(
      repository: repository, git: git, ours: ours, theirs: theirs, upstream: target.upstream,
      texts: texts)
    let tree: ObjectID
    switch try commit.join(tickets) {
    case .conflict(let paths):
      throw SyncRefused.conflict(paths: paths, upstream: target.upstream)
    case .clean(let clean): tree = clean
    }
    if request.isDryRun {
      report.received = try count(from: theirs, hiding: [ours])
      let people = try repository.people(from: ours, to: theirs)
      report.arrived = tickets.compactMap(\.arrival).map { people.attribute($0) }
    } else {
      let merged = try commit.write(tree: tree)
      guard try moveBranch(from: ours, to: merged) else { return nil }
      report.mergeCommit = merged.hex
    }
    report.arrival = .merge
    report.keptEdits += tickets.filter(\.isEditKept)
    let parted = try parted(tickets, ours, theirs)
    report.parted += parted
    report.partedArrivals += parted.flatMap { $0.arrivals(among: tickets) }
    report.disagreements += tickets.filter { !$0.conflicts.isEmpty }
    return report.mergeCommit.flatMap(ObjectID.init(hex:)) ?? ours
  }

  /// Moves branch, index and work tree at once, with git's own care for uncommitted changes.
  ///
  /// - Returns: false when the branch is not where it was.
  private func moveBranch(from old: ObjectID, to commit: ObjectID) throws -> Bool {
    guard try tip() == old else { return false }
    let branches = try localBranches()
    let outcome = try fastForward(to: commit)
    guard outcome.status != 0 else { return try isMoved(to: commit, from: branches) }
    guard try tip() == old else { return false }
    let lines = outcome.errorText.split(separator: "\n").map(String.init)
    // git lists the files that are in the way, each behind a tab.
    let paths = lines.filter { $0.hasPrefix("\t") }.map { String($0.dropFirst()) }
    let index = try git.readIndex()
    throw SyncRefused.inTheWay(
      paths: paths, areTracked: paths.allSatisfy { index.entry($0) != nil },
      words: lines.first { !$0.hasPrefix("\t") && !$0.isEmpty } ?? "")
  }

  /// Waits for whoever holds the index, as our own commits do; git itself gives up at once.
  private func fastForward(to commit: ObjectID) throws -> ProgramOutcome {
    func attempt() throws -> ProgramOutcome {
      try git.runGit(
        ["merge", "--ff-only", "--no-stat", "-q", commit.hex],
        extra: ["GIT_REFLOG_ACTION": "snag sync"])
    }
    var outcome = try attempt()
    for pause in stride(from: 100, to: 1_000, by: 100)
    where outcome.status != 0 && outcome.errorText.contains("index.lock") {
      repository.environment.sleep(pause)
      outcome = try attempt()
    }
    return outcome
  }

  // MARK: Push

  /// Pushes; false when the remote has moved and the merge must be made anew.
  private func push(_ head: ObjectID, _ theirs: ObjectID?, _ report: SyncReport) throws -> Bool {
    guard report.sent > 0 || theirs == nil else { return true }
    guard case .refused(let words) = try network.push(head, isNewBranch: theirs == nil) else {
      return true
    }
    // Whether it was a race or the remote does not want our commits shows in where it is now.
    guard try network.fetch() == theirs else { return false }
    throw SyncRefused.pushRefused(remote: target.remote, words: words)
  }

  // MARK: Report

  private func describeArrival(
    from start: ObjectID, to head: ObjectID, _ theirs: ObjectID?, _ report: inout SyncReport
  ) throws {
    guard let theirs, head != start else { return }
    report.received = try count(from: theirs, hiding: [start])
    let people = try repository.people(from: start, to: theirs)
    // By their ids alone, tickets that shared one would seem to have become each other.
    let parted = Set(report.parted.flatMap { [$0.id, $0.formerly] }.map(Optional.some))
    let changes = try repository.ticketChanges(from: start, to: head, texts: texts)
      .filter { !parted.contains($0.id) }
    report.arrived = (changes + report.partedArrivals).map { people.attribute($0) }
  }

  private func count(from tip: ObjectID, hiding others: [ObjectID]) throws -> Int {
    var count = 0
    try git.walk(from: [tip], hiding: others) { _ in
      count += 1
      return true
    }
    return count
  }

  /// What the remote is known to have, when it does not have the branch.
  private func remoteTips() throws -> [ObjectID] {
    try git.refs(matching: ["refs/remotes/\(target.remote)/*"]).map(\.id)
  }
}

extension MergedTicket {
  fileprivate var isEditKept: Bool {
    if case .editKept = outcome { true } else { false }
  }

  /// The change from ours to the outcome, as one of theirs; nil when there is none.
  var arrival: MergedTicket? {
    guard result != ours else { return nil }
    if case .parted(.ours, formerly: _) = outcome { return nil }
    return TicketVersions(id: id, base: ours, ours: ours, theirs: result).changed
  }
}
