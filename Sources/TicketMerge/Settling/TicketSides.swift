/// One of two texts that are to become one, in git's words: stages 2 and 3 of the index.
package enum Side: String, Sendable, CaseIterable {
  /// What was checked out; while rebasing, what the commit is put upon.
  case ours
  /// What was merged in; while rebasing, the commit itself.
  case theirs
}

/// The texts that a conflict came from, as far as they are known.
package struct TicketSides: Sendable, Equatable {
  /// Where both began.
  package let base: [UInt8]?
  /// nil where that side has no such file.
  package let ours: [UInt8]?
  /// nil where that side has no such file.
  package let theirs: [UInt8]?

  /// Names the texts of a conflict.
  package init(base: [UInt8]?, ours: [UInt8]?, theirs: [UInt8]?) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
  }

  /// The text of one side.
  package subscript(side: Side) -> [UInt8]? {
    switch side {
    case .ours: ours
    case .theirs: theirs
    }
  }

  /// The texts there are.
  package var all: [[UInt8]] { [base, ours, theirs].compactMap { $0 } }
}
