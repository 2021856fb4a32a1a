import GitKit

/// Reads small files below `.tickets`, from the work tree or from a commit.
protocol FolderReader {
  /// Returns a file's bytes; nil when it is not there.
  func read(_ path: String) throws -> [UInt8]?
  /// Returns what is in a folder; empty when it is not there.
  func entries(in folder: String) throws -> [Files.Entry]
}

struct WorkTreeFolderReader: FolderReader {
  let root: String

  func read(_ path: String) throws -> [UInt8]? { try Files.readIfPresent("\(root)/\(path)") }

  func entries(in folder: String) throws -> [Files.Entry] {
    try FolderRefused.check(root, folder)
    return try Files.list("\(root)/\(folder)") ?? []
  }
}

struct RevisionFolderReader: FolderReader {
  private let git: GitRepository
  private let tree: ObjectID?

  /// A revision that does not exist (HEAD before the first commit) is an empty folder.
  init(git: GitRepository, revision: String) throws {
    self.git = git
    tree = try git.resolve(revision).map { try git.tree(of: $0) }
    if let tree { try git.refuseLinkedTickets(in: tree) }
  }

  func read(_ path: String) throws -> [UInt8]? {
    guard let tree, let entry = try git.entry(at: path, in: tree), entry.kind.isFile else {
      return nil
    }
    return try git.blob(entry.id)
  }

  func entries(in folder: String) throws -> [Files.Entry] {
    guard let tree else { return [] }
    if let entry = try git.entry(at: folder, in: tree), entry.kind != .tree {
      throw FolderRefused(path: folder, kind: entry.kind == .link ? .symbolicLink : .file)
    }
    return try git.entries(under: folder, in: tree, recursive: false).map { entry in
      let name = entry.path.split(separator: "/").last.map(String.init) ?? ""
      return Files.Entry(name: name, kind: entry.kind.onDisk)
    }
  }
}

extension TreeEntry.Kind {
  /// What a checkout makes of it.
  fileprivate var onDisk: Files.Kind {
    switch self {
    case .blob, .executable: .file
    case .link: .symbolicLink
    case .tree, .submodule: .directory
    }
  }
}
