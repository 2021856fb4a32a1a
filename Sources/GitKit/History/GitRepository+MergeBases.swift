import CLibgit2

extension GitRepository {
  /// Returns the best common ancestors of a commit and any of the others, oldest first.
  ///
  /// The set of `git merge-base --all COMMIT OTHERS`: none when the histories share nothing, several
  /// in a criss-cross. The order depends on the commits alone, never on which one was named first.
  ///
  /// - Parameters:
  ///   - commit: one commit.
  ///   - others: the commits a merge of which it is compared with; at least one.
  /// - Returns: the ancestors, by time and then by name.
  /// - Throws: `.notFound` when a commit is missing.
  package func mergeBases(
    of commit: ObjectID, and others: [ObjectID]
  ) throws(GitError) -> [ObjectID] {
    var bases: [CommitQueue.Node] = []
    for id in try unorderedBases([commit] + others) { bases.append(try node(id)) }
    return bases.sorted { ($0.time, $0.id) < ($1.time, $1.id) }.map(\.id)
  }

  private func unorderedBases(_ commits: [ObjectID]) throws(GitError) -> [ObjectID] {
    // libgit2 looks for the parents that a shallow clone does not have.
    guard shallowBorder.isEmpty else { return try basesByGit(commits) }
    let oids = commits.map(\.oid)
    var found = git_oidarray()
    let status = git_merge_bases_many(&found, pointer, oids.count, oids)
    defer { git_oidarray_dispose(&found) }
    if status == GIT_ENOTFOUND.rawValue {
      // Either there is none, or a commit is missing, which reading it would say.
      git_error_clear()
      for commit in commits { _ = try node(commit) }
      return []
    }
    try check(status, "git_merge_bases_many")
    return (0..<found.count).map { ObjectID(found.ids[$0]) }
  }

  private func basesByGit(_ commits: [ObjectID]) throws(GitError) -> [ObjectID] {
    let outcome = try runGit(["merge-base", "--all"] + commits.map(\.hex))
    guard outcome.status <= 1 else {
      throw GitError(
        code: .program, function: "git merge-base", message: outcome.errorText.trimmingBlanks())
    }
    return outcome.outputText.split(separator: "\n").compactMap { ObjectID(hex: String($0)) }
  }
}
