import GitKit
import TicketModel

/// A repository that holds no tickets yet.
package struct NoTickets: Error, Sendable, Equatable {
  /// Says so.
  package init() {}
}

extension TicketRepository {
  /// Reads every ticket.
  ///
  /// - Throws: ``NoTickets`` when there is no `.tickets` directory, ``RevisionMissing`` for an
  ///   unknown revision.
  package func load(
    from source: TicketSource = .workTree, detail: LoadDetail = .fields
  ) throws -> LoadedTickets {
    switch source {
    case .workTree:
      guard let root else { return try load(from: .revision("HEAD"), detail: detail) }
      let loader = WorkTreeLoader(root: root, detail: detail, commonDirectory: commonDirectory)
      guard let loaded = try loader.load() else { throw NoTickets() }
      return loaded
    case .index: return try loadIndex(detail: detail)
    case .revision(let name): return try loadRevision(name, detail: detail)
    }
  }

  private func loadRevision(_ name: String, detail: LoadDetail) throws -> LoadedTickets {
    let git = try git()
    guard let commit = try git.resolve(name) else { throw RevisionMissing(name: name) }
    let entries = try git.ticketEntries(in: git.tree(of: commit))
    let files = entries.filter { $0.problem == nil }.map {
      BlobLoader.File(path: $0.path, blob: $0.id)
    }
    var loaded = try BlobLoader(git: git, detail: detail).load(files)
    let problems = Dictionary(
      (entries.compactMap(\.problem) + loaded.problems).map { ($0.path, $0) },
      uniquingKeysWith: { first, _ in first })
    loaded.problems = problems.isEmpty ? [] : entries.compactMap { problems[$0.path] }
    return loaded
  }

  /// Paths of the files that are meant to be tickets, and what is in the place of one; those of any
  /// of `typed` are among them if it exists where its id says.
  func ticketPaths(
    in source: TicketSource, holding typed: [String]
  ) throws -> (paths: [String], problems: [Problem]) {
    switch source {
    case .workTree:
      guard let root else { return try ticketPaths(in: .revision("HEAD"), holding: typed) }
      guard var folder = try TicketFolder(Workspace.folder, root: root) else { throw NoTickets() }
      try folder.addFolders(root: root) { path in typed.contains { $0.mayBeIn(folder: path) } }
      return (folder.paths, folder.problems)
    case .index:
      let staged = try StagedTickets(git())
      return (staged.files.map(\.path), staged.problems)
    case .revision(let name):
      let git = try git()
      guard let commit = try git.resolve(name) else { throw RevisionMissing(name: name) }
      let entries = try git.ticketEntries(in: git.tree(of: commit))
      return (entries.filter { $0.problem == nil }.map(\.path), entries.compactMap(\.problem))
    }
  }

  /// Returns the bytes of one file of a source; nil when it is not there.
  package func read(_ path: String, from source: TicketSource) throws -> [UInt8]? {
    switch source {
    case .workTree:
      guard let root else { return try read(path, from: .revision("HEAD")) }
      return try Files.readIfPresent("\(root)/\(path)")
    case .index: return try IndexFolderReader(git: git()).read(path)
    case .revision(let name):
      return try RevisionFolderReader(git: git(), revision: name).read(path)
    }
  }
}

/// A revision that git does not know.
package struct RevisionMissing: Error, Sendable, Equatable {
  package let name: String
}

extension GitRepository {
  /// The entries of a tree that are meant to be tickets, and links.
  func ticketEntries(in tree: ObjectID) throws -> [TreeEntry] {
    try refuseLinkedTickets(in: tree)
    return try entries(under: Workspace.folder, in: tree, recursive: true).filter { entry in
      let parts = entry.path.split(separator: "/")
      guard let name = parts.last, parts.count >= 2,
        !Workspace.reservedNames.contains(String(parts[1]))
      else { return false }
      return String(name).isTicketFileName || entry.kind == .link
    }
  }

  /// Throws ``FolderRefused`` when `.tickets` of a tree is there and not a folder.
  func refuseLinkedTickets(in tree: ObjectID) throws {
    guard let entry = try entry(at: Workspace.folder, in: tree), entry.kind != .tree else { return }
    throw FolderRefused(
      path: Workspace.folder, kind: entry.kind == .link ? .symbolicLink : .file)
  }
}

extension TreeEntry {
  /// Why an entry that is meant to be a ticket is not read.
  var problem: Problem? {
    switch kind {
    case .link: .link(path)
    case .submodule: .notAFile(path, "a submodule", fix: "move it away")
    case .blob, .executable, .tree: path.isPlainName ? nil : .badName(path)
    }
  }
}

extension TreeEntry.Kind {
  /// Whether the entry is a plain file, executable or not.
  var isFile: Bool { self == .blob || self == .executable }
}
