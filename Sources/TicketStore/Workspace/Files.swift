#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// A name for the system call that `Files` has a function of the same name for.
private let systemWrite = write

/// A file operation that the system refused.
package struct FileError: Error, Sendable, Equatable {
  /// What was tried, as a verb: read, write, list.
  package let operation: String
  package let path: String
  /// The system's error number.
  package let code: Int32

  /// The system's text for the error number.
  package var reason: String { String(cString: strerror(code)) }
}

/// A file that is larger than any ticket may be.
package struct FileTooLarge: Error, Sendable, Equatable {
  package let path: String
  package let limit: Int
}

/// Plain file access by system calls; links are never followed in the last part of a path.
package enum Files {
  /// What a directory entry is.
  package enum Kind: Sendable, Equatable {
    case file, directory, symbolicLink, other
  }

  /// One name in a directory.
  package struct Entry: Sendable {
    package let name: String
    package let kind: Kind
  }

  /// Returns what is at a path, without following a link; nil when nothing is.
  package static func kind(of path: String) -> Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return kind(mode: status.st_mode)
  }

  /// Returns the absolute path without links, `.` and `..`; nil when nothing is there.
  package static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether a file's owner may execute it, which is what git records.
  static func isExecutable(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IXUSR != 0
  }

  /// Whether a path belongs to the user that the process runs as.
  static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_uid == geteuid()
  }

  static func kind(mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFLNK: .symbolicLink
    default: .other
    }
  }

  /// Returns the names in a directory without `.` and `..`, unsorted; nil when it does not exist.
  package static func list(_ path: String) throws(FileError) -> [Entry]? {
    guard let stream = opendir(path) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(operation: "list", path: path, code: errno)
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = name(of: entry)
      if name != ".", name != ".." {
        let kind = kind(type: Int32(entry.pointee.d_type)) ?? kind(of: "\(path)/\(name)") ?? .other
        entries.append(Entry(name: name, kind: kind))
      }
      errno = 0
    }
    guard errno == 0 else { throw FileError(operation: "list", path: path, code: errno) }
    return entries
  }

  /// The name of an entry that `readdir` returned.
  static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    String(decodingCString: bytes(of: entry), as: UTF8.self)
  }

  /// The bytes of an entry's name up to the NUL that ends it; valid until the next entry is read.
  static func bytes(of entry: UnsafeMutablePointer<dirent>) -> UnsafePointer<UInt8> {
    UnsafeRawPointer(entry).advanced(by: nameStart).assumingMemoryBound(to: UInt8.self)
  }

  private static let nameStart = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0

  /// The kind a directory entry says; nil when the file system does not tell.
  static func kind(type: Int32) -> Kind? {
    switch type {
    case Int32(DT_REG): .file
    case Int32(DT_DIR): .directory
    case Int32(DT_LNK): .symbolicLink
    case Int32(DT_UNKNOWN): nil
    default: .other
    }
  }

  /// Returns the bytes of a regular file.
  ///
  /// - Throws: ``FileError``, or ``FileTooLarge`` past `limit` bytes.
  package static func read(_ path: String, limit: Int = 64 << 20) throws -> [UInt8] {
    var reader = FileReader(trustsShortReads: false, bufferSize: 8 << 10)
    return try reader.read(path, in: nil, limit: limit)
  }

  /// Returns the bytes of a file, or nil when there is none at the path.
  package static func readIfPresent(_ path: String) throws -> [UInt8]? {
    do {
      return try read(path)
    } catch let error as FileError where error.code == ENOENT || error.code == ENOTDIR {
      return nil
    }
  }

  /// Makes a directory and those above it.
  package static func makeDirectories(_ path: String) throws(FileError) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw FileError(operation: "make directory", path: path, code: errno)
    }
    try makeDirectories(String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw FileError(operation: "make directory", path: path, code: errno)
    }
  }

  /// Deletes a file; one that is not there is fine.
  package static func delete(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw FileError(operation: "delete", path: path, code: errno)
    }
  }

  /// Deletes a directory when it is empty; otherwise does nothing.
  package static func deleteDirectoryIfEmpty(_ path: String) { rmdir(path) }
}

extension Files {
  /// Adds bytes to the end of a file.
  package static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(operation: "write", path: path, code: errno) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path)
  }
}

extension Files {
  /// Writes a file, making its directories; not safe against a crash.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    if let slash = path.lastIndex(of: "/") { try makeDirectories(String(path[..<slash])) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(operation: "write", path: path, code: errno) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path)
  }

  private static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(operation: "write", path: path, code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts a file in the place of another one, which programs that run it or read it keep.
  ///
  /// - Parameters:
  ///   - bytes: the whole new content.
  ///   - path: absolute path; its directories are made.
  ///   - mode: permissions, of which the process' mask takes away.
  /// - Throws: `FileError`; then nothing was changed.
  package static func replace(
    with bytes: [UInt8], at path: String, mode: UInt32
  ) throws(FileError) {
    if let slash = path.lastIndex(of: "/") { try makeDirectories(String(path[..<slash])) }
    let draft = "\(path).\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw FileError(operation: "write", path: draft, code: errno) }
    do {
      defer { close(descriptor) }
      try writeAll(bytes, to: descriptor, draft)
    } catch {
      unlink(draft)
      throw error
    }
    try move(draft, over: path)
  }

  /// Puts a symbolic link in the place of another one or of a file.
  ///
  /// - Parameters:
  ///   - path: absolute path of the link.
  ///   - target: what it says.
  /// - Throws: `FileError`; then nothing was changed.
  package static func replaceWithLink(at path: String, to target: String) throws(FileError) {
    let draft = "\(path).\(getpid())"
    guard symlink(target, draft) == 0 else {
      throw FileError(operation: "write", path: draft, code: errno)
    }
    try move(draft, over: path)
  }

  private static func move(_ draft: String, over path: String) throws(FileError) {
    guard rename(draft, path) == 0 else {
      let code = errno
      unlink(draft)
      throw FileError(operation: "write", path: path, code: code)
    }
  }

  /// Returns the sum of the sizes of all regular files below a directory, in bytes.
  package static func totalSize(of directory: String) throws(FileError) -> Int {
    var total = 0
    for entry in try list(directory) ?? [] {
      let path = "\(directory)/\(entry.name)"
      if entry.kind == .directory { total += try totalSize(of: path) }
      var status = stat()
      if entry.kind == .file, lstat(path, &status) == 0 { total += Int(status.st_size) }
    }
    return total
  }
}
