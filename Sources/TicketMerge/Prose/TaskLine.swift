/// Reads lines of Markdown as task list items and as fences.
///
/// It takes for an item what `TicketDocument.checklist` does, from one line of bytes.
enum TaskLine {
  /// Returns the index of the character between the brackets; nil when the line is no item.
  static func tick(of line: ArraySlice<UInt8>) -> Int? {
    guard let markerEnd = listMarkerEnd(of: line) else { return nil }
    let bracket = skipBlanks(from: markerEnd, in: line)
    guard bracket > markerEnd, bracket + 2 < line.endIndex,
      line[bracket] == UInt8(ascii: "["), line[bracket + 2] == UInt8(ascii: "]"),
      bracket + 3 == line.endIndex || isBlank(line[bracket + 3])
    else { return nil }
    let tick = line[bracket + 1]
    return tick == UInt8(ascii: " ") || tick | 0x20 == UInt8(ascii: "x") ? bracket + 1 : nil
  }

  /// Returns the width of the blanks a line begins with, a tab counting up to the next multiple
  /// of 4; nil when nothing else is on it.
  static func indentation(of line: ArraySlice<UInt8>) -> Int? {
    var width = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: " "): width += 1
      case UInt8(ascii: "\t"): width += 4 - width % 4
      case UInt8(ascii: "\r"): continue
      default: return width
      }
    }
    return nil
  }

  /// Returns the index behind `-`, `*`, `+`, `1.` or `1)`.
  private static func listMarkerEnd(of line: ArraySlice<UInt8>) -> Int? {
    let start = skipBlanks(from: line.startIndex, in: line)
    guard start < line.endIndex else { return nil }
    if [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(line[start]) {
      return start + 1
    }
    let digits = line[start...].prefix(9).prefix { $0 &- 0x30 < 10 }
    guard !digits.isEmpty, digits.endIndex < line.endIndex,
      [UInt8(ascii: "."), UInt8(ascii: ")")].contains(line[digits.endIndex])
    else { return nil }
    return digits.endIndex + 1
  }

  private static func skipBlanks(from start: Int, in line: ArraySlice<UInt8>) -> Int {
    line[start...].firstIndex { !isBlank($0) } ?? line.endIndex
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}

/// Whether one is inside fenced code (CommonMark 0.31, 4.5), line after line.
struct FenceTracker {
  private var open: (character: UInt8, length: Int)?

  /// Takes in the next line.
  ///
  /// - Returns: whether the line is a fence or inside one.
  mutating func isCode(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == UInt8(ascii: " ") }
    let indent = text.startIndex - line.startIndex
    guard indent < 4, let first = text.first,
      first == UInt8(ascii: "`") || first == UInt8(ascii: "~")
    else { return open != nil }
    let length = text.prefix { $0 == first }.count
    let rest = text.dropFirst(length)
    if let open {
      let isBare = rest.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if first == open.character, length >= open.length, isBare { self.open = nil }
      return true
    }
    guard length >= 3, first == UInt8(ascii: "~") || !rest.contains(UInt8(ascii: "`")) else {
      return false
    }
    open = (first, length)
    return true
  }
}
