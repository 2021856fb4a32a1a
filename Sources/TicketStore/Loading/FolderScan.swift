#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import TicketModel

/// The files of one folder as the directory gives them now, against what a table knows of it.
///
/// One thread at a time uses it, first to list and then to look at its files.
final class FolderScan: @unchecked Sendable {
  /// Repository-relative path.
  let path: String
  /// The files that are meant to be tickets, in the directory's order.
  private(set) var files: [ScannedFile] = []
  /// Everything else, and the folders in it.
  private(set) var rest = TicketFolder()
  private let table: TicketTable?
  /// The numbers of the entries that the table has of this folder.
  private let known: Range<Int>
  private var stream: DirectoryStream?

  /// A file is one that the table knows, or has a name of its own.
  enum ScannedFile {
    case known(Int)
    case new(String)
  }

  /// Lists a folder; nil when there is no such directory.
  ///
  /// - Parameters:
  ///   - path: repository-relative path of `.tickets` or a directory below it.
  ///   - root: the work tree's top.
  ///   - table: what is known from before.
  /// - Throws: `FileError` for a directory that cannot be listed.
  init?(_ path: String, in root: DirectoryHandle, table: TicketTable?) throws(FileError) {
    self.path = path
    self.table = table
    known = table.flatMap { table in table.folder(path).map(table.entries) } ?? 0..<0
    let descriptor = openat(
      root.descriptor, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(operation: "list", path: path, code: errno)
    }
    stream = fdopendir(descriptor)
    guard stream != nil else {
      close(descriptor)
      throw FileError(operation: "list", path: path, code: ENOMEM)
    }
    try list()
  }

  deinit { release() }

  /// Closes the directory.
  func release() {
    if let stream { closedir(stream) }
    stream = nil
  }

  /// Returns what the system says of a file that the table knows; nil when it is gone.
  func identity(of entry: Int) -> FileIdentity? {
    guard let stream, let table else { return nil }
    var status = stat()
    return table.name(entry).withMemoryRebound(to: CChar.self, capacity: 1) { name in
      fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0
        ? FileIdentity(status) : nil
    }
  }

  private func list() throws(FileError) {
    guard let stream else { return }
    files.reserveCapacity(known.count)
    // Where among the files that the directory gave last time this one was.
    var place = 0
    errno = 0
    while let entry = readdir(stream) {
      let name = Files.bytes(of: entry)
      if Int32(entry.pointee.d_type) == Int32(DT_REG), let known = find(name, &place) {
        files.append(.known(known))
      } else {
        add(entry)
      }
      errno = 0
    }
    guard errno == 0 else { throw FileError(operation: "list", path: path, code: errno) }
  }

  /// Returns the entry of a name: mostly the one that was next when the table was made.
  private func find(_ name: UnsafePointer<UInt8>, _ place: inout Int) -> Int? {
    guard let table, !known.isEmpty else { return nil }
    for skipped in 0..<2 where place + skipped < known.count {
      let order = Int(table.entries[known.lowerBound + place + skipped].order)
      guard order < known.count else { return nil }
      let entry = known.lowerBound + order
      if compare(name, table.name(entry)) == 0 {
        place += skipped + 1
        return entry
      }
    }
    var range = known
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let order = compare(name, table.name(middle))
      if order == 0 { return middle }
      range = order < 0 ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return nil
  }

  private func add(_ entry: UnsafeMutablePointer<dirent>) {
    let name = Files.name(of: entry)
    guard name != ".", name != "..",
      path != Workspace.folder || !Workspace.reservedNames.contains(name)
    else { return }
    let kind = Files.kind(type: Int32(entry.pointee.d_type)) ?? kind(of: name)
    if kind == .file, name.isTicketFileName, name.isPlainName { return files.append(.new(name)) }
    rest.add(Files.Entry(name: name, kind: kind), at: "\(path)/\(name)")
  }

  private func kind(of name: String) -> Files.Kind {
    guard let stream else { return .other }
    var status = stat()
    guard fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return .other
    }
    return Files.kind(mode: status.st_mode)
  }
}

#if canImport(Darwin)
  private typealias DirectoryStream = UnsafeMutablePointer<DIR>
#else
  private typealias DirectoryStream = OpaquePointer
#endif

private func compare(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>) -> Int32 {
  strcmp(
    UnsafeRawPointer(left).assumingMemoryBound(to: CChar.self),
    UnsafeRawPointer(right).assumingMemoryBound(to: CChar.self))
}
