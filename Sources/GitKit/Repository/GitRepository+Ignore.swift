import CLibgit2

extension GitRepository {
  /// Whether git would ignore a path that is not tracked.
  ///
  /// - Parameter path: relative to the work tree; a folder ends in a slash.
  /// - Returns: whether some ignore rule applies last.
  /// - Throws: an error of libgit2 when an ignore file cannot be read.
  package func isIgnored(_ path: String) throws(GitError) -> Bool {
    var ignored: Int32 = 0
    try check(
      git_ignore_path_is_ignored(&ignored, pointer, path), "git_ignore_path_is_ignored")
    return ignored == 1
  }
}
