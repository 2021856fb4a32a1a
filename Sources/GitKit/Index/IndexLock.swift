#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Holds the index for one change, as `git add` would.
///
/// Nobody else changes the index between `acquire` and `install` or `release`; what others have staged
/// stays as it is. Not Sendable for the reason `GitRepository` is not.
package final class IndexLock {
  /// The index when it was locked; after `install`, with the edits.
  package let snapshot: IndexSnapshot
  private let repository: GitRepository
  private let lock: LockFile
  private var edits: [IndexEdit] = []
  private var isPrepared = false

  private init(_ repository: GitRepository, _ lock: LockFile) throws(GitError) {
    self.repository = repository
    self.lock = lock
    let copy = IndexWriter.copyPath(repository)
    try IndexWriter.makeCopy(of: repository.indexPath, at: copy)
    snapshot = try IndexSnapshot(repository, at: copy)
  }

  /// Locks the index, waiting for others.
  ///
  /// Takes over the lock of one of our own processes that died; a lock of anybody else is never
  /// deleted.
  ///
  /// - Parameters:
  ///   - repository: whose index.
  ///   - patience: seconds to wait altogether.
  ///   - sleep: waits the given number of milliseconds.
  /// - Returns: the lock, which `install`, `release` or its end of life gives up.
  /// - Throws: `.locked`, with `heldLock` set, when patience runs out.
  package static func acquire(
    in repository: GitRepository, patience: Double = 5, sleep: (Int) -> Void
  ) throws(GitError) -> IndexLock {
    try IndexLock(
      repository,
      LockFile.acquire("\(repository.indexPath).lock", patience: patience, sleep: sleep))
  }

  deinit { release() }

  /// Returns the resolved entry of a path as it was when the index was locked.
  package func entry(_ path: String) -> IndexEntry? { snapshot.entry(path) }

  /// Returns the conflicting entries of a path as they were when the index was locked.
  package func conflicts(at path: String) -> [IndexEntry] { snapshot.conflicts(at: path) }

  /// Returns the paths below a folder as they were when the index was locked.
  package func paths(under path: String) -> [String] { snapshot.paths(under: path) }

  /// Remembers edits for `install`; nothing is written.
  ///
  /// Throws `.unmerged` when a path has an unresolved conflict that the edit does not end.
  package func stage(_ edits: [IndexEdit]) throws(GitError) {
    for edit in edits where !edit.endsConflict && !snapshot.conflicts(at: edit.path).isEmpty {
      throw GitError(
        code: .unmerged, function: "stage", message: "\(edit.path) has an unresolved conflict")
    }
    self.edits += edits
  }

  /// Writes the edited index as a file beside it, so that `install` has only to rename.
  ///
  /// Whatever can go wrong with a full disk goes wrong here, before anything else has changed.
  package func prepare() throws(GitError) {
    guard !edits.isEmpty else { return }
    try writer.prepare(edits)
    isPrepared = true
    edits = []
  }

  /// Puts the edited index in place of the old one, at once; it stays locked until `release`.
  ///
  /// When this throws, the index is as it was.
  package func install() throws(GitError) {
    try prepare()
    guard isPrepared else { return }
    isPrepared = false
    try writer.install()
  }

  /// Unlocks and drops edits that were not installed; a second time does nothing.
  package func release() {
    guard lock.isHeld else { return }
    writer.discard()
    lock.release()
  }

  private var writer: IndexWriter { IndexWriter(repository: repository, snapshot: snapshot) }
}
