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
    let folders = try [before, commit.tree].map { try git.entry(at: Workspace.folder, in: $0) }
    guard folders[0] != folders[1], try git.hasOtherWork(commit.tree, than: before)
    else { return false }
    let statuses = BranchStatuses(git: git, ticket: ticket)
    let files = try folders.map { folder in
      try folder.flatMap { $0.kind == .tree ? try statuses.file(in: $0.id) : nil }
    }
    guard files[0]?.id != files[1]?.id else { return false }
    let old = try lines(files[0])
    return try lines(files[1]).contains { !old.contains($0) && isStep($0.status) }
  }

  private func lines(_ file: TreeEntry?) throws -> [HistoryLine] {
    guard let file, file.kind.isFile,
      case .success(let loaded) = readTicket(
        try git.blob(file.id), path: file.path, detail: .fields),
      loaded.ticket.id == id
    else { return [] }
    return loaded.ticket.historyLines
  }

  private func isPull(_ commit: CommitFacts) -> Bool {
    guard commit.isMerge else { return false }
    return branches.contains { branch in
      commit.subject.hasPrefix("Merge branch '\(branch.localName)'")
        || commit.subject.hasPrefix("Merge remote-tracking branch 'origin/\(branch.localName)'")
    }
  }
}
