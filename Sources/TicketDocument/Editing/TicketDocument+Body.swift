extension TicketDocument {
  /// Replaces everything behind the closing line.
  ///
  /// Line ends become the file's; NUL, which no document may hold, becomes U+FFFD. A closing line at
  /// the very end of the file gets its line end.
  ///
  /// - Parameter text: The new body, verbatim: a blank line at its start is the caller's matter.
  package mutating func replaceBody(with text: String) {
    let body = Self.bodyBytes(text, lineEnding)
    spliceBody([Splice(bodyRange, closingLineEnd + body)])
  }

  /// Line end that the closing line lacks; nothing when it has one.
  var closingLineEnd: [UInt8] {
    bodyRange.isEmpty && bytes.last != .lineFeed ? lineEnding.bytes : []
  }

  /// Makes replacements inside the body; they cannot make a document unreadable.
  mutating func spliceBody(_ splices: [Splice]) {
    do {
      try apply(splices)
    } catch {
      preconditionFailure("an edit of the body is refused: \(error.summary)")
    }
  }
}
