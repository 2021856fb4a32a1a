package import TicketDocument

/// Where a text of a configuration file stands, and how it is quoted there.
package struct TextPlace: Sendable, Equatable {
  /// Repository-relative path of the file.
  package let path: String
  /// The text.
  package let text: String
  private let start: Position
  /// What is written twice, or with a backslash before it.
  private let doubled: Set<Unicode.Scalar>
  private let isQuoted: Bool

  /// Takes a text of one line.
  ///
  /// - Parameters:
  ///   - text: what it says.
  ///   - path: of the file.
  ///   - start: where it begins, quotes included.
  ///   - quote: what it stands between; nil for a plain text.
  init(_ text: String, in path: String, at start: Position, quote: Unicode.Scalar?) {
    self.path = path
    self.text = text
    self.start = start
    isQuoted = quote != nil
    doubled = quote == "\"" ? ["\"", "\\"] : quote.map { [$0] } ?? []
  }

  /// Returns where a character of the text stands.
  ///
  /// - Parameter offset: how many Unicode scalars are before it.
  /// - Returns: its line and column.
  package func position(of offset: Int) -> Position {
    let before = text.unicodeScalars.prefix(offset)
    let more = before.count(where: doubled.contains)
    return Position(
      line: start.line, column: start.column + (isQuoted ? 1 : 0) + before.count + more)
  }
}
