import TicketDocument
import TicketModel

/// The files of `.tickets`, or of a directory below it, by name only.
struct TicketFolder {
  /// Repository-relative paths of the files that should be tickets, sorted.
  private(set) var paths: [String] = []
  /// Links, and entries that look like tickets and cannot be: directories named `.md`, pipes.
  private(set) var problems: [Problem] = []
  /// Repository-relative paths of the directories in it, which are not listed yet.
  private(set) var folders: [String] = []

  /// Lists one directory; nil when there is no such directory.
  ///
  /// - Parameters:
  ///   - path: repository-relative path of `.tickets` or a directory below it.
  ///   - root: absolute path of the work tree's top.
  /// - Throws: `FileError` for a directory that cannot be listed, ``FolderRefused`` when `.tickets`
  ///   is a link or a file. A directory that is not there gives nil.
  init?(_ path: String, root: String) throws {
    let isTop = path == Workspace.folder
    if isTop { try FolderRefused.check(root) }
    guard let entries = try Files.list("\(root)/\(path)") else { return nil }
    for entry in entries where !isTop || !Workspace.reservedNames.contains(entry.name) {
      add(entry, at: "\(path)/\(entry.name)")
    }
    paths.sort()
    folders.sort()
  }

  /// Begins without any entry.
  init() {}

  /// Adds one entry by its name and kind.
  mutating func add(_ entry: Files.Entry, at path: String) {
    let isTicket = entry.name.isTicketFileName
    guard entry.name.isPlainName || !isTicket && entry.kind != .directory else {
      return problems.append(.badName(path))
    }
    switch entry.kind {
    case .file: if isTicket { paths.append(path) }
    case .directory where entry.name.hasSuffix(".md"):
      problems.append(.notAFile(path, "a directory", fix: "rename it without .md"))
    case .directory: if !entry.name.hasPrefix(".") { folders.append(path) }
    case .symbolicLink: problems.append(.link(path))
    case .other where isTicket:
      problems.append(.notAFile(path, "not a regular file", fix: "move it away"))
    case .other: break
    }
  }

  /// Lists the directories in it, and those in them.
  ///
  /// - Parameters:
  ///   - root: absolute path of the work tree's top.
  ///   - isWanted: whether a directory is to be looked into, by its path.
  /// - Throws: `FileError` for a directory that cannot be listed.
  mutating func addFolders(root: String, where isWanted: (String) -> Bool = { _ in true }) throws {
    var rest = folders.filter(isWanted)
    folders = []
    while let path = rest.popLast() {
      guard let below = try TicketFolder(path, root: root) else { continue }
      paths += below.paths
      problems += below.problems
      rest += below.folders.filter(isWanted)
    }
    paths.sort()
  }
}

extension String {
  /// Whether a file of this name below `.tickets` is meant to be a ticket.
  var isTicketFileName: Bool { hasSuffix(".md") && !hasPrefix(".") }

  /// Whether a file of this name can be named in a message and in git without quotes: no control
  /// characters or line ends, and UTF-8 (what is not was decoded to U+FFFD).
  var isPlainName: Bool {
    let hasDoubtfulBytes = utf8.contains { $0 < 0x20 || $0 >= 0x7F }
    return !hasDoubtfulBytes
      || unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        default: scalar != "\u{FFFD}"
        }
      }
  }

  /// Whether a directory of this name is a level of shards: one symbol.
  var isShardName: Bool { utf8.count == 1 }

  /// Whether a ticket whose id begins with this text may be in a directory, by the names of shards.
  func mayBeIn(folder path: String) -> Bool {
    let levels = path.split(separator: "/").dropFirst()
    guard levels.allSatisfy({ String($0).isShardName }) else { return true }
    let symbols = levels.joined()
    let suffix = drop { $0 != "-" }.dropFirst()
    return [self[...], suffix].contains { typed in
      let typed = typed.filter { $0 != "." && $0 != "-" }
      return typed.hasPrefix(symbols) || symbols.hasPrefix(typed) && !typed.isEmpty
    }
  }
}

extension Problem {
  /// Links are not followed: what they lead to may be outside the repository, or tickets twice.
  static func link(_ path: String) -> Problem {
    Problem(
      path: path, position: Position(line: 1, column: 1), rule: "not-a-file",
      message: "a symbolic link; it is not followed", fix: "replace it by what it points to")
  }

  static func badName(_ path: String) -> Problem {
    Problem(
      path: path, position: Position(line: 1, column: 1), rule: "file-name",
      message: "its name has control characters or is not UTF-8; it is not read",
      fix: "rename it")
  }

  static func notAFile(_ path: String, _ what: String, fix: String) -> Problem {
    Problem(
      path: path, position: Position(line: 1, column: 1), rule: "not-a-file",
      message: "\(what) where a ticket should be; it is not read", fix: fix)
  }
}
