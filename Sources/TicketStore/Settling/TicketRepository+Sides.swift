import GitKit
package import TicketMerge

extension TicketRepository {
  /// Returns the last commit of a side in which a file changed; nil when that is not known.
  package func lastCommit(of path: String, on side: Side) throws -> LoggedCommit? {
    let git = try git()
    let names =
      switch side {
      case .ours: ["HEAD"]
      case .theirs: ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD"]
      }
    for name in names {
      guard let tip = try git.resolve(name) else { continue }
      return try git.history(of: path, from: tip, limit: 1).first.map { LoggedCommit($0) }
    }
    return nil
  }
}
