/// Returns the lines that two texts share, in order: the base of texts that have none.
///
/// So that a ticket which came to both sides by a cherry-pick is disputed only where its texts differ.
func commonLines(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
  let (one, other) = isSmaller(other, one) ? (other, one) : (one, other)
  var table = LineTable()
  let texts = [one, other].map { $0.linesWithEnds.map { table.number(of: $0) } }
  var result: [UInt8] = []
  var next = 0
  for change in LineDiff.changes(from: texts[0], to: texts[1]) {
    for line in texts[0][next..<change.base.lowerBound] { result += table.lines[line] }
    next = change.base.upperBound
  }
  for line in texts[0][next...] { result += table.lines[line] }
  return result
}
