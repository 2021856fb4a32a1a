/// Reads the front matter of a ticket in one pass over its bytes.
///
/// Every function takes and returns offsets of line starts; nothing recurses, and every byte is
/// looked at a bounded number of times.
struct FrontMatterScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = FrontMatterIndex()

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads from the opening line to the closing line.
  mutating func scan() throws(ScanFailure) {
    let hasMark = bytes.byte(0) == 0xEF && bytes.byte(1) == 0xBB && bytes.byte(2) == 0xBF
    let start = hasMark ? 3 : 0
    let check = UTF8Check(bytes, from: start)
    if let failure = check.failure { throw failure }
    try scanOpening(at: start)
    index.entries.reserveCapacity(16)
    index.items.reserveCapacity(8)
    var offset = try skipToSignificant(index.frontMatter.start)
    while true {
      guard offset < bytes.count else { throw ScanFailure(.missingClosingLine, at: offset) }
      if let closing = try closingLine(at: offset) {
        index.frontMatter.upper = Int32(truncatingIfNeeded: closing.start)
        index.body = CompactRange(closing.next, bytes.count)
        break
      }
      offset = try scanEntry(at: offset)
    }
    if check.unprintable < index.frontMatter.end {
      throw ScanFailure(.controlCharacter, at: check.unprintable)
    }
    try checkKeysAreUnique()
  }

  private mutating func scanOpening(at start: Int) throws(ScanFailure) {
    guard Self.isMarker(bytes, at: start, of: .dash) else {
      throw ScanFailure(.missingOpeningLine, at: start)
    }
    let line = bytes.line(at: start)
    guard line.next > line.contentEnd else {
      throw ScanFailure(.missingClosingLine, at: bytes.count)
    }
    index.lineEnding = line.next - line.contentEnd == 2 ? .crlf : .lf
    index.frontMatter = CompactRange(line.next, line.next)
  }

  /// Whether a line is three dashes (or dots) and blanks only.
  static func isMarker(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, of character: UInt8
  ) -> Bool {
    guard startsWithMarker(bytes, at: start, of: character) else { return false }
    let end = bytes.skipBlanks(start + 3, before: bytes.count)
    return bytes.byte(end) == .lineFeed || end == bytes.count
      || bytes.byte(end) == .carriageReturn && bytes.byte(end + 1) == .lineFeed
  }

  private static func startsWithMarker(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, of character: UInt8
  ) -> Bool {
    bytes.byte(start) == character && bytes.byte(start + 1) == character
      && bytes.byte(start + 2) == character
  }

  /// Returns the closing line, nil for an ordinary line; a document that starts here is refused.
  private func closingLine(at start: Int) throws(ScanFailure) -> TextLine? {
    let first = bytes[start]
    guard first == .dash || first == .dot,
      Self.startsWithMarker(bytes, at: start, of: first)
    else { return nil }
    if Self.isMarker(bytes, at: start, of: first) { return bytes.line(at: start) }
    // YAML 1.2, 9.1.2: the marker followed by a blank starts (or ends) a document.
    guard bytes.byte(start + 3).isBlank else { return nil }
    throw ScanFailure(.secondDocument, at: start)
  }

  /// Returns the line at an offset; control characters in it are refused (YAML 1.2, 5.1).
  @inline(__always)
  func checkedLine(at start: Int) throws(ScanFailure) -> TextLine {
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x20 && byte != .delete || byte == .tab {
        offset += 1
        continue
      }
      if byte == .lineFeed {
        return TextLine(start: start, contentEnd: offset, next: offset + 1)
      }
      guard byte == .carriageReturn, bytes.byte(offset + 1) == .lineFeed else {
        throw ScanFailure(.controlCharacter, at: offset)
      }
      return TextLine(start: start, contentEnd: offset, next: offset + 2)
    }
    return TextLine(start: start, contentEnd: offset, next: offset)
  }

  /// Returns the start of the first line from `start` on that is neither blank nor a comment.
  func skipToSignificant(_ start: Int) throws(ScanFailure) -> Int {
    var start = start
    while start < bytes.count {
      let text = bytes.skipBlanks(start, before: bytes.count)
      switch bytes.byte(text) {
      case .lineFeed, .carriageReturn, .hash:
        // YAML 1.2, 6.1: a tab does not indent; libyaml refuses it before a comment too.
        if bytes[text] == .hash, bytes[start] == .tab {
          throw ScanFailure(.tabIndentation, at: start)
        }
        start = try checkedLine(at: start).next
      default:
        return text == bytes.count ? text : start
      }
    }
    return start
  }

  /// Returns the number of spaces at the start of a line.
  func indentation(at start: Int) -> Int {
    var offset = start
    while bytes.byte(offset) == .space { offset += 1 }
    return offset - start
  }
}
