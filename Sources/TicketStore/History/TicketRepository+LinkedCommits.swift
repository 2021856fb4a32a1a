import GitKit
package import TicketModel

/// A commit that is for a ticket, by its trailers or by its branch.
package struct LinkedCommit: Sendable, Equatable {
  package let commit: LoggedCommit
  /// The branch that has it, where neither the default branch nor what is checked out has it.
  package let branch: String?
}

extension TicketRepository {
  /// Returns the commits that are linked to a ticket: those whose trailers name it, merges of its
  /// branches, and what its branches have that the default branch has not.
  ///
  /// Read as far back as ``whereabouts(of:)`` does.
  ///
  /// - Parameter ticket: the ticket.
  /// - Returns: each commit once, newest first within a branch.
  /// - Throws: `GitError`.
  package func linkedCommits(to ticket: Ticket) throws -> [LinkedCommit] {
    let git = try git()
    let trunks = try defaultBranches()
    let tips = trunks.compactMap(\.commit)
    var found: [LinkedCommit] = []
    var seen: Set<ObjectID> = []
    let head = try git.head()
    var here: Set<ObjectID> = []
    if let tip = head.commit {
      try git.walk(from: [tip], hiding: tips) { record in
        here.insert(record.id)
        return here.count < TrunkReading.branchLimit
      }
    }
    func walk(_ start: ObjectID, branch: String, takesAll: Bool) throws {
      var count = 0
      try git.walk(from: [start], hiding: tips) { record in
        count += 1
        let facts = CommitFacts(record)
        let isLinked =
          try facts.isFor(ticket.id)
          || takesAll && !facts.isMerge && !git.changesOthersAlone(record, than: ticket.id)
        if isLinked, seen.insert(record.id).inserted {
          found.append(
            LinkedCommit(
              commit: LoggedCommit(record), branch: here.contains(record.id) ? nil : branch))
        }
        return count < TrunkReading.branchLimit
      }
    }
    for branch in try linkedBranches(to: ticket) {
      if let tip = branch.commit { try walk(tip, branch: branch.name, takesAll: true) }
    }
    if let tip = head.commit {
      try walk(tip, branch: head.branch?.shorthand ?? "HEAD", takesAll: false)
    }
    for facts in try TrunkReading(git, for: ticket, trunks).history.commits
    where facts.isFor(ticket.id) {
      guard let id = ObjectID(hex: facts.id), seen.insert(id).inserted else { continue }
      found.append(LinkedCommit(commit: LoggedCommit(try git.commit(id)), branch: nil))
    }
    return found
  }

  /// Says what a commit with one parent, or none, did to a ticket.
  ///
  /// - Parameters:
  ///   - ticket: the ticket as it is now; earlier its file may have had another name.
  ///   - commit: full hexadecimal id.
  /// - Returns: nil for merges, and where either version cannot be read.
  /// - Throws: `GitError`.
  package func change(of ticket: Ticket, in commit: String) throws -> TicketChange? {
    let git = try git()
    guard let id = ObjectID(hex: commit) else { return nil }
    let record = try git.commit(id)
    guard record.parents.count < 2 else { return nil }
    let new = try version(of: ticket, in: record.tree)
    guard let parent = record.parents.first else { return TicketChange(from: nil, to: new) }
    return TicketChange(from: try version(of: ticket, in: git.tree(of: parent)), to: new)
  }

  private func version(of ticket: Ticket, in tree: ObjectID) throws -> ReadTicket? {
    let git = try git()
    guard let folder = try git.ticketFolder(in: tree),
      let loaded = try git.loadedTicket(
        ticket.id, likelyAt: ticket.path, in: folder, detail: .documents)
    else { return nil }
    return loaded.document.map { ReadTicket(ticket: loaded.ticket, document: $0) }
  }
}
