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

  /// The ticket's file in a folder of tickets.
  private struct Copy {
    let word: Word
    let blob: ObjectID?
  }

  /// Groups the branches that have the ticket by its status there.
  ///
  /// Branches whose tickets are alike are read once, so that hundreds of them cost little.
  ///
  /// - Parameters:
  ///   - first: branches to name first.
  ///   - others: all branches.
  ///   - defaults: the default branch here and on its remote; other branches that are not named first
  ///     and have the same text of the ticket are only counted.
  /// - Returns: the groups, in the order of the branches.
  /// - Throws: `GitError`.
  func grouped(
    _ first: [LinkedBranch], others: [LinkedBranch], defaults: [LinkedBranch]
  ) throws -> [Whereabouts.BranchesOfStatus] {
    var groups: [Whereabouts.BranchesOfStatus] = []
    var copies: [ObjectID: Copy] = [:]
    var defaultTexts: Set<ObjectID> = []
    for branch in first + others.filter({ !first.contains($0) }) {
      guard let commit = branch.commit,
        let folder = try git.ticketFolder(in: git.tree(of: commit))
      else { continue }
      let copy = try copies[folder] ?? copy(in: folder)
      copies[folder] = copy
      guard copy.word != .absent, let blob = copy.blob else { continue }
      if defaults.contains(branch) { defaultTexts.insert(blob) }
      let status: String? = if case .status(let name) = copy.word { name } else { nil }
      if let index = groups.firstIndex(where: { $0.status == status }) {
        if defaultTexts.contains(blob), !first.contains(branch) {
          groups[index].copies += 1
        } else {
          groups[index].branches.append(branch)
        }
      } else {
        groups.append(Whereabouts.BranchesOfStatus(status: status, branches: [branch]))
      }
    }
    return groups
  }

  private func copy(in folder: ObjectID) throws -> Copy {
    guard let entry = try git.ticketFile(of: ticket.id, likelyAt: ticket.path, in: folder) else {
      return Copy(word: .absent, blob: nil)
    }
    return Copy(word: try word(of: entry), blob: entry.id)
  }

  private func word(of entry: TreeEntry) throws -> Word {
    guard entry.kind.isFile,
      case .success(let loaded) = readTicket(
        try git.blob(entry.id), path: ticket.path, detail: .fields)
    else { return .unreadable }
    return loaded.ticket.id == ticket.id ? .status(loaded.ticket.status) : .absent
  }
}
