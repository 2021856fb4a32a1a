import GitKit
import TicketModel

/// Work is what changes anything besides tickets; here is asked what commits and trees have of it.
extension GitRepository {
  /// Whether two trees differ in more than tickets; only their top entries are read.
  ///
  /// - Parameters:
  ///   - new: one tree.
  ///   - old: the other one; nil for an empty one.
  /// - Returns: whether anything outside `.tickets` differs.
  /// - Throws: `.notFound` when a tree is missing.
  func hasOtherWork(_ new: ObjectID, than old: ObjectID?) throws(GitError) -> Bool {
    try work(in: new) != (old.map { id throws(GitError) in try work(in: id) } ?? [])
  }

  /// Whether a commit changes something other than tickets; a merge, from its first parent.
  func changesWork(_ commit: CommitRecord) throws(GitError) -> Bool {
    try hasOtherWork(commit.tree, than: treeBefore(commit))
  }

  /// Whether a commit's own part is more than tickets: for a merge something outside them that no
  /// parent has so.
  func hasOwnWork(_ commit: CommitRecord) throws(GitError) -> Bool {
    guard commit.parents.count > 1 else { return try changesWork(commit) }
    var trees = [commit.tree]
    for parent in commit.parents { trees.append(try tree(of: parent)) }
    return try differences(among: trees).contains { difference in
      difference.path.isWork && !difference.entries.dropFirst().contains(difference.entries[0])
    }
  }

  /// Whether a commit changes tickets, and nothing but tickets other than one.
  func changesOthersAlone(_ commit: CommitRecord, than id: TicketID) throws(GitError) -> Bool {
    let paths = try differences(among: [treeBefore(commit), commit.tree]).map(\.path)
    return !paths.isEmpty && paths.allSatisfy { !$0.isWork && !$0.isTicketFileName(of: id) }
  }

  /// The paths that a commit changes, tickets left out, as its first parent sees it.
  func workPaths(of commit: CommitRecord) throws(GitError) -> Set<String> {
    try workPaths(from: treeBefore(commit), to: commit.tree)
  }

  /// The paths that separate two trees, tickets left out.
  func workPaths(from old: ObjectID?, to new: ObjectID) throws(GitError) -> Set<String> {
    Set(try differences(among: [old, new]).map(\.path).filter(\.isWork))
  }

  /// The top entries of a tree without the tickets.
  private func work(in tree: ObjectID) throws(GitError) -> [TreeEntry] {
    try entries(under: "", in: tree, recursive: false).filter { $0.path.isWork }
  }

  private func treeBefore(_ commit: CommitRecord) throws(GitError) -> ObjectID? {
    guard let parent = commit.parents.first else { return nil }
    return try tree(of: parent)
  }
}

extension String {
  /// Whether what changes at a path is more than tickets.
  fileprivate var isWork: Bool {
    self != Workspace.folder && !hasPrefix("\(Workspace.folder)/")
  }
}
