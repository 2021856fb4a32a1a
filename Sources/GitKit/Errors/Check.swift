import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Throws when a libgit2 function failed.
///
/// `git_error_last` keeps the message of an earlier failure through later successes, so it is read
/// only here and only for a negative status.
func check(_ status: Int32, _ function: StaticString) throws(GitError) {
  guard status < 0 else { return }
  throw GitError.last(status, function)
}

/// Like `check`, but returns false for "not found" instead of throwing.
func found(_ status: Int32, _ function: StaticString) throws(GitError) -> Bool {
  if status == GIT_ENOTFOUND.rawValue {
    git_error_clear()
    return false
  }
  try check(status, function)
  return true
}

extension GitError {
  /// Takes libgit2's message of the failure that has just happened on this thread.
  static func last(_ status: Int32, _ function: StaticString) -> GitError {
    var message = "git error \(status)"
    if let error = git_error_last(), let text = error.pointee.message {
      message = String(cString: text)
    }
    git_error_clear()
    return GitError(code: Code(rawValue: status), function: "\(function)", message: message)
  }

  /// Describes a failed system call by `errno`, which must not have changed since.
  static func system(
    _ function: StaticString, _ path: String, number: Int32 = errno
  ) -> GitError {
    GitError(code: .system, function: "\(function)", message: "\(path): \(reason(number))")
  }

  /// The system's text for one of its error numbers.
  static func reason(_ number: Int32) -> String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }
}
