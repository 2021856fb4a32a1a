import CLibgit2

extension GitRepository {
  /// Returns what git would store for a work file: line ends as attributes and `core.autocrlf` say.
  ///
  /// Filter programs of the person's are not run; libgit2 does not know them.
  package func cleaned(_ bytes: [UInt8], path: String) throws(GitError) -> [UInt8] {
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
