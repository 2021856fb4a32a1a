package import TicketModel

/// What one branch says of a ticket that the branch checked out does not know.
package struct BranchWord: Sendable, Equatable {
  /// As people write it: `topic`, `origin/topic`.
  package let branch: String
  package let isLocal: Bool
  /// Full hexadecimal id of the commit at its end.
  package let commit: String
  /// The ticket as it is there; nil when that branch deleted it.
  package let ticket: Ticket?
}

/// The tickets as all branches together have them.
package struct BranchView: Sendable {
  /// The tickets, those that only other branches have among them, and what could not be read.
  package let loaded: LoadedTickets
  private let words: [Place: [BranchWord]]

  private struct Place: Hashable {
    let id: TicketID
    let path: String
  }

  /// Collects tickets and what branches say of them.
  init(
    _ tickets: [(ticket: LoadedTicket, words: [BranchWord])], problems: [Problem]
  ) {
    let sorted = tickets.sorted { $0.ticket.ticket.path < $1.ticket.ticket.path }
    loaded = LoadedTickets(tickets: sorted.map(\.ticket), problems: problems)
    words = Dictionary(
      sorted.lazy.filter { !$0.words.isEmpty }.map {
        (Place(id: $0.ticket.ticket.id, path: $0.ticket.ticket.path), $0.words)
      }, uniquingKeysWith: +)
  }

  /// Returns what other branches say of a ticket that is not known here, in order of their names.
  ///
  /// Empty when what is here is the newest.
  package func words(about ticket: Ticket) -> [BranchWord] {
    words[Place(id: ticket.id, path: ticket.path)] ?? []
  }
}
