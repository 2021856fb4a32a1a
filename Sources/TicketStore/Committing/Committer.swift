import GitKit
import TicketModel

extension TicketRepository {
  /// Carries out a plan as one commit that touches the plan's paths and nothing else.
  ///
  /// What the person has staged or changed stays as it is: the plan's edits are applied alike to the
  /// committed, the staged and the work tree's text of each ticket, and the commit is built from the
  /// committed ones. Two processes that commit at once each land, or fail with a clear error.
  ///
  /// - Parameters:
  ///   - plan: what to change.
  ///   - target: where the commit goes.
  ///   - isDryRun: compute everything and write nothing.
  /// - Returns: what became of it.
  /// - Throws: ``CommitRefused``, `GitError`, `FileError`; nothing has changed then.
  package func commit(
    _ plan: CommitPlan, to target: CommitTarget = .head, isDryRun: Bool = false
  ) throws -> CommitOutcome {
    let git = try git()
    switch target {
    case .workTreeOnly:
      return try WorkTreeWrite(git: git, root: root).run(plan, isDryRun: isDryRun)
    case .branch(let name) where try git.head().branch != .branch(name):
      return try BranchCommit(git: git, environment: environment, branch: name)
        .run(plan, isDryRun: isDryRun)
    case .branch, .head:
      guard let root else {
        return try BranchCommit(git: git, environment: environment, branch: nil)
          .run(plan, isDryRun: isDryRun)
      }
      return try CheckoutCommit(git: git, environment: environment, root: root)
        .run(plan, isDryRun: isDryRun)
    }
  }

  /// Puts right what an interrupted command left, when there is anything.
  ///
  /// - Returns: sentences for people.
  package func repairInterruptedCommit() throws -> [String] {
    let git = try git()
    let interrupted = InterruptedCommit(git: git, root: root)
    guard interrupted.isPresent else { return [] }
    let lock = try IndexLock.acquire(in: git, sleep: environment.sleep)
    defer { lock.release() }
    return try interrupted.repair(under: lock)
  }
}

extension StoreEnvironment {
  /// How often a command plans anew after others moved the ref under it.
  private static let maximumTries = 10

  /// Runs the body until it does not lose a race for the ref, waiting a little longer each time.
  ///
  /// The waits have a random part, so that racing processes part.
  /// - Throws: ``CommitRefused/contended(ref:tries:)`` after ten tries, git's own error when
  ///   somebody holds the ref's lock, and what the body throws.
  func retryingLostRaces<Outcome>(
    for ref: String, _ body: () throws -> Outcome
  ) throws -> Outcome {
    var generator = random
    var heldLock: GitError?
    for attempt in 0..<Self.maximumTries {
      do {
        return try body()
      } catch let error as GitError where error.isLostRace {
        heldLock = error.code == .locked ? error : nil
        sleep(Int.random(in: 1...(10 << min(attempt, 5)), using: &generator))
      }
    }
    if let heldLock { throw heldLock }
    throw CommitRefused.contended(ref: ref, tries: Self.maximumTries)
  }

  func signature(_ role: CommitRole, in git: GitRepository) throws -> Signature {
    try git.signature(role, now: now().seconds, offsetMinutes: offsetMinutes)
  }
}

extension GitRepository {
  /// Returns the tree with the changes' committed texts in it.
  func tree(from base: ObjectID?, with changes: [PreparedChange]) throws -> ObjectID {
    try updatedTree(
      from: base,
      changes: changes.filter(\.committed.isChanged).map { change in
        guard let bytes = change.committed.new else { return .remove(path: change.path) }
        return .upsert(
          path: change.path, blob: try makeBlob(bytes), isExecutable: change.isExecutable)
      })
  }
}

extension TicketRepository {
  /// Whether a command was interrupted here; needs no git for a plain repository.
  package var isInterrupted: Bool {
    guard let root, Files.kind(of: "\(root)/.git") == .directory else {
      return (try? git()).map { InterruptedCommit(git: $0, root: root).isPresent } ?? false
    }
    return Files.kind(of: CommitJournal.path(gitDirectory: "\(root)/.git")) != nil
  }
}
