extension FrontMatterScanner {
  /// Reads a value that starts on the key's line and returns the next significant line.
  mutating func scanInlineValue(
    of entry: inout EntryRecord, at start: Int, in line: TextLine
  ) throws(ScanFailure) -> Int {
    switch bytes[start] {
    case .quotationMark, .apostrophe:
      return try scanQuotedValue(of: &entry, at: start, in: line)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return try scanFlowValue(of: &entry, at: start, in: line)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return try scanBlockScalar(of: &entry, at: start, in: line)
    default:
      try refusePlainStart(at: start)
      return try scanPlainValue(of: &entry, at: start, in: line)
    }
  }

  /// Refuses what cannot start a plain scalar (YAML 1.2, 7.3.3).
  func refusePlainStart(at offset: Int) throws(ScanFailure) {
    switch bytes[offset] {
    case UInt8(ascii: "&"): throw ScanFailure(.anchor, at: offset, related: offset)
    case UInt8(ascii: "*"): throw ScanFailure(.alias, at: offset, related: offset)
    case UInt8(ascii: "!"): throw ScanFailure(.tag, at: offset, related: offset)
    case UInt8(ascii: "]"), UInt8(ascii: "}"), .comma, UInt8(ascii: "%"), UInt8(ascii: "@"),
      UInt8(ascii: "`"):
      throw ScanFailure(.specialCharacter, at: offset, related: offset)
    case UInt8(ascii: "?"), .dash, .colon:
      if bytes.byte(offset + 1).isBlankOrEnd {
        throw ScanFailure(.specialCharacter, at: offset, related: offset)
      }
    default: return
    }
  }

  /// What a plain scalar on one line looks like.
  struct PlainSpan {
    var end: Int
    var hasComment: Bool
    /// Offset of a colon that ends a key, or -1.
    var colon: Int
  }

  /// Finds the end of a plain scalar: the line's end or a comment (YAML 1.2, 6.6 and 7.3.3).
  @inline(__always)
  func plainSpan(from start: Int, before end: Int) -> PlainSpan {
    var offset = start
    while offset < end {
      let byte = bytes[offset]
      if byte == .colon, bytes.byte(offset + 1).isBlankOrEnd {
        return PlainSpan(end: offset, hasComment: false, colon: offset)
      }
      if byte == .hash, offset > start, bytes[offset - 1].isBlank {
        return PlainSpan(
          end: bytes.trimBlanks(offset, after: start), hasComment: true, colon: -1)
      }
      offset += 1
    }
    return PlainSpan(end: bytes.trimBlanks(end, after: start), hasComment: false, colon: -1)
  }

  private mutating func scanPlainValue(
    of entry: inout EntryRecord, at start: Int, in line: TextLine
  ) throws(ScanFailure) -> Int {
    let span = plainSpan(from: start, before: line.contentEnd)
    guard span.colon < 0 else {
      throw ScanFailure(.unquotedColon, at: span.colon, related: start)
    }
    entry.shape = .scalar
    entry.value = CompactRange(start, span.end)
    guard !span.hasComment else { return try skipToSignificant(line.next) }
    return try scanPlainContinuation(of: &entry, after: line)
  }

  /// Takes the indented lines that continue a plain scalar (YAML 1.2, 7.3.3) into an opaque value.
  private mutating func scanPlainContinuation(
    of entry: inout EntryRecord, after line: TextLine
  ) throws(ScanFailure) -> Int {
    var next = line.next
    while next < bytes.count {
      let text = bytes.skipBlanks(next, before: bytes.count)
      let byte = bytes.byte(text)
      if byte == .lineFeed || byte == .carriageReturn {
        next = try checkedLine(at: next).next
        continue
      }
      guard bytes[next] == .space, byte != .hash, text < bytes.count else { break }
      let continued = try checkedLine(at: next)
      let span = plainSpan(from: text, before: continued.contentEnd)
      guard span.colon < 0 else { throw ScanFailure(.indentation, at: next) }
      entry.shape = .nested
      entry.value.upper = Int32(truncatingIfNeeded: span.end)
      entry.lines.upper = Int32(truncatingIfNeeded: continued.next)
      next = continued.next
      if span.hasComment { break }
    }
    return try skipToSignificant(next)
  }

  private mutating func scanQuotedValue(
    of entry: inout EntryRecord, at start: Int, in line: TextLine
  ) throws(ScanFailure) -> Int {
    var line = line
    entry.shape = .scalar
    entry.style = bytes[start] == .apostrophe ? .singleQuoted : .doubleQuoted
    var end = try quotedEnd(from: start, before: line.contentEnd)
    if end == nil {
      entry.shape = .nested
      end = try multiLineQuotedEnd(from: start, line: &line)
    }
    guard let end else { throw ScanFailure(.unterminatedQuote, at: start) }
    try refuseTextAfterValue(at: end, in: line, valueStart: start)
    entry.value = CompactRange(start, end)
    entry.lines.upper = Int32(truncatingIfNeeded: line.next)
    return try skipToSignificant(line.next)
  }

  /// Refuses anything but blanks and a comment behind a quoted or flow value.
  func refuseTextAfterValue(
    at offset: Int, in line: TextLine, valueStart: Int
  ) throws(ScanFailure) {
    let text = bytes.skipBlanks(offset, before: line.contentEnd)
    guard text < line.contentEnd, bytes[text] != .hash || text == offset else { return }
    throw ScanFailure(.textAfterValue, at: text, related: valueStart)
  }
}
