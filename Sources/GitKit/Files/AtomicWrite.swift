import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Replaces the contents of a file so that a reader, or a crash, sees the old or the new ones.
///
/// Writes a temporary file beside it, syncs it and renames it over the old file. The directory is
/// not synced: after a power loss the old file is as good as the new one, half of one is not. The
/// new file has the old one's permissions, or the usual ones (0666 without the umask). A symbolic
/// link is kept: the file it names is replaced. The folder must exist.
///
/// - Parameters:
///   - bytes: the new contents.
///   - path: absolute path of the file.
///   - isSynced: whether it must survive a power loss.
/// - Throws: `.system`; the old file is then untouched.
package func atomicWrite(
  _ bytes: [UInt8], to path: String, isSynced: Bool = true
) throws(GitError) {
  try PreparedFile(bytes, for: path, isSynced: isSynced).replace()
}

/// Makes a file that must not exist yet, complete or not at all.
///
/// - Parameters:
///   - bytes: the contents.
///   - path: absolute path of the file; its folder must exist.
/// - Returns: false when something of that name exists already.
/// - Throws: `.system`.
package func atomicCreate(_ bytes: [UInt8], at path: String) throws(GitError) -> Bool {
  try PreparedFile(bytes, for: path, isNew: true).create()
}

/// A file's new contents beside it, to be put in its place at once; deleted with the value otherwise.
package final class PreparedFile {
  private let path: String
  private let temporary: String

  /// Writes the contents and syncs them.
  ///
  /// - Parameters:
  ///   - bytes: the contents.
  ///   - path: absolute path of the file; its folder must exist.
  ///   - isNew: whether nothing is there; otherwise the file that a link names is meant.
  ///   - isSynced: false when the caller syncs several at once with `syncTogether`.
  /// - Throws: `.system`.
  package init(
    _ bytes: [UInt8], for path: String, isNew: Bool = false, isSynced: Bool = true
  ) throws(GitError) {
    self.path = isNew ? path : resolvingLink(path)
    temporary = try writeTemporary(bytes, beside: self.path, isSynced: isSynced)
  }

  deinit { unlink(temporary) }

  /// Puts the contents in the file's place.
  package func replace() throws(GitError) {
    // Without this the value could go away, and the file with it, before it is renamed.
    let isDone = withExtendedLifetime(self) { rename(temporary, path) == 0 }
    guard isDone else { throw .system("rename", path) }
  }

  /// Puts the contents where nothing is; false when something is.
  package func create() throws(GitError) -> Bool {
    // link, unlike rename, never replaces.
    let isDone = withExtendedLifetime(self) { link(temporary, path) == 0 }
    guard isDone else {
      if errno == EEXIST { return false }
      throw .system("link", path)
    }
    // At once, not with the value: a killed process leaves no second name behind.
    unlink(temporary)
    return true
  }

  /// Syncs everything written below a directory's file system, in one wait instead of one for each.
  ///
  /// - Returns: false where the system cannot do that; each file is then to be synced by itself.
  package static func syncTogether(_ directory: String) throws(GitError) -> Bool {
    #if canImport(Glibc)
      let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .system("open", directory) }
      defer { close(descriptor) }
      guard syncfs(descriptor) == 0 else { throw .system("syncfs", directory) }
      return true
    #else
      return false
    #endif
  }
}

/// Writes a new file in the folder of `path` and returns its path.
private func writeTemporary(
  _ bytes: [UInt8], beside path: String, isSynced: Bool
) throws(GitError) -> String {
  var template = Array("\(path).snag-XXXXXX".utf8CString)
  let descriptor = mkostemp(&template, O_CLOEXEC)
  guard descriptor >= 0 else { throw .system("mkostemp", path) }
  let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  do throws(GitError) {
    defer { close(descriptor) }
    try FileSystem.writeAll(bytes, to: descriptor, temporary)
    guard fchmod(descriptor, permissions(for: path)) == 0 else {
      throw GitError.system("fchmod", temporary)
    }
    guard !isSynced || fsync(descriptor) == 0 else { throw GitError.system("fsync", temporary) }
  } catch {
    unlink(temporary)
    throw error
  }
  return temporary
}

/// The permissions of the file there, or what `open` would give a new one.
private func permissions(for path: String) -> mode_t {
  if let status = FileSystem.status(path) { return status.st_mode & 0o7777 }
  return 0o666 & ~maskAtStart
}

/// The process's umask, which can only be read by setting it, so it is read once.
private let maskAtStart: mode_t = {
  let mask = umask(0o077)
  umask(mask)
  return mask
}()

private func resolvingLink(_ path: String) -> String {
  guard let status = FileSystem.status(path, followingLinks: false),
    status.st_mode & S_IFMT == S_IFLNK, let resolved = realpath(path, nil)
  else { return path }
  defer { free(resolved) }
  return String(cString: resolved)
}
