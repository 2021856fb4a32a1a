/// Prose that two sides wrote, joined.
struct MergedProse: Equatable {
  /// The text; what could not be joined stands between markers.
  var bytes: [UInt8]
  /// Number of conflict blocks that neither side had.
  var newConflicts: Int
}

/// Merges prose by lines, task list items by meaning.
///
/// The result is the same with the sides swapped, and merging it again with a side changes nothing.
/// Where the sides changed the same or neighbouring lines a ``ConflictBlock`` takes all versions.
///
/// - Parameters:
///   - base: The text both sides started from.
///   - ours: One side's text.
///   - theirs: The other side's text.
///   - markerSize: Length of the runs of markers; at least 7.
/// - Returns: the joined text.
func mergeProse(base: [UInt8], ours: [UInt8], theirs: [UInt8], markerSize: Int) -> MergedProse {
  if ours == theirs || theirs == base { return MergedProse(bytes: ours, newConflicts: 0) }
  if ours == base { return MergedProse(bytes: theirs, newConflicts: 0) }
  let isSwapped = theirs.lexicographicallyPrecedes(ours)
  let (one, other) = isSwapped ? (theirs, ours) : (ours, theirs)
  return StableMerge(base: base, markerSize: markerSize).merged(one, other)
}

/// One merge of prose.
struct ProseMerge {
  var table = LineTable()
  let markerSize: Int
  private let base: ProseText
  private let one: ProseText
  private let other: ProseText
  let baseCells: [ProseSide.Cell]
  let oneSide: ProseSide
  let otherSide: ProseSide

  /// Aligns three texts.
  init(base: [UInt8], one: [UInt8], other: [UInt8], markerSize: Int) {
    self.markerSize = markerSize
    self.base = ProseText(base, &table)
    self.one = ProseText(one, &table)
    self.other = ProseText(other, &table)
    baseCells = ProseSide.cells(self.base.lines, &table)
    oneSide = ProseSide(self.one.lines, over: baseCells, &table)
    otherSide = ProseSide(self.other.lines, over: baseCells, &table)
  }

  /// Joins the sides.
  ///
  /// - Parameter distance: With how many unchanged lines between them changes still contradict
  ///   each other: 0 when they touch. More is for texts whose lines cannot be told apart.
  /// - Returns: the joined text.
  mutating func merged(distance: Int = 0) -> MergedProse {
    var result = base
    result.lines = mergedLines(distance: distance)
    while let last = result.lines.last, table.isBlank(last) { result.lines.removeLast() }
    while let first = result.lines.first, table.isBlank(first) { result.lines.removeFirst() }
    result.leading = Self.merged(base.leading, one.leading, other.leading)
    result.trailer = Self.merged(base.trailer, one.trailer, other.trailer)
    result.style = mergedStyle
    let known = Set(one.lines).union(other.lines)
    let new = result.lines.count { table.block($0) != nil && !known.contains($0) }
    return MergedProse(
      bytes: result.bytes(table, markerSize: markerSize), newConflicts: new)
  }

  /// Merges a small value: what did not change gives way, else the smaller bytes stand.
  private static func merged(_ base: [UInt8], _ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
    if one == base { return other }
    if other == base { return one }
    return one.lexicographicallyPrecedes(other) ? one : other
  }

  private var mergedStyle: ProseText.LineStyle? {
    let changed = [one.style, other.style].compactMap { $0 == base.style ? nil : $0 }
    return changed.contains(.lf) ? .lf : changed.first ?? base.style
  }

  private mutating func mergedLines(distance: Int) -> [Int] {
    let alignment = LineAlignment(
      ours: oneSide.changes, theirs: otherSide.changes, distance: distance)
    let ticks = TickMerge(base: baseCells, one: oneSide.cells, other: otherSide.cells)
    var lines: [Int] = []
    var next = (base: 0, one: 0, other: 0)
    for region in alignment.regions {
      lines += untouched(region.base.lowerBound - next.base, next, ticks)
      lines += merged(region, ticks, asSets: distance == 0)
      next = (region.base.upperBound, region.ours.upperBound, region.theirs.upperBound)
    }
    return lines + untouched(baseCells.count - next.base, next, ticks)
  }

  /// Returns lines that all three texts have, up to ticks.
  private func untouched(
    _ count: Int, _ start: (base: Int, one: Int, other: Int), _ ticks: TickMerge
  ) -> [Int] {
    (0..<count).map { step in
      ticks.line(
        base: baseCells[start.base + step], one: oneSide.cells[start.one + step],
        other: otherSide.cells[start.other + step], table)
    }
  }

  /// Joins what stands in a region.
  private mutating func merged(
    _ region: LineAlignment.Region, _ ticks: TickMerge, asSets: Bool
  ) -> [Int] {
    let one = oneSide.content(region.ours)
    let other = otherSide.content(region.theirs)
    if !region.isTheirs, !isTickLost(otherSide.cells[region.theirs], region, ticks, one) {
      return one.map { ticks.line(added: $0, table) }
    }
    if !region.isOurs, !isTickLost(oneSide.cells[region.ours], region, ticks, other) {
      return other.map { ticks.line(added: $0, table) }
    }
    if one.map(\.identity) == other.map(\.identity) {
      return zip(one, other).map { ticks.line(one: $0, other: $1, table) }
    }
    let base = Array(baseCells[region.base])
    if asSets, let list = ChecklistMerge(base: base, one: one, other: other, table).merged(ticks) {
      return list
    }
    return resolved(base: base.map(\.line), sides: [one.map(\.line), other.map(\.line)])
  }

  /// Whether a side that changed nothing but ticks in a region would lose one of them.
  private func isTickLost(
    _ ticked: ArraySlice<ProseSide.Cell>, _ region: LineAlignment.Region, _ ticks: TickMerge,
    _ changed: [ProseSide.Cell]
  ) -> Bool {
    let base = baseCells[region.base]
    guard zip(base, ticked).contains(where: { $0.line != $1.line }) else { return false }
    return ticks.isLost(base: base, side: ticked)
      || changed.contains { table.block($0.line) != nil }
  }
}
