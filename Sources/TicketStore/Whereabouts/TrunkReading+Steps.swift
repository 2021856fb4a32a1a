import GitKit
import TicketModel

extension TrunkReading {
  /// Looks for commits that bring work and a step of the ticket at once: squashes and merges of its
  /// branch, whatever their messages say.
  ///
  /// Merges of the default branch into itself, as `git pull` makes them, bring everybody's work and tell
  /// nothing.
  ///
  /// - Parameters:
  ///   - ticket: the ticket.
  ///   - isStep: whether coming into a status of this name is more than making the ticket.
  /// - Throws: `GitError`.
  mutating func readSteps(of ticket: Ticket, where isStep: (String) -> Bool) throws {
    for name in history.firstParents {
      guard let facts = history.commit(name), !isPull(facts),
        let id = ObjectID(hex: name)
      else { continue }
      let commit = try git.commit(id)
      guard try bringsStep(commit, of: ticket, where: isStep),
        try !readPaths(of: id).isEmpty
      else { continue }
      history.steps.insert(name)
    }
  }

  /// Whether a commit gives the ticket's history a line that counts, besides changing more than tickets.
  private func bringsStep(
    _ commit: CommitRecord, of ticket: Ticket, where isStep: (String) -> Bool
  ) throws -> Bool {
    // The first commit of a shallow clone seems to bring everything.
    guard let parent = commit.parents.first else { return false }
    let before = try git.tree(of: parent)
    let folders = (
      old: try git.ticketFolder(in: before), new: try git.ticketFolder(in: commit.tree)
    )
    guard folders.old != folders.new, try git.hasOtherWork(commit.tree, than: before)
    else { return false }
    let files = (old: try file(of: ticket, folders.old), new: try file(of: ticket, folders.new))
    guard files.old?.id != files.new?.id else { return false }
    let old = try lines(files.old)
    return try lines(files.new).contains { !old.contains($0) && isStep($0.status) }
  }

  private func file(of ticket: Ticket, _ folder: ObjectID?) throws -> TreeEntry? {
    try folder.flatMap { try git.ticketFile(of: id, likelyAt: ticket.path, in: $0) }
  }

  private func lines(_ file: TreeEntry?) throws -> [HistoryLine] {
    try file.flatMap { try git.loadedTicket(id, $0) }?.ticket.historyLines ?? []
  }

  private func isPull(_ commit: CommitFacts) -> Bool {
    guard commit.isMerge else { return false }
    return branches.contains { branch in
      commit.subject.hasPrefix("Merge branch '\(branch.localName)'")
        || commit.subject.hasPrefix("Merge remote-tracking branch 'origin/\(branch.localName)'")
    }
  }
}
