/// Rows of cells, printed for a terminal in aligned columns and for a pipe with tabs.
struct Table {
  /// One column.
  struct Column {
    let title: String
    /// The column that gives way when the terminal is narrow; at most one.
    var isFlexible = false
  }

  /// A cell's text and its decoration.
  struct Cell {
    let text: String
    var decorate: (String) -> String = { $0 }
  }

  let columns: [Column]
  var rows: [[Cell]] = []

  /// Aligned, with a header, cut to the terminal's width.
  func aligned(width: Int, style: Style) -> String {
    let texts = rows.map { $0.map { safeCell($0.text) } }
    let widths = columnWidths(texts, within: width)
    let header = zip(columns, widths).map { padded(truncated($0.title, to: $1), to: $1) }
    var lines = [style.bold(header.joined(separator: "  ").trimmingTrailingBlanks())]
    for (row, text) in zip(rows, texts) {
      let cells = row.indices.map { index -> String in
        let cut = truncated(text[index], to: widths[index])
        let isLast = index == row.count - 1
        let padding = isLast ? 0 : max(0, widths[index] - displayWidth(cut))
        return row[index].decorate(cut) + String(repeating: " ", count: padding)
      }
      lines.append(cells.joined(separator: "  ").trimmingTrailingBlanks())
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func columnWidths(_ texts: [[String]], within width: Int) -> [Int] {
    var widths = columns.map { displayWidth($0.title) }
    for row in texts {
      for (index, text) in row.enumerated() {
        widths[index] = max(widths[index], displayWidth(text))
      }
    }
    let total = widths.reduce(0, +) + 2 * (widths.count - 1)
    if total > width, let flexible = columns.firstIndex(where: \.isFlexible) {
      widths[flexible] = max(10, widths[flexible] - (total - width))
    }
    return widths
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - displayWidth(text)))
  }
}

extension String {
  fileprivate func trimmingTrailingBlanks() -> String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
