/// A text cut into what is merged apart: lines, blank lines around them, and how lines end.
struct ProseText {
  /// Blank lines before the first other line, each with a line feed.
  var leading: [UInt8] = []
  /// The lines from the first to the last that is not blank, and conflict blocks.
  var lines: [Int] = []
  /// The last line's end and what blank lines follow; empty without any lines.
  var trailer: [UInt8] = []
  /// How most lines end; nil when none does.
  var style: LineStyle?

  /// How lines end.
  enum LineStyle {
    case lf, crlf
  }

  /// Cuts a text; every sequence of bytes is one.
  init(_ bytes: [UInt8], _ table: inout LineTable) {
    var (lines, lastEnd) = readLines(bytes)
    let isBlank = { (line: ArraySlice<UInt8>) in
      line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
    }
    guard let first = lines.firstIndex(where: { !isBlank($0) }),
      let last = lines.lastIndex(where: { !isBlank($0) })
    else {
      leading = Self.joined(lines, lastEnd: [0x0A])
      return
    }
    leading = Self.joined(lines[..<first], lastEnd: [0x0A])
    let isCut = last == lines.count - 1
    trailer = isCut ? lastEnd : [0x0A] + Self.joined(lines[(last + 1)...], lastEnd: lastEnd)
    lines = Array(lines[first...last])
    var next = 0
    while next < lines.count {
      if lines[next].first == MarkerLine.Kind.start.rawValue,
        let found = ConflictBlock.parse(lines, at: next, &table)
      {
        self.lines.append(table.number(of: found.block))
        next = found.next
      } else {
        self.lines.append(table.number(of: lines[next]))
        next += 1
      }
    }
  }

  /// Cuts a text into lines without their ends and sets the style.
  ///
  /// - Parameter bytes: The text.
  /// - Returns: the lines, and what the last one ends with: a line feed or nothing, or carriage
  ///   returns.
  private mutating func readLines(_ bytes: [UInt8])
    -> (lines: [ArraySlice<UInt8>], lastEnd: [UInt8])
  {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var crlfCount = 0
    for offset in bytes.indices where bytes[offset] == 0x0A {
      let line = bytes[start..<offset].withoutReturns
      if line.endIndex < offset { crlfCount += 1 }
      lines.append(line)
      start = offset + 1
    }
    if !lines.isEmpty { style = crlfCount * 2 > lines.count ? .crlf : .lf }
    guard start < bytes.count else { return (lines, [0x0A]) }
    lines.append(bytes[start...].withoutReturns)
    return (lines, Array(bytes[lines[lines.count - 1].endIndex...]))
  }

  private static func joined(_ lines: some Collection<ArraySlice<UInt8>>, lastEnd: [UInt8])
    -> [UInt8]
  {
    lines.isEmpty ? [] : Array(lines.joined(separator: [0x0A])) + lastEnd
  }

  /// Returns the text's bytes.
  func bytes(_ table: LineTable, markerSize: Int) -> [UInt8] {
    var result = leading
    for (index, line) in lines.enumerated() {
      if index > 0 { result.append(0x0A) }
      if let block = table.block(line) {
        result += block.lines(table, markerSize: markerSize).joined(separator: [0x0A])
      } else {
        result += table.lines[line]
      }
    }
    if !lines.isEmpty { result += trailer }
    return style == .crlf ? result.withReturns : result
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without carriage returns at the end.
  fileprivate var withoutReturns: ArraySlice<UInt8> {
    var line = self
    while line.last == 0x0D { line.removeLast() }
    return line
  }
}

extension [UInt8] {
  /// The text with a carriage return before each line feed.
  fileprivate var withReturns: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count + count / 32)
    for byte in self {
      if byte == 0x0A { result.append(0x0D) }
      result.append(byte)
    }
    return result
  }
}
