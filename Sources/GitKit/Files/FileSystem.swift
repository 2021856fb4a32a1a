#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few file operations the module needs, without Foundation.
enum FileSystem {
  /// Returns what is at the path, following links or not; nil when nothing is.
  static func status(_ path: String, followingLinks: Bool = true) -> stat? {
    var status = stat()
    let result = followingLinks ? stat(path, &status) : lstat(path, &status)
    return result == 0 ? status : nil
  }

  static func exists(_ path: String) -> Bool { status(path) != nil }

  static func isDirectory(_ path: String) -> Bool {
    status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// Whether the path is a regular file this process may execute.
  static func isExecutable(_ path: String) -> Bool {
    let isFile = status(path).map { $0.st_mode & S_IFMT == S_IFREG } ?? false
    return isFile && access(path, X_OK) == 0
  }

  /// Returns the bytes of a file, or nil when there is none.
  static func read(_ path: String) throws(GitError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system("open", path)
    }
    defer { close(descriptor) }
    return try readAll(descriptor, path)
  }

  static func readAll(_ descriptor: Int32, _ path: String) throws(GitError) -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(Int(status.st_size)) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glue.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system("read", path)
      }
      bytes += buffer[..<count]
    }
  }

  static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(GitError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glue.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system("write", path)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Deletes a file; nothing there is fine.
  static func remove(_ path: String) { unlink(path) }

  /// Whether two paths lead to the same file or directory.
  static func isSame(_ left: String, _ right: String) -> Bool {
    guard let left = status(left), let right = status(right) else { return false }
    return left.st_ino == right.st_ino && left.st_dev == right.st_dev
  }

  /// Returns the folder part of a path: "/" for "/a", "." for "a".
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns `path` if it is absolute, else `path` inside `directory`.
  static func absolute(_ path: String, in directory: String) -> String {
    path.hasPrefix("/") ? path : "\(directory)/\(path)"
  }

  /// Drops slashes at the end, but keeps the root.
  static func withoutTrailingSlash(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    return String(path)
  }
}

/// C functions whose names our own members hide.
private enum Glue {
  static func read(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &buffer, count)
    #else
      Darwin.read(descriptor, &buffer, count)
    #endif
  }

  static func write(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, start, count)
    #else
      Darwin.write(descriptor, start, count)
    #endif
  }
}
