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

  /// - Parameter identity: nil for a dry run.
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
    let branch = ref.shorthand
    let wanted = Array("ref: \(ref.name)\n".utf8)
    let common = git.commonDirectory
    let worktrees = try Files.list("\(common)/worktrees") ?? []
    for worktree in worktrees {
      let directory = "\(common)/worktrees/\(worktree.name)"
      guard try Files.readIfPresent("\(directory)/HEAD") == wanted else { continue }
      let link = try Files.readIfPresent("\(directory)/gitdir") ?? []
      let place = String(decoding: link, as: UTF8.self).split(separator: "\n").first ?? ""
      throw CommitRefused.checkedOut(
        branch: branch, at: String(place.hasSuffix("/.git") ? place.dropLast(5) : place))
    }
    // The HEAD of a bare repository checks nothing out.
    if git.isLinkedWorktree, try git.configBool("core.bare") != true,
      try Files.readIfPresent("\(common)/HEAD") == wanted
    {
      throw CommitRefused.checkedOut(branch: branch, at: "the main work tree")
    }
  }
}
