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

  /// Sets a key in the repository's own configuration file.
  ///
  /// - Parameters:
  ///   - key: full name, such as `merge.ticket.driver`.
  ///   - value: its new value.
  /// - Throws: `.locked` when somebody else is writing the file.
  package func setLocalConfig(_ key: String, to value: String) throws(GitError) {
    var made: OpaquePointer?
    try check(
      git_config_open_ondisk(&made, "\(commonDirectory)/config"), "git_config_open_ondisk")
    let file = Handle(
      try require(made, "git_config_open_ondisk"), of: self, free: git_config_free)
    try check(git_config_set_string(file.pointer, key, value), "git_config_set_string")
  }

  /// Returns the value of a key in the repository's own configuration file, nil when it is not set
  /// there.
  package func localConfigString(_ key: String) throws(GitError) -> String? {
    try Configuration(files: [ConfigurationFiles.localFile(in: commonDirectory)]).string(key)
  }

  /// Removes keys from the repository's own configuration file, with the heads of sections that
  /// become empty.
  ///
  /// libgit2 would leave the heads, so this is git's to do.
  ///
  /// - Parameter keys: full names; each must be set there, once.
  /// - Throws: `.configuration` with what git says when it cannot.
  package func unsetLocalConfig(_ keys: [String]) throws(GitError) {
    let runner = ProgramRunner(environment: environment, directory: commonDirectory)
    for key in keys {
      let result = try runner.run(
        ["git", "config", "--file", "\(commonDirectory)/config", "--unset", key])
      guard result.status == 0 else {
        throw GitError(
          code: .configuration, function: "git config", message: result.errorText)
      }
    }
  }

  func configEntries(matching pattern: String) throws(GitError) -> [Configuration.Entry] {
    try configuration.entries(matching: pattern)
  }
}
