/// A failure of git, of libgit2 or of a system call made on their behalf.
///
/// `code` is what callers act on; `message` is for people and is not stable.
package struct GitError: Error, Sendable, Equatable {
  /// The kind of failure.
  ///
  /// Negative values are libgit2's (`git2/errors.h`); values from 1000 on are our own. The set is
  /// open: a newer libgit2 may answer with a value that has no name here.
  package struct Code: RawRepresentable, Hashable, Sendable {
    /// libgit2's number, or ours.
    package let rawValue: Int32

    /// Wraps a number.
    package init(rawValue: Int32) { self.rawValue = rawValue }
  }

  /// What went wrong.
  package var code: Code
  /// The C function or program that failed.
  package var function: String
  /// The explanation it gave, without a final period.
  package var message: String
  /// The lock in the way, when `code` is `.locked` and the index was to be locked.
  package var heldLock: HeldLock?

  /// Makes an error.
  package init(code: Code, function: String, message: String, heldLock: HeldLock? = nil) {
    self.code = code
    self.function = function
    self.message = message
    self.heldLock = heldLock
  }
}

extension GitError.Code {
  /// An error without a code of its own (-1).
  package static let generic = Self(rawValue: -1)
  /// The thing asked for is not there.
  package static let notFound = Self(rawValue: -3)
  /// Something of that name exists already.
  package static let exists = Self(rawValue: -4)
  /// An abbreviation fits more than one object.
  package static let ambiguous = Self(rawValue: -5)
  /// The index entry has unresolved conflicts.
  package static let unmerged = Self(rawValue: -10)
  /// A name is not one git allows.
  package static let invalidName = Self(rawValue: -12)
  /// Somebody else holds the lock.
  package static let locked = Self(rawValue: -14)
  /// A compare-and-swap lost: the value is no longer the expected one.
  package static let modified = Self(rawValue: -15)
  /// The repository belongs to another user and git does not trust it (`safe.directory`).
  package static let owner = Self(rawValue: -36)

  /// The repository needs something libgit2 cannot do, such as sha256.
  package static let unsupported = Self(rawValue: 1000)
  /// No name or email address is configured.
  package static let identity = Self(rawValue: 1001)
  /// The commit could not be signed.
  package static let signing = Self(rawValue: 1002)
  /// A hook refused.
  package static let hook = Self(rawValue: 1003)
  /// A configuration value or environment variable makes no sense.
  package static let configuration = Self(rawValue: 1004)
  /// A system call failed.
  package static let system = Self(rawValue: 1005)
  /// There is no repository where one was looked for.
  package static let noRepository = Self(rawValue: 1007)
  /// A program could not be started or failed.
  package static let program = Self(rawValue: 1006)
  /// libgit2 is not installed, or is not the one this program was built with.
  package static let library = Self(rawValue: 1008)
}

extension GitError: CustomStringConvertible {
  /// The message and where it comes from.
  package var description: String { "\(message) (\(function), \(code.rawValue))" }
}

/// A lock file that was in the way for as long as we were willing to wait.
package struct HeldLock: Hashable, Sendable {
  /// Absolute path of the lock file.
  package let path: String
  /// When it was last changed, in seconds since the epoch.
  package let changedAt: Int64

  /// Makes a description of a lock file.
  package init(path: String, changedAt: Int64) {
    self.path = path
    self.changedAt = changedAt
  }
}
