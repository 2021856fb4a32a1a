import GitKit
import TicketDocument
import TicketMerge
package import TicketModel

/// Everything that is undecided in a repository's tickets.
package struct ConflictSurvey {
  /// The tickets, in the order of their paths.
  package let tickets: [ConflictedTicket]
  /// Unmerged files below `.tickets` that are no tickets; a person settles them with git.
  package let otherPaths: [String]
  /// What git is in the middle of.
  package let operation: GitOperation?
  /// Tickets that name an id which two tickets have had.
  package let referrers: [TicketID: [TicketID]]
}

/// Something git is in the middle of, and how it goes on.
package enum GitOperation: Sendable, Equatable {
  case merge, rebase, cherryPick, revert, applyMailbox

  init?(_ operation: Operation?) {
    switch operation {
    case .merge: self = .merge
    case .rebase: self = .rebase
    case .cherryPick: self = .cherryPick
    case .revert: self = .revert
    case .applyMailbox: self = .applyMailbox
    case .bisect, nil: return nil
    }
  }

  /// The command that goes on.
  package var continuation: String {
    switch self {
    case .merge: "git merge --continue"
    case .rebase: "git rebase --continue"
    case .cherryPick: "git cherry-pick --continue"
    case .revert: "git revert --continue"
    case .applyMailbox: "git am --continue"
    }
  }
}

extension TicketRepository {
  /// Looks for conflicts of any origin: in the index, in files full of markers, in recorded values,
  /// and in ids that several files have.
  ///
  /// - Throws: ``CommitRefused/noWorkTree`` in a bare repository, ``NoTickets``, `GitError`.
  package func conflicts() throws -> ConflictSurvey {
    guard let root else { throw CommitRefused.noWorkTree }
    let git = try git()
    let index = try git.readIndex()
    let unmerged = index.conflicts(under: Workspace.folder)
    let loaded = try load(detail: .documents)
    var search = ConflictSearch(
      git: git, root: root, merger: TicketMerger(workflows: try settings().workflows),
      loaded: loaded)
    let isTicket: (String) -> Bool = { path in path.isTicketPath }
    let tickets = try unmergedTickets(unmerged.filter { isTicket($0.key) })
    for (ticket, result) in zip(tickets, search.merged(tickets)) {
      try search.add(ticket, result)
    }
    try search.addSharedIDs()
    search.addRecorded()
    try search.addMarked()
    return ConflictSurvey(
      tickets: search.found.sorted { $0.path < $1.path },
      otherPaths: unmerged.keys.filter { !isTicket($0) }.sorted(),
      operation: GitOperation(git.operationInProgress()), referrers: search.referrers())
  }
}

extension String {
  /// Whether a path below `.tickets` is meant to be a ticket's.
  fileprivate var isTicketPath: Bool {
    let parts = split(separator: "/")
    guard parts.count >= 2, let name = parts.last else { return false }
    return !Workspace.reservedNames.contains(String(parts[1])) && String(name).isTicketFileName
  }
}
