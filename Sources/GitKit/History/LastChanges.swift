/// When files below a folder were last changed, as commits tell.
///
/// A file that is as it was when it was added is not in it: to add a file is no change of what it says.
package typealias LastChanges = [String: Int64]

extension GitRepository {
  /// Finds, for each file below a folder, the author's time of the last commit that changed it.
  ///
  /// The commits are those of `git log -1 -- PATH`: where a merge has a file exactly as one of its parents
  /// has it, that parent is followed ("History Simplification" in `git help log`). Beyond that, a file
  /// that was only moved is followed to where it was. All files are looked for in one walk, which goes
  /// no further than it must, and stops at commits for which the answer is known.
  ///
  /// - Parameters:
  ///   - folder: relative to the root.
  ///   - commit: whose files.
  ///   - identity: what stays of a path when the file is renamed and changed at once; a file that was
  ///     added where another one of its identity went away was changed.
  ///   - known: the answer for a commit, if there is one.
  /// - Returns: seconds since 1970 by path.
  /// - Throws: `.notFound` when a commit or tree is missing.
  package func lastChanges(
    under folder: String, at commit: ObjectID, identity: @escaping (String) -> String,
    known: (ObjectID) -> LastChanges?
  ) throws(GitError) -> LastChanges {
    if let answer = known(commit) { return answer }
    var walk = LastChangesWalk(git: self, folder: folder, identity: identity)
    try walk.begin(at: commit)
    while try walk.step(known) {}
    return walk.changes
  }
}

/// A walk down the history with the files that are still looked for at each commit.
private struct LastChangesWalk {
  /// The places of files at the first commit, by path at another one.
  typealias Wanted = [String: [Int]]

  let git: GitRepository
  let folder: String
  let identity: (String) -> String
  private(set) var changes: LastChanges = [:]
  private var paths: [String] = []
  private var wanted: [ObjectID: Wanted] = [:]
  private var queue = CommitQueue()

  init(git: GitRepository, folder: String, identity: @escaping (String) -> String) {
    self.git = git
    self.folder = folder
    self.identity = identity
  }

  mutating func begin(at commit: ObjectID) throws(GitError) {
    let tree = try git.tree(of: commit)
    for entry in try git.entries(under: folder, in: tree, recursive: true)
    where entry.kind != .tree {
      paths.append(entry.path)
    }
    let all = Wanted(uniqueKeysWithValues: paths.enumerated().map { ($1, [$0]) })
    try add(all, to: commit)
  }

  /// Goes one commit further; false at the end.
  mutating func step(_ known: (ObjectID) -> LastChanges?) throws(GitError) -> Bool {
    guard let commit = queue.popNewest() else { return false }
    guard let wanted = wanted.removeValue(forKey: commit.id) else { return true }
    if let answer = known(commit.id) {
      for (path, places) in wanted {
        for place in places { changes[paths[place]] = answer[path] }
      }
      return true
    }
    // What has no parents was added here.
    if !commit.parents.isEmpty { try handDown(wanted, from: commit) }
    return true
  }

  /// Gives each file to the parent that has it so, or takes the commit for its last change.
  private mutating func handDown(
    _ wanted: Wanted, from commit: CommitQueue.Node
  ) throws(GitError) {
    var trees = [try folderTree(in: commit.tree)]
    for parent in commit.parents {
      trees.append(try folderTree(in: try git.tree(of: parent)))
    }
    let rows = try git.differences(among: trees, prefix: "\(folder)/")
    var rest = wanted
    var moved = [Wanted](repeating: [:], count: commit.parents.count)
    var changed: [Int] = []
    let gone = Gone(rows, parents: commit.parents.count, identity)
    for row in rows {
      guard let entry = row.entries[0], let places = rest.removeValue(forKey: row.path) else {
        continue
      }
      if let (parent, path) = gone.origin(of: entry, in: row) {
        moved[parent][path, default: []] += places
      } else if gone.isChange(row) {
        changed += places
      }
    }
    if !changed.isEmpty {
      let time = try git.commit(commit.id).author.seconds
      for place in changed { changes[paths[place]] = time }
    }
    // What is alike in all of them is followed to the first.
    try add(rest, to: commit.parents[0])
    for (parent, part) in zip(commit.parents, moved) { try add(part, to: parent) }
  }

  private mutating func add(_ more: Wanted, to commit: ObjectID) throws(GitError) {
    guard !more.isEmpty else { return }
    guard var there = wanted.removeValue(forKey: commit) else {
      wanted[commit] = more
      queue.insert(try git.node(commit))
      return
    }
    let (large, small) = there.count < more.count ? (more, there) : (there, more)
    there = large
    for (path, places) in small { there[path, default: []] += places }
    wanted[commit] = there
  }

  private func folderTree(in tree: ObjectID) throws(GitError) -> ObjectID? {
    guard let entry = try git.entry(at: folder, in: tree), entry.kind == .tree else { return nil }
    return entry.id
  }
}

/// The files that a commit does not have any more, as against each of its parents.
private struct Gone {
  /// By contents.
  private var paths: [[ObjectID: String]]
  private var identities: Set<String> = []
  private let identity: (String) -> String

  init(_ rows: [TreeDifference], parents: Int, _ identity: @escaping (String) -> String) {
    self.identity = identity
    paths = [[ObjectID: String]](repeating: [:], count: parents)
    for row in rows where row.entries[0] == nil {
      for parent in 0..<parents {
        guard let entry = row.entries[parent + 1] else { continue }
        paths[parent][entry.id] = row.path
        identities.insert(identity(row.path))
      }
    }
  }

  /// The first parent that has a file's contents, and where: at its path, else at one that is gone.
  func origin(of entry: TreeEntry, in row: TreeDifference) -> (parent: Int, path: String)? {
    for parent in paths.indices where row.entries[parent + 1]?.id == entry.id {
      return (parent, row.path)
    }
    for parent in paths.indices where row.entries[parent + 1] == nil {
      if let path = paths[parent][entry.id] { return (parent, path) }
    }
    return nil
  }

  /// Whether a file was there before with other contents.
  func isChange(_ row: TreeDifference) -> Bool {
    row.entries.dropFirst().contains { $0 != nil } || identities.contains(identity(row.path))
  }
}

extension GitRepository {
  /// Returns when a file's contents changed last, in seconds since 1970; nil when it is not there.
  package func changeTime(ofFile path: String) -> Int64? {
    FileSystem.status(path, followingLinks: false)?.changedSeconds
  }
}
