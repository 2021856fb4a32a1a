#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension GitRepository {
  /// Lets the commit-msg hook see, change or refuse a message.
  ///
  /// Runs `git hook run commit-msg` (git 2.36 or later), and nothing at all when there is no such
  /// hook.
  ///
  /// - Parameter message: the whole message.
  /// - Returns: the message to commit, without blank lines at its end.
  /// - Throws: `.hook`, with what the hook said, when it refuses or leaves an empty message.
  package func runCommitMessageHook(message: String) throws(GitError) -> String {
    guard let hook = try hookPath("commit-msg"), FileSystem.isExecutable(hook) else {
      return message.withoutTrailingBlanks()
    }
    let file = try TemporaryFile(
      "\(gitDirectory)/snag-message", bytes: Array("\(message.withoutTrailingBlanks())\n".utf8))
    let outcome = try runGit(
      ["hook", "run", "--ignore-missing", "commit-msg", "--", file.path],
      extra: ["GIT_INDEX_FILE": indexPath, "GIT_EDITOR": ":"])
    guard outcome.status == 0 else {
      let said = outcome.errorText.trimmingBlanks()
      throw GitError(
        code: .hook, function: "commit-msg",
        message: said.isEmpty ? "the hook exited with status \(outcome.status)" : said)
    }
    let edited = String(decoding: try FileSystem.read(file.path) ?? [], as: UTF8.self)
      .withoutTrailingBlanks()
    guard !edited.isEmpty else {
      throw GitError(
        code: .hook, function: "commit-msg", message: "the hook left an empty message")
    }
    return edited
  }

  /// Returns where git looks for a hook; `core.hooksPath` may be relative to the work tree.
  private func hookPath(_ name: String) throws(GitError) -> String? {
    guard let folder = try configString("core.hooksPath"), !folder.isEmpty else {
      return "\(commonDirectory)/hooks/\(name)"
    }
    let absolute = FileSystem.absolute(expandingHome(folder), in: workTree ?? gitDirectory)
    return "\(absolute)/\(name)"
  }

  /// Replaces `~/` by the home directory of the environment.
  func expandingHome(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = environment["HOME"] else { return path }
    return home + path.dropFirst()
  }
}

extension String {
  func withoutTrailingBlanks() -> String {
    String(reversed().drop(while: \.isWhitespace).reversed())
  }
}
