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

  /// Takes tickets in the order of their paths, and what branches say of some of them.
  init(_ loaded: LoadedTickets, _ said: [(ticket: Ticket, words: [BranchWord])]) {
    self.loaded = loaded
    words = Dictionary(
      said.lazy.map { (Place(id: $0.ticket.id, path: $0.ticket.path), $0.words) },
      uniquingKeysWith: +)
  }

  /// Returns what other branches say of a ticket that is not known here, in order of their names.
  ///
  /// Empty when what is here is the newest.
  package func words(about ticket: Ticket) -> [BranchWord] {
    words[Place(id: ticket.id, path: ticket.path)] ?? []
  }
}
