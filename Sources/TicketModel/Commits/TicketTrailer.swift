/// A trailer that ties a commit to tickets: `Ticket: sn-k7m3qx`.
///
/// All four link. `Closes` and `Fixes` also claim that the commit completes the ticket; a claim never
/// changes a ticket: only a transition does.
package struct TicketTrailer: Sendable, Equatable {
  /// What a commit says of a ticket.
  package enum Key: String, Sendable, CaseIterable {
    case ticket = "Ticket"
    case closes = "Closes"
    case fixes = "Fixes"
    case refs = "Refs"

    /// Reads a key in any case.
    init?(any text: String) {
      guard let key = Self.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() })
      else { return nil }
      self = key
    }

    /// Whether it claims that the ticket is completed.
    package var completes: Bool { self == .closes || self == .fixes }
  }

  package let key: Key
  /// Each once, in order.
  package let ids: [TicketID]
  /// The same as they are written: `JIRA-123`.
  package let words: [String]
  /// The first word that is no id, where words follow each other; what follows it is prose.
  package let firstOther: String?

  /// Takes a trailer; nil when its key is another one.
  package init?(_ trailer: CommitTrailer) {
    guard let key = Key(any: trailer.key) else { return nil }
    self.key = key
    var ids: [TicketID] = []
    var words: [String] = []
    var other: String?
    // `Fixes: 54a4f02 ("mm: no-op when empty")` names a commit and then its subject.
    for word in trailer.value.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      guard let id = TicketID(word) else {
        other = String(word)
        break
      }
      guard !ids.contains(id) else { continue }
      ids.append(id)
      words.append(String(word))
    }
    self.ids = ids
    self.words = words
    firstOther = other
  }

  /// Returns those of a message, in order.
  package static func trailers(of message: String) -> [TicketTrailer] {
    CommitTrailer.trailers(of: message).compactMap(TicketTrailer.init)
  }
}
