/// Returns the candidates that a person most likely meant by `typed`, nearest first, at most three.
///
/// A candidate counts when its Damerau-Levenshtein distance is at most a third of its length (at
/// least one), or when it begins with what was typed.
package func nearestNames(to typed: String, among candidates: some Sequence<String>) -> [String] {
  let target = Array(typed.lowercased().unicodeScalars)
  let scored = Set(candidates).compactMap { name -> (distance: Int, name: String)? in
    let distance = editDistance(target, Array(name.lowercased().unicodeScalars))
    let isNear = distance <= max(1, max(name.count, target.count) / 3)
    let isCompletion = target.count >= 2 && name.lowercased().hasPrefix(typed.lowercased())
    return isNear || isCompletion ? (distance, name) : nil
  }
  return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
}

/// Optimal string alignment distance: insertions, deletions, replacements, swaps of neighbours.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var beforePrevious = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  for row in 1...left.count {
    var current = [row] + [Int](repeating: 0, count: right.count)
    for column in 1...right.count {
      let cost = left[row - 1] == right[column - 1] ? 0 : 1
      current[column] = min(
        previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1]
      {
        current[column] = min(current[column], beforePrevious[column - 2] + 1)
      }
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count]
}
