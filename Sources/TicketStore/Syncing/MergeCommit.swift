import GitKit

/// Makes the commit that joins two branches: tickets by our own merge, all else by git's.
///
/// Nothing but objects is written. Two commits that nobody sees, one on each tip, hold the merged
/// tickets alike; git joins these, so that tickets cannot conflict there, and renames,
/// modes, submodules and merge drivers of other files are git's business as ever.
struct MergeCommit {
  let repository: TicketRepository
  let git: GitRepository
  let ours: ObjectID
  let theirs: ObjectID
  /// What people call their branch, such as `origin/main`.
  let upstream: String
  let texts: TicketTexts

  /// Joins the trees.
  func join(_ tickets: [MergedTicket]) throws -> CommitMerge {
    let left = try withMergedTickets(tickets, on: ours, side: .ours)
    let right = try withMergedTickets(tickets, on: theirs, side: .theirs)
    guard let merge = try git.mergeTrees(left, right, ignoringDriver: "snag") else {
      throw SyncRefused.oldGit(upstream: upstream)
    }
    return merge
  }

  /// Writes the merge commit, signed where the configuration says so; moves nothing.
  func write(tree: ObjectID) throws -> ObjectID {
    let identity = try CommitIdentity(
      message: message(), git: git, environment: repository.environment)
    return try identity.writeCommit(tree: tree, parents: [ours, theirs], in: git)
  }

  /// What `git merge` would write, with `merge.log` and the like.
  private func message() throws -> String {
    let line = "\(theirs)\t\tremote-tracking branch '\(upstream)'\n"
    return try git.requireGit(["fmt-merge-msg"], input: Array(line.utf8)).outputText
  }

  private func withMergedTickets(
    _ tickets: [MergedTicket], on tip: ObjectID, side: MergeSide
  ) throws -> ObjectID {
    let changed = tickets.filter { $0.result != $0.version(side) }
    let removed = changed.compactMap { $0.version(side)?.path }
    let results = changed.compactMap(\.result)
    let written = zip(results, try texts.store(results.map(\.bytes))).map { version, blob in
      TreeChange.upsert(path: version.path, blob: blob, isExecutable: version.isExecutable)
    }
    // A path that one ticket leaves may be another's new one, and the last change of a path counts.
    let kept = Set(written.map(\.path))
    let changes =
      removed.filter { !kept.contains($0) }.map { TreeChange.remove(path: $0) } + written
    guard !changes.isEmpty else { return tip }
    let signature = try repository.environment.signature(.committer, in: git)
    return try git.writeCommit(
      CommitRequest(
        tree: try git.updatedTree(from: git.tree(of: tip), changes: changes), parents: [tip],
        author: signature, committer: signature, message: "tickets as merged\n"))
  }
}
