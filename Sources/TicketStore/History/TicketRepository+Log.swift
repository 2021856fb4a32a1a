import GitKit
package import TicketModel

/// A commit that changed tickets, as far as a log shows it.
package struct LoggedCommit: Sendable, Equatable {
  /// Full hexadecimal object id.
  package let id: String
  package let author: String
  package let time: Timestamp
  package let subject: String

  init(_ record: CommitRecord) {
    id = record.id.hex
    author = record.author.name
    time = Timestamp(seconds: record.author.seconds)
    subject = record.subject
  }
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
    return try git.history(of: path ?? Workspace.folder, from: head, limit: limit)
      .map(LoggedCommit.init)
  }

  /// Returns the commits in which a ticket's file changed, newest first, wherever it was: at its
  /// path, directly in `.tickets`, or in its shard directory.
  package func log(of ticket: Ticket) throws -> [LoggedCommit] {
    let git = try git()
    guard let head = try git.head().commit else { return [] }
    let name = ticket.path.split(separator: "/").last ?? ""
    let paths: Set = [
      ticket.path, "\(Workspace.folder)/\(name)", "\(Workspace.folder)/\(ticket.id.shard)/\(name)",
    ]
    var seen: Set<ObjectID> = []
    var commits: [LoggedCommit] = []
    for path in [ticket.path] + paths.subtracting([ticket.path]).sorted() {
      for record in try git.history(of: path, from: head, limit: nil)
      where seen.insert(record.id).inserted {
        commits.append(LoggedCommit(record))
      }
    }
    // Sorting is stable, so commits of one second keep git's order.
    return commits.sorted { $0.time > $1.time }
  }
}
