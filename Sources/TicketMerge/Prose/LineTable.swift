/// Numbers for lines: equal bytes, equal number.
struct LineTable {
  /// The lines by number.
  private(set) var lines: [ArraySlice<UInt8>] = []
  private var numbers: [ArraySlice<UInt8>: Int] = [:]

  /// Returns the number of a line.
  mutating func number(of line: ArraySlice<UInt8>) -> Int {
    if let known = numbers[line] { return known }
    numbers[line] = lines.count
    lines.append(line)
    return lines.count - 1
  }
}

extension [UInt8] {
  /// The text cut behind each line feed; what stands behind the last one is a line too.
  var linesWithEnds: [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for offset in indices where self[offset] == UInt8(ascii: "\n") {
      lines.append(self[start...offset])
      start = offset + 1
    }
    if start < count { lines.append(self[start...]) }
    return lines
  }
}
