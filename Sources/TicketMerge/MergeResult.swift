/// A merged ticket.
package struct MergeResult: Sendable, Equatable {
  /// The text to write, which parses when both sides did.
  package let bytes: [UInt8]
  /// What this merge could not decide; what a side had recorded before is not repeated.
  package let conflicts: [MergeConflict]

  /// Whether nobody needs to look at it.
  package var isClean: Bool { conflicts.isEmpty }
}

/// A disagreement that a merge found.
package enum MergeConflict: Sendable, Equatable {
  /// Both sides set a field; the other values stand in `conflicts`.
  case field(name: String, kept: String, others: [String])
  /// Both sides changed the same lines of the body, which stand between markers.
  case prose(count: Int)
  /// The sides are different tickets: the text is of the one that stays, the other is `other`.
  case twoTickets(other: [UInt8])
  /// A side is no ticket that can be read; the text is a plain merge of lines.
  case unreadable(reason: String)
}
