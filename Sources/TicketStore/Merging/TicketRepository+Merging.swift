import GitKit
import TicketModel

extension TicketRepository {
  /// Merges the tickets of two commits in this process, by meaning; writes nothing.
  ///
  /// The common ancestor is git's; where there are several, as after criss-cross merges, they are
  /// themselves merged into one, in memory. The cost follows the tickets that differ. What statuses
  /// mean is taken from our commit.
  ///
  /// - Parameters:
  ///   - ours: a revision.
  ///   - theirs: another revision.
  /// - Returns: every ticket that differs between ancestor, ours and theirs.
  /// - Throws: ``RevisionMissing``, ``FolderRefused`` or `GitError`.
  package func mergedTickets(ours: String, theirs: String) throws -> MergedTickets {
    let git = try git()
    func commit(_ name: String) throws -> ObjectID {
      guard let commit = try git.resolve(name) else { throw RevisionMissing(name: name) }
      return commit
    }
    return try mergedTickets(ours: commit(ours), theirs: commit(theirs))
  }

  func mergedTickets(
    ours: ObjectID, theirs: ObjectID, texts: TicketTexts? = nil
  ) throws -> MergedTickets {
    let git = try git()
    let workflows = try readSettings(from: .revision(ours.hex)).workflows
    let merge = TicketTreeMerge(git: git, workflows: workflows, texts: texts ?? TicketTexts(git))
    return try merge.merge(ours: ours, theirs: theirs)
  }

  /// Returns what became of each ticket between two commits, as changes of "theirs".
  func ticketChanges(
    from old: ObjectID?, to new: ObjectID, texts: TicketTexts
  ) throws -> [MergedTicket] {
    // No two sides: nothing is merged, and no workflow is asked.
    let merge = try TicketTreeMerge(git: git(), workflows: WorkflowSet([]), texts: texts)
    return try merge.changes(from: old, to: new)
  }
}
