package import TicketDocument

/// What became of one comment, which is followed by its id.
package struct CommentChange: Sendable, Equatable {
  /// What happened.
  package enum Kind: String, Sendable {
    case added, edited, removed
  }

  package let kind: Kind
  /// The comment as it is now; one that is gone as it was.
  package let comment: TicketDocument.Comment
  /// The comment as it was before it was edited.
  package let previous: TicketDocument.Comment?

  /// Compares the comments of two versions.
  ///
  /// An id that a version has twice is told apart by its place.
  ///
  /// - Parameters:
  ///   - old: the comments there were.
  ///   - new: the comments there are.
  /// - Returns: changes in the order of the new version, then what is gone.
  static func changes(
    from old: [TicketDocument.Comment], to new: [TicketDocument.Comment]
  ) -> [CommentChange] {
    var known = Dictionary(grouping: old, by: \.id)
    var changes: [CommentChange] = []
    for comment in new {
      guard let previous = known[comment.id]?.first else {
        changes.append(CommentChange(kind: .added, comment: comment, previous: nil))
        continue
      }
      known[comment.id]?.removeFirst()
      if !comment.saysTheSame(as: previous) {
        changes.append(CommentChange(kind: .edited, comment: comment, previous: previous))
      }
    }
    let left = Set(known.values.joined().map(\.range.lowerBound))
    return changes
      + old.filter { left.contains($0.range.lowerBound) }
      .map { CommentChange(kind: .removed, comment: $0, previous: nil) }
  }
}

extension TicketDocument.Comment {
  fileprivate func saysTheSame(as other: TicketDocument.Comment) -> Bool {
    (author, time, isInternal) == (other.author, other.time, other.isInternal) && text == other.text
  }
}
