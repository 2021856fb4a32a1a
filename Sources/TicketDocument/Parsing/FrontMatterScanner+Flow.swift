extension FrontMatterScanner {
  /// Reads `[…]` or `{…}`: scalars in brackets on one line are a list, all else is opaque.
  mutating func scanFlowValue(
    of entry: inout EntryRecord, at start: Int, in line: TextLine
  ) throws(ScanFailure) -> Int {
    var line = line
    let firstItem = index.items.count
    let end: Int
    if bytes[start] == UInt8(ascii: "["), let listEnd = try scanFlowList(at: start, in: line) {
      entry.shape = .flowList
      end = listEnd
    } else {
      index.items.removeSubrange(firstItem...)
      entry.shape = .nested
      end = try opaqueFlowEnd(from: start, line: &line)
    }
    try refuseTextAfterValue(at: end, in: line, valueStart: start)
    entry.value = CompactRange(start, end)
    entry.lines.upper = Int32(truncatingIfNeeded: line.next)
    return try skipToSignificant(line.next)
  }

  /// Returns the offset behind `]`, nil when this is more than scalars on one line.
  private mutating func scanFlowList(
    at start: Int, in line: TextLine
  ) throws(ScanFailure) -> Int? {
    var offset = start + 1
    while true {
      offset = bytes.skipBlanks(offset, before: line.contentEnd)
      guard offset < line.contentEnd else { return nil }
      if bytes[offset] == UInt8(ascii: "]") { return offset + 1 }
      guard let item = try scanFlowItem(at: offset, before: line.contentEnd) else { return nil }
      offset = bytes.skipBlanks(item.span.end, before: line.contentEnd)
      switch bytes.byte(offset) {
      case .comma where offset < line.contentEnd: offset += 1
      case UInt8(ascii: "]") where offset < line.contentEnd: break
      default: return nil
      }
      index.items.append(item)
    }
  }

  /// Returns the scalar at an offset, nil when it is not one that ends on this line.
  private func scanFlowItem(
    at start: Int, before end: Int
  ) throws(ScanFailure) -> ScalarRecord? {
    switch bytes[start] {
    case .quotationMark, .apostrophe:
      guard let quoteEnd = try quotedEnd(from: start, before: end) else { return nil }
      return ScalarRecord(
        span: CompactRange(start, quoteEnd), line: CompactRange(0, 0),
        style: bytes[start] == .apostrophe ? .singleQuoted : .doubleQuoted)
    case UInt8(ascii: "["), UInt8(ascii: "{"), .hash:
      return nil
    default:
      try refuseFlowPlainStart(at: start)
      return flowPlain(at: start, before: end)
    }
  }

  /// Refuses what cannot start a plain scalar inside brackets (YAML 1.2, 7.3.3).
  private func refuseFlowPlainStart(at offset: Int) throws(ScanFailure) {
    switch bytes[offset] {
    case UInt8(ascii: "&"): throw ScanFailure(.anchor, at: offset)
    case UInt8(ascii: "*"): throw ScanFailure(.alias, at: offset)
    case UInt8(ascii: "!"): throw ScanFailure(.tag, at: offset)
    case .comma, UInt8(ascii: "}"): throw ScanFailure(.malformedFlow, at: offset)
    case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "@"),
      UInt8(ascii: "`"):
      throw ScanFailure(.specialCharacter, at: offset)
    case .dash:
      if bytes.byte(offset + 1).isBlankOrEnd || Self.isFlowIndicator(bytes.byte(offset + 1)) {
        throw ScanFailure(.specialCharacter, at: offset)
      }
    default: return
    }
  }

  private static func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case .comma, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }

  /// Returns a plain scalar inside brackets; nil for a pair, a nested value or one that goes on.
  private func flowPlain(at start: Int, before end: Int) -> ScalarRecord? {
    guard bytes[start] != UInt8(ascii: "?"), bytes[start] != .colon else { return nil }
    var offset = start
    while offset < end, bytes[offset] != .comma, bytes[offset] != UInt8(ascii: "]") {
      let byte = bytes[offset]
      if Self.isFlowIndicator(byte) { return nil }
      if byte == .hash, bytes[offset - 1].isBlank { return nil }
      if byte == .colon {
        let following = bytes.byte(offset + 1)
        if following.isBlankOrEnd || Self.isFlowIndicator(following) { return nil }
      }
      offset += 1
    }
    guard offset < end else { return nil }
    let textEnd = bytes.trimBlanks(offset, after: start)
    return ScalarRecord(
      span: CompactRange(start, textEnd), line: CompactRange(0, 0), style: .plain)
  }

  /// Returns the offset behind the bracket that closes an opaque flow value, over many lines.
  private func opaqueFlowEnd(from start: Int, line: inout TextLine) throws(ScanFailure) -> Int {
    var closers: [UInt8] = []
    var offset = start
    var mayQuote = true
    while true {
      guard offset < line.contentEnd else {
        guard line.next < bytes.count else { break }
        line = try flowContinuation(at: line.next, openedAt: start)
        offset = line.start
        continue
      }
      let byte = bytes[offset]
      switch byte {
      case .quotationMark where mayQuote, .apostrophe where mayQuote:
        offset = try flowQuoteEnd(from: offset, line: &line)
        mayQuote = false
        continue
      case .hash where offset == line.start || bytes[offset - 1].isBlank:
        offset = line.contentEnd
        continue
      case UInt8(ascii: "["): closers.append(UInt8(ascii: "]"))
      case UInt8(ascii: "{"): closers.append(UInt8(ascii: "}"))
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard closers.popLast() == byte else { throw ScanFailure(.malformedFlow, at: offset) }
        if closers.isEmpty { return offset + 1 }
      default: break
      }
      if !byte.isBlank { mayQuote = Self.mayPrecedeQuote(byte) }
      offset += 1
    }
    throw ScanFailure(.unterminatedFlow, at: start)
  }

  private static func mayPrecedeQuote(_ byte: UInt8) -> Bool {
    switch byte {
    case .comma, .colon, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "?"): true
    default: false
    }
  }

  private func flowQuoteEnd(from start: Int, line: inout TextLine) throws(ScanFailure) -> Int {
    if let end = try quotedEnd(from: start, before: line.contentEnd) { return end }
    guard let end = try multiLineQuotedEnd(from: start, line: &line) else {
      throw ScanFailure(.unterminatedQuote, at: start)
    }
    return end
  }

  /// Returns the next line of an open flow value; a closing bracket may stand unindented, as
  /// libyaml and the formatters of other programs have it.
  private func flowContinuation(
    at next: Int, openedAt start: Int
  ) throws(ScanFailure) -> TextLine {
    let first = bytes[next]
    if first != UInt8(ascii: "]"), first != UInt8(ascii: "}"), first != .hash {
      try refuseContinuation(at: next, of: ScanFailure(.unterminatedFlow, at: start))
    }
    return try checkedLine(at: next)
  }
}
