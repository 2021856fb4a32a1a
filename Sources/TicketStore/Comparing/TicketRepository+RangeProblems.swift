import GitKit
import TicketDocument
import TicketModel

extension TicketRepository {
  /// Returns what is wrong in files that a range changed, and elsewhere what was not wrong before it.
  ///
  /// Where the configuration is the same, only what differs is read, and all tickets only when a
  /// change can make something wrong with others.
  func problemsNow(of comparison: TicketComparison) throws -> [Problem] {
    let paths = Set(comparison.changes.map(\.ticket.path) + comparison.problems.map(\.path))
    guard try hasSameSettings(comparison), let source = comparison.to.source else {
      let before = try comparison.from.source.map { try check($0).problems } ?? []
      return try check(comparison.to.source ?? .workTree).problems
        .without(before, besides: paths)
    }
    let judge = StateCheck(try readSettings(from: source))
    let changed = comparison.changes.compactMap(\.new?.loaded)
    let own = comparison.unreadable + judge.problemsOfEach(changed)
    guard judge.mayReachOthers(comparison) else { return own }
    let now = try load(from: source, detail: .documents).tickets
    let places = Set(comparison.changes.compactMap(\.new?.ticket.path))
    let before =
      now.filter { !places.contains($0.ticket.path) }
      + comparison.changes.compactMap(\.old?.loaded)
    return own
      + judge.problemsOfAll(now).without(judge.problemsOfAll(before.inOrder), besides: paths)
  }

  /// Whether both states are commits that have all but the tickets alike in `.tickets`.
  private func hasSameSettings(_ comparison: TicketComparison) throws -> Bool {
    let git = try git()
    let commits = [comparison.from, comparison.to].compactMap { state in
      state.commit.flatMap { ObjectID(hex: $0) }
    }
    guard commits.count == 2 else { return false }
    let folders = try commits.map { try git.ticketFolder(in: git.tree(of: $0)) }
    return try Workspace.reservedNames.allSatisfy { name in
      let entries = try folders.map { try $0.flatMap { try git.entry(at: name, in: $0) } }
      return entries[0] == entries[1]
    }
  }
}

extension StateCheck {
  /// Whether a change can make something wrong with a ticket that did not change, or was wrong with
  /// its links already.
  fileprivate func mayReachOthers(_ comparison: TicketComparison) -> Bool {
    !comparison.problems.isEmpty
      || comparison.changes.contains { change in
        guard let old = change.old?.ticket, let new = change.new?.ticket, old.id == new.id
        else { return true }
        let hasLinks = [old, new].contains { ticket in
          LinkCheck.linkFields.contains { !ticket.items(of: $0).isEmpty }
        }
        return hasLinks || (old.status, old.type) != (new.status, new.type) && isLimited(new)
      }
  }

  private func isLimited(_ ticket: Ticket) -> Bool {
    settings.workflows.workflow(forType: ticket.type)?.status(ticket.status)?.wip != nil
  }
}

extension ComparedState {
  /// Where its tickets are read; nil before the first commit.
  var source: TicketSource? {
    switch place {
    case .commit(let id): .revision(id)
    case .workTree: .workTree
    case .index, .nothing: nil
    }
  }
}

extension ReadTicket {
  fileprivate var loaded: LoadedTicket { LoadedTicket(ticket: ticket, document: document) }
}

extension [LoadedTicket] {
  fileprivate var inOrder: [LoadedTicket] { sorted { $0.ticket.path < $1.ticket.path } }
}

extension [Problem] {
  /// Those that were not known, wherever in their files they stood, and all at some paths.
  fileprivate func without(_ known: [Problem], besides paths: Set<String>) -> [Problem] {
    let known = Set(known.map(\.placeless))
    return filter { paths.contains($0.path) || !known.contains($0.placeless) }
  }
}

extension Problem {
  /// The same wherever in its file it stands.
  fileprivate var placeless: Problem {
    Problem(
      path: path, position: .init(line: 1, column: 1), severity: severity, rule: rule,
      message: message, fix: fix)
  }
}
