import CLibgit2

extension GitRepository {
  /// Returns the value of a configuration key as git sees it, nil when it is not set.
  ///
  /// Looks, last one first, at `git -c` and `GIT_CONFIG_COUNT` of the environment, the worktree's,
  /// the repository's, the user's and the system's files. A key without `=` is an empty text. Throws
  /// `.configuration` when a file does not parse.
  package func configString(_ key: String) throws(GitError) -> String? {
    try configuration.string(key)
  }

  /// Returns the value of a configuration key as a truth value, nil when it is not set.
  ///
  /// Throws `.configuration` when it is none git knows.
  package func configBool(_ key: String) throws(GitError) -> Bool? {
    try configuration.bool(key)
  }

  /// Sets a key in the repository's own configuration file, or removes it.
  ///
  /// - Parameters:
  ///   - key: full name, such as `merge.ticket.driver`.
  ///   - value: nil to remove it; a key that is not set is fine.
  /// - Throws: `.locked` when somebody else is writing the file.
  package func setLocalConfig(_ key: String, to value: String?) throws(GitError) {
    var made: OpaquePointer?
    try check(
      git_config_open_ondisk(&made, "\(commonDirectory)/config"), "git_config_open_ondisk")
    let file = Handle(
      try require(made, "git_config_open_ondisk"), of: self, free: git_config_free)
    if let value {
      try check(git_config_set_string(file.pointer, key, value), "git_config_set_string")
    } else {
      _ = try found(git_config_delete_entry(file.pointer, key), "git_config_delete_entry")
    }
  }

  func configEntries(matching pattern: String) throws(GitError) -> [Configuration.Entry] {
    try configuration.entries(matching: pattern)
  }
}
