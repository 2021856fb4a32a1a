/// Numbers for lines and conflict blocks: equal contents, equal number.
struct LineTable {
  /// The lines by number; a block's entry is empty.
  private(set) var lines: [ArraySlice<UInt8>] = []
  private var numbers: [ArraySlice<UInt8>: Int] = [:]
  private var blocks: [Int: ConflictBlock] = [:]
  private var blockNumbers: [ConflictBlock: Int] = [:]
  private var tickless: [Int: Int?] = [:]

  /// Returns the number of a line.
  mutating func number(of line: ArraySlice<UInt8>) -> Int {
    if let known = numbers[line] { return known }
    numbers[line] = lines.count
    lines.append(line)
    return lines.count - 1
  }

  /// Returns the number of a conflict block.
  mutating func number(of block: ConflictBlock) -> Int {
    if let known = blockNumbers[block] { return known }
    blockNumbers[block] = lines.count
    blocks[lines.count] = block
    lines.append([])
    return lines.count - 1
  }

  /// Returns the block that has a number; nil for a line's.
  func block(_ number: Int) -> ConflictBlock? { blocks[number] }

  /// Whether a number is that of a line of nothing but blanks.
  func isBlank(_ line: Int) -> Bool {
    blocks[line] == nil && lines[line].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  /// Returns the number of a task list item without its tick; nil for another line.
  mutating func ticklessNumber(of line: Int) -> Int? {
    if let known = tickless[line] { return known }
    var result: Int?
    if let tick = TaskLine.tick(of: lines[line]) {
      var bytes = Array(lines[line])
      bytes[tick - lines[line].startIndex] = UInt8(ascii: " ")
      result = number(of: bytes[...])
    }
    tickless[line] = .some(result)
    return result
  }
}

extension ArraySlice<UInt8> {
  /// The text cut behind each line feed; what stands behind the last one is a line too.
  var linesWithEnds: [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = startIndex
    for offset in indices where self[offset] == .lineFeed {
      lines.append(self[start...offset])
      start = offset + 1
    }
    if start < endIndex { lines.append(self[start...]) }
    return lines
  }
}

extension [UInt8] {
  /// The lines, each with its line end.
  var linesWithEnds: [ArraySlice<UInt8>] { self[...].linesWithEnds }
}
