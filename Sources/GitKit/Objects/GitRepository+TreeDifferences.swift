import CLibgit2

/// A path that not all of several trees have alike.
package struct TreeDifference: Hashable, Sendable {
  /// The path below the trees' roots.
  package let path: String
  /// What each tree has there, in the order in which the trees were given.
  package let entries: [TreeEntry?]
}

extension GitRepository {
  /// Returns the files, links and submodules that not all of the trees have alike.
  ///
  /// Walks the trees side by side and goes into no folder that is the same in all of them, so the
  /// cost follows what differs. Where one tree has a file and another a folder, both are listed.
  ///
  /// - Parameters:
  ///   - trees: two or more trees; nil for one that has nothing.
  ///   - prefix: put before each path, such as `.tickets/`.
  /// - Returns: the paths in git's order.
  /// - Throws: `.notFound` when a tree is missing.
  package func differences(
    among trees: [ObjectID?], prefix: String = ""
  ) throws(GitError) -> [TreeDifference] {
    var found: [TreeDifference] = []
    try compare(trees, prefix: prefix, into: &found)
    return found
  }

  private func compare(
    _ trees: [ObjectID?], prefix: String, into found: inout [TreeDifference]
  ) throws(GitError) {
    guard trees.contains(where: { $0 != trees[0] }) else { return }
    var cursors: [TreeCursor] = []
    for tree in trees { cursors.append(try cursor(tree)) }
    while let first = cursors.compactMap(\.current).min(by: { git_tree_entry_cmp($0, $1) < 0 }) {
      let row = cursors.map { cursor in
        cursor.current.flatMap { git_tree_entry_cmp($0, first) == 0 ? $0 : nil }
      }
      for (index, entry) in row.enumerated() where entry != nil { cursors[index].advance() }
      guard !areAlike(row) else { continue }
      let path = prefix + (git_tree_entry_name(first).map { String(cString: $0) } ?? "")
      if git_tree_entry_filemode(first) == GIT_FILEMODE_TREE {
        try compare(row.map { $0.flatMap(id) }, prefix: "\(path)/", into: &found)
      } else {
        found.append(TreeDifference(path: path, entries: row.map { record($0, path) }))
      }
    }
  }

  private func cursor(_ tree: ObjectID?) throws(GitError) -> TreeCursor {
    guard let tree else { return TreeCursor(nil) }
    return TreeCursor(TreeBox(try lookUpTree(tree)))
  }

  private func areAlike(_ row: [OpaquePointer?]) -> Bool {
    guard let first = row[0] else { return false }
    return row.allSatisfy { entry in
      guard let entry else { return false }
      return git_tree_entry_filemode(entry) == git_tree_entry_filemode(first)
        && git_oid_equal(git_tree_entry_id(entry), git_tree_entry_id(first)) == 1
    }
  }

  private func id(_ entry: OpaquePointer) -> ObjectID? {
    git_tree_entry_id(entry).map { ObjectID($0.pointee) }
  }

  private func record(_ entry: OpaquePointer?, _ path: String) -> TreeEntry? {
    guard let entry, let id = id(entry) else { return nil }
    return TreeEntry(
      path: path, id: id, kind: TreeEntry.Kind(mode: git_tree_entry_filemode(entry)))
  }
}

/// Keeps a tree open; a class, because arrays hold no `~Copyable` values.
private final class TreeBox {
  let handle: Handle

  init(_ handle: consuming Handle) { self.handle = handle }
}

/// A place in the entries of one tree.
private struct TreeCursor {
  private let tree: TreeBox?
  private let count: Int
  private var position = 0

  init(_ tree: TreeBox?) {
    self.tree = tree
    count = tree.map { git_tree_entrycount($0.handle.pointer) } ?? 0
  }

  var current: OpaquePointer? {
    guard let tree, position < count else { return nil }
    return git_tree_entry_byindex(tree.handle.pointer, position)
  }

  mutating func advance() { position += 1 }
}
