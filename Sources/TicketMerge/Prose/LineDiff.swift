/// A run of lines that a side replaced; one of the ranges may be empty.
package struct LineChange: Equatable, Sendable {
  /// Lines of the base that are gone.
  package var base: Range<Int>
  /// Lines of the side that stand there instead.
  package var side: Range<Int>
}

/// What separates two texts whose lines are given as numbers, equal for equal lines.
///
/// The shortest script by Myers' divide and conquer ("An O(ND) Difference Algorithm and Its
/// Variations", 1986), thinned out beforehand and slid afterwards as git does it, so that merges
/// come out as its users know them. The cost is bounded: hostile texts get a coarser script.
package enum LineDiff {
  /// Returns the changes in order; between two of them there is at least one equal line.
  package static func changes(from base: [String], to side: [String]) -> [LineChange] {
    var numbers: [String: Int] = [:]
    func number(_ line: String) -> Int {
      numbers[line]
        ?? {
          numbers[line] = numbers.count
          return numbers.count - 1
        }()
    }
    return changes(from: base.map(number), to: side.map(number))
  }

  /// Returns the changes in order; between two of them there is at least one equal line.
  static func changes(from base: [Int], to side: [Int]) -> [LineChange] {
    var (gone, new) = flags(from: base, to: side)
    var slider = GroupSlider(lines: base, changed: gone, other: new)
    slider.slideAll()
    gone = slider.changed
    slider = GroupSlider(lines: side, changed: new, other: gone)
    slider.slideAll()
    return script(gone: gone, new: slider.changed)
  }

  /// Marks the lines of each text that have no partner in the other.
  private static func flags(from base: [Int], to side: [Int]) -> (gone: [Bool], new: [Bool]) {
    let shorter = min(base.count, side.count)
    var head = 0
    while head < shorter, base[head] == side[head] { head += 1 }
    var tail = 0
    while tail < shorter - head, base[base.count - 1 - tail] == side[side.count - 1 - tail] {
      tail += 1
    }
    let kept = LineThinning(
      base: base, side: side, baseMiddle: head..<base.count - tail,
      sideMiddle: head..<side.count - tail)
    var gone = [Bool](repeating: false, count: base.count)
    var new = [Bool](repeating: false, count: side.count)
    for index in head..<base.count - tail { gone[index] = true }
    for index in head..<side.count - tail { new[index] = true }
    var search = ScriptSearch(kept.base.map { base[$0] }, kept.side.map { side[$0] })
    search.run()
    for (place, index) in kept.base.enumerated() { gone[index] = search.gone[place] }
    for (place, index) in kept.side.enumerated() { new[index] = search.new[place] }
    return (gone, new)
  }

  private static func script(gone: [Bool], new: [Bool]) -> [LineChange] {
    var changes: [LineChange] = []
    var base = 0
    var side = 0
    while base < gone.count || side < new.count {
      let start = (base, side)
      while base < gone.count, gone[base] { base += 1 }
      while side < new.count, new[side] { side += 1 }
      if (base, side) != start {
        changes.append(LineChange(base: start.0..<base, side: start.1..<side))
      }
      base += 1
      side += 1
    }
    return changes
  }
}
