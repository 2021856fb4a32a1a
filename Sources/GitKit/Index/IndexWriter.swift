import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes an edited copy of the index and puts it in place; the caller holds `index.lock`.
///
/// The copy is edited by libgit2, or by `git update-index` where libgit2 cannot read the index or
/// would lose a part of it (see `IndexFormat`).
struct IndexWriter {
  let repository: GitRepository
  let snapshot: IndexSnapshot

  /// The name under which the index is edited, beside it.
  ///
  /// A fixed one: only the owner of index.lock uses it, and a leftover is simply replaced.
  static func copyPath(_ repository: GitRepository) -> String { "\(repository.indexPath).snag" }

  /// Gives the index file a second name; where that is impossible, copies it.
  ///
  /// Writing under the second name makes a new file and leaves the old one alone, so a link is as
  /// good as a copy and costs nothing.
  static func makeCopy(of index: String, at copy: String) throws(GitError) {
    unlink(copy)
    // A leftover of the lock under which libgit2 or git writes it.
    unlink("\(copy).lock")
    if link(index, copy) == 0 || errno == ENOENT { return }
    guard let bytes = try FileSystem.read(index) else { return }
    let descriptor = open(copy, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .system("open", copy) }
    defer { close(descriptor) }
    try FileSystem.writeAll(bytes, to: descriptor, copy)
  }

  /// Writes the edits under the second name.
  ///
  /// Neither file nor directory is synced, as git does by default (`core.fsync`): after a power loss
  /// an index can be made anew, `git reset` does it.
  func prepare(_ edits: [IndexEdit]) throws(GitError) {
    if let index = snapshot.index {
      try editByLibgit2(index, edits)
    } else {
      try editByGit(copy, edits)
    }
    if let mode = snapshot.status?.st_mode { chmod(copy, mode & 0o777) }
  }

  /// Puts the edited file in the index's place.
  func install() throws(GitError) {
    guard rename(copy, repository.indexPath) == 0 else { throw .system("rename", copy) }
  }

  /// Takes the second name away, when it is still there.
  func discard() { unlink(copy) }

  private var copy: String { Self.copyPath(repository) }

  private func editByLibgit2(_ index: OpaquePointer, _ edits: [IndexEdit]) throws(GitError) {
    try distrustRacyEntries(index)
    // All removals first: libgit2 sorts its entries anew for the first look-up behind an insertion.
    var modes: [String: UInt32] = [:]
    for case .resolve(let path, _, _) in edits {
      let entries = snapshot.conflicts(at: path)
      modes[path] = Self.resolvedMode(entries)
      try endConflict(at: path, entries, in: index)
    }
    for edit in edits {
      switch edit {
      case .resolve(let path, let blob?, let file):
        try upsert(path, blob, file, newMode: modes[path] ?? 0o100644, in: index)
      case .resolve: break
      case .upsert(let path, let blob, let file, let isExecutable):
        let mode: UInt32 = isExecutable ? 0o100755 : 0o100644
        try upsert(path, blob, file, newMode: mode, in: index)
      case .remove(let path):
        _ = try found(git_index_remove(index, path, 0), "git_index_remove")
      }
    }
    try check(git_index_write(index), "git_index_write")
  }

  /// Takes a path's conflicting entries out and notes them, as git does (`resolve undo` in
  /// gitformat-index).
  private func endConflict(
    at path: String, _ entries: [IndexEntry], in index: OpaquePointer
  ) throws(GitError) {
    guard !entries.isEmpty else { return }
    try check(git_index_conflict_remove(index, path), "git_index_conflict_remove")
    let stages = (1...3).map { stage in entries.first { $0.stage == stage } }
    let modes = stages.map { Int32($0?.mode ?? 0) }
    var ids = stages.map { $0?.blob.oid ?? git_oid() }
    // A mode of 0 says that the entry was missing.
    let status = ids.withUnsafeMutableBufferPointer { ids -> Int32 in
      guard let start = ids.baseAddress else { return 0 }
      return git_index_reuc_add(
        index, path, modes[0], start, modes[1], start + 1, modes[2], start + 2)
    }
    try check(status, "git_index_reuc_add")
  }

  private static func resolvedMode(_ entries: [IndexEntry]) -> UInt32 {
    let kept = entries.first { $0.stage == 2 } ?? entries.first { $0.stage == 3 } ?? entries.first
    return kept?.mode ?? 0o100644
  }

