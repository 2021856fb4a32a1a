import GitKit
package import TicketModel

/// A commit that claims to complete a ticket.
package struct CompletionClaim: Sendable, Equatable {
  package let commit: LoggedCommit
  package let key: TicketTrailer.Key
  package let id: TicketID
  /// What the ticket's status is nevertheless; nil when there is no such ticket.
  package let status: String?
}

extension TicketRepository {
  /// Returns the newest tag that HEAD holds; nil when it holds none.
  package func latestTag() throws -> String? {
    let outcome = try git().runGit(["describe", "--tags", "--abbrev=0", "HEAD"])
    guard outcome.status == 0 else { return nil }
    return outcome.outputText.split(separator: "\n").first.map(String.init)
  }

  /// Returns the claims of completion, between two states, about tickets that are not done in the
  /// second one.
  ///
  /// - Parameters:
  ///   - from: the first state.
  ///   - to: the second one.
  ///   - workflows: which statuses are done.
  /// - Returns: claims, newest first; none for what is no commit.
  /// - Throws: `GitError`, ``FolderRefused``.
  package func openClaims(
    from: ComparedState, to: ComparedState, _ workflows: WorkflowSet
  ) throws -> [CompletionClaim] {
    guard let end = to.commit, let commit = ObjectID(hex: end) else { return [] }
    var found: [(LoggedCommit, TicketTrailer.Key, TicketID)] = []
    let git = try git()
    let hidden = from.commit.flatMap { ObjectID(hex: $0) }
    try git.walk(from: [commit], hiding: [hidden].compactMap { $0 }) { record in
      for trailer in TicketTrailer.trailers(of: record.message) where trailer.key.completes {
        found += trailer.ids.map { (LoggedCommit(record), trailer.key, $0) }
      }
      return true
    }
    guard !found.isEmpty else { return [] }
    let tickets = Dictionary(
      try load(from: .revision(end)).tickets.map { ($0.ticket.id, $0.ticket) },
      uniquingKeysWith: { first, _ in first })
    return found.compactMap { commit, key, id in
      let ticket = tickets[id]
      let category = ticket.flatMap { workflows.category(type: $0.type, status: $0.status) }
      guard category != .done else { return nil }
      return CompletionClaim(commit: commit, key: key, id: id, status: ticket?.status)
    }
  }
}
