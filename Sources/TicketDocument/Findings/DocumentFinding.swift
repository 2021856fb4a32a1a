/// Something in an accepted text that its writer may not have meant.
package struct DocumentFinding: Sendable, Equatable {
  /// What it is.
  package enum Kind: Sendable, Equatable {
    /// ` #` with text right behind it, which cuts a plain value short (YAML 1.2, 6.6).
    case commentCutsValue(key: String)
    /// U+0085, U+2028 or U+2029 in a value: a line end to YAML 1.1 readers.
    case lineSeparator(key: String)
    /// A level-3 heading under `## Comments` that names no comment; it is prose.
    case malformedCommentHeading(String)
    /// A heading of level 1 or 2 under `## Comments`; it is prose of the comment above.
    case headingInComments(String)
  }

  /// What it is.
  package let kind: Kind
  /// Where: lines and columns from 1, columns in Unicode scalars.
  package let position: Position
  /// What to do about it.
  package let fix: String

  /// One clause in lower case without a final period.
  package var summary: String {
    switch kind {
    case .commentCutsValue(let key): "# starts a comment and cuts the value of \(key) short"
    case .lineSeparator(let key): "the value of \(key) holds a line separator"
    case .malformedCommentHeading(let text): "not a comment heading: \(text)"
    case .headingInComments(let text): "a heading inside the comments: \(text)"
    }
  }
}
