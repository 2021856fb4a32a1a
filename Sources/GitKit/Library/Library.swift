import CLibgit2
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// The state libgit2 keeps for the whole process.
enum Library {
  /// Serialises opening repositories: whether the owner is checked is a global switch.
  private static let opening = Mutex<Void>(())

  /// The result of initialising, once; libgit2 is never shut down.
  private static let initialised: Result<Void, GitError> = {
    do throws(GitError) {
      #if os(Linux)
        try load(version: LIBGIT2_SOVERSION)
      #endif
      try check(git_libgit2_init(), "git_libgit2_init")
      try check(snag_allow_extensions(), "git_libgit2_opts")
      return .success(())
    } catch {
      return .failure(error)
    }
  }()

  /// Loads and initialises libgit2 unless that is done; costs 7 to 10 ms the first time.
  ///
  /// No function of libgit2 may be called before. Whoever holds an object of libgit2 knows that this
  /// has been done.
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

  #if os(Linux)
    /// Loads libgit2, or says why it cannot be used.
    ///
    /// - Parameter version: the version in the file's name; only that of the headers fits.
    /// - Throws: `.library`.
    static func load(version: String) throws(GitError) {
      let name = "libgit2.so.\(version)"
      guard let reason = snag_load_libgit2(name).map({ String(cString: $0) }) else { return }
      // As the dynamic linker words it: NAME: cannot open shared object file: No such file ….
      let isMissing = reason.hasPrefix("\(name): ") && reason.hasSuffix(GitError.reason(ENOENT))
      throw GitError(
        code: .library, function: "dlopen",
        message: "libgit2 \(version) "
          + (isMissing ? "is not installed" : "cannot be loaded: \(reason)"))
    }
  #endif
}
