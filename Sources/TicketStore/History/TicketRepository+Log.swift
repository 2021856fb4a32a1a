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
    var records: [CommitRecord] = []
    for path in [ticket.path] + paths.subtracting([ticket.path]).sorted() {
      for record in try git.history(of: path, from: head, limit: nil)
      where seen.insert(record.id).inserted {
        records.append(record)
      }
    }
    records.sort { $0.author.seconds > $1.author.seconds }
    return try Self.descendantsFirst(records, in: git).map(LoggedCommit.init)
  }

  /// Returns commits with those of one second put before their ancestors.
  ///
  /// git goes by the second alone, and a merge may bring it to a branch's commits before it has seen what
  /// they come from. Long runs, such as an import's, keep git's order.
  private static func descendantsFirst(
    _ records: [CommitRecord], in git: GitRepository
  ) throws(GitError) -> [CommitRecord] {
    var result: [CommitRecord] = []
    var rest = records[...]
    while let first = rest.first {
      var run = Array(rest.prefix { $0.author.seconds == first.author.seconds })
      rest = rest.dropFirst(run.count)
      while run.count > 1, run.count <= 16 {
        result.append(run.remove(at: try indexOfDescendant(run, in: git)))
      }
      result += run
    }
    return result
  }

  /// Returns the place of the first commit that is an ancestor of no other.
  private static func indexOfDescendant(
    _ run: [CommitRecord], in git: GitRepository
  ) throws(GitError) -> Int {
    for (index, commit) in run.enumerated() {
      var isAncestor = false
      for other in run where !isAncestor && other.id != commit.id {
        isAncestor = try git.isAncestor(commit.id, of: other.id)
      }
      if !isAncestor { return index }
    }
    return 0
  }
}
