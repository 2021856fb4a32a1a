import CLibgit2

/// Which configuration files count, by the environment given.
///
/// libgit2 would look in the home directory of the process; tests and `env -i` want another one.
/// Source: `git help config`, "FILES" and "ENVIRONMENT".
struct ConfigurationFiles {
  let location: Location

  private static let system: Int32 = 2
  private static let xdg: Int32 = 3
  private static let global: Int32 = 4
  private static let local: Int32 = 5
  private static let worktree: Int32 = 6

  /// The repository's own file, which all its worktrees share.
  static func localFile(in commonDirectory: String) -> Configuration.File {
    Configuration.File(path: "\(commonDirectory)/config", level: local)
  }

  /// Returns the files, whether they exist or not, lowest rank first.
  func all(gitDirectory: String, commonDirectory: String) throws(GitError) -> [Configuration.File] {
    let local = Self.localFile(in: commonDirectory)
    try Library.start()
    var files = systemFiles() + globalFiles() + [local]
    if try Configuration(files: [local]).bool("extensions.worktreeconfig") == true {
      files.append(
        Configuration.File(path: "\(gitDirectory)/config.worktree", level: Self.worktree))
    }
    return files
  }

  private func systemFiles() -> [Configuration.File] {
    if isTrue(location.variable("GIT_CONFIG_NOSYSTEM")) { return [] }
    if let path = location.path(of: "GIT_CONFIG_SYSTEM", in: location.start) {
      return [Configuration.File(path: path, level: Self.system)]
    }
    var buffer = git_buf()
    guard git_config_find_system(&buffer) == 0 else {
      git_error_clear()
      return []
    }
    return [
      Configuration.File(
        path: String(decoding: buffer.take(), as: UTF8.self), level: Self.system)
    ]
  }

  private func globalFiles() -> [Configuration.File] {
    // Set but empty counts: git then reads no global file.
    if let path = location.environment["GIT_CONFIG_GLOBAL"] {
      guard !path.isEmpty else { return [] }
      let absolute = FileSystem.absolute(path, in: location.start)
      return [Configuration.File(path: absolute, level: Self.global)]
    }
    let home = location.variable("HOME")
    let folder = location.variable("XDG_CONFIG_HOME") ?? home.map { "\($0)/.config" }
    return [
      folder.map { Configuration.File(path: "\($0)/git/config", level: Self.xdg) },
      home.map { Configuration.File(path: "\($0)/.gitconfig", level: Self.global) },
    ].compactMap { $0 }
  }

  private func isTrue(_ value: String?) -> Bool {
    value.map { !["0", "false", "no", "off"].contains($0.lowercased()) } ?? false
  }
}
