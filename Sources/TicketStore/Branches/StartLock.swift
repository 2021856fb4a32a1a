import GitKit

/// The right to begin work, which one process at a time has in a repository and its work trees.
///
/// Whether a ticket is free, its branch, and the commit that claims it are one step for everybody
/// else who begins at the same moment.
package struct StartLock {
  /// Seconds that a checkout and its hooks may take before somebody else gives up.
  private static let patience = 30.0

  fileprivate let file: LockFile

  fileprivate static func acquire(_ git: GitRepository, sleep: (Int) -> Void) throws -> StartLock {
    let folder = "\(git.commonDirectory)/snag"
    try Files.makeDirectories(folder)
    do {
      return StartLock(
        file: try LockFile.acquire("\(folder)/start.lock", patience: patience, sleep: sleep))
    } catch {
      throw error.code == .locked ? StartRefused.busy : error
    }
  }

  /// Lets others begin; the end of the process does, too.
  package func release() { file.release() }
}

extension TicketRepository {
  /// Waits until nobody else begins work in this repository, and keeps others from it.
  ///
  /// What was read before may be out of date, which branch is checked out included: go on with
  /// ``reopened()``.
  ///
  /// - Throws: ``StartRefused/busy``, `GitError` or `FileError`.
  package func lockStarts() throws -> StartLock {
    try StartLock.acquire(git(), sleep: environment.sleep)
  }

  /// This repository with nothing read yet.
  package func reopened() throws -> TicketRepository {
    try TicketRepository(around: directory, environment: environment)
  }
}
