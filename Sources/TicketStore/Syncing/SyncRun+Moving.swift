import GitKit

extension SyncRun {
  /// Where the local branches are.
  func localBranches() throws -> [RefName: ObjectID] {
    Dictionary(
      try git.refs(matching: ["refs/heads/*"]).map { ($0.ref, $0.id) }, uniquingKeysWith: { $1 })
  }

  /// Makes sure that a fast-forward moved the branch that was merged.
  ///
  /// `git merge` moves whatever HEAD is on by then, and somebody may have switched meanwhile.
  ///
  /// - Parameters:
  ///   - commit: where the branch was to go.
  ///   - before: where the local branches were.
  /// - Returns: false when the branch is checked out and does not have the commit.
  /// - Throws: ``SyncRefused/switched(from:didMove:wrong:)`` when the branch is not checked out.
  func isMoved(to commit: ObjectID, from before: [RefName: ObjectID]) throws -> Bool {
    let head = try git.head()
    if case .branch(target.branch, let tip) = head { return try git.isAncestor(commit, of: tip) }
    let didMove = try git.tip(of: target.branch).map { try git.isAncestor(commit, of: $0) } ?? false
    var wrong: SyncRefused.MovedBranch?
    if !didMove, case .branch(let other, commit) = head, let old = before[other], old != commit {
      wrong = SyncRefused.MovedBranch(name: other.shorthand, former: old.hex)
    }
    throw SyncRefused.switched(from: target.branch.shorthand, didMove: didMove, wrong: wrong)
  }
}
