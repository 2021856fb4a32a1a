import GitKit
package import TicketModel

extension TicketRepository {
  /// Finds work of a ticket that has not arrived on the default branch, seen from there.
  ///
  /// Work has arrived when merging its branch would change nothing but tickets: so also after a squash
  /// or a rebase.
  ///
  /// - Parameters:
  ///   - ticket: whose work is looked for.
  ///   - branch: the branch that is being changed, by its short name; nil for the current one.
  /// - Returns: the branch with the work; nil when all is there, or another branch is being changed.
  /// - Throws: `GitError`.
  package func missingWork(of ticket: Ticket, on branch: String?) throws -> WorkBranch? {
    let git = try git()
    guard let trunk = try defaultBranch(), let here = try branch ?? currentBranch(),
      here == trunk.localName, let tip = try git.tip(of: .branch(here)),
      let work = try workBranch(of: ticket), work.hasWork,
      let end = try git.resolve(work.name)
    else { return nil }
    guard case .clean(let tree)? = try git.mergeTrees(tip, end, ignoringDriver: "snag") else {
      return work
    }
    return try git.work(in: tree) == git.work(in: git.tree(of: tip)) ? nil : work
  }
}
