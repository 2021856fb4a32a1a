import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The index as it was when it was read.
///
/// Not Sendable for the reason `GitRepository` is not.
package final class IndexSnapshot {
  /// The file's bytes; nil when there was none.
  let bytes: [UInt8]?
  /// The file's status before it was read; nil when there was none.
  let status: stat?
  /// Whether libgit2 can write it back.
  var isForLibgit2: Bool { index != nil }
  /// libgit2's index on the file that was read; nil when only git can work with it.
  let index: OpaquePointer?
  private let listed: [String: [IndexEntry]]

  /// Reads the index file.
  ///
  /// - Parameters:
  ///   - repository: whose index.
  ///   - path: the index file, or another name of it under which libgit2 is to write.
  /// - Throws: `GitError` for a file that cannot be read or is damaged.
  init(_ repository: GitRepository, at path: String) throws(GitError) {
    // In this order: a file replaced in between then only looks older than it is, so more entries
    // than necessary count as racy.
    status = FileSystem.status(path)
    bytes = try FileSystem.read(path)
    guard bytes.map(IndexFormat.isForLibgit2) ?? true else {
      index = nil
      listed = try IndexListing.read(repository)
      return
    }
    listed = [:]
    var made: OpaquePointer?
    try check(git_index_open(&made, path), "git_index_open")
    index = try require(made, "git_index_open")
  }

  deinit { git_index_free(index) }

  /// Returns the resolved entry of a path; nil when there is none, or only conflicting ones.
  package func entry(_ path: String) -> IndexEntry? { entry(path, stage: 0) }

  /// Returns the conflicting entries of a path: base, ours, theirs as far as they exist.
  package func conflicts(at path: String) -> [IndexEntry] {
    (1...3).compactMap { entry(path, stage: $0) }
  }

  /// Returns the entries, conflicting ones too, of a file or of all files below a folder.
  ///
  /// Sorted by path as git does, then by stage. An empty path means everything.
  package func entries(under path: String) -> [IndexEntry] {
    guard let index else {
      let all = listed.values.joined().filter { Self.isInside($0.path, path) }
      return all.sorted(by: Self.precedes)
    }
    var found: [IndexEntry] = []
    var position = firstPosition(path)
    while let raw = git_index_get_byindex(index, position) {
      let entry = IndexEntry(raw.pointee)
      guard entry.path.hasPrefix(path) else { break }
      if Self.isInside(entry.path, path) { found.append(entry) }
      position += 1
    }
    return found
  }

  /// Returns the conflicting entries below a folder, by path.
  package func conflicts(under folder: String) -> [String: [IndexEntry]] {
    guard let index else {
      let entries = listed.values.joined().filter { Self.isInside($0.path, folder) }
      return Dictionary(
        grouping: entries.filter { $0.stage > 0 }.sorted(by: Self.precedes), by: \.path)
    }
    var found: [String: [IndexEntry]] = [:]
    for position in 0..<git_index_entrycount(index) {
      // The stage first: naming 100,000 entries that are in order would take most of the time.
      guard let raw = git_index_get_byindex(index, position), snag_index_entry_stage(raw) > 0
      else { continue }
      let entry = IndexEntry(raw.pointee)
      if Self.isInside(entry.path, folder) { found[entry.path, default: []].append(entry) }
    }
    return found
  }

  /// Whether some entry's path begins with a text.
  package func holds(_ beginning: String) -> Bool {
    guard let index else { return listed.keys.contains { $0.hasPrefix(beginning) } }
    let position = firstPosition(beginning)
    return git_index_get_byindex(index, position)
      .map { IndexEntry($0.pointee).path.hasPrefix(beginning) } ?? false
  }

  /// Returns the paths of `entries(under:)`, each once.
  package func paths(under path: String) -> [String] {
    var paths: [String] = []
    for entry in entries(under: path) where paths.last != entry.path { paths.append(entry.path) }
    return paths
  }

  private func entry(_ path: String, stage: Int) -> IndexEntry? {
    guard let index else { return listed[path]?.first { $0.stage == stage } }
    return git_index_get_bypath(index, path, Int32(stage)).map { IndexEntry($0.pointee) }
  }

  private func firstPosition(_ path: String) -> Int {
    guard !path.isEmpty, let index else { return 0 }
    var position = 0
    guard git_index_find_prefix(&position, index, path) == 0 else {
      git_error_clear()
      return .max
    }
    return position
  }

  private static func precedes(_ left: IndexEntry, _ right: IndexEntry) -> Bool {
    if left.path == right.path { return left.stage < right.stage }
    return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    folder.isEmpty || path == folder || path.hasPrefix("\(folder)/")
  }
}

extension GitRepository {
  /// Whether some path of the index, or part of one, may be this text.
  ///
  /// Looks at the file's bytes, which costs a tenth of reading 100,000 entries. Paths stand there
  /// whole up to version 3; version 4 shares their beginnings, so that any text may be there.
  package func indexMayMention(_ text: String) throws(GitError) -> Bool {
    guard let bytes = try FileSystem.read(indexPath), bytes.count > 8 else { return false }
    guard bytes[7] < 4 else { return true }
    return bytes.withUnsafeBytes { IndexFormat.contains(Array(text.utf8), $0) }
  }

  /// Reads the index without locking it; an index that does not exist is an empty one.
  package func readIndex() throws(GitError) -> IndexSnapshot {
    try IndexSnapshot(self, at: indexPath)
  }
}

extension IndexEntry {
  init(_ entry: git_index_entry) {
    let extended = UInt32(entry.flags_extended)
    self.init(
      path: String(cString: entry.path), blob: ObjectID(entry.id), mode: entry.mode,
      stage: Int(withUnsafePointer(to: entry) { snag_index_entry_stage($0) }),
      isIntentToAdd: extended & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0,
      isSkippedInWorkTree: extended & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0,
      isAssumedUnchanged: UInt32(entry.flags) & GIT_INDEX_ENTRY_VALID.rawValue != 0)
  }
}
