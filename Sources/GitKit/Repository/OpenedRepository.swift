import CLibgit2

/// A repository libgit2 has just opened, before the environment has had its say.
final class OpenedRepository {
  let pointer: OpaquePointer
  private var isReleased = false
  let location: Location

  /// Opens what is at the location; if git trusts a foreign owner's repository, so do we.
  init(_ location: Location) throws(GitError) {
    self.location = location
    try Library.start()
    do {
      pointer = try Self.open(location, trusted: false)
    } catch {
      guard Self.isAboutOwner(error) else { throw try Self.explained(error, location) }
      guard try Self.gitAccepts(location) else {
        throw GitError(
          code: .owner, function: error.function,
          message: "\(location.gitDirectory ?? location.start) belongs to another user")
      }
      pointer = try Self.open(location, trusted: true)
    }
  }

  deinit {
    if !isReleased { git_repository_free(pointer) }
  }

  /// Hands the pointer over without freeing it.
  func release() -> OpaquePointer {
    isReleased = true
    return pointer
  }

  var gitDirectory: String { text(git_repository_path(pointer)) ?? "" }
  var commonDirectory: String { text(git_repository_commondir(pointer)) ?? "" }
  var workTree: String? { text(git_repository_workdir(pointer)) }

  private func text(_ path: UnsafePointer<CChar>?) -> String? {
    path.map { FileSystem.withoutTrailingSlash(String(cString: $0)) }
  }

  private static func open(
    _ location: Location, trusted: Bool
  ) throws(GitError) -> OpaquePointer {
    var made: OpaquePointer?
    let directory = location.gitDirectory
    var flags: UInt32 = 0
    if directory != nil {
      flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    } else if location.crossesFileSystems {
      flags = GIT_REPOSITORY_OPEN_CROSS_FS.rawValue
    }
    let ceilings = location.variable("GIT_CEILING_DIRECTORIES")
    try Library.open(trusted: trusted) { () throws(GitError) in
      try check(
        git_repository_open_ext(&made, directory ?? location.start, flags, ceilings),
        "git_repository_open_ext")
    }
    return try require(made, "git_repository_open_ext")
  }

  /// Whether libgit2 refused because of the owner.
  ///
  /// 1.5.1 answers GIT_EOWNER, or, when `safe.directory` is not set at all, "not found" about the
  /// configuration. It also takes `safe.directory=*` literally.
  private static func isAboutOwner(_ error: GitError) -> Bool {
    error.code == .owner || error.code == .notFound && error.message.contains("safe.directory")
  }

  private static func gitAccepts(_ location: Location) throws(GitError) -> Bool {
    let runner = ProgramRunner(environment: location.environment, directory: location.start)
    return try runner.run(["git", "rev-parse", "--git-dir"]).status == 0
  }

  /// Turns "not found" into `.noRepository`, a refusal because of an extension into `.unsupported`.
  private static func explained(
    _ error: GitError, _ location: Location
  ) throws(GitError) -> GitError {
    guard error.code != .notFound else {
      return GitError(code: .noRepository, function: error.function, message: error.message)
    }
    guard let need = try UnsupportedFormat.need(of: location) else { return error }
    return GitError(code: .unsupported, function: error.function, message: need)
  }
}
