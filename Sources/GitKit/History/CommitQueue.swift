import CLibgit2

/// A queue of commits, newest first; among equals first come, first served.
///
/// Source: `commit_list_insert_by_date` in git's commit.c, which `git log` goes by.
struct CommitQueue {
  /// What the walk needs of a commit.
  struct Node {
    let id: ObjectID
    let tree: ObjectID
    let parents: [ObjectID]
    let time: Int64
  }

  // A binary heap; the counter keeps equal times in order of arrival.
  private var heap: [(node: Node, arrival: Int)] = []
  private var arrivals = 0

  var isEmpty: Bool { heap.isEmpty }

  var newestTime: Int64? { heap.first?.node.time }

  mutating func insert(_ node: Node) {
    heap.append((node, arrivals))
    arrivals += 1
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popNewest() -> Node? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return first.node
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && precedes(child, best) { best = child }
      if best == parent { return }
      heap.swapAt(parent, best)
      parent = best
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    (-heap[left].node.time, heap[left].arrival) < (-heap[right].node.time, heap[right].arrival)
  }
}

extension GitRepository {
  /// Reads what a walk needs of a commit.
  func node(_ id: ObjectID) throws(GitError) -> CommitQueue.Node {
    let handle = try lookUpCommit(id)
    return CommitQueue.Node(
      id: id, tree: try treeID(of: handle), parents: try parentIDs(of: handle, id: id),
      time: git_commit_time(handle.pointer))
  }
}
