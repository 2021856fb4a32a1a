import Dispatch
import TicketStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What an answer from a cache takes at least: a program of the same kind that looks at the size and
/// times of each ticket's file, on all processors, and does nothing else; or that reads one file.
///
/// A file may have been changed in any editor since the last command, so no list can do without this look.
struct FloorContender: Contender {
  let name = "looking at the files"
  let repository: GeneratedRepository

  var directory: String { repository.root }

  func command(for errand: Errand) throws -> [String]? {
    switch errand {
    case .list, .filter, .ready, .blocked, .search:
      [try ownPath(), lookOption, "\(directory)/\(Workspace.folder)"]
    case .show: [try ownPath(), lookOption, "\(directory)/\(repository.paths[0])"]
    case .first, .new, .edit, .transition: nil
    }
  }
}

/// The first argument with which this program only looks at a directory, or reads a file.
let lookOption = "--look-at"

/// Looks at all that is below a path.
///
/// - Parameter path: absolute path of a directory or a file.
/// - Throws: `FileError`, or `BenchmarkError` when a directory cannot be listed.
func look(at path: String) throws {
  guard Files.kind(of: path) == .directory else {
    _ = try Files.read(path)
    return
  }
  var folders = [path]
  // Shards are two levels deep; the level below is looked at side by side.
  for _ in 0..<2 {
    folders = try folders.flatMap { folder in
      try lookAtEntries(of: folder).map { "\(folder)/\($0)" }
    }
  }
  let last = folders
  DispatchQueue.concurrentPerform(iterations: last.count) { _ = try? lookAtEntries(of: last[$0]) }
}

/// Looks at each file in a directory and returns the names of the directories in it.
private func lookAtEntries(of folder: String) throws -> [String] {
  guard let stream = opendir(folder) else {
    throw BenchmarkError(description: "cannot list \(folder)")
  }
  defer { closedir(stream) }
  var folders: [String] = []
  while let entry = readdir(stream) {
    withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: 256) { name in
        if entry.pointee.d_type == UInt8(DT_DIR) {
          if name[0] != CChar(UInt8(ascii: ".")) { folders.append(String(cString: name)) }
        } else {
          var status = stat()
          fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW)
        }
      }
    }
  }
  return folders
}
