import GitKit
import TicketDocument
import TicketModel

/// Reads small files below `.tickets` as they are staged.
struct IndexFolderReader: FolderReader {
  private let git: GitRepository
  private let index: IndexSnapshot

  init(git: GitRepository) throws {
    self.git = git
    index = try git.readIndex()
  }

  func read(_ path: String) throws -> [UInt8]? {
    guard let entry = index.entry(path) else {
      guard index.conflicts(at: path).isEmpty else {
        throw ConfigurationError(
          path: path, position: Position(line: 1, column: 1),
          message: "in conflict in the index", fix: "settle it, then `git add \(path)`")
      }
      return nil
    }
    return entry.isFile && !entry.isIntentToAdd ? try git.blob(entry.blob) : nil
  }

  func entries(in folder: String) throws -> [Files.Entry] {
    index.paths(under: folder).compactMap { path in
      let name = path.dropFirst(folder.count + 1)
      guard !name.isEmpty, !name.contains("/") else { return nil }
      let kind: Files.Kind =
        switch index.entry(path) {
        case let entry? where entry.isLink: .symbolicLink
        case let entry? where entry.isSubmodule: .directory
        default: .file
        }
      return Files.Entry(name: String(name), kind: kind)
    }
  }
}
