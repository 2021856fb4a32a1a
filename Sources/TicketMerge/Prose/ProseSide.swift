/// One side's lines, aligned with the base's.
///
/// A conflict block that the base does not hold is seen as its own base text, so that the lines
/// around it find their partners, and as a change of just these lines.
struct ProseSide {
  /// A line with what it is compared by.
  struct Cell: Equatable {
    /// The line's number.
    var line: Int
    /// The number of the line without its tick, for an item; else that of the line.
    var identity: Int
    /// Whether it is a task list item outside fenced code.
    var isItem: Bool
  }

  /// The lines, conflict blocks that the base does not hold replaced by their base.
  let cells: [Cell]
  /// What the side changed, in order; blocks included.
  let changes: [LineChange]
  /// Where a block stands for cells.
  private let blocks: [(cells: Range<Int>, number: Int)]

  /// Whether it holds blocks that the base does not.
  var hasBlocks: Bool { !blocks.isEmpty }

  /// Aligns a side.
  ///
  /// - Parameters:
  ///   - lines: The side's lines.
  ///   - base: The base's.
  ///   - table: Holds both.
  init(_ lines: [Int], over base: [Cell], _ table: inout LineTable) {
    let known = Set(base.lazy.map(\.line))
    var view: [Int] = []
    var blocks: [(cells: Range<Int>, number: Int)] = []
    for line in lines {
      if let block = table.block(line), !known.contains(line) {
        blocks.append((view.count..<view.count + block.base.count, line))
        view += block.base
      } else {
        view.append(line)
      }
    }
    cells = Self.cells(view, &table)
    self.blocks = blocks
    let changes = LineDiff.changes(from: base.map(\.identity), to: cells.map(\.identity))
    self.changes = Self.joined(changes, blocks.map(\.cells))
  }

  /// Returns lines with what they are compared by.
  static func cells(_ lines: [Int], _ table: inout LineTable) -> [Cell] {
    var fence = FenceTracker()
    return lines.map { line in
      let isCode = fence.isCode(table.lines[line])
      guard !isCode, let tickless = table.ticklessNumber(of: line) else {
        return Cell(line: line, identity: line, isItem: false)
      }
      return Cell(line: line, identity: tickless, isItem: true)
    }
  }

  /// Returns what stands in a range that begins and ends between changes, blocks as one cell.
  func content(_ range: Range<Int>) -> [Cell] {
    var result: [Cell] = []
    var next = range.lowerBound
    for block in blocks[firstBlock(from: range.lowerBound)...] {
      guard block.cells.upperBound <= range.upperBound else { break }
      result += cells[next..<block.cells.lowerBound]
      result.append(Cell(line: block.number, identity: block.number, isItem: false))
      next = block.cells.upperBound
    }
    return result + cells[next..<range.upperBound]
  }

  /// Returns the index of the first block that stands at a cell or behind it.
  private func firstBlock(from cell: Int) -> Int {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].cells.lowerBound < cell { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Joins changes with the blocks that touch them.
  private static func joined(_ changes: [LineChange], _ blocks: [Range<Int>]) -> [LineChange] {
    let parts =
      (changes.map { ($0.side, $0.side.count - $0.base.count) } + blocks.map { ($0, 0) }).sorted {
        ($0.0.lowerBound, $0.0.upperBound) < ($1.0.lowerBound, $1.0.upperBound)
      }
    var result: [LineChange] = []
    var ahead = 0
    for (side, growth) in parts {
      if let last = result.last, side.lowerBound <= last.side.upperBound {
        result[result.count - 1].side =
          last.side.lowerBound..<max(last.side.upperBound, side.upperBound)
      } else {
        let start = side.lowerBound - ahead
        result.append(LineChange(base: start..<start, side: side))
      }
      ahead += growth
      let last = result[result.count - 1]
      result[result.count - 1].base = last.base.lowerBound..<last.side.upperBound - ahead
    }
    return result
  }
}
