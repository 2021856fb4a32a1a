#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import TicketModel

/// The directory of a repository's cache, which all of its work trees share.
///
/// `rows-N` and `texts-N` hold packed rows and folded texts one after the other and are only ever added to;
/// N grows by one when they are made anew without what nobody needs. `table-ROOT` says for one work tree
/// which of its files is which row, `blobs` the same for contents in git. Both name their N; one
/// whose rows are gone is none. Nothing in it is ever needed: whatever cannot be read or written is
/// done without, in silence.
///
/// Each user has an own directory, and only files of that user are read: what others could write
/// could lie. Links are not followed.
final class CacheFolder {
  private let descriptor: Int32
  /// The device of its files, whose clock stamps them.
  let device: UInt64

  /// Opens the directory below git's common one; nil when it is not there or not the user's own.
  ///
  /// - Parameters:
  ///   - commonDirectory: absolute path of git's common directory.
  ///   - isMade: whether it is made when it is not there.
  init?(in commonDirectory: String, isMade: Bool = false) {
    let parent = "\(commonDirectory)/snag"
    let path = "\(parent)/cache-\(geteuid())"
    if isMade {
      mkdir(parent, 0o777)
      mkdir(path, 0o777)
    }
    descriptor = systemOpen(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    let isOwn = fstat(descriptor, &status) == 0 && status.st_uid == geteuid()
    device = FileIdentity(status).device
    guard isOwn else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Opens a regular file of the user's own; nil when there is none.
  func open(_ name: String, _ flags: Int32) -> OpenedFile? {
    let file = openat(descriptor, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard file >= 0 else { return nil }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid()
    else {
      close(file)
      return nil
    }
    return OpenedFile(descriptor: file, size: Int(status.st_size))
  }

  /// Maps a whole file into memory; nil when it is not there.
  ///
  /// Files that others map are never made shorter.
  func map(_ name: String) -> TicketBytes? {
    guard let file = open(name, O_RDONLY) else { return nil }
    guard file.size > 0 else { return TicketBytes([]) }
    guard let base = mmap(nil, file.size, PROT_READ, MAP_SHARED, file.descriptor, 0),
      base != MAP_FAILED
    else { return nil }
    return TicketBytes(base: base, count: file.size) { base, count in
      munmap(UnsafeMutableRawPointer(mutating: base), count)
    }
  }

  /// Puts a file in place of another at once; whoever holds the lock is the only one to do so.
  func replace(_ name: String, with parts: [UnsafeRawBufferPointer]) {
    let temporary = "\(name).new"
    unlinkat(descriptor, temporary, 0)
    guard let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL) else { return }
    guard parts.allSatisfy(file.write), renameat(descriptor, temporary, descriptor, name) == 0
    else {
      unlinkat(descriptor, temporary, 0)
      return
    }
  }

  func delete(_ name: String) { unlinkat(descriptor, name, 0) }

  /// The names in it.
  var names: [String] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return [] }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) { names.append(Files.name(of: entry)) }
    return names
  }
}

/// A file of the cache while it is open.
final class OpenedFile: @unchecked Sendable {
  // The descriptor belongs to this object alone and is closed with it.
  let descriptor: Int32
  /// Its size when it was opened.
  let size: Int

  fileprivate init(descriptor: Int32, size: Int) {
    self.descriptor = descriptor
    self.size = size
  }

  deinit { close(descriptor) }

  /// Writes all of the bytes; false when the system refuses, some may be written then.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = systemWrite(descriptor, part.baseAddress, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Takes the lock that the file stands for, which ends with this object; false when another has it.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Returns the time at which the file system now stamps changes; nil when it cannot be known.
  func stamp() -> Int64? {
    var status = stat()
    guard futimens(descriptor, nil) == 0, fstat(descriptor, &status) == 0 else { return nil }
    return FileIdentity(status).changed
  }
}

// The names alone would be the methods'.
private let systemWrite = write
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
