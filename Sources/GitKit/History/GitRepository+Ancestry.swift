/// A commit and everything behind it, for asking many times what others have in common with it.
package struct Ancestry: Sendable {
  /// The newest one.
  package let commit: ObjectID
  let commits: Set<ObjectID>

  /// Whether it is the newest one or behind it.
  package func contains(_ commit: ObjectID) -> Bool { commits.contains(commit) }
}

extension GitRepository {
  /// Reads a commit's whole history; nil when it is longer than that many commits.
  ///
  /// - Parameters:
  ///   - commit: the newest commit.
  ///   - limit: how many to read at most.
  /// - Returns: all of it, or nothing.
  /// - Throws: `.notFound` when a commit is missing.
  package func ancestry(of commit: ObjectID, limit: Int) throws(GitError) -> Ancestry? {
    var found: Set<ObjectID> = [commit]
    var rest = [commit]
    while let next = rest.popLast() {
      guard found.count <= limit else { return nil }
      for parent in try node(next).parents where found.insert(parent).inserted {
        rest.append(parent)
      }
    }
    return Ancestry(commit: commit, commits: found)
  }

  /// Returns the best common ancestors of a commit and the one whose history is known, oldest first.
  ///
  /// The same as without the history, but only what the commit does not share is read.
  ///
  /// - Parameters:
  ///   - commit: one commit.
  ///   - ancestry: the other one with its history.
  /// - Returns: the ancestors, by time and then by name.
  /// - Throws: `.notFound` when a commit is missing.
  package func mergeBases(
    of commit: ObjectID, and ancestry: Ancestry
  ) throws(GitError) -> [ObjectID] {
    // Every way back from the commit enters the shared history in one of these.
    var shared: Set<ObjectID> = []
    var seen: Set<ObjectID> = [commit]
    var rest = [commit]
    while let next = rest.popLast() {
      if ancestry.commits.contains(next) {
        shared.insert(next)
        continue
      }
      for parent in try node(next).parents where seen.insert(parent).inserted {
        rest.append(parent)
      }
    }
    // One of several may be behind another one.
    guard shared.count > 1 else { return Array(shared) }
    return try mergeBases(of: commit, and: [ancestry.commit])
  }
}

extension GitRepository {
  /// Returns a commit and what is behind it, up to commits that are not among them.
  ///
  /// - Parameters:
  ///   - commit: where to begin.
  ///   - limit: how many to return at most.
  ///   - isShared: whether to go no further, and leave the commit out.
  /// - Returns: the commits; nil when there are more.
  /// - Throws: `.notFound` when a commit is missing.
  package func commits(
    behind commit: ObjectID, limit: Int, upTo isShared: (ObjectID) -> Bool
  ) throws(GitError) -> Set<ObjectID>? {
    guard !isShared(commit) else { return [] }
    var found: Set<ObjectID> = [commit]
    var rest = [commit]
    while let next = rest.popLast() {
      for parent in try node(next).parents
      where !isShared(parent) && found.insert(parent).inserted {
        rest.append(parent)
      }
      guard found.count <= limit else { return nil }
    }
    return found
  }
}
