/// Which items of a list stay when it becomes another list.
///
/// Equal items are paired in their order; of the pairs the longest rising run stays, found in
/// O(n log n) (patience sorting).
struct KeptItems {
  /// For each new item the position of the old one that stays as it, or nil.
  private(set) var oldPositions: [Int?]

  init(from old: [String], to new: [String]) {
    var places: [String: ArraySlice<Int>] = [:]
    for (position, item) in old.enumerated() { places[item, default: []].append(position) }
    let pairs = new.map { places[$0]?.popFirst() }
    oldPositions = Array(repeating: nil, count: new.count)
    var tails: [Int] = []
    var previous: [Int?] = Array(repeating: nil, count: new.count)
    for (newPosition, pair) in pairs.enumerated() {
      guard let pair else { continue }
      let rank = Self.firstRank(in: tails) { (pairs[$0] ?? 0) >= pair }
      previous[newPosition] = rank > 0 ? tails[rank - 1] : nil
      if rank == tails.count { tails.append(newPosition) } else { tails[rank] = newPosition }
    }
    var newPosition = tails.last
    while let position = newPosition {
      oldPositions[position] = pairs[position]
      newPosition = previous[position]
    }
  }

  private static func firstRank(in tails: [Int], where isBehind: (Int) -> Bool) -> Int {
    var low = 0
    var high = tails.count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(tails[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
