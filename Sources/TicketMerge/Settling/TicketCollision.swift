package import TicketDocument
package import TicketModel

/// What tells tickets with one id apart: when, by whom and as what they were created.
package struct TicketOrigin: Sendable, Hashable, Comparable {
  package let created: String
  package let reporter: String
  package let title: String

  /// Reads it out of a ticket's text.
  package init(_ document: TicketDocument) {
    created = document.scalar(FieldName.created.rawValue) ?? ""
    reporter = document.scalar(FieldName.reporter.rawValue) ?? ""
    title = document.scalar(FieldName.title.rawValue) ?? ""
  }

  /// Whether both are one ticket: created at one time by one person.
  package func isSameTicket(as other: TicketOrigin) -> Bool {
    created == other.created && reporter == other.reporter
  }

  /// Orders those that collided: the first one keeps the id.
  package static func < (left: TicketOrigin, right: TicketOrigin) -> Bool {
    [left.created, left.reporter, left.title].lexicographicallyPrecedes(
      [right.created, right.reporter, right.title]
    ) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension TicketID {
  /// Returns the id that a ticket gets when another one keeps its own: the same on every clone.
  ///
  /// Prefix and length stay. The symbols come from SHA-256 of the old id, created, reporter and
  /// title, one a line, with a counter behind them when an id is taken.
  package func derived(for origin: TicketOrigin, isTaken: (TicketID) -> Bool) -> TicketID {
    let prefix = text.prefix(text.count - suffix.count)
    let length = min(max(suffix.count, 6), 32)
    var counter = 0
    while true {
      let lines =
        [text, origin.created, origin.reporter, origin.title]
        + (counter == 0 ? [] : [String(counter)])
      let digest = SHA256.hash(lines.joined(separator: "\n").utf8)
      if let id = TicketID(prefix + Self.symbols(of: digest.prefix(length))), !isTaken(id) {
        return id
      }
      counter += 1
    }
  }

  /// One symbol for each byte, the first of them a letter.
  private static func symbols(of digest: some Sequence<UInt8>) -> String {
    let letters = symbols.filter(\.isLetter)
    return String(
      digest.enumerated().map { place, byte in
        let choices = place == 0 ? letters : symbols
        return choices[Int(byte) % choices.count]
      })
  }
}

extension TicketDocument {
  /// Gives a ticket another id and notes the old one.
  package mutating func changeID(
    to id: TicketID, formerly old: String
  ) throws(DocumentEditError) {
    try setScalar(FieldName.id.rawValue, to: id.text)
    try setScalar(
      FieldName.formerly.rawValue, to: old, insertingBefore: FieldSchema.followers(of: .formerly))
  }
}
