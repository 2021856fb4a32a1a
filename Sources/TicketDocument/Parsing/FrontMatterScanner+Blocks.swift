extension FrontMatterScanner {
  /// Reads what stands below a key without a value on its line: a list, an opaque block, nothing.
  mutating func scanBlockValue(
    of entry: inout EntryRecord, below line: TextLine
  ) throws(ScanFailure) -> Int {
    let next = try skipToSignificant(line.next)
    guard next < bytes.count else { return next }
    let indent = indentation(at: next)
    let isList = isDash(at: next + indent)
    guard indent > 0 || isList else { return next }
    guard isList, let end = try scanBlockList(of: &entry, at: next, indent: indent) else {
      return try takeOpaqueBlock(of: &entry, at: next, listAtMargin: indent == 0)
    }
    return end
  }

  /// Whether a list item starts here (YAML 1.2, 8.2.1).
  private func isDash(at offset: Int) -> Bool {
    bytes.byte(offset) == .dash && bytes.byte(offset + 1).isBlankOrEnd
  }

  /// Reads the items of a list of scalars; nil, with no items kept, when it holds anything else.
  private mutating func scanBlockList(
    of entry: inout EntryRecord, at first: Int, indent: Int
  ) throws(ScanFailure) -> Int? {
    let firstItem = index.items.count
    var start = first
    while start < bytes.count, indentation(at: start) == indent, isDash(at: start + indent) {
      let line = try checkedLine(at: start)
      let next = try skipToSignificant(line.next)
      guard next == bytes.count || indentation(at: next) <= indent,
        let item = try scanBlockItem(at: start + indent + 1, in: line)
      else {
        index.items.removeSubrange(firstItem...)
        return nil
      }
      index.items.append(item)
      entry.lines.upper = Int32(truncatingIfNeeded: line.next)
      start = next
    }
    entry.shape = .blockList
    entry.value = CompactRange(first, index.items.last?.span.end ?? first)
    return start
  }

  /// Returns the scalar behind a dash, nil for anything else.
  private func scanBlockItem(
    at offset: Int, in line: TextLine
  ) throws(ScanFailure) -> ScalarRecord? {
    let lines = CompactRange(line.start, line.next)
    let start = bytes.skipBlanks(offset, before: line.contentEnd)
    // The blanks behind a dash indent what follows (YAML 1.2, 8.2.1); libyaml refuses a tab too.
    if let tab = bytes[offset..<start].firstIndex(of: .tab) {
      throw ScanFailure(.tabIndentation, at: tab)
    }
    guard start < line.contentEnd, bytes[start] != .hash else {
      return ScalarRecord(span: CompactRange(offset, offset), line: lines, style: .plain)
    }
    switch bytes[start] {
    case .quotationMark, .apostrophe:
      guard let end = try quotedEnd(from: start, before: line.contentEnd) else {
        throw ScanFailure(.unterminatedQuote, at: start)
      }
      let text = bytes.skipBlanks(end, before: line.contentEnd)
      if bytes.byte(text) == .colon, bytes.byte(text + 1).isBlankOrEnd { return nil }
      try refuseTextAfterValue(at: end, in: line, valueStart: start)
      return ScalarRecord(
        span: CompactRange(start, end), line: lines,
        style: bytes[start] == .apostrophe ? .singleQuoted : .doubleQuoted)
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: ">"):
      return nil
    case UInt8(ascii: "?"), .dash:
      if bytes.byte(start + 1).isBlankOrEnd { return nil }
    default: try refusePlainStart(at: start)
    }
    let span = plainSpan(from: start, before: line.contentEnd)
    guard span.colon < 0 else { return nil }
    return ScalarRecord(span: CompactRange(start, span.end), line: lines, style: .plain)
  }

  /// Takes the lines of a block below a key as they are.
  ///
  /// The block ends before the first unindented line that is no comment; blank lines and
  /// unindented comments at its end belong to what follows.
  private func takeOpaqueBlock(
    of entry: inout EntryRecord, at first: Int, listAtMargin: Bool
  ) throws(ScanFailure) -> Int {
    entry.shape = .nested
    var start = first
    while start < bytes.count {
      let text = bytes.skipBlanks(start, before: bytes.count)
      let line = try checkedLine(at: start)
      if text < line.contentEnd {
        if bytes[start] == .tab { throw ScanFailure(.tabIndentation, at: start) }
        let isAtMargin = bytes[start] != .space
        if isAtMargin, bytes[start] != .hash, !(listAtMargin && isDash(at: start)) { break }
        if !isAtMargin || bytes[start] != .hash {
          entry.lines.upper = Int32(truncatingIfNeeded: line.next)
          let end = bytes.trimBlanks(line.contentEnd, after: first)
          entry.value = CompactRange(first, end)
        }
      }
      start = line.next
    }
    return start
  }

  /// Reads `|` or `>` with its indicators and takes its lines (YAML 1.2, 8.1).
  mutating func scanBlockScalar(
    of entry: inout EntryRecord, at start: Int, in line: TextLine
  ) throws(ScanFailure) -> Int {
    var offset = start + 1
    var indent = 0
    while offset < line.contentEnd, !bytes[offset].isBlank {
      switch bytes[offset] {
      case UInt8(ascii: "1")...UInt8(ascii: "9") where indent == 0:
        indent = Int(bytes[offset] - 0x30)
      case UInt8(ascii: "+"), .dash: break
      default: throw ScanFailure(.specialCharacter, at: start, related: start)
      }
      offset += 1
    }
    let text = bytes.skipBlanks(offset, before: line.contentEnd)
    guard offset - start <= 3, text == line.contentEnd || bytes[text] == .hash else {
      throw ScanFailure(.specialCharacter, at: start, related: start)
    }
    entry.shape = .nested
    entry.value = CompactRange(start, offset)
    return try takeBlockScalarLines(of: &entry, at: line.next, indent: indent)
  }

  /// Takes lines at least as indented as the first one, with the blank lines among and below them.
  private func takeBlockScalarLines(
    of entry: inout EntryRecord, at first: Int, indent: Int
  ) throws(ScanFailure) -> Int {
    var indent = indent
    var start = first
    while start < bytes.count {
      let spaces = indentation(at: start)
      let line = try checkedLine(at: start)
      let isBlank = bytes.skipBlanks(start + spaces, before: line.contentEnd) == line.contentEnd
      if !isBlank {
        if bytes[start] == .tab { throw ScanFailure(.tabIndentation, at: start) }
        guard spaces > 0, spaces >= indent else { break }
        if indent == 0 { indent = spaces }
        entry.value.upper = Int32(truncatingIfNeeded: line.contentEnd)
      }
      start = line.next
      entry.lines.upper = Int32(truncatingIfNeeded: start)
    }
    return try skipToSignificant(start)
  }
}
