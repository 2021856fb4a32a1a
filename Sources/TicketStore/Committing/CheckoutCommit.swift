import GitKit

/// A commit to what is checked out: objects, work tree, ref and index, in an order that a crash
/// cannot turn into a loss.
///
/// The index is locked first and throughout, as git itself does, so that other writers of this work
/// tree wait. The work file is written before the ref moves (a crash between leaves an uncommitted
/// change, which nobody loses), and a journal lets the next command finish the index.
struct CheckoutCommit {
  let git: GitRepository
  let environment: StoreEnvironment
  let root: String

  func run(_ plan: CommitPlan, isDryRun: Bool) throws -> CommitOutcome {
    try refuseOperationInProgress()
    if isDryRun { return try planned(plan) }
    let identity = try CommitIdentity(plan, git: git, environment: environment)
    var repairs: [String] = []
    return try environment.retryingLostRaces(for: try git.head().refName) {
      try attemptCommit(plan, identity, &repairs)
    }
  }

  private func refuseOperationInProgress() throws {
    guard let operation = git.operationInProgress(), operation != .bisect else { return }
    throw CommitRefused.operationInProgress(operation.name)
  }

  private func planned(_ plan: CommitPlan) throws -> CommitOutcome {
    let changes = try preparation(try git.head(), try git.readIndex()).prepare(plan.changes)
      .filter(\.isChanged)
    return changes.isEmpty
      ? .unchanged : .planned(subject: plan.subject, paths: changes.map(\.path))
  }

  private func preparation(
    _ head: Head, _ index: IndexSnapshot
  ) throws -> ChangePreparation {
    ChangePreparation(
      git: git, tree: try head.commit.map { try git.tree(of: $0) },
      checkout: .init(root: root, index: index))
  }

  private func attemptCommit(
    _ plan: CommitPlan, _ identity: CommitIdentity, _ repairs: inout [String]
  ) throws -> CommitOutcome {
    var lock = try IndexLock.acquire(in: git, sleep: environment.sleep)
    defer { lock.release() }
    environment.onStep(.locked)
    // The lock waited for may have been that of a merge which then stopped.
    try refuseOperationInProgress()
    let interrupted = InterruptedCommit(git: git, root: root)
    if interrupted.isPresent {
      repairs += try interrupted.repair(under: lock)
      lock.release()
      lock = try IndexLock.acquire(in: git, sleep: environment.sleep)
    }

    let head = try git.head()
    let preparation = try preparation(head, lock.snapshot)
    let changes = try preparation.prepare(plan.changes).filter(\.isChanged)
    guard !changes.isEmpty else { return .unchanged }

    let tree = try git.tree(from: preparation.tree, with: changes)
    let isOnlyLocal = tree == preparation.tree
    let commit =
      isOnlyLocal
      ? nil
      : try identity.writeCommit(tree: tree, parents: head.commit.map { [$0] } ?? [], in: git)
    let edits = try indexEdits(changes)
    environment.onStep(.objectsWritten)

    if let commit { try journal(changes, edits, commit, head) }
    environment.onStep(.journalWritten)
    do {
      try WorkFiles(root: root).write(changes) {
        environment.onStep(.workFilesWritten)
        // After the work files, whose stat data it holds; before the ref, because it may fail.
        try lock.stage(edits)
        try lock.prepare()
        if let commit { try move(head, to: commit, identity) }
      }
    } catch {
      try CommitJournal.delete(gitDirectory: git.gitDirectory)
      throw error
    }
    environment.onStep(.refMoved)
    try finish(lock)
    guard let commit else { return .written(paths: changes.map(\.path)) }
    return .committed(
      CommitReport(id: commit.hex, branch: head.branch?.shorthand, repairs: repairs))
  }

  private func finish(_ lock: IndexLock) throws {
    try lock.install()
    environment.onStep(.indexInstalled)
    try CommitJournal.delete(gitDirectory: git.gitDirectory)
    environment.onStep(.journalRemoved)
    lock.release()
    environment.onStep(.unlocked)
  }

  private func indexEdits(_ changes: [PreparedChange]) throws -> [IndexEdit] {
    try changes.compactMap { change in
      guard let staged = change.staged, staged.isChanged else { return nil }
      guard let bytes = staged.new else { return .remove(path: change.path) }
      // Only a work file that equals the staged text may lend its stat data to the entry.
      let isSame = change.workTree?.new == bytes
      return .upsert(
        path: change.path, blob: try git.makeBlob(bytes),
        statOf: isSame ? "\(root)/\(change.path)" : nil, isExecutable: change.isExecutable)
    }
  }

  private func journal(
    _ changes: [PreparedChange], _ edits: [IndexEdit], _ commit: ObjectID, _ head: Head
  ) throws {
    let old = Dictionary(uniqueKeysWithValues: changes.map { ($0.path, $0.stagedBlob) })
    let lines = edits.map { edit -> CommitJournal.Line in
      switch edit {
      case .upsert(let path, let blob, _, _):
        CommitJournal.Line(path: path, oldBlob: old[path] ?? nil, newBlob: blob)
      case .remove(let path), .resolve(let path, _, _):
        CommitJournal.Line(path: path, oldBlob: old[path] ?? nil, newBlob: nil)
      }
    }
    try CommitJournal(ref: head.refName, commit: commit, lines: lines)
      .write(gitDirectory: git.gitDirectory)
  }

  private func move(_ head: Head, to commit: ObjectID, _ identity: CommitIdentity) throws {
    switch head {
    case .branch(let ref, let old):
      try git.moveRef(
        ref, to: commit, expecting: old, committer: identity.committer, reflog: identity.reflog)
    case .unborn(let ref):
      try git.moveRef(
        ref, to: commit, expecting: nil, committer: identity.committer, reflog: identity.reflog)
    case .detached(let old):
      try git.moveDetachedHead(
        to: commit, expecting: old, committer: identity.committer, reflog: identity.reflog)
    }
  }
}

extension Head {
  /// Full name of what a commit moves.
  var refName: String { branch?.name ?? "HEAD" }
}

extension GitError {
  /// Somebody else moved or holds the ref; planning anew may succeed.
  var isLostRace: Bool {
    code == .modified || code == .exists || (code == .locked && heldLock == nil)
  }
}
