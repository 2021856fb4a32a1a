import TicketDocument
import TicketModel

/// The files below `.tickets` in a work tree, by name only.
struct TicketFolder {
  /// Repository-relative paths of the files that should be tickets, sorted.
  let paths: [String]
  /// Entries that look like tickets and cannot be: links, directories named `.md`, pipes.
  let problems: [Problem]

  /// Lists `.tickets` below a work tree's root.
  ///
  /// - Parameters:
  ///   - root: absolute path of the work tree's top.
  ///   - typed: an id or its beginning, folded; shards that cannot hold it are left out.
  /// - Returns: nil when there is no such directory.
  /// - Throws: `FileError` for a directory that cannot be listed.
  static func list(root: String, holding typed: String? = nil) throws -> TicketFolder? {
    guard let top = try Files.list("\(root)/\(Workspace.folder)") else { return nil }
    var lister = Lister(root: root, typed: typed)
    try lister.add(
      top.filter { !Workspace.reservedNames.contains($0.name) }, below: Workspace.folder)
    return TicketFolder(paths: lister.paths.sorted(), problems: lister.problems)
  }

  private struct Lister {
    let root: String
    let typed: String?
    var paths: [String] = []
    var problems: [Problem] = []

    mutating func add(_ entries: [Files.Entry], below folder: String) throws {
      for entry in entries {
        let path = "\(folder)/\(entry.name)"
        switch entry.kind {
        case .file:
          if entry.name.isTicketFileName { paths.append(path) }
        case .directory:
          if entry.name.hasSuffix(".md") {
            problems.append(.notAFile(path, "a directory", fix: "rename it without .md"))
          } else if !entry.name.hasPrefix("."), mayHold(entry.name) {
            try add(try Files.list("\(root)/\(path)") ?? [], below: path)
          }
        case .symbolicLink:
          if entry.name.isTicketFileName {
            problems.append(
              .notAFile(path, "a symbolic link", fix: "replace it by the file it points to"))
          }
        case .other:
          if entry.name.isTicketFileName {
            problems.append(.notAFile(path, "not a regular file", fix: "move it away"))
          }
        }
      }
    }

    private func mayHold(_ directory: String) -> Bool {
      guard let typed, directory.isShardName else { return true }
      return typed.hasPrefix(directory)
        || typed.hasPrefix(directory.drop { $0 != "-" }.dropFirst())
    }
  }
}

extension String {
  /// Whether a file of this name below `.tickets` is meant to be a ticket.
  var isTicketFileName: Bool { hasSuffix(".md") && !hasPrefix(".") }

  /// Whether a directory of this name is a shard: letters, a hyphen, two symbols.
  var isShardName: Bool {
    let symbols = drop { $0 != "-" }.dropFirst()
    return symbols.utf8.count == 2 && utf8.first != UInt8(ascii: "-")
  }
}

extension Problem {
  static func notAFile(_ path: String, _ what: String, fix: String) -> Problem {
    Problem(
      path: path, position: Position(line: 1, column: 1), rule: "not-a-file",
      message: "\(what) where a ticket should be; it is not read", fix: fix)
  }
}
