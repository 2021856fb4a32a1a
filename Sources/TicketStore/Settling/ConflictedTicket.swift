import GitKit
package import TicketDocument
package import TicketMerge
package import TicketModel

/// A ticket about which something is undecided, wherever the conflict came from.
package struct ConflictedTicket {
  /// Where the conflict was found.
  package enum Origin: String, Sendable {
    /// The index holds several versions: an unfinished merge, rebase, cherry-pick or stash pop.
    case unmerged
    /// The file is full of markers.
    case markers
    /// The file is a ticket with recorded values, or with marked blocks in its body.
    case recorded
    /// Several files have one id.
    case sharedID = "shared-id"
  }

  /// What becomes of the ticket.
  package enum Proposal: Sendable {
    /// This text, in which something may still be open.
    case text(Settling)
    /// The file goes away: both sides deleted or renamed it.
    case deleted
    /// Nothing can be said without a person, who reads why.
    case stuck(Reason)
  }

  /// Why a program cannot settle a ticket.
  package enum Reason: Sendable, Equatable {
    /// A version is no ticket that can be read.
    case unreadable(String)
    /// Somebody has begun to settle the file by hand and left markers in it.
    case begun
  }

  /// Something that was decided without asking.
  package enum Note: Sendable, Equatable {
    /// The side deleted the ticket, the other one edited it.
    case editedAndDeleted(by: Side)
    /// The work tree's file was settled by hand.
    case takenFromFile
    /// The id belongs to two tickets; this file holds the other one from now on.
    case otherTicket(TicketID, path: String, formerly: TicketID)
    /// The file held the same ticket once more.
    case joined(path: String)
  }

  /// The ticket's id; what the file's name says where no text can be read.
  package let id: String
  /// Where the ticket is, and will be.
  package let path: String
  package let origin: Origin
  package let proposal: Proposal
  /// The versions, as far as they are known.
  package let sides: TicketSides?
  package let notes: [Note]
  /// Files besides the ticket's own: another ticket's (bytes), or one that goes away (nil).
  let others: [OtherFile]
  /// The work tree's text; nil when there is no file.
  let workText: [UInt8]?
  /// The index's conflicting entries, by path.
  let stages: [String: [IndexEntry]]

  /// A file that a settlement writes or deletes besides the ticket's own.
  struct OtherFile {
    let path: String
    let workText: [UInt8]?
    let bytes: [UInt8]?
  }

  /// Whether the work tree's file holds these bytes.
  package func holds(_ bytes: [UInt8]) -> Bool { workText == bytes }

  /// What is open; nil when there is no text to decide about.
  package var settling: Settling? {
    if case .text(let settling) = proposal { settling } else { nil }
  }
}

/// What is to be written about one ticket.
package struct Settlement {
  package let ticket: ConflictedTicket
  /// The decisions of a person.
  package let decisions: [Decision]
  /// The text; nil when the file goes away.
  package let document: TicketDocument?
  /// The bytes of a text that may be no ticket; nil when the file goes away.
  let text: [UInt8]?
  /// Whether nothing is open any more.
  package let isComplete: Bool
  /// The side whose version is taken whole, with nothing of the other's.
  package var wholeSide: Side?

  /// Whether the file goes away.
  package var isDeletion: Bool { text == nil }

  /// Lines of the other version that the one taken whole does not have.
  package var linesNotTaken: [String] {
    guard let text, let side = wholeSide,
      let other = ticket.sides?[side == .ours ? .theirs : .ours]
    else { return [] }
    let taken = Set(text.split(separator: 0x0A))
    return other.split(separator: 0x0A).filter { !taken.contains($0) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

extension ConflictedTicket {
  /// Settles with some decisions, perhaps none.
  ///
  /// - Returns: nil when the ticket is one that only a person can settle.
  /// - Throws: `TicketEditRefused` for values that cannot be written.
  package func settled(
    with decisions: [Decision], by decider: Decider
  ) throws(TicketEditRefused) -> Settlement? {
    switch proposal {
    case .stuck: return nil
    case .deleted:
      return Settlement(
        ticket: self, decisions: [], document: nil, text: nil, isComplete: true)
    case .text(let settling):
      var document = settling.document
      try document.apply(decisions, by: decider)
      return Settlement(
        ticket: self, decisions: decisions, document: document, text: document.bytes,
        isComplete: !Settling(document).isOpen)
    }
  }

  /// Settles by taking one side whole: for versions that nobody can read, and for files that one
  /// side has deleted.
  ///
  /// - Returns: nil unless the index or the markers tell the versions, and nobody has begun to settle
  ///   them by hand.
  package func settled(takingAllOf side: Side) -> Settlement? {
    guard let sides, origin == .unmerged || origin == .markers else { return nil }
    if case .stuck(.begun) = proposal { return nil }
    return Settlement(
      ticket: self, decisions: [], document: nil, text: sides[side], isComplete: true,
      wholeSide: side)
  }
}
