#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// `read` without a receiver would be the reader's own.
private let systemRead = read

/// An open directory, so that the paths of many files in it need not be walked from the root.
final class DirectoryHandle: Sendable {
  let descriptor: Int32

  /// Opens the directory.
  init(_ path: String) throws(FileError) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(operation: "list", path: path, code: errno) }
  }

  deinit { close(descriptor) }
}

/// Reads many files through one buffer.
struct FileReader {
  /// Whether a short read is taken for the end of the file, which saves a system call for each.
  ///
  /// Some file systems read short in the middle, so only what is never written back may be read so.
  private let trustsShortReads: Bool
  /// Whether ``identity`` is asked for, which is a system call more.
  var takesIdentity = false
  /// The last file that was opened, as it was before it was read.
  private(set) var identity: FileIdentity?
  private var buffer: [UInt8]

  /// Makes a reader; for a single file a small buffer is quicker, because it must be cleared first.
  init(trustsShortReads: Bool = true, bufferSize: Int = 64 << 10) {
    self.trustsShortReads = trustsShortReads
    buffer = [UInt8](repeating: 0, count: bufferSize)
  }

  /// Returns the bytes of a regular file; the path is relative to the directory when one is given.
  mutating func read(_ path: String, in directory: DirectoryHandle?, limit: Int) throws -> [UInt8] {
    // O_NONBLOCK: opening a pipe that lies about must not hang.
    identity = nil
    let descriptor = openat(
      directory?.descriptor ?? AT_FDCWD, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      defer { if takesIdentity { identity = FileIdentity(path, in: directory) } }
      throw FileError(operation: "read", path: path, code: errno)
    }
    defer { close(descriptor) }
    if takesIdentity {
      var status = stat()
      if fstat(descriptor, &status) == 0 { identity = FileIdentity(status) }
    }
    var bytes: [UInt8] = []
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError(operation: "read", path: path, code: errno) }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= limit else { throw FileTooLarge(path: path, limit: limit) }
      if count == 0 || trustsShortReads && count < buffer.count { return bytes }
    }
  }
}

extension FileIdentity {
  /// What the system says of a file that cannot be opened; nil when nothing is there.
  fileprivate init?(_ path: String, in directory: DirectoryHandle?) {
    var status = stat()
    guard
      fstatat(directory?.descriptor ?? AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW) == 0
    else { return nil }
    self.init(status)
  }
}
