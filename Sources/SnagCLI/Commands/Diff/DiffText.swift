import TicketModel

/// Changed tickets for people in front of a terminal.
struct DiffText {
  let style: Style

  /// Columns of the rows' names, at least and at most; a longer one moves its value along.
  private static let nameWidths = 8...16

  func text(of changes: [TicketChange]) -> String {
    changes.flatMap(lines).map { "\($0)\n" }.joined()
  }

  private func lines(of change: TicketChange) -> [String] {
    let words = ChangeRows(change: change)
    let name = "\(style.yellow(change.ticket.id.text)) \(style.bold(safeCell(change.ticket.title)))"
    switch change.kind {
    case .added: return [line("new", name, words)]
    case .removed: return [line("gone", name, words)]
    case .changed, .moved:
      let rows = words.rows
      let widest = rows.map { displayWidth(safeCell($0.name)) }.max() ?? 0
      let width = min(max(widest, Self.nameWidths.lowerBound), Self.nameWidths.upperBound)
      return [name] + rows.flatMap { lines(of: $0, nameWidth: width + 2) }
    }
  }

  private func line(_ mark: String, _ name: String, _ words: ChangeRows) -> String {
    let mark = mark.padding(to: 5)
    return "\(mark)\(name)" + (words.facts.isEmpty ? "" : " \(safeCell(words.facts))")
  }

  private func lines(of row: ChangeRows.Row, nameWidth: Int) -> [String] {
    let name = safeCell(row.name).padding(to: nameWidth)
    let blank = String(repeating: " ", count: displayWidth(name))
    let values = row.values.enumerated().map { index, value in
      "  \(style.dim(index == 0 ? name : blank))\(safeCell(value))"
    }
    return values + (row.diff?.lines.map(line) ?? [])
  }

  private func line(_ line: UnifiedDiff.Line) -> String {
    switch line {
    case .place(let old, let new): "    \(style.dim("@@ -\(old) +\(new) @@"))"
    case .same(let text): text.isEmpty ? "" : "     \(safeText(text))"
    case .removed(let text): "    \(style.red("-\(safeText(text))"))"
    case .added(let text): "    \(style.green("+\(safeText(text))"))"
    }
  }
}

extension String {
  /// The text with blanks behind it, one at least.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - displayWidth(self)))
  }
}
