/// The text of a comment in and out of the file.
///
/// Outside fenced code a line that starts with a heading of level 1 to 3 would end the comment or the
/// section. It is written with a backslash in front, which Markdown shows as the same characters
/// (CommonMark 0.31, 2.4). A line that starts so with backslashes already gets one more, so that
/// reading takes off exactly what writing put there.
enum CommentText {
  /// Returns a comment's text: no blank lines around it, LF, escaped headings as they were meant.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> String {
    var text: [UInt8] = []
    var length = 0
    for line in BodyLines(bytes, in: range) {
      var start = line.text.start
      if !line.isCode, bytes[start] == .backslash, isHeading(bytes, line.text) { start += 1 }
      let content = bytes[start..<line.text.contentEnd]
      let isBlank = content.allSatisfy(\.isBlank)
      if isBlank, length == 0 { continue }
      text.append(contentsOf: content)
      if !isBlank { length = text.count }
      text.append(.lineFeed)
    }
    return String(decoding: text[..<length], as: UTF8.self)
  }

  /// Returns the lines to write: escaped, with an open fence closed, ending in a line end.
  static func written(_ text: String, _ lineEnding: LineEnding) -> [UInt8] {
    let bytes = TicketDocument.bodyBytes(text, .lf)
    var result: [UInt8] = []
    bytes.withUnsafeBufferPointer { bytes in
      var lines = BodyLines(bytes, in: 0..<bytes.count)
      while let line = lines.next() {
        if !line.isCode, isHeading(bytes, line.text) { result.append(.backslash) }
        result.append(contentsOf: bytes[line.text.start..<line.text.contentEnd])
        result.append(contentsOf: lineEnding.bytes)
      }
      if let fence = lines.fence { result += closing(fence) + lineEnding.bytes }
    }
    return result
  }

  /// Returns the line that ends fenced code.
  static func closing(_ fence: BodyLines.Fence) -> [UInt8] {
    Array(repeating: fence.character, count: fence.length)
  }

  /// Whether a line is a heading of level 1 to 3 behind any number of backslashes.
  private static func isHeading(_ bytes: UnsafeBufferPointer<UInt8>, _ line: TextLine) -> Bool {
    var line = line
    while line.start < line.contentEnd, bytes[line.start] == .backslash { line.start += 1 }
    return (1...3).contains(bytes.headingLevel(of: line))
  }
}
