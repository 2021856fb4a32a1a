import GitKit
import TicketModel

/// One ticket as a tree has it, without reading the other ones.
extension GitRepository {
  /// Returns the folder of tickets of a tree; nil when it has none.
  func ticketFolder(in tree: ObjectID) throws(GitError) -> ObjectID? {
    guard let entry = try entry(at: Workspace.folder, in: tree), entry.kind == .tree else {
      return nil
    }
    return entry.id
  }

  /// Finds a ticket's file: where it is likely to be, else wherever a file is named by its id.
  ///
  /// - Parameters:
  ///   - id: the ticket's.
  ///   - path: where it is elsewhere, from the root of the repository; nil when that is not known.
  ///   - folder: a folder of tickets.
  /// - Returns: the entry, with its path from the root; nil when there is none.
  /// - Throws: `.notFound` when a tree is missing.
  func ticketFile(
    of id: TicketID, likelyAt path: String? = nil, in folder: ObjectID
  ) throws(GitError) -> TreeEntry? {
    if let path,
      let known = try entry(at: String(path.dropFirst(Workspace.folder.count + 1)), in: folder)
    {
      return TreeEntry(path: path, id: known.id, kind: known.kind)
    }
    for place in ["", id.shard] {
      guard let named = try entry(at: place, in: folder), named.kind == .tree else { continue }
      let file = try entries(beginning: id.text, in: named.id)
        .first { $0.kind != .tree && $0.path.isTicketFileName(of: id) }
      guard let file else { continue }
      let parts = [Workspace.folder, place, file.path].filter { !$0.isEmpty }
      return TreeEntry(path: parts.joined(separator: "/"), id: file.id, kind: file.kind)
    }
    return nil
  }

  /// Reads a ticket of a folder of tickets; nil when it is not there, or not as a readable ticket.
  ///
  /// - Parameters:
  ///   - id: the ticket's.
  ///   - path: as for ``ticketFile(of:likelyAt:in:)``.
  ///   - folder: a folder of tickets.
  ///   - detail: whether its text is kept.
  /// - Returns: the ticket.
  /// - Throws: `GitError`.
  func loadedTicket(
    _ id: TicketID, likelyAt path: String? = nil, in folder: ObjectID, detail: LoadDetail = .fields
  ) throws -> LoadedTicket? {
    guard let file = try ticketFile(of: id, likelyAt: path, in: folder) else { return nil }
    return try loadedTicket(id, file, detail: detail)
  }

  /// Reads a file that should be a ticket; nil when it is not readable, or another one.
  func loadedTicket(
    _ id: TicketID, _ file: TreeEntry, detail: LoadDetail = .fields
  ) throws -> LoadedTicket? {
    guard file.kind.isFile,
      case .success(let loaded) = readTicket(
        try blob(file.id), path: file.path, detail: detail),
      loaded.ticket.id == id
    else { return nil }
    return loaded
  }
}
