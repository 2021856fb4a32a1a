import GitKit

/// A commit to a branch through objects and the ref alone; index and work tree have no part in it.
struct BranchCommit {
  let git: GitRepository
  let environment: StoreEnvironment
  /// Short name; nil means what HEAD points to, for bare repositories.
  let branch: String?

  func run(_ plan: CommitPlan, isDryRun: Bool) throws -> CommitOutcome {
    try refuseCheckedOutBranch(try target().ref)
    let identity =
      isDryRun ? nil : try CommitIdentity(plan, git: git, environment: environment)
    return try environment.retryingLostRaces(for: try target().ref.name) {
      try attemptCommit(plan, identity)
    }
  }

  // Without an identity it is a dry run.
  private func attemptCommit(
    _ plan: CommitPlan, _ identity: CommitIdentity?
  ) throws -> CommitOutcome {
    let (ref, old) = try target()
    let base = try old.map { try git.tree(of: $0) }
    let changes = try ChangePreparation(git: git, tree: base, checkout: nil)
      .prepare(plan.changes).filter(\.isChanged)
    guard !changes.isEmpty else { return .unchanged }
    guard let identity else {
      return .planned(subject: plan.subject, paths: changes.map(\.path))
    }
    let tree = try git.tree(from: base, with: changes)
    let commit = try identity.writeCommit(tree: tree, parents: old.map { [$0] } ?? [], in: git)
    try git.moveRef(
      ref, to: commit, expecting: old, committer: identity.committer, reflog: identity.reflog)
    return .committed(CommitReport(id: commit.hex, branch: ref.shorthand, repairs: []))
  }

  private func target() throws -> (ref: RefName, old: ObjectID?) {
    if let branch {
      let ref = RefName.branch(branch)
      guard let tip = try git.tip(of: ref) else { throw CommitRefused.noBranch(branch) }
      return (ref, tip)
    }
    switch try git.head() {
    case .branch(let ref, let tip): return (ref, tip)
    case .unborn(let ref): return (ref, nil)
    case .detached: throw CommitRefused.noBranch("HEAD")
    }
  }

  /// Another work tree's checkout would fall behind its branch.
  private func refuseCheckedOutBranch(_ ref: RefName) throws {
    let common = git.commonDirectory
    for worktree in try Files.list("\(common)/worktrees") ?? [] {
      let directory = "\(common)/worktrees/\(worktree.name)"
      try refuseRebase(of: ref, in: directory)
      guard try line(of: "\(directory)/HEAD") == "ref: \(ref.name)" else { continue }
      throw CommitRefused.checkedOut(
        branch: ref.shorthand, at: workTree(of: try line(of: "\(directory)/gitdir") ?? ""))
    }
    try refuseRebase(of: ref, in: common)
    // The HEAD of a bare repository checks nothing out.
    if git.isLinkedWorktree, try git.configBool("core.bare") != true,
      try line(of: "\(common)/HEAD") == "ref: \(ref.name)"
    {
      throw CommitRefused.checkedOut(branch: ref.shorthand, at: workTree(of: common))
    }
  }

  private func workTree(of gitDirectory: String) -> String {
    gitDirectory.hasSuffix("/.git") ? String(gitDirectory.dropLast(5)) : gitDirectory
  }

  /// A rebase detaches HEAD, moves its branch at the end, and fails when that has moved meanwhile.
  private func refuseRebase(of ref: RefName, in directory: String) throws {
    for folder in ["rebase-merge", "rebase-apply"]
    where try line(of: "\(directory)/\(folder)/head-name") == ref.name {
      throw CommitRefused.operationInProgress("rebase of \(ref.shorthand)")
    }
  }

  private func line(of file: String) throws -> String? {
    try Files.readIfPresent(file).map {
      String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
  }
}
