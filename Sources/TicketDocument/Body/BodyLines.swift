/// The lines of a Markdown text, telling which are inside fenced code (CommonMark 0.31, 4.5).
struct BodyLines: Sequence, IteratorProtocol {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var start: Int
  private let end: Int
  /// Character and length of the fence that is open.
  private(set) var fence: Fence?

  /// A line of backticks or tildes that opens fenced code.
  struct Fence {
    var character: UInt8
    var length: Int
  }

  /// One line of the body.
  struct Line {
    var text: TextLine
    /// Whether the line is a fence or inside one.
    var isCode: Bool
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, inside fence: Fence? = nil) {
    self.bytes = bytes
    start = range.lowerBound
    end = range.upperBound
    self.fence = fence
  }

  mutating func next() -> Line? {
    guard start < end else { return nil }
    let line = bytes.line(at: start)
    start = line.next
    let run = fenceRun(of: line)
    if let open = fence {
      if let run, run.isBare, run.fence.character == open.character,
        run.fence.length >= open.length
      {
        fence = nil
      }
      return Line(text: line, isCode: true)
    }
    guard let run, run.opens else { return Line(text: line, isCode: false) }
    fence = run.fence
    return Line(text: line, isCode: true)
  }

  private struct FenceRun {
    var fence: Fence
    /// Nothing but blanks follows.
    var isBare: Bool
    /// No backtick follows, or the fence is of tildes.
    var opens: Bool
  }

  private func fenceRun(of line: TextLine) -> FenceRun? {
    var offset = line.start
    while offset < line.contentEnd, offset < line.start + 4, bytes[offset] == .space { offset += 1 }
    guard offset < line.contentEnd, offset - line.start < 4,
      bytes[offset] == UInt8(ascii: "`") || bytes[offset] == UInt8(ascii: "~")
    else { return nil }
    let character = bytes[offset]
    let start = offset
    while offset < line.contentEnd, bytes[offset] == character { offset += 1 }
    guard offset - start >= 3 else { return nil }
    let rest = bytes[offset..<line.contentEnd]
    return FenceRun(
      fence: Fence(character: character, length: offset - start),
      isBare: rest.allSatisfy(\.isBlank),
      opens: character == UInt8(ascii: "~") || !rest.contains(UInt8(ascii: "`")))
  }
}

extension TicketDocument {
  /// Returns Markdown with the fenced code closed that is still open at its end, as a line of its own.
  ///
  /// What is put behind such a text would be code; lines end in LF.
  package static func closingFence(of text: [UInt8]) -> [UInt8] {
    let fence = text.withUnsafeBufferPointer { bytes in
      var lines = BodyLines(bytes, in: 0..<bytes.count)
      while lines.next() != nil {}
      return lines.fence
    }
    guard let fence else { return text }
    return text + (text.last == .lineFeed ? [] : [.lineFeed]) + CommentText.closing(fence)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Returns the level of a heading that starts its line with 1 to 6 `#`, 0 for another line
  /// (CommonMark 0.31, 4.2; indented headings are not looked for).
  func headingLevel(of line: TextLine) -> Int {
    var offset = line.start
    while offset < line.contentEnd, self[offset] == .hash { offset += 1 }
    let level = offset - line.start
    guard (1...6).contains(level), offset == line.contentEnd || self[offset].isBlank else {
      return 0
    }
    return level
  }

  /// Returns the text of a heading without its `#` and the blanks around.
  func headingText(of line: TextLine, level: Int) -> String {
    let start = skipBlanks(line.start + level, before: line.contentEnd)
    return text(start, trimBlanks(line.contentEnd, after: start))
  }
}
