import GitKit
package import TicketModel

extension TicketRepository {
  /// Finds work of a ticket that has not arrived on the default branch, seen from there.
  ///
  /// ``whereabouts(of:)`` says what has arrived: so also after a squash or a rebase.
  ///
  /// - Parameters:
  ///   - ticket: whose work is looked for.
  ///   - branch: the branch that is being changed, by its short name; nil for the current one.
  /// - Returns: the branch with the work; nil when all is there, or another branch is being changed.
  /// - Throws: `GitError`.
  package func missingWork(of ticket: Ticket, on branch: String?) throws -> WorkBranch? {
    guard let trunk = try defaultBranch(), let here = try branch ?? currentBranch(),
      here == trunk.localName, let work = try workBranch(of: ticket), work.hasWork
    else { return nil }
    let isMissing = try whereabouts(of: ticket).branches.contains { report in
      report.branches.contains { $0.name == work.name } && !report.arrival.missing.isEmpty
    }
    return isMissing ? work : nil
  }
}
