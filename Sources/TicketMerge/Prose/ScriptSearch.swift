/// The search for a shortest script, by meeting in the middle of ever smaller boxes.
struct ScriptSearch {
  /// Lines of the base without a partner, after ``run()``.
  private(set) var gone: [Bool]
  /// Lines of the side without a partner, after ``run()``.
  private(set) var new: [Bool]

  private let base: [Int]
  private let side: [Int]
  /// Furthest base line reached on each diagonal (base index minus side index), from either end.
  private var forward: [Int]
  private var backward: [Int]
  /// Index of diagonal 0 in both.
  private let origin: Int
  /// Steps that are left before boxes are taken as changed altogether.
  private var budget = 1 << 24

  /// Edit cost at which a box is cut where the search has come furthest.
  private static let costLimit = 256

  private struct Box {
    var base: Range<Int>
    var side: Range<Int>
  }

  init(_ base: [Int], _ side: [Int]) {
    self.base = base
    self.side = side
    gone = [Bool](repeating: false, count: base.count)
    new = [Bool](repeating: false, count: side.count)
    origin = side.count + 1
    forward = [Int](repeating: 0, count: base.count + side.count + 3)
    backward = forward
  }

  /// Finds the script.
  mutating func run() {
    var boxes = [Box(base: 0..<base.count, side: 0..<side.count)]
    while let next = boxes.popLast() {
      let box = shrunk(next)
      if box.base.isEmpty || box.side.isEmpty || budget < 0 {
        for index in box.base { gone[index] = true }
        for index in box.side { new[index] = true }
        continue
      }
      let (baseCut, sideCut) = cut(box)
      boxes.append(
        Box(base: box.base.lowerBound..<baseCut, side: box.side.lowerBound..<sideCut))
      boxes.append(
        Box(base: baseCut..<box.base.upperBound, side: sideCut..<box.side.upperBound))
    }
  }

  /// Returns the box without the equal lines at its ends.
  private func shrunk(_ box: Box) -> Box {
    var (baseStart, baseEnd) = (box.base.lowerBound, box.base.upperBound)
    var (sideStart, sideEnd) = (box.side.lowerBound, box.side.upperBound)
    while baseStart < baseEnd, sideStart < sideEnd, base[baseStart] == side[sideStart] {
      baseStart += 1
      sideStart += 1
    }
    while baseStart < baseEnd, sideStart < sideEnd, base[baseEnd - 1] == side[sideEnd - 1] {
      baseEnd -= 1
      sideEnd -= 1
    }
    return Box(base: baseStart..<baseEnd, side: sideStart..<sideEnd)
  }

  /// The diagonals that one direction of the search has reached.
  private struct Front {
    var low: Int
    var high: Int

    /// Takes in one more diagonal at either end, or one less where the box ends.
    ///
    /// - Returns: the diagonals just outside, whose values must lose every comparison.
    mutating func widen(within limits: ClosedRange<Int>) -> (below: Int?, above: Int?) {
      let grewDown = low > limits.lowerBound
      let grewUp = high < limits.upperBound
      low += grewDown ? -1 : 1
      high += grewUp ? 1 : -1
      return (grewDown ? low - 1 : nil, grewUp ? high + 1 : nil)
    }
  }

  /// Returns a point through which a (nearly) shortest script of the box goes.
  private mutating func cut(_ box: Box) -> (base: Int, side: Int) {
    let limits =
      (box.base.lowerBound - box.side.upperBound)...(box.base.upperBound - box.side.lowerBound)
    let first = box.base.lowerBound - box.side.lowerBound
    let last = box.base.upperBound - box.side.upperBound
    let isOdd = (first - last) & 1 != 0
    var ahead = Front(low: first, high: first)
    var behind = Front(low: last, high: last)
    forward[origin + first] = box.base.lowerBound
    backward[origin + last] = box.base.upperBound
    for cost in 1... {
      if let meeting = advance(&ahead, in: box, limits, meeting: isOdd ? behind : nil) {
        return meeting
      }
      if let meeting = retreat(&behind, in: box, limits, meeting: isOdd ? nil : ahead) {
        return meeting
      }
      if cost >= Self.costLimit || budget < 0 { return furthest(ahead, behind, in: box) }
    }
    return (box.base.upperBound, box.side.upperBound)
  }

  /// Goes one edit further from the start of the box.
  private mutating func advance(
    _ front: inout Front, in box: Box, _ limits: ClosedRange<Int>, meeting other: Front?
  ) -> (base: Int, side: Int)? {
    let outside = front.widen(within: limits)
    if let below = outside.below { forward[origin + below] = -1 }
    if let above = outside.above { forward[origin + above] = -1 }
    for diagonal in stride(from: front.high, through: front.low, by: -2) {
      let place = origin + diagonal
      var reached = max(forward[place - 1] + 1, forward[place + 1])
      let start = reached
      while reached < box.base.upperBound, reached - diagonal < box.side.upperBound,
        base[reached] == side[reached - diagonal]
      {
        reached += 1
      }
      budget -= reached - start + 1
      forward[place] = reached
      if let other, other.low <= diagonal, diagonal <= other.high, backward[place] <= reached {
        return (reached, reached - diagonal)
      }
    }
    return nil
  }

  /// Goes one edit further from the end of the box.
  private mutating func retreat(
    _ front: inout Front, in box: Box, _ limits: ClosedRange<Int>, meeting other: Front?
  ) -> (base: Int, side: Int)? {
    let outside = front.widen(within: limits)
    if let below = outside.below { backward[origin + below] = Int.max }
    if let above = outside.above { backward[origin + above] = Int.max }
    for diagonal in stride(from: front.high, through: front.low, by: -2) {
      let place = origin + diagonal
      var reached = min(backward[place - 1], backward[place + 1] - 1)
      let start = reached
      while reached > box.base.lowerBound, reached - diagonal > box.side.lowerBound,
        base[reached - 1] == side[reached - diagonal - 1]
      {
        reached -= 1
      }
      budget -= start - reached + 1
      backward[place] = reached
      if let other, other.low <= diagonal, diagonal <= other.high, reached <= forward[place] {
        return (reached, reached - diagonal)
      }
    }
    return nil
  }

  /// Returns the point at which either direction has left most lines behind.
  private func furthest(_ ahead: Front, _ behind: Front, in box: Box) -> (base: Int, side: Int) {
    var best = (gain: -1, base: box.base.upperBound, side: box.side.upperBound)
    for diagonal in stride(from: ahead.high, through: ahead.low, by: -2) {
      let reached = min(
        forward[origin + diagonal], box.base.upperBound, box.side.upperBound + diagonal)
      let gain = reached - box.base.lowerBound + reached - diagonal - box.side.lowerBound
      if gain > best.gain { best = (gain, reached, reached - diagonal) }
    }
    for diagonal in stride(from: behind.high, through: behind.low, by: -2) {
      let reached = max(
        backward[origin + diagonal], box.base.lowerBound, box.side.lowerBound + diagonal)
      let gain = box.base.upperBound - reached + box.side.upperBound - reached + diagonal
      if gain > best.gain { best = (gain, reached, reached - diagonal) }
    }
    return (best.base, best.side)
  }
}
