/// Texts of which a person has to choose one; nothing tells whose is which.
///
/// In a ticket it looks like git's diff3 style, with fixed words instead of names:
/// ```
/// <<<<<<< one
/// what stands there first
/// ||||||| base
/// what stood there before
/// =======
/// what stands there too
/// >>>>>>> other
/// ```
/// More alternatives follow further lines `=======`. Lines are numbers of a ``LineTable``.
struct ConflictBlock: Hashable, Sendable {
  /// What the alternatives started from.
  var base: [Int]
  /// At least two texts.
  var alternatives: [[Int]]
}

/// One of the four kinds of lines that make a conflict visible.
struct MarkerLine: Equatable {
  /// What a run of the character means.
  enum Kind: UInt8 {
    /// `<<<<<<<`
    case start = 0x3C
    /// `|||||||`
    case base = 0x7C
    /// `=======`
    case separator = 0x3D
    /// `>>>>>>>`
    case end = 0x3E

    /// Side-neutral words behind the run.
    var label: String {
      switch self {
      case .start: " one"
      case .base: " base"
      case .separator: ""
      case .end: " other"
      }
    }
  }

  var kind: Kind
  /// Length of the run.
  var length: Int

  /// The line's bytes without its end.
  var bytes: [UInt8] {
    [UInt8](repeating: kind.rawValue, count: length) + Array(kind.label.utf8)
  }

  init(_ kind: Kind, length: Int) {
    self.kind = kind
    self.length = length
  }

  /// Reads the run that a line begins with, whatever follows.
  init?(runOf line: ArraySlice<UInt8>) {
    guard let first = line.first, let kind = Kind(rawValue: first) else { return nil }
    self.init(kind, length: line.prefix { $0 == first }.count)
  }

  /// Whether a line is this marker with our label.
  func isWhole(_ line: ArraySlice<UInt8>) -> Bool {
    line.count == length + kind.label.utf8.count
      && line.dropFirst(length).elementsEqual(kind.label.utf8)
  }
}

extension ConflictBlock {
  /// Returns the block that starts at a line and the index behind it; nil when none does.
  ///
  /// Inside a block no line begins with a run as long as its own, except for its markers.
  static func parse(_ lines: [ArraySlice<UInt8>], at start: Int, _ table: inout LineTable)
    -> (block: ConflictBlock, next: Int)?
  {
    guard let opening = MarkerLine(runOf: lines[start]), opening.kind == .start,
      opening.length >= 7, opening.isWhole(lines[start])
    else { return nil }
    var parts: [Range<Int>] = []
    var partStart = start + 1
    for index in start + 1..<lines.count {
      guard let marker = MarkerLine(runOf: lines[index]), marker.length >= opening.length else {
        continue
      }
      let expected: [MarkerLine.Kind] =
        switch parts.count {
        case 0: [.base]
        case 1: [.separator]
        default: [.separator, .end]
        }
      guard marker.length == opening.length, marker.isWhole(lines[index]),
        expected.contains(marker.kind)
      else { return nil }
      parts.append(partStart..<index)
      partStart = index + 1
      guard marker.kind == .end else { continue }
      let texts = parts.map { $0.map { table.number(of: lines[$0]) } }
      return (ConflictBlock(base: texts[1], alternatives: [texts[0]] + texts[2...]), index + 1)
    }
    return nil
  }

  /// Returns the block's lines, markers included.
  ///
  /// - Parameters:
  ///   - table: Holds the lines.
  ///   - markerSize: The length of the runs, unless a line inside begins with such a run.
  /// - Returns: the lines without their ends.
  func lines(_ table: LineTable, markerSize: Int) -> [ArraySlice<UInt8>] {
    var size = max(7, markerSize)
    for line in ([base] + alternatives).joined() {
      if let run = MarkerLine(runOf: table.lines[line]) { size = max(size, run.length + 1) }
    }
    var lines = [MarkerLine(.start, length: size).bytes[...]]
    for (index, text) in alternatives.enumerated() {
      if index > 0 { lines.append(MarkerLine(.separator, length: size).bytes[...]) }
      lines += text.map { table.lines[$0] }
      guard index == 0 else { continue }
      lines.append(MarkerLine(.base, length: size).bytes[...])
      lines += base.map { table.lines[$0] }
    }
    return lines + [MarkerLine(.end, length: size).bytes[...]]
  }
}
