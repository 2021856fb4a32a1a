package import TicketMerge
package import TicketModel

/// What a merge makes of the tickets of two commits; nothing has been written.
package struct MergedTickets: Sendable {
  /// Full hexadecimal ids of the common ancestors, oldest first; several in a criss-cross.
  package let bases: [String]
  /// The tickets that the ancestor and the two commits do not all have alike, in order of path.
  package let tickets: [MergedTicket]
}

/// One of the two commits that are merged.
package enum MergeSide: Sendable, Equatable {
  case ours, theirs

  /// The other one.
  package var other: MergeSide { self == .ours ? .theirs : .ours }
}

/// A ticket's file in a commit.
package struct TicketVersion: Sendable, Equatable {
  /// Repository-relative path.
  package let path: String
  package let bytes: [UInt8]
  /// Whether git has it with the executable bit.
  let isExecutable: Bool

  /// Describes a file.
  package init(path: String, bytes: [UInt8], isExecutable: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isExecutable = isExecutable
  }
}

/// What happened to one ticket on two sides, and what is made of it.
///
/// A ticket is followed by its id: a file renamed on one side and edited on the other is one ticket.
package struct MergedTicket: Sendable {
  /// What happened.
  package enum Outcome: Sendable, Equatable {
    /// One side changed or moved it.
    case changed(MergeSide)
    /// One side made it.
    case added(MergeSide)
    /// One side deleted it and the other left it alone.
    case deleted(MergeSide)
    /// Both sides did the same: changed, made or deleted it alike.
    case alike
    /// Both sides changed or made it, and their texts were joined.
    case merged(MergeResult)
    /// The side's ticket had an id that another ticket, of the other side, keeps; it has a new one.
    case parted(MergeSide, formerly: TicketID)
    /// One side deleted what the other one edited: the edit stays.
    case editKept(deletedBy: MergeSide)
  }

  /// nil for a file that cannot be read as a ticket.
  package let id: TicketID?
  package let outcome: Outcome
  /// What both sides started from; nil when there is no such version.
  package let base: TicketVersion?
  package let ours: TicketVersion?
  package let theirs: TicketVersion?
  /// What it is after the merge; nil when it is gone.
  package let result: TicketVersion?

  /// The version of a side; nil when the side does not have the ticket.
  package func version(_ side: MergeSide) -> TicketVersion? { side == .ours ? ours : theirs }

  /// What the merge could not decide.
  package var conflicts: [MergeConflict] {
    if case .merged(let result) = outcome { return result.conflicts }
    return []
  }
}
