extension TicketRepository {
  /// Whether there are at most so many files of tickets, and all in one folder: whether reading all of
  /// them takes no longer than anybody notices.
  ///
  /// - Parameters:
  ///   - source: where to look.
  ///   - count: the most that there may be.
  /// - Returns: false where tickets are in folders below `.tickets`.
  /// - Throws: ``RevisionMissing``, `FileError`, `GitError`.
  package func isSmall(_ source: TicketSource, atMost count: Int) throws -> Bool {
    guard source == .workTree, let root else {
      return try ticketPaths(in: source, holding: []).paths.count <= count
    }
    guard let folder = try TicketFolder(Workspace.folder, root: root) else { return true }
    return folder.folders.isEmpty && folder.paths.count <= count
  }
}
