/// Chooses the lines worth searching for a script: those that the other text has at all, and of
/// the very frequent ones (blank lines, fences) only those that are not lost among foreign lines.
///
/// The rule and its numbers are git's, because they decide which of several scripts is found.
struct LineThinning {
  /// Indices of the base's lines that are searched.
  let base: [Int]
  /// Indices of the side's lines that are searched.
  let side: [Int]

  private enum Worth {
    case foreign, useful, frequent
  }

  init(base: [Int], side: [Int], baseMiddle: Range<Int>, sideMiddle: Range<Int>) {
    if baseMiddle.isEmpty || sideMiddle.isEmpty {
      (self.base, self.side) = ([], [])
      return
    }
    let highest = max(base.max() ?? 0, side.max() ?? 0)
    self.base = Self.kept(of: base, in: baseMiddle, counts: Self.counts(of: side, upTo: highest))
    self.side = Self.kept(of: side, in: sideMiddle, counts: Self.counts(of: base, upTo: highest))
  }

  private static func counts(of lines: [Int], upTo highest: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: highest + 1)
    for line in lines { counts[line] += 1 }
    return counts
  }

  private static func kept(of lines: [Int], in middle: Range<Int>, counts: [Int]) -> [Int] {
    let limit = min(roughRoot(of: lines.count), 1024)
    let worth = middle.map { index -> Worth in
      switch counts[lines[index]] {
      case 0: .foreign
      case let count where count >= limit: .frequent
      default: .useful
      }
    }
    return middle.filter { index in
      switch worth[index - middle.lowerBound] {
      case .foreign: false
      case .useful: true
      case .frequent: !isLost(at: index - middle.lowerBound, in: worth)
      }
    }
  }

  /// Whether a frequent line has foreign lines on both sides and few other frequent ones near.
  private static func isLost(at index: Int, in worth: [Worth]) -> Bool {
    let before = neighbours(worth[max(0, index - 100)..<index].reversed())
    if before.foreign == 0 { return false }
    let after = neighbours(worth[(index + 1)..<min(worth.count, index + 101)])
    if after.foreign == 0 { return false }
    let frequent = before.frequent + after.frequent + 2
    return frequent * 4 < frequent + before.foreign + after.foreign
  }

  private static func neighbours(_ worth: some Sequence<Worth>) -> (foreign: Int, frequent: Int) {
    var foreign = 0
    var frequent = 0
    for one in worth {
      switch one {
      case .foreign: foreign += 1
      case .frequent: frequent += 1
      case .useful: return (foreign, frequent)
      }
    }
    return (foreign, frequent)
  }

  /// Returns the power of two near a number's square root.
  private static func roughRoot(of number: Int) -> Int {
    var rest = number
    var root = 1
    while rest > 0 {
      root <<= 1
      rest >>= 2
    }
    return root
  }
}
