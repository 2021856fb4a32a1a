extension ProseMerge {
  /// Alternatives above which they are only collected, no longer combined.
  private static let combinationLimit = 8

  /// Returns a block of what the sides have instead of a base, or lines when they agree after all.
  mutating func resolved(base: [Int], sides: [[Int]]) -> [Int] {
    let flatBase = base.flatMap { table.block($0)?.base ?? [$0] }
    var texts = Set(sides.flatMap { alternatives(of: $0) })
    texts.remove(flatBase)
    guard let first = texts.first else { return flatBase }
    guard texts.count > 1 else { return first }
    let sorted = combined(texts, over: flatBase).sorted { isBefore($0, $1) }
    return [table.number(of: ConflictBlock(base: flatBase, alternatives: sorted))]
  }

  /// Returns every text that lines with blocks may stand for.
  private func alternatives(of lines: [Int]) -> [[Int]] {
    let blocks = lines.compactMap { table.block($0) }
    guard blocks.reduce(1, { min($0, 100) * $1.alternatives.count }) <= 16 else {
      return separateAlternatives(of: lines)
    }
    var texts: [[Int]] = [[]]
    for line in lines {
      let choices = table.block(line)?.alternatives ?? [[line]]
      texts = texts.flatMap { text in choices.map { text + $0 } }
    }
    return texts
  }

  /// Returns the texts in which one block is decided and the others stand at their base.
  private func separateAlternatives(of lines: [Int]) -> [[Int]] {
    lines.indices.flatMap { index -> [[Int]] in
      guard let block = table.block(lines[index]) else { return [] }
      let before = lines[..<index].flatMap { table.block($0)?.base ?? [$0] }
      let after = lines[(index + 1)...].flatMap { table.block($0)?.base ?? [$0] }
      return block.alternatives.map { before + $0 + after }
    }
  }

  private func isBefore(_ one: [Int], _ other: [Int]) -> Bool {
    for (left, right) in zip(one, other) where left != right {
      let left = Array(table.lines[left]) + [0x0A]
      let right = Array(table.lines[right]) + [0x0A]
      return left.lexicographicallyPrecedes(right)
    }
    return one.count < other.count
  }

  /// Joins those of three or more texts that do not contradict each other.
  ///
  /// When two people changed different lines and a third both, the first two stand together against
  /// the third, whoever was merged first. Two texts alone are never joined: a merge of their lines
  /// has found that they contradict each other.
  private func combined(_ texts: Set<[Int]>, over base: [Int]) -> [[Int]] {
    let texts = texts.sorted { isBefore($0, $1) }
    guard (3...Self.combinationLimit).contains(texts.count) else { return texts }
    let edits = texts.map { text in
      LineDiff.changes(from: base, to: text).map { LineEdit($0.base, text[$0.side]) }
    }
    let friends = edits.map { one in edits.map { LineEdit.agree(one, $0) } }
    let groups = (1..<1 << texts.count).filter { isGroup($0, friends) }
    let maximal = groups.filter { group in
      !groups.contains { $0 != group && $0 & group == group }
    }
    let joined = Set(
      maximal.map { group in
        LineEdit.apply(
          texts.indices.filter { group >> $0 & 1 == 1 }.flatMap { edits[$0] }, to: base)
      })
    return joined.count > 1 ? Array(joined) : texts
  }

  /// Whether all members of a set of bits agree with each other.
  private func isGroup(_ group: Int, _ friends: [[Bool]]) -> Bool {
    friends.indices.allSatisfy { one in
      group >> one & 1 == 0
        || friends.indices.allSatisfy { group >> $0 & 1 == 0 || friends[one][$0] }
    }
  }
}

/// Lines that take the place of others.
private struct LineEdit: Hashable {
  let base: Range<Int>
  let lines: ArraySlice<Int>

  init(_ base: Range<Int>, _ lines: ArraySlice<Int>) {
    self.base = base
    self.lines = lines
  }

  /// Whether no edit of the one touches a different edit of the other.
  static func agree(_ one: [LineEdit], _ other: [LineEdit]) -> Bool {
    one.allSatisfy { left in
      other.allSatisfy { right in
        left == right || left.base.upperBound < right.base.lowerBound
          || right.base.upperBound < left.base.lowerBound
      }
    }
  }

  /// Returns the base with edits that do not touch each other.
  static func apply(_ edits: [LineEdit], to base: [Int]) -> [Int] {
    var text: [Int] = []
    var next = 0
    for edit in Set(edits).sorted(by: { $0.base.lowerBound < $1.base.lowerBound }) {
      text += base[next..<edit.base.lowerBound] + edit.lines
      next = edit.base.upperBound
    }
    return text + base[next...]
  }
}
