/// Rows of cells, printed for a terminal in aligned columns and for a pipe with tabs.
struct Table {
  /// One column.
  struct Column {
    let title: String
    /// How the column gives way on a narrow terminal.
    var fit = Fit.whole
  }

  /// How a column gives way on a narrow terminal.
  enum Fit {
    /// Never cut.
    case whole
    /// Cut to no less than so many characters, once the main column has got down to a readable width.
    case cut(least: Int)
    /// The column that people read: it gives way first, but keeps a readable width as long as it can.
    case main
  }

  /// A cell's text and its decoration.
  struct Cell {
    let text: String
    var decorate: (String) -> String = { $0 }
  }

  let columns: [Column]
  var rows: [[Cell]] = []

  /// Aligned, cut to the terminal's width, with the titles above unless they are not wanted.
  func aligned(width: Int, style: Style, hasHeader: Bool = true) -> String {
    let texts = rows.map { $0.map { safeCell($0.text) } }
    let widths = columnWidths(texts, within: width)
    let shown = columns.indices.filter { widths[$0] > 0 }
    func line(_ cells: [String], decorate: (Int, String) -> String) -> String {
      shown.map { index in
        let cut = truncated(cells[index], to: widths[index])
        let padding = String(repeating: " ", count: max(0, widths[index] - displayWidth(cut)))
        return decorate(index, cut) + padding
      }.joined(separator: "  ").trimmingTrailingBlanks() + "\n"
    }
    let header =
      hasHeader ? style.bold(line(columns.map(\.title)) { $1 }.withoutLineFeed) + "\n" : ""
    return header
      + zip(rows, texts).map { row, text in line(text) { row[$0].decorate($1) } }.joined()
  }

  private func columnWidths(_ texts: [[String]], within width: Int) -> [Int] {
    var widths = columns.map { displayWidth($0.title) }
    for row in texts {
      for (index, text) in row.enumerated() {
        widths[index] = max(widths[index], displayWidth(text))
      }
    }
    return fitted(widths, within: width)
  }

  private func fitted(_ natural: [Int], within width: Int) -> [Int] {
    var widths = natural
    var excess = natural.reduce(0, +) + 2 * (natural.count - 1) - width
    func shrink(_ index: Int, to least: Int) {
      let given = max(0, min(excess, widths[index] - least))
      widths[index] -= given
      excess -= given
    }
    let order = columns.indices.sorted { natural[$0] > natural[$1] }
    for index in order { if case .main = columns[index].fit { shrink(index, to: 40) } }
    for index in order { if case .cut(let least) = columns[index].fit { shrink(index, to: least) } }
    for index in order { if case .main = columns[index].fit { shrink(index, to: 10) } }
    // What still does not fit is left out, which frees the gap before it too.
    for index in columns.indices.reversed() where excess > 0 {
      guard case .cut = columns[index].fit else { continue }
      shrink(index, to: 0)
      excess -= 2
    }
    return widths
  }
}

extension String {
  fileprivate var withoutLineFeed: String { String(trimmingTrailingNewlines()) }

  fileprivate func trimmingTrailingBlanks() -> String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