  private func upsert(
    _ path: String, _ blob: ObjectID, _ file: String?, newMode: UInt32, in index: OpaquePointer
  ) throws(GitError) {
    var entry = git_index_entry()
    entry.mode = newMode
    if let old = git_index_get_bypath(index, path, 0)?.pointee {
      entry.mode = old.mode
      entry.flags = old.flags & UInt16(GIT_INDEX_ENTRY_VALID.rawValue)
      entry.flags_extended =
        old.flags_extended & UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue)
    }
    entry.id = blob.oid
    if let file, let status = unchangedStatus(of: file, holding: blob) { entry.fill(status) }
    // withCString does not pass typed errors through, so it returns the status.
    let status = path.withCString { name in
      entry.path = name
      return git_index_add(index, &entry)
    }
    try check(status, "git_index_add")
  }

  /// The status of a file, if it holds exactly the blob.
  ///
  /// Taken before the file is read: a change after that gives it another time, or, within the
  /// clock's resolution, the time of the index, at which git looks at the contents.
  private func unchangedStatus(of file: String, holding blob: ObjectID) -> stat? {
    guard let status = FileSystem.status(file, followingLinks: false),
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    var oid = git_oid()
    guard git_odb_hashfile(&oid, file, GIT_OBJECT_BLOB) == 0 else {
      git_error_clear()
      return nil
    }
    return ObjectID(oid) == blob ? status : nil
  }

  /// Makes git look at the contents of entries that are only as old as the old index.
  ///
  /// Git does so because of the index file's time, which is about to change. A size of 0 has the
  /// same effect. Seconds are compared because git is usually built to compare no more. Source:
  /// git's Documentation/technical/racy-git.txt; libgit2 cannot do it without a repository.
  private func distrustRacyEntries(_ index: OpaquePointer) throws(GitError) {
    guard let written = snapshot.status?.changedSeconds else { return }
    for position in 0..<git_index_entrycount(index) {
      let entry = try require(
        git_index_get_byindex(index, position), "git_index_get_byindex")
      guard Int64(entry.pointee.mtime.seconds) >= written, entry.pointee.file_size != 0,
        snag_index_entry_stage(entry) == 0
      else { continue }
      var distrusted = entry.pointee
      distrusted.file_size = 0
      // libgit2 copies the entry, path included, before it replaces the old one.
      try check(git_index_add(index, &distrusted), "git_index_add")
    }
  }

  private func editByGit(_ copy: String, _ edits: [IndexEdit]) throws(GitError) {
    var lines: [String] = []
    for edit in edits {
      switch edit {
      case .upsert(let path, let blob, _, let isExecutable):
        let mode = snapshot.entry(path)?.mode ?? (isExecutable ? 0o100755 : 0o100644)
        lines.append("\(String(mode, radix: 8)) \(blob) 0\t\(path)\0")
      case .remove(let path):
        lines.append(Self.removal(path))
      case .resolve(let path, let blob, _):
        // A removal first: git then notes what there was.
        lines.append(Self.removal(path))
        let mode = Self.resolvedMode(snapshot.conflicts(at: path))
        if let blob { lines.append("\(String(mode, radix: 8)) \(blob) 0\t\(path)\0") }
      }
    }
    _ = try repository.requireGit(
      ["update-index", "-z", "--index-info"], input: Array(lines.joined().utf8),
      extra: ["GIT_INDEX_FILE": copy])
    try restoreFlags(copy, edits)
  }

  private static func removal(_ path: String) -> String {
    "0 \(String(repeating: "0", count: 40)) 0\t\(path)\0"
  }

  /// `--index-info` makes entries anew, without the flags they had.
  private func restoreFlags(_ copy: String, _ edits: [IndexEdit]) throws(GitError) {
    for case .upsert(let path, _, _, _) in edits {
      guard let old = snapshot.entry(path) else { continue }
      let flags =
        (old.isAssumedUnchanged ? ["--assume-unchanged"] : [])
        + (old.isSkippedInWorkTree ? ["--skip-worktree"] : [])
      for flag in flags {
        _ = try repository.requireGit(
          ["update-index", flag, "--", path], extra: ["GIT_INDEX_FILE": copy])
      }
    }
  }
}

extension git_index_entry {
  /// Takes over what git compares to see whether a file is unchanged, cut to 32 bits as git does.
  fileprivate mutating func fill(_ status: stat) {
    ctime = git_index_time(
      seconds: Int32(truncatingIfNeeded: status.metadataTime.tv_sec),
      nanoseconds: UInt32(truncatingIfNeeded: status.metadataTime.tv_nsec))
    mtime = git_index_time(
      seconds: Int32(truncatingIfNeeded: status.contentTime.tv_sec),
      nanoseconds: UInt32(truncatingIfNeeded: status.contentTime.tv_nsec))
    dev = UInt32(truncatingIfNeeded: status.st_dev)
    ino = UInt32(truncatingIfNeeded: status.st_ino)
    uid = status.st_uid
    gid = status.st_gid
    file_size = UInt32(truncatingIfNeeded: status.st_size)
  }
}
