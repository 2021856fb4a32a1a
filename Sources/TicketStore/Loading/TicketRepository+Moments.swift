import GitKit
package import TicketModel

/// There was nothing on a branch yet at a moment.
package struct NothingBefore: Error, Sendable, Equatable {
  package let moment: Timestamp
  /// The branch that was looked at; "HEAD" where there is no default branch.
  package let branch: String
  /// Whether the clone holds only a part of the history, so that there may have been something.
  package let isCut: Bool
}

extension TicketRepository {
  /// Finds what the default branch held at a moment: the newest commit along first parents, from the
  /// tip, that was committed by then.
  ///
  /// The walk begins at the tip and takes the first commit whose time fits, so a commit that a wrong
  /// clock dated ahead hides none of those before it, and one that was dated back may be found for
  /// a moment at which it was not there yet. Where there is no default branch, HEAD is looked at.
  ///
  /// - Parameter moment: any time.
  /// - Returns: a revision.
  /// - Throws: ``NothingBefore``, ``RevisionMissing`` and `GitError`.
  package func source(asOf moment: Timestamp) throws -> TicketSource {
    let git = try git()
    let branch = try defaultBranch()
    let tip = try branch.flatMap { ObjectID(hex: $0.tip) } ?? git.resolve("HEAD")
    guard let tip else { throw RevisionMissing(name: "HEAD") }
    var next: ObjectID? = tip
    while let id = next {
      let step = try git.firstParentStep(id)
      if step.time <= moment.seconds { return .revision(id.hex) }
      next = step.parent
    }
    throw NothingBefore(
      moment: moment, branch: branch?.name ?? "HEAD",
      isCut: !git.shallowCommits.isEmpty)
  }
}
