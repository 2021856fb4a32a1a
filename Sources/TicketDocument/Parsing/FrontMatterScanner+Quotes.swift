extension FrontMatterScanner {
  /// Returns the offset behind the closing quote, nil when the line ends first.
  func quotedEnd(from start: Int, before end: Int) throws(ScanFailure) -> Int? {
    let quote = bytes[start]
    return try quotedEnd(of: quote, at: start + 1, before: end)
  }

  /// Returns the offset behind the closing quote of a scalar that is already open.
  func quotedEnd(
    of quote: UInt8, at start: Int, before end: Int
  ) throws(ScanFailure) -> Int? {
    var offset = start
    while offset < end {
      let byte = bytes[offset]
      if byte == quote {
        // YAML 1.2, 7.3.2: two apostrophes stand for one.
        guard quote == .apostrophe, offset + 1 < end, bytes[offset + 1] == quote else {
          return offset + 1
        }
        offset += 2
      } else if byte == .backslash, quote == .quotationMark {
        let length = escapeLength(bytes, at: offset, before: end)
        guard length > 0 else { throw ScanFailure(.badEscape, at: offset) }
        offset += length
      } else {
        offset += 1
      }
    }
    return nil
  }

  /// Follows a quoted scalar over indented lines; `line` becomes the line that closes it.
  func multiLineQuotedEnd(from start: Int, line: inout TextLine) throws(ScanFailure) -> Int? {
    let quote = bytes[start]
    while line.next < bytes.count {
      try refuseContinuation(at: line.next, of: ScanFailure(.unterminatedQuote, at: start))
      line = try checkedLine(at: line.next)
      if let end = try quotedEnd(of: quote, at: line.start, before: line.contentEnd) {
        return end
      }
    }
    return nil
  }

  /// Refuses a line that is neither blank nor indented (YAML 1.2, 6.3: flow lines are indented).
  func refuseContinuation(at start: Int, of failure: ScanFailure) throws(ScanFailure) {
    guard bytes[start] != .space else { return }
    let text = bytes.skipBlanks(start, before: bytes.count)
    guard !bytes.byte(text).isLineEnd else { return }
    if bytes[start] == .tab { throw ScanFailure(.tabIndentation, at: start) }
    throw failure
  }
}
