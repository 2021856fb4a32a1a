extension GitRepository {
  /// Whether one commit is another one or among its ancestors.
  ///
  /// As `git merge-base --is-ancestor COMMIT OTHER` answers, also in a shallow clone.
  ///
  /// - Parameters:
  ///   - commit: the one that may be behind.
  ///   - other: the one from which it is looked for.
  /// - Returns: whether the history of `other` holds it.
  /// - Throws: `.notFound` when a commit is missing.
  package func isAncestor(
    _ commit: ObjectID, of other: ObjectID
  ) throws(GitError) -> Bool {
    if commit == other { return true }
    // What is behind the other one is their only best common ancestor.
    return try mergeBases(of: commit, and: [other]) == [commit]
  }
}
