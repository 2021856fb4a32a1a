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
  let target = resolvingLink(path)
  let temporary = try writeTemporary(bytes, beside: target, isSynced: isSynced)
  guard rename(temporary, target) == 0 else {
    let error = GitError.system("rename", target)
    unlink(temporary)
    throw error
  }
}

/// Makes a file that must not exist yet, complete or not at all.
///
/// - Parameters:
///   - bytes: the contents.
///   - path: absolute path of the file; its folder must exist.
/// - Returns: false when something of that name exists already.
/// - Throws: `.system`.
package func atomicCreate(_ bytes: [UInt8], at path: String) throws(GitError) -> Bool {
  let temporary = try writeTemporary(bytes, beside: path, isSynced: true)
  defer { unlink(temporary) }
  // link, unlike rename, never replaces.
  guard link(temporary, path) == 0 else {
    if errno == EEXIST { return false }
    throw .system("link", path)
  }
  return true
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
