import CLibgit2
import Synchronization

/// The state libgit2 keeps for the whole process.
enum Library {
  /// Serialises opening repositories: whether the owner is checked is a global switch.
  private static let opening = Mutex<Void>(())

  /// The result of initialising, once; libgit2 is never shut down.
  private static let initialised: Result<Void, GitError> = {
    do throws(GitError) {
      try check(git_libgit2_init(), "git_libgit2_init")
      try check(snag_allow_extensions(), "git_libgit2_opts")
      return .success(())
    } catch {
      return .failure(error)
    }
  }()

  /// Initialises libgit2 unless that is done; costs 3 to 6 ms the first time.
  static func start() throws(GitError) { try initialised.get() }

  /// Runs `body`, which opens a repository; with `trusted` nobody checks who owns it.
  static func open<Value: ~Copyable>(
    trusted: Bool, _ body: () throws(GitError) -> sending Value
  ) throws(GitError) -> Value {
    try start()
    return try opening.withLock { (_) throws(GitError) -> sending Value in
      guard trusted else { return try body() }
      try check(snag_set_owner_validation(0), "git_libgit2_opts")
      defer { _ = snag_set_owner_validation(1) }
      return try body()
    }
  }
}
