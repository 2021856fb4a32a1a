import GitKit

extension TicketRepository {
  /// Fetches, merges and pushes the branch that is checked out.
  ///
  /// Tickets are merged by meaning in this process and everything else by git, in objects alone; only
  /// when the outcome is certain does `git merge --ff-only` move branch, index and work tree. So
  /// whenever it stops, things are as before or as after, and running it again goes on.
  ///
  /// - Parameter request: what is wanted.
  /// - Returns: what was done. With disagreements the merge is made, with the values recorded in the
  ///   tickets, and not pushed.
  /// - Throws: ``SyncRefused``, ``ProgramError`` when git fails, `GitError`.
  package func sync(_ request: SyncRequest) throws -> SyncReport {
    let git = try git()
    let target = try SyncTarget.find(in: git, remote: request.remote)
    let run = SyncRun(
      repository: self, git: git, target: target, request: request, texts: TicketTexts(git))
    return try run.run()
  }
}
