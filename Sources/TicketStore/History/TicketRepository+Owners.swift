import GitKit
package import TicketModel

/// A commit that gave a ticket to somebody, or took it from them.
package struct OwnerChange: Sendable, Equatable {
  package let id: TicketID
  package let time: Timestamp
  /// Who had it before; "" for nobody.
  package let from: String
  /// Who has it since; "" for nobody.
  package let to: String
  /// Full hexadecimal id of the commit.
  package let commit: String
}

extension TicketRepository {
  /// Visits the changes of tickets' assignees, newest first, as commits tell: nothing of it is stored.
  ///
  /// Merges are passed over: what they bring was done in the commits that they join.
  ///
  /// - Parameters:
  ///   - limit: how many commits to look at at most.
  ///   - body: called for each change; returns whether to go on.
  /// - Throws: what `body` throws, and `GitError`.
  package func ownerChanges(
    limit: Int = .max, _ body: (OwnerChange) throws -> Bool
  ) throws {
    let git = try git()
    guard let head = try git.head().commit else { return }
    var looked = 0
    try git.walk(from: [head], hiding: []) { commit in
      looked += 1
      guard looked <= limit else { return false }
      guard commit.parents.count < 2 else { return true }
      for change in try self.ownerChanges(in: commit, git) {
        guard try body(change) else { return false }
      }
      return true
    }
  }

  /// Returns who had a ticket, oldest first.
  ///
  /// - Throws: `GitError`.
  package func ownerChanges(of ticket: Ticket) throws -> [OwnerChange] {
    let git = try git()
    return try log(of: ticket).reversed().flatMap { logged -> [OwnerChange] in
      guard let commit = ObjectID(hex: logged.id) else { return [] }
      let record = try git.commit(commit)
      guard record.parents.count < 2 else { return [] }
      return try ownerChanges(in: record, git).filter { $0.id == ticket.id }
    }
  }

  private func ownerChanges(
    in commit: CommitRecord, _ git: GitRepository
  ) throws -> [OwnerChange] {
    let new = try git.ticketFolder(in: commit.tree)
    let old = try commit.parents.first.flatMap { try git.ticketFolder(in: git.tree(of: $0)) }
    guard new != old else { return [] }
    var owners: [TicketID: (from: String, to: String)] = [:]
    for row in try git.differences(among: [old, new], prefix: "\(Workspace.folder)/")
    where Workspace.isTicketPath(row.path) {
      // A file that was moved is there twice, under one id.
      if let ticket = try ticket(row.entries[0], row.path, git) {
        owners[ticket.id, default: ("", "")].from = ticket.assignee
      }
      if let ticket = try ticket(row.entries[1], row.path, git) {
        owners[ticket.id, default: ("", "")].to = ticket.assignee
      }
    }
    return owners.filter { $0.value.from != $0.value.to }.sorted { $0.key.text < $1.key.text }
      .map { id, owner in
        OwnerChange(
          id: id, time: Timestamp(seconds: commit.author.seconds), from: owner.from, to: owner.to,
          commit: commit.id.hex)
      }
  }

  private func ticket(
    _ entry: TreeEntry?, _ path: String, _ git: GitRepository
  ) throws -> Ticket? {
    guard let entry, entry.kind.isFile else { return nil }
    return try? readTicket(git.blob(entry.id), path: path, detail: .fields).get().ticket
  }
}
