/// A part of a merge by lines.
enum MergedLines: Equatable, Sendable {
  /// What one side wrote, both wrote, or nobody touched.
  case clean([UInt8])
  /// Both sides changed the lines or lines beside them, differently.
  case conflict(base: [UInt8], ours: [UInt8], theirs: [UInt8])
}

/// Merges by lines including their ends, as `git merge-file --diff3` does.
func mergeLines(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> [MergedLines] {
  var table = LineTable()
  let texts = [base, ours, theirs].map { $0.linesWithEnds.map { table.number(of: $0) } }
  let alignment = LineAlignment(
    ours: LineDiff.changes(from: texts[0], to: texts[1]),
    theirs: LineDiff.changes(from: texts[0], to: texts[2]))
  var parts: [MergedLines] = []
  var clean: [Int] = []
  var next = 0
  func text(_ lines: some Sequence<Int>) -> [UInt8] { lines.flatMap { table.lines[$0] } }
  for region in alignment.regions {
    clean += texts[0][next..<region.base.lowerBound]
    next = region.base.upperBound
    let ours = texts[1][region.ours]
    let theirs = texts[2][region.theirs]
    if !region.isTheirs || ours == theirs {
      clean += ours
    } else if !region.isOurs {
      clean += theirs
    } else {
      if !clean.isEmpty { parts.append(.clean(text(clean))) }
      clean = []
      parts.append(
        .conflict(base: text(texts[0][region.base]), ours: text(ours), theirs: text(theirs)))
    }
  }
  clean += texts[0][next...]
  if !clean.isEmpty { parts.append(.clean(text(clean))) }
  return parts
}
