/// The ticks of task list items: a value of its own at each item.
struct TickMerge {
  /// Items of which each text holds exactly one alike, by identity: they may have been moved.
  private let moved: [Int: (base: Int, one: Int, other: Int)]

  /// Looks for items that each text holds once.
  init(base: [ProseSide.Cell], one: [ProseSide.Cell], other: [ProseSide.Cell]) {
    let (base, one, other) = (Self.unique(base), Self.unique(one), Self.unique(other))
    var moved: [Int: (base: Int, one: Int, other: Int)] = [:]
    for (identity, line) in base {
      if let first = one[identity], let second = other[identity] {
        moved[identity] = (line, first, second)
      }
    }
    self.moved = moved
  }

  private static func unique(_ cells: [ProseSide.Cell]) -> [Int: Int] {
    var lines: [Int: Int] = [:]
    var repeated: Set<Int> = []
    for cell in cells where cell.isItem {
      if lines.updateValue(cell.line, forKey: cell.identity) != nil {
        repeated.insert(cell.identity)
      }
    }
    return lines.filter { !repeated.contains($0.key) }
  }

  /// Whether a side ticked or unticked one of some items that the other side took away for good.
  ///
  /// - Parameters:
  ///   - base: The items, and other lines.
  ///   - side: The same lines up to ticks on the one side.
  /// - Returns: whether the tick would be gone with the lines.
  func isLost(base: ArraySlice<ProseSide.Cell>, side: ArraySlice<ProseSide.Cell>) -> Bool {
    zip(base, side).contains { $0.line != $1.line && moved[$0.identity] == nil }
  }

  /// Returns the line that all three texts have.
  func line(
    base: ProseSide.Cell, one: ProseSide.Cell, other: ProseSide.Cell, _ table: LineTable
  ) -> Int {
    if one.line == other.line || other.line == base.line { return one.line }
    return one.line == base.line ? other.line : ticked(one.line, other.line, table)
  }

  /// Returns the line that both sides added.
  func line(one: ProseSide.Cell, other: ProseSide.Cell, _ table: LineTable) -> Int {
    if one.line == other.line { return one.line }
    guard let moved = moved[one.identity] else { return ticked(one.line, other.line, table) }
    return line(moved, table)
  }

  /// Returns the line that one side added.
  func line(added cell: ProseSide.Cell, _ table: LineTable) -> Int {
    guard cell.isItem, let moved = moved[cell.identity] else { return cell.line }
    return line(moved, table)
  }

  private func line(_ lines: (base: Int, one: Int, other: Int), _ table: LineTable) -> Int {
    if lines.one == lines.other || lines.other == lines.base { return lines.one }
    return lines.one == lines.base ? lines.other : ticked(lines.one, lines.other, table)
  }

  /// Returns the line with a tick: `x` and `X` are greater than a space.
  private func ticked(_ one: Int, _ other: Int, _ table: LineTable) -> Int {
    table.lines[one].lexicographicallyPrecedes(table.lines[other]) ? other : one
  }
}
