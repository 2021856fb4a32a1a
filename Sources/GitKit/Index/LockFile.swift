#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lock file as git knows them, that besides tells whether its owner still lives.
///
/// The file is made with `O_EXCL`, so git and we exclude each other. While still empty it gets an
/// `flock`, which ends with its owner, and only then its first line. A lock file with that line
/// whose `flock` is free therefore belonged to one of us who died; it is taken over in place,
/// never deleted and made anew, so that two who find it cannot both win. Files of anybody else
/// are left alone, and so are empty ones, which may be of one of us who has just begun.
package final class LockFile {
  private static let mark = Array("snag lock\n".utf8)

  let path: String
  private var descriptor: Int32

  /// Takes a lock, waiting for others.
  ///
  /// - Parameters:
  ///   - path: absolute path of the lock file; its folder exists.
  ///   - patience: seconds to wait altogether.
  ///   - sleep: waits the given number of milliseconds.
  /// - Returns: the lock, which `release` or its end of life gives up.
  /// - Throws: `.locked`, with `heldLock` set, when patience runs out.
  package static func acquire(
    _ path: String, patience: Double, sleep: (Int) -> Void
  ) throws(GitError) -> LockFile {
    var left = Int(patience * 1_000)
    var delay = 1
    while true {
      if let lock = try attempt(path) { return lock }
      guard left > 0 else {
        let changed = FileSystem.status(path)?.changedSeconds ?? 0
        throw GitError(
          code: .locked, function: "acquire", message: "\(path) exists",
          heldLock: HeldLock(path: path, changedAt: changed))
      }
      sleep(min(delay, left))
      left -= delay
      delay = min(delay * 2, 100)
    }
  }

  /// Tries once; nil when somebody holds it.
  static func attempt(_ path: String) throws(GitError) -> LockFile? {
    let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      guard errno == EEXIST else { throw .system("open", path) }
      return takeOver(path)
    }
    let lock = LockFile(path: path, descriptor: descriptor)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .system("flock", path) }
    try FileSystem.writeAll(mark, to: descriptor, path)
    return lock
  }

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { release() }

  /// Whether the lock was not released yet.
  var isHeld: Bool { descriptor >= 0 }

  /// Deletes the file if it is still ours; more than once does nothing.
  package func release() {
    guard descriptor >= 0 else { return }
    if Self.isFile(descriptor, at: path) { unlink(path) }
    close(descriptor)
    descriptor = -1
  }

  private static func takeOver(_ path: String) -> LockFile? {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var start = [UInt8](repeating: 0, count: mark.count)
    guard read(descriptor, &start, start.count) == mark.count, start == mark,
      flock(descriptor, LOCK_EX | LOCK_NB) == 0, isFile(descriptor, at: path)
    else {
      close(descriptor)
      return nil
    }
    // The age others report is that of the present owner.
    futimens(descriptor, nil)
    return LockFile(path: path, descriptor: descriptor)
  }

  private static func isFile(_ descriptor: Int32, at path: String) -> Bool {
    var opened = stat()
    guard fstat(descriptor, &opened) == 0,
      let named = FileSystem.status(path, followingLinks: false)
    else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}
