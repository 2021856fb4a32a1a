import GitKit

/// What went wrong in git, without git's own types: for front ends.
package struct GitFailure: Sendable, Equatable {
  /// What a front end can act on.
  package enum Kind: Sendable, Equatable {
    /// There is no repository around the directory.
    case noRepository
    /// The repository belongs to somebody else.
    case owner
    /// libgit2 cannot work with the repository, for example sha256.
    case unsupported
    /// Somebody holds the index's lock file.
    case lockedIndex(path: String, changedAt: Int64)
    /// Somebody holds a ref.
    case lockedRef
    /// No name and mail address are configured.
    case identity
    /// The commit could not be signed.
    case signing
    /// The commit-msg hook said no.
    case hook
    /// libgit2 is not installed.
    case library
    /// Anything else.
    case other
  }

  package let kind: Kind
  package let message: String

  /// Returns nil when the error is not git's.
  package init?(_ error: any Error) {
    guard let error = error as? GitError else { return nil }
    message = error.message
    kind =
      switch error.code {
      case .noRepository: .noRepository
      case .owner: .owner
      case .unsupported: .unsupported
      case .locked:
        error.heldLock.map { .lockedIndex(path: $0.path, changedAt: $0.changedAt) } ?? .lockedRef
      case .identity: .identity
      case .signing: .signing
      case .hook: .hook
      case .library: .library
      default: .other
      }
  }
}
