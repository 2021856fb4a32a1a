import GitKit

/// Reads small files below `.tickets`, from the work tree or from a commit.
protocol FolderReader {
  /// Returns a file's bytes; nil when it is not there.
  func read(_ path: String) throws -> [UInt8]?
  /// Returns the names of the files in a folder; empty when it is not there.
  func names(in folder: String) throws -> [String]
}

extension FolderReader {
  /// Returns the files of a folder below `.tickets` with one of the suffixes, by name.
  func files(in folder: String, suffixes: [String]) throws -> [(path: String, bytes: [UInt8])] {
    let names = try names(in: "\(Workspace.folder)/\(folder)").sorted()
    return try names.filter { name in suffixes.contains { name.hasSuffix($0) } }.compactMap {
      name in
      let path = "\(Workspace.folder)/\(folder)/\(name)"
      return try read(path).map { (path, $0) }
    }
  }
}

struct WorkTreeFolderReader: FolderReader {
  let root: String

  func read(_ path: String) throws -> [UInt8]? { try Files.readIfPresent("\(root)/\(path)") }

  func names(in folder: String) throws -> [String] {
    try Files.list("\(root)/\(folder)")?.filter { $0.kind == .file }.map(\.name) ?? []
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

  func names(in folder: String) throws -> [String] {
    guard let tree else { return [] }
    return try git.entries(under: folder, in: tree, recursive: false).filter { $0.kind.isFile }
      .compactMap { $0.path.split(separator: "/").last.map(String.init) }
  }
}
