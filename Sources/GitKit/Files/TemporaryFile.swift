import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file of its own name, readable by its owner only, that goes away with the value.
final class TemporaryFile {
  let path: String

  /// Makes `<prefix>-XXXXXX`.
  init(_ prefix: String, bytes: [UInt8]) throws(GitError) {
    var template = Array("\(prefix)-XXXXXX".utf8CString)
    let descriptor = mkostemp(&template, O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("mkostemp", prefix) }
    defer { close(descriptor) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    try FileSystem.writeAll(bytes, to: descriptor, path)
  }

  deinit { unlink(path) }
}
