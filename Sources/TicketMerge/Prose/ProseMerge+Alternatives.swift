extension ProseMerge {
  /// Edits above which alternatives are only collected, no longer combined.
  private static let editLimit = 12
  /// Alternatives above which they are not combined.
  private static let textLimit = 8

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
      return parallelAlternatives(of: lines)
    }
    var texts: [[Int]] = [[]]
    for line in lines {
      let choices = table.block(line)?.alternatives ?? [[line]]
      texts = texts.flatMap { text in choices.map { text + $0 } }
    }
    return texts
  }

  /// Returns the texts with the first alternative of every block, the second and so on.
  ///
  /// For more blocks side by side than can be combined; nothing is lost even where it is absurd.
  private func parallelAlternatives(of lines: [Int]) -> [[Int]] {
    let blocks = lines.compactMap { table.block($0) }
    let count = blocks.reduce(0) { max($0, $1.alternatives.count) }
    guard count * lines.count < 1 << 22 else {
      return [lines.flatMap { table.block($0)?.alternatives.flatMap { $0 } ?? [$0] }]
    }
    return (0..<count).map { index in
      lines.flatMap { line in
        table.block(line).map { $0.alternatives[min(index, $0.alternatives.count - 1)] } ?? [line]
      }
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

  /// Joins what does not contradict each other in three or more texts.
  ///
  /// When two people changed different lines and a third both, the first two stand together against
  /// the third, whoever was merged first. Two texts are what two people wrote, and stay.
  /// And only what joins to the same again does: with repeated lines the texts would grow.
  private func combined(_ texts: Set<[Int]>, over base: [Int]) -> Set<[Int]> {
    let joined = joined(texts, over: base)
    let isStable =
      joined == texts
      || ([[], texts] + texts.map { [$0] }).allSatisfy {
        self.joined(joined.union($0), over: base) == joined
      }
    return isStable ? joined : texts
  }

  private func joined(_ texts: Set<[Int]>, over base: [Int]) -> Set<[Int]> {
    guard (3...Self.textLimit).contains(texts.count) else { return texts }
    let edits = Set(
      texts.flatMap { text in
        LineDiff.changes(from: base, to: text).map { LineEdit($0.base, text[$0.side]) }
      })
    guard edits.count <= Self.editLimit else { return texts }
    let groups = LineEdit.halves(Array(edits)) ?? LineEdit.largestGroups(Array(edits))
    let joined = Set(groups.map { LineEdit.apply($0, to: base) })
    return (2...Self.textLimit).contains(joined.count) ? joined : texts
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

  /// Whether both may be done.
  func agrees(with other: LineEdit) -> Bool {
    base.upperBound < other.base.lowerBound || other.base.upperBound < base.lowerBound
  }

  /// Returns the edits in two sets that agree within; nil when there is none, or more than one way.
  static func halves(_ edits: [LineEdit]) -> [[LineEdit]]? {
    guard let first = edits.first else { return nil }
    var isLeft = [first: true]
    var open = [first]
    while let edit = open.popLast() {
      for other in edits where other != edit && !other.agrees(with: edit) {
        if isLeft[other] == isLeft[edit] { return nil }
        if isLeft[other] == nil {
          isLeft[other] = isLeft[edit] != true
          open.append(other)
        }
      }
    }
    guard isLeft.count == edits.count else { return nil }
    return [true, false].map { half in edits.filter { isLeft[$0] == half } }
  }

  /// Returns the sets of edits that all agree and to which no other could be added.
  static func largestGroups(_ edits: [LineEdit]) -> [[LineEdit]] {
    let opponents = edits.map { edit in
      edits.indices.reduce(0) {
        $0 | (edit == edits[$1] || edit.agrees(with: edits[$1]) ? 0 : 1 << $1)
      }
    }
    let groups = (1..<1 << edits.count).filter { group in
      edits.indices.allSatisfy {
        group >> $0 & 1 == 1 ? opponents[$0] & group == 0 : opponents[$0] & group != 0
      }
    }
    return groups.map { group in
      edits.indices.filter { group >> $0 & 1 == 1 }.map { edits[$0] }
    }
  }

  /// Returns the base with edits that do not touch each other.
  static func apply(_ edits: [LineEdit], to base: [Int]) -> [Int] {
    var text: [Int] = []
    var next = 0
    for edit in edits.sorted(by: { $0.base.lowerBound < $1.base.lowerBound }) {
      text += base[next..<edit.base.lowerBound] + edit.lines
      next = edit.base.upperBound
    }
    return text + base[next...]
  }
}
