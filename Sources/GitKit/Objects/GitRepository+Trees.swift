import CLibgit2

extension GitRepository {
  /// Returns what is at a path of a tree, or nil.
  ///
  /// - Parameters:
  ///   - path: relative to the tree; empty means the tree itself.
  ///   - tree: name of a tree (see `tree(of:)` for a commit's).
  /// - Returns: the entry, with `path` as given.
  /// - Throws: `.notFound` when the tree itself is missing.
  package func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    if path.isEmpty { return TreeEntry(path: "", id: tree, kind: .tree) }
    let root = try lookUpTree(tree)
    guard
      let entry = try ownIfFound(
        "git_tree_entry_bypath", free: git_tree_entry_free,
        { git_tree_entry_bypath(&$0, root.pointer, path) })
    else { return nil }
    return try record(entry.pointer, path: path)
  }

  /// Returns the entries of a folder of a tree, in git's order.
  ///
  /// Paths are relative to the tree's root, not to the folder. With `recursive` folders are replaced
  /// by what they hold. Empty when there is no such folder.
  package func entries(
    under path: String, in tree: ObjectID, recursive: Bool
  ) throws(GitError) -> [TreeEntry] {
    guard let folder = try entry(at: path, in: tree), folder.kind == .tree else { return [] }
    var found: [TreeEntry] = []
    try collect(folder.id, prefix: path.isEmpty ? "" : "\(path)/", recursive, into: &found)
    return found
  }

  /// Returns the entries of one tree whose names begin with a text, without reading the others.
  ///
  /// - Parameters:
  ///   - beginning: the text, not empty.
  ///   - tree: name of a tree; folders below it are not gone into.
  /// - Returns: the entries in git's order.
  /// - Throws: `.notFound` when the tree is missing.
  package func entries(
    beginning: String, in tree: ObjectID
  ) throws(GitError) -> [TreeEntry] {
    let handle = try lookUpTree(tree)
    var low = 0
    var high = git_tree_entrycount(handle.pointer)
    let bytes = Array(beginning.utf8)
    // Names are in the order of their bytes; folders, sorted as with a slash, move only among those
    // that begin alike.
    while low < high {
      let middle = (low + high) / 2
      let raw = try require(
        git_tree_entry_byindex(handle.pointer, middle), "git_tree_entry_byindex")
      if name(raw).utf8.lexicographicallyPrecedes(bytes) { low = middle + 1 } else { high = middle }
    }
    var found: [TreeEntry] = []
    while let raw = git_tree_entry_byindex(handle.pointer, low) {
      let name = name(raw)
      guard name.hasPrefix(beginning) else { break }
      found.append(try record(raw, path: name))
      low += 1
    }
    return found
  }

  private func collect(
    _ tree: ObjectID, prefix: String, _ recursive: Bool, into found: inout [TreeEntry]
  ) throws(GitError) {
    let handle = try lookUpTree(tree)
    for position in 0..<git_tree_entrycount(handle.pointer) {
      let raw = try require(
        git_tree_entry_byindex(handle.pointer, position), "git_tree_entry_byindex")
      let entry = try record(raw, path: prefix + name(raw))
      if recursive, entry.kind == .tree {
        try collect(entry.id, prefix: "\(entry.path)/", true, into: &found)
      } else {
        found.append(entry)
      }
    }
  }

  func lookUpTree(_ id: ObjectID) throws(GitError) -> Handle {
    var oid = id.oid
    return try lookUp(id, "git_tree_lookup", free: git_tree_free) {
      git_tree_lookup(&$0, pointer, &oid)
    }
  }

  private func name(_ entry: OpaquePointer) -> String {
    git_tree_entry_name(entry).map { String(cString: $0) } ?? ""
  }

  private func record(_ entry: OpaquePointer, path: String) throws(GitError) -> TreeEntry {
    let id = try require(git_tree_entry_id(entry), "git_tree_entry_id")
    return TreeEntry(
      path: path, id: ObjectID(id.pointee),
      kind: TreeEntry.Kind(mode: git_tree_entry_filemode(entry)))
  }
}
