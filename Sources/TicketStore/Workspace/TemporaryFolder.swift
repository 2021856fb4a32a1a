#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A new directory below the system's temporary one, for the life of one command.
package struct TemporaryFolder {
  /// Absolute path without symbolic links.
  package let path: String

  /// Makes the directory.
  package init() throws(FileError) {
    var template = Array("/tmp/snag-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil, let resolved = realpath(template, nil) else {
      throw FileError(operation: "make directory", path: "/tmp", code: errno)
    }
    defer { free(resolved) }
    path = String(cString: resolved)
  }

  /// Deletes the directory with everything in it.
  package func delete() { Self.delete(path) }

  private static func delete(_ path: String) {
    for entry in (try? Files.list(path)) ?? [] {
      let inner = "\(path)/\(entry.name)"
      if entry.kind == .directory { delete(inner) } else { unlink(inner) }
    }
    rmdir(path)
  }
}
