/// The line of a refused value, with the value put in quotes.
struct QuotedLine {
  /// The whole line, without its end.
  var line: String
  /// The replacement of the value, when it can only have been meant as text.
  var repair: Splice?

  /// Quotes the value that a failure names; nil when it names none.
  init?(_ failure: ScanFailure, in bytes: [UInt8]) {
    guard failure.related >= 0, failure.reason != .duplicateKey, failure.reason != .tooLarge
    else { return nil }
    let valueStart = failure.related
    let range = bytes.withUnsafeBufferPointer { Self.value(at: valueStart, in: $0) }
    let start = bytes[..<valueStart].lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
    let value = String(decoding: bytes[range], as: UTF8.self)
    let quoted = TicketDocument.doubleQuoted(value)
    line = String(decoding: bytes[start..<valueStart], as: UTF8.self) + quoted
    repair =
      Self.isSurelyText(value, failure.reason) ? Splice(range, quoted.utf8) : nil
  }

  /// Returns the value up to the line's end or a comment: ` #` with a blank behind it.
  private static func value(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let line = bytes.line(at: start)
    var end = line.contentEnd
    var offset = start
    while offset < line.contentEnd {
      if bytes[offset] == .hash, offset > start, bytes[offset - 1].isBlank,
        bytes.byte(offset + 1).isBlankOrEnd
      {
        end = offset
        break
      }
      offset += 1
    }
    return start..<bytes.trimBlanks(end, after: start)
  }

  /// Whether YAML could not have read the value either, so that quoting guesses nothing.
  ///
  /// A value that starts with a quote is left alone: which quotes belong to it is unknown. An anchor
  /// or tag may be meant; a lone `*name` too.
  private static func isSurelyText(_ value: String, _ reason: ScanFailure.Reason) -> Bool {
    switch reason {
    case .unquotedColon: true
    case .specialCharacter: value != "-" && value != "?"
    case .textAfterValue: value.first != "\"" && value.first != "'"
    case .alias: value.dropFirst().contains { $0 == " " || $0 == "*" }
    default: false
    }
  }
}
