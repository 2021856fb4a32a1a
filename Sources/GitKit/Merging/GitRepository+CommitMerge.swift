import CLibgit2

/// What joining two commits comes to, without a work tree.
package enum CommitMerge: Sendable, Equatable {
  /// The tree that holds both sides' changes.
  case clean(tree: ObjectID)
  /// Paths that both sides changed in ways that cannot be joined.
  case conflict(paths: [String])
}

extension GitRepository {
  /// Joins two commits as `git merge` would, writing nothing but objects.
  ///
  /// By `git merge-tree`, which knows renamed folders and runs merge drivers; git before 2.38 has no
  /// such command, so there libgit2 does it, unless a driver other than `own` is configured: it would
  /// not be run.
  ///
  /// - Parameters:
  ///   - ours: one commit.
  ///   - theirs: the other one.
  ///   - own: name of the driver whose files do not matter.
  /// - Returns: the tree, or what is in the way; nil when this git cannot do it.
  /// - Throws: `.program` with what git said.
  package func mergeTrees(
    _ ours: ObjectID, _ theirs: ObjectID, ignoringDriver own: String
  ) throws(GitError) -> CommitMerge? {
    let outcome = try runGit([
      "merge-tree", "--write-tree", "--no-messages", "--name-only", "-z", ours.hex, theirs.hex,
    ])
    let parts = outcome.outputText.split(separator: "\0").map(String.init)
    switch outcome.status {
    case 0: if let tree = parts.first.flatMap({ ObjectID(hex: $0) }) { return .clean(tree: tree) }
    case 1: return .conflict(paths: Array(parts.dropFirst()))
    // The usage text: there is no --write-tree.
    case 129:
      let drivers = try configEntries(matching: #"^merge\..*\.driver$"#)
      guard drivers.allSatisfy({ $0.key == "merge.\(own).driver" }) else { return nil }
      return try mergeByLibrary(ours, theirs)
    default: break
    }
    throw GitError(
      code: .program, function: "git merge-tree", message: outcome.errorText.trimmingBlanks())
  }

  /// Joins two commits by libgit2, which runs no drivers and does not know renamed folders.
  package func mergeByLibrary(_ ours: ObjectID, _ theirs: ObjectID) throws(GitError) -> CommitMerge
  {
    let left = try lookUpCommit(ours)
    let right = try lookUpCommit(theirs)
    let index = try own("git_merge_commits", free: git_index_free) {
      git_merge_commits(&$0, pointer, left.pointer, right.pointer, nil)
    }
    guard git_index_has_conflicts(index.pointer) == 0 else {
      return .conflict(paths: try conflictingPaths(index.pointer))
    }
    var tree = git_oid()
    try check(
      git_index_write_tree_to(&tree, index.pointer, pointer), "git_index_write_tree_to")
    return .clean(tree: ObjectID(tree))
  }

  private func conflictingPaths(_ index: OpaquePointer) throws(GitError) -> [String] {
    var paths: Set<String> = []
    for position in 0..<git_index_entrycount(index) {
      let entry = try require(git_index_get_byindex(index, position), "git_index_get_byindex")
      guard snag_index_entry_stage(entry) > 0, let path = entry.pointee.path else { continue }
      paths.insert(String(cString: path))
    }
    return paths.sorted()
  }
}
