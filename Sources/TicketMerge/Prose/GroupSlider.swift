/// Slides groups of changed lines along equal ones to where git would show them.
///
/// Inserting `b` into `a b b` can be told in three ways; merges depend on which is taken. A group
/// goes down as far as it can, joining groups it bumps into, unless on the way it stands beside a
/// group of the other text: then it stays at the last such place.
struct GroupSlider {
  private let lines: [Int]
  private let other: [Bool]
  private(set) var changed: [Bool]
  /// The group that slides.
  private var group: Range<Int> = 0..<0
  /// The group of the other text behind as many unchanged lines.
  private var partner: Range<Int> = 0..<0

  init(lines: [Int], changed: [Bool], other: [Bool]) {
    self.lines = lines
    self.changed = changed
    self.other = other
  }

  /// Slides every group, first to last.
  mutating func slideAll() {
    group = Self.group(from: 0, in: changed)
    partner = Self.group(from: 0, in: other)
    while true {
      if !group.isEmpty { slide() }
      guard group.upperBound < changed.count, partner.upperBound < other.count else { return }
      group = Self.group(from: group.upperBound + 1, in: changed)
      partner = Self.group(from: partner.upperBound + 1, in: other)
    }
  }

  private mutating func slide() {
    var size = 0
    var beside: Int?
    var highest = 0
    repeat {
      size = group.count
      while moveUp() { stepBack() }
      highest = group.upperBound
      beside = partner.isEmpty ? nil : group.upperBound
      while moveDown() {
        partner = Self.group(from: partner.upperBound + 1, in: other)
        if !partner.isEmpty { beside = group.upperBound }
      }
    } while size != group.count
    guard group.upperBound != highest, beside != nil else { return }
    while partner.isEmpty, moveUp() { stepBack() }
  }

  private mutating func stepBack() {
    guard partner.lowerBound > 0 else { return }
    let end = partner.lowerBound - 1
    var start = end
    while start > 0, other[start - 1] { start -= 1 }
    partner = start..<end
  }

  /// Moves the group one line up, together with a group it then touches.
  private mutating func moveUp() -> Bool {
    guard group.lowerBound > 0, lines[group.lowerBound - 1] == lines[group.upperBound - 1] else {
      return false
    }
    changed[group.lowerBound - 1] = true
    changed[group.upperBound - 1] = false
    var start = group.lowerBound - 1
    while start > 0, changed[start - 1] { start -= 1 }
    group = start..<group.upperBound - 1
    return true
  }

  /// Moves the group one line down, together with a group it then touches.
  private mutating func moveDown() -> Bool {
    guard group.upperBound < lines.count, lines[group.lowerBound] == lines[group.upperBound] else {
      return false
    }
    changed[group.lowerBound] = false
    changed[group.upperBound] = true
    var end = group.upperBound + 1
    while end < changed.count, changed[end] { end += 1 }
    group = group.lowerBound + 1..<end
    return true
  }

  private static func group(from start: Int, in changed: [Bool]) -> Range<Int> {
    var end = start
    while end < changed.count, changed[end] { end += 1 }
    return min(start, changed.count)..<end
  }
}
