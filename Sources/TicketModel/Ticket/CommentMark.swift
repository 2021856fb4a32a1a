package import TicketDocument

/// When and by whom a comment was made; its text is left out.
package struct CommentMark: Hashable, Sendable {
  package let time: Timestamp
  /// Handle of the person.
  package let author: String
  /// Whether the comment is for the team only.
  package let isInternal: Bool

  /// Makes a mark from its parts.
  package init(time: Timestamp, author: String, isInternal: Bool) {
    self.time = time
    self.author = author
    self.isInternal = isInternal
  }

  /// Takes the mark of a comment; nil when its time is none.
  package init?(_ comment: TicketDocument.Comment) {
    guard let time = Timestamp(comment.time) else { return nil }
    self.init(time: time, author: comment.author, isInternal: comment.isInternal)
  }
}
