import CLibgit2

extension OpenedRepository {
  /// Reads the configuration the environment asks for and makes libgit2 use it too.
  func makeConfiguration() throws(GitError) -> Configuration {
    try refuseForeignCommonDirectory()
    let configuration = try Configuration(
      files: ConfigurationFiles(location: location).all(
        gitDirectory: gitDirectory, commonDirectory: commonDirectory),
      commandLine: try CommandLineConfiguration.parse(location.environment),
      repository: pointer)
    try check(
      git_repository_set_config(pointer, configuration.pointer), "git_repository_set_config")
    return configuration
  }

  /// Finds the work tree and tells libgit2; nil when there is none.
  ///
  /// In git's order: `GIT_WORK_TREE`; `core.worktree`; none if `core.bare`; where `GIT_DIR` alone is
  /// given, the directory we start in; else what discovery found. Source: `git help git`, and
  /// setup_explicit_git_dir in git's setup.c.
  func settleWorkTree(_ configuration: Configuration) throws(GitError) -> String? {
    guard let directory = try requestedWorkTree(configuration) else {
      guard try !isBare(configuration) else {
        // libgit2 does not see `core.bare` in `config.worktree`.
        try check(git_repository_set_bare(pointer), "git_repository_set_bare")
        return nil
      }
      return workTree
    }
    guard FileSystem.isDirectory(directory) else {
      throw GitError(
        code: .notFound, function: "git_repository_set_workdir",
        message: "\(directory): no such work tree")
    }
    try check(
      git_repository_set_workdir(pointer, directory, 0), "git_repository_set_workdir")
    return workTree
  }

  private func requestedWorkTree(_ configuration: Configuration) throws(GitError) -> String? {
    if let directory = location.path(of: "GIT_WORK_TREE", in: location.start) { return directory }
    let isLinked = git_repository_is_worktree(pointer) == 1
    if !isLinked || location.gitDirectory != nil,
      let directory = try configuration.string("core.worktree")
    {
      return FileSystem.absolute(directory, in: gitDirectory)
    }
    if isLinked, location.gitDirectory == nil, workTree == nil {
      // The main repository is bare, its linked worktrees are not.
      return try FileSystem.read("\(gitDirectory)/gitdir").map {
        FileSystem.parent(of: String(decoding: $0, as: UTF8.self).trimmingBlanks())
      }
    }
    guard location.gitDirectory != nil, try !isBare(configuration) else { return nil }
    return location.start
  }

  /// `core.bare` is about the main repository only, not about its linked worktrees.
  private func isBare(_ configuration: Configuration) throws(GitError) -> Bool {
    if git_repository_is_worktree(pointer) == 1 { return false }
    return try configuration.bool("core.bare") ?? (workTree == nil)
  }

  /// Reads and writes objects where a receiving git wants them (quarantine).
  func useObjectDirectories() throws(GitError) {
    let main = location.path(of: "GIT_OBJECT_DIRECTORY", in: location.start)
    let others = location.variable("GIT_ALTERNATE_OBJECT_DIRECTORIES")?.split(separator: ":") ?? []
    guard main != nil || !others.isEmpty else { return }
    var made: OpaquePointer?
    if let main {
      try check(git_odb_open(&made, main), "git_odb_open")
    } else {
      try check(git_repository_odb(&made, pointer), "git_repository_odb")
    }
    let database = Handle(
      try require(made, "git_odb_open"), of: nil, free: git_odb_free)
    for other in others {
      let path = FileSystem.absolute(String(other), in: location.start)
      try check(
        git_odb_add_disk_alternate(database.pointer, path), "git_odb_add_disk_alternate")
    }
    try check(git_repository_set_odb(pointer, database.pointer), "git_repository_set_odb")
  }

  /// libgit2 takes the common directory from the git directory's `commondir` file only.
  private func refuseForeignCommonDirectory() throws(GitError) {
    guard let wanted = location.path(of: "GIT_COMMON_DIR", in: location.start) else { return }
    guard FileSystem.isSame(wanted, commonDirectory) else {
      throw GitError(
        code: .unsupported, function: "git_repository_open_ext",
        message: "GIT_COMMON_DIR=\(wanted) is not the common directory of \(gitDirectory)")
    }
  }
}
