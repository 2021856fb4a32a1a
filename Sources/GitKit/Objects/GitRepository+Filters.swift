import CLibgit2

extension GitRepository {
  /// Returns what git would store for a work file: line ends as attributes and `core.autocrlf` say.
  ///
  /// Filter programs of the person's are not run; libgit2 does not know them. A text in which there
  /// is nothing to clean is not asked about: looking the attributes up costs more than a merge.
  package func cleaned(_ bytes: [UInt8], path: String) throws(GitError) -> [UInt8] {
    guard bytes.holdsReturnOrKeyword else { return bytes }
    let filters = try ownFilters(path)
    guard let filters else { return bytes }
    var cleaned = git_buf()
    let status = bytes.withUnsafeBytes { raw in
      git_filter_list_apply_to_buffer(
        &cleaned, filters.pointer, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
    }
    try check(status, "git_filter_list_apply_to_buffer")
    return cleaned.take()
  }

  /// Nil when nothing is to be done for the path.
  private func ownFilters(_ path: String) throws(GitError) -> Handle? {
    var made: OpaquePointer?
    // git2/filter.h: "0 on success (which could still return NULL if no filters are needed)"
    try check(
      git_filter_list_load(&made, pointer, nil, path, GIT_FILTER_TO_ODB, 0),
      "git_filter_list_load")
    return made.map { Handle($0, of: self, free: git_filter_list_free) }
  }
}

extension [UInt8] {
  /// Whether it holds what git's own filters take out of a text: carriage returns (`text`, `crlf`)
  /// and `$Id…$` (`ident`).
  fileprivate var holdsReturnOrKeyword: Bool {
    withUnsafeBufferPointer { bytes in
      for (offset, byte) in bytes.enumerated() {
        if byte == UInt8(ascii: "\r") { return true }
        if byte == UInt8(ascii: "$"), bytes[(offset + 1)...].starts(with: "Id".utf8) { return true }
      }
      return false
    }
  }
}
