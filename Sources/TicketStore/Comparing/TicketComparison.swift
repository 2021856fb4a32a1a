package import TicketModel

/// What separates the tickets of two states.
package struct TicketComparison: Sendable {
  package let from: ComparedState
  package let to: ComparedState
  /// Tickets that changed, then new ones, then those that are gone; each by id and path.
  package let changes: [TicketChange]
  /// One for each differing file that is no readable ticket.
  package let problems: [Problem]
  /// Those of ``problems`` that are of the second state.
  let unreadable: [Problem]
}

/// Finds which versions of two states are one ticket: by id, wherever its file went.
struct VersionMatching {
  private(set) var changes: [TicketChange] = []
  private let unreadableOld: [String]
  private let unreadableNew: [String]

  /// Matches versions.
  ///
  /// - Parameters:
  ///   - old: versions of the first state.
  ///   - new: versions of the second one.
  ///   - unreadable: paths of files that could not be read in either, which may be missing partners.
  init(
    old: [ReadTicket], new: [ReadTicket], unreadable: (old: [String], new: [String])
  ) {
    (unreadableOld, unreadableNew) = unreadable
    let olds = Dictionary(grouping: old, by: \.ticket.id)
    let news = Dictionary(grouping: new, by: \.ticket.id)
    for id in Set(olds.keys).union(news.keys) { match(olds[id] ?? [], news[id] ?? []) }
    changes.sort { $0.sortingKey < $1.sortingKey }
  }

  /// Matches the versions that have one id: by path, and what is left when it is one on each side.
  private mutating func match(_ olds: [ReadTicket], _ news: [ReadTicket]) {
    var (olds, news) = (olds, news)
    for old in olds {
      guard let index = news.firstIndex(where: { $0.ticket.path == old.ticket.path }) else {
        continue
      }
      add(old, news.remove(at: index))
      olds.removeAll { $0.ticket.path == old.ticket.path }
    }
    if olds.count == 1, news.count == 1 { return add(olds[0], news[0]) }
    for old in olds where !old.ticket.mayBe(in: unreadableNew) { add(old, nil) }
    for new in news where !new.ticket.mayBe(in: unreadableOld) { add(nil, new) }
  }

  private mutating func add(_ old: ReadTicket?, _ new: ReadTicket?) {
    if let change = TicketChange(from: old, to: new) { changes.append(change) }
  }
}

extension Ticket {
  /// Whether one of the files, which could not be read, may be this ticket by its path or name.
  fileprivate func mayBe(in paths: [String]) -> Bool {
    paths.contains { $0 == path || $0.isTicketFileName(of: id) }
  }
}

extension TicketChange {
  fileprivate var sortingKey: (Int, TicketID, String) {
    let place =
      switch kind {
      case .changed, .moved: 0
      case .added: 1
      case .removed: 2
      }
    return (place, ticket.id, ticket.path)
  }
}
