import GitKit
package import TicketModel

/// A commit that changed tickets, as far as a log shows it.
package struct LoggedCommit: Sendable, Equatable {
  /// Full hexadecimal object id.
  package let id: String
  package let author: String
  package let time: Timestamp
  package let subject: String
}

extension TicketRepository {
  /// Returns the commits reachable from HEAD in which a path changed, newest first.
  ///
  /// - Parameters:
  ///   - path: a ticket's file, or nil for all tickets.
  ///   - limit: at most so many.
  /// - Returns: the commits; none before the first one.
  /// - Throws: `GitError`.
  package func log(of path: String?, limit: Int?) throws -> [LoggedCommit] {
    let git = try git()
    guard let head = try git.head().commit else { return [] }
    return try git.history(of: path ?? Workspace.folder, from: head, limit: limit).map { record in
      LoggedCommit(
        id: record.id.hex, author: record.author.name,
        time: Timestamp(seconds: record.author.seconds), subject: record.subject)
    }
  }
}
