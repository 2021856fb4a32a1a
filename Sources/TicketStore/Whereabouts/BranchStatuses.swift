import GitKit
import TicketModel

/// Finds which status branches say that a ticket has.
struct BranchStatuses {
  let git: GitRepository
  let ticket: Ticket

  /// What a branch says.
  private enum Word: Hashable {
    case absent
    case status(String)
    case unreadable
  }

  /// Groups the branches that have the ticket by its status there.
  ///
  /// Branches whose tickets are alike are read once, so that hundreds of them cost little.
  ///
  /// - Parameters:
  ///   - first: branches to name first.
  ///   - others: all branches.
  /// - Returns: the groups, in the order of the branches.
  /// - Throws: `GitError`.
  func grouped(
    _ first: [LinkedBranch], others: [LinkedBranch]
  ) throws -> [Whereabouts.BranchesOfStatus] {
    var groups: [Whereabouts.BranchesOfStatus] = []
    var words: [ObjectID: Word] = [:]
    for branch in first + others.filter({ !first.contains($0) }) {
      guard let commit = branch.commit,
        let folder = try git.entry(at: Workspace.folder, in: git.tree(of: commit)),
        folder.kind == .tree
      else { continue }
      let word = try words[folder.id] ?? word(in: folder.id)
      words[folder.id] = word
      if word == .absent { continue }
      let status: String? = if case .status(let name) = word { name } else { nil }
      if let index = groups.firstIndex(where: { $0.status == status }) {
        groups[index].branches.append(branch)
      } else {
        groups.append(Whereabouts.BranchesOfStatus(status: status, branches: [branch]))
      }
    }
    return groups
  }

  private func word(in folder: ObjectID) throws -> Word {
    guard let entry = try file(in: folder) else { return .absent }
    guard entry.kind.isFile,
      case .success(let loaded) = readTicket(
        try git.blob(entry.id), path: ticket.path, detail: .fields)
    else { return .unreadable }
    return loaded.ticket.id == ticket.id ? .status(loaded.ticket.status) : .absent
  }

  /// The ticket's file: where it is here, else wherever a file is named by its id.
  func file(in folder: ObjectID) throws(GitError) -> TreeEntry? {
    let known = String(ticket.path.dropFirst(Workspace.folder.count + 1))
    if let entry = try git.entry(at: known, in: folder) { return entry }
    for place in ["", ticket.id.shard] {
      let named = try git.entries(under: place, in: folder, recursive: false)
        .first { $0.kind != .tree && $0.path.isTicketFileName(of: ticket.id) }
      if let named { return named }
    }
    return nil
  }
}
