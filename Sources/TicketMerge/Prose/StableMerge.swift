/// Merges that stay what they are when a side is merged once more.
///
/// Lines that repeat can be aligned in several ways. A merge of them may look different from one of
/// its sides than from the base, so that the next merge would insert a line twice. Such cases are
/// found by trying it, and are either known for what they are or become a conflict.
struct StableMerge {
  /// The text both sides started from.
  let base: [UInt8]
  /// Length of the runs of markers.
  let markerSize: Int

  /// Distances below which changes contradict each other, from git's to everything at once.
  private static let distances = [1, 4, 16, Int.max]

  /// Bytes above which a merge that is not stable becomes one conflict at once.
  private static let sizeLimit = 1 << 19

  /// Returns the merge of two different texts that are not the base; `one` is the smaller.
  func merged(_ one: [UInt8], _ other: [UInt8]) -> MergedProse {
    var merge = ProseMerge(base: base, one: one, other: other, markerSize: markerSize)
    var result = candidate(&merge, one, other)
    if result.bytes == one || result.bytes == other { return result }
    let isLarge = max(base.count, one.count, other.count) > Self.sizeLimit
    for distance in isLarge ? [Int.max] : Self.distances {
      if isStable(result.bytes, one), isStable(result.bytes, other) { return result }
      result = merge.merged(distance: distance)
    }
    return result
  }

  /// Returns the plain merge, or the side that holds all of the other already.
  private func candidate(_ merge: inout ProseMerge, _ one: [UInt8], _ other: [UInt8]) -> MergedProse
  {
    let result = merge.merged()
    if result.bytes == one || result.bytes == other { return result }
    if merge.mayHold(isOne: true), holds(one, other) {
      return MergedProse(bytes: one, newConflicts: 0)
    }
    if merge.mayHold(isOne: false), holds(other, one) {
      return MergedProse(bytes: other, newConflicts: 0)
    }
    return result
  }

  /// Whether merging a result with a side gives the result again.
  private func isStable(_ result: [UInt8], _ side: [UInt8]) -> Bool {
    if result == side { return true }
    // A result that is the base by chance would give way to either side.
    if result == base { return false }
    let isSwapped = side.lexicographicallyPrecedes(result)
    let (one, other) = isSwapped ? (side, result) : (result, side)
    var merge = ProseMerge(base: base, one: one, other: other, markerSize: markerSize)
    return candidate(&merge, one, other).bytes == result
  }

  /// Whether a text is the merge of a side and something else.
  ///
  /// The something else is the text with the side's changes taken back.
  private func holds(_ text: [UInt8], _ side: [UInt8]) -> Bool {
    var back = ProseMerge(base: side, one: text, other: base, markerSize: markerSize)
    let rest = back.merged()
    guard rest.newConflicts == 0 else { return false }
    var again = ProseMerge(base: base, one: side, other: rest.bytes, markerSize: markerSize)
    return again.merged().bytes == text
  }
}

extension ProseMerge {
  /// Whether one of the sides may hold all that the other changed; cheap, and never wrong when it
  /// says no to texts without repeated lines.
  func mayHold(isOne: Bool) -> Bool {
    let (holder, held) = isOne ? (oneSide, otherSide) : (otherSide, oneSide)
    let (base, kept, there) = (
      Self.counts(of: baseCells), Self.counts(of: held.cells), Self.counts(of: holder.cells)
    )
    return !holder.hasBlocks
      && held.changes.allSatisfy { change in
        held.cells[change.side].allSatisfy { there[$0.identity] != nil }
          && baseCells[change.base].map(\.identity).allSatisfy { line in
            kept[line, default: 0] >= base[line, default: 0]
              || there[line, default: 0] < base[line, default: 0]
          }
      }
  }

  private static func counts(of cells: [ProseSide.Cell]) -> [Int: Int] {
    cells.reduce(into: [:]) { $0[$1.identity, default: 0] += 1 }
  }
}
