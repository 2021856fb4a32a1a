/// Finds what is reachable from the hidden commits, as far back as the others could reach it.
///
/// Both sides are followed newest first until only hidden commits are left. Commit dates may run
/// backwards, so, as git does, it looks a few commits further than needed. Source: `limit_list` and
/// `still_interesting` in git's revision.c.
struct Painting {
  private static let slop = 5

  private var hidden: Set<ObjectID>
  private var reached: Set<ObjectID>
  private var queue = CommitQueue()
  /// Commits in the queue that are not hidden.
  private var waiting: Set<ObjectID> = []
  /// Time of the oldest commit so far that is not hidden.
  private var oldest = Int64.max

  init(
    starts: [ObjectID], hiding: [ObjectID], in repository: GitRepository
  ) throws(GitError) {
    hidden = Set(hiding)
    reached = Set(starts)
    guard !hiding.isEmpty else { return }
    for id in hidden.union(reached).sorted() { try enqueue(id, in: repository) }
  }

  /// Follows the parents and returns the hidden commits.
  mutating func finish(in repository: GitRepository) throws(GitError) -> Set<ObjectID> {
    var patience = Self.slop
    while let commit = queue.popNewest(), patience > 0 {
      waiting.remove(commit.id)
      let isHidden = hidden.contains(commit.id)
      if !isHidden { oldest = min(oldest, commit.time) }
      for parent in commit.parents where mark(parent, isHidden) {
        try enqueue(parent, in: repository)
      }
      let isDone = waiting.isEmpty && (queue.newestTime ?? .min) < oldest
      patience = isDone ? patience - 1 : Self.slop
    }
    return hidden
  }

  /// Gives a parent its child's colour; false when it had that, or the stronger one, already.
  private mutating func mark(_ parent: ObjectID, _ isHidden: Bool) -> Bool {
    guard isHidden else {
      return !hidden.contains(parent) && reached.insert(parent).inserted
    }
    waiting.remove(parent)
    return hidden.insert(parent).inserted
  }

  private mutating func enqueue(
    _ id: ObjectID, in repository: GitRepository
  ) throws(GitError) {
    queue.insert(try repository.node(id))
    if !hidden.contains(id) { waiting.insert(id) }
  }
}
