import GitKit

extension TicketRepository {
  /// Whether changes are stashed away.
  ///
  /// - Throws: `GitError`.
  package func hasStash() throws -> Bool { try git().tip(of: RefName("refs/stash")) != nil }
}
