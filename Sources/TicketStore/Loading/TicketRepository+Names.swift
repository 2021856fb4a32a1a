import GitKit
import TicketModel

extension TicketRepository {
  /// Returns ids and the words behind them, as files are named; no file is read.
  ///
  /// Ids that Snag draws are told apart from the words; of others, the first two parts are taken.
  ///
  /// - Parameter typed: what the ids begin with.
  /// - Returns: by path.
  /// - Throws: ``NoTickets``, `FileError`, `GitError`.
  package func ticketNames(
    beginning typed: String
  ) throws -> [(id: String, words: String)] {
    try ticketPaths(in: .workTree, holding: [typed]).paths.compactMap {
      path -> (id: String, words: String)? in
      let name = path.split(separator: "/").last?.dropLast(3) ?? ""
      let parts = name.split(separator: "-", maxSplits: 2)
      let id = parts.prefix(2).joined(separator: "-")
      guard id.hasPrefix(typed), parts.count > 1 else { return nil }
      return (id, parts.count > 2 ? String(parts[2].map { $0 == "-" ? " " : $0 }) : "")
    }
  }

  /// Returns the short names of branches, here and remote-tracking.
  ///
  /// - Returns: sorted.
  /// - Throws: `GitError`.
  package func branchNames() throws -> [String] {
    try git().refs(matching: ["refs/heads/*", "refs/remotes/*"]).map { tip in
      let name = tip.ref.name
      return String(name.dropFirst(name.hasPrefix("refs/heads/") ? 11 : 13))
    }
  }
}
