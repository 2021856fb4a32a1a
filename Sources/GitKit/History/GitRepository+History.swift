extension GitRepository {
  /// Returns the commits that changed what is at a path, newest first.
  ///
  /// The same commits in the same order as `git log -- PATH` from `start`: where a merge has the path
  /// exactly as one of its parents has it, only that parent is followed ("History Simplification"
  /// in `git help log`). Renames are not followed, and grafts and replace refs not known.
  ///
  /// - Parameters:
  ///   - path: a file or folder relative to the root.
  ///   - start: the newest commit.
  ///   - limit: how many to return at most; nil for all.
  /// - Returns: the commits, none when the path never existed.
  /// - Throws: `.notFound` when a commit or tree is missing.
  package func history(
    of path: String, from start: ObjectID, limit: Int?
  ) throws(GitError) -> [CommitRecord] {
    var changed: [CommitRecord] = []
    var queue = CommitQueue()
    var seen: Set<ObjectID> = [start]
    queue.insert(try node(start))
    while let commit = queue.popNewest(), changed.count < limit ?? .max {
      let entry = try pathState(path, in: commit.tree)
      let parents = try nodes(commit.parents)
      let same = try firstIndex(of: entry, at: path, in: parents)
      let isUnchanged = same != nil || parents.isEmpty && entry == nil
      if !isUnchanged { changed.append(try self.commit(commit.id)) }
      for parent in same.map({ [parents[$0]] }) ?? parents where seen.insert(parent.id).inserted {
        queue.insert(parent)
      }
    }
    return changed
  }

  /// Visits the commits reachable from `starts` and not from `hiding`, newest first by date.
  ///
  /// The order and the set of `git rev-list STARTS --not HIDING`. Stops early when `body` returns
  /// false. Commit dates that run backwards can, as in git, put a parent before its child.
  ///
  /// - Parameters:
  ///   - starts: where to begin.
  ///   - hiding: commits not to visit, with all their ancestors.
  ///   - body: called for each commit; returns whether to go on.
  /// - Throws: what `body` throws, and `GitError`.
  package func walk(
    from starts: [ObjectID], hiding: [ObjectID], body: (CommitRecord) throws -> Bool
  ) throws {
    var painting = try Painting(starts: starts, hiding: hiding, in: self)
    let hidden = try painting.finish(in: self)
    var queue = CommitQueue()
    var seen = hidden
    for start in starts where seen.insert(start).inserted { queue.insert(try node(start)) }
    while let commit = queue.popNewest() {
      guard try body(try self.commit(commit.id)) else { return }
      for parent in commit.parents where seen.insert(parent).inserted {
        queue.insert(try node(parent))
      }
    }
  }

  /// Returns when a commit was committed, in seconds since 1970, and its first parent.
  ///
  /// - Parameter commit: the commit.
  /// - Returns: no parent at the beginning of the history, or of a shallow clone's part of it.
  /// - Throws: `.notFound` when the commit is missing.
  package func firstParentStep(
    _ commit: ObjectID
  ) throws(GitError) -> (time: Int64, parent: ObjectID?) {
    let node = try node(commit)
    return (node.time, node.parents.first)
  }

  private func nodes(_ ids: [ObjectID]) throws(GitError) -> [CommitQueue.Node] {
    var nodes: [CommitQueue.Node] = []
    for id in ids { nodes.append(try node(id)) }
    return nodes
  }

  /// What a path holds, in a form that is equal when git sees no difference.
  private func pathState(_ path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    try entry(at: path, in: tree)
  }

  private func firstIndex(
    of entry: TreeEntry?, at path: String, in parents: [CommitQueue.Node]
  ) throws(GitError) -> Int? {
    for (index, parent) in parents.enumerated()
    where try pathState(path, in: parent.tree) == entry {
      return index
    }
    return nil
  }
}
