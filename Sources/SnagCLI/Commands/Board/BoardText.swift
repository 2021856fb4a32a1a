import TicketModel
import TicketQuery

/// A board on a terminal: columns beside each other, or below each other where it is narrow.
struct BoardText {
  let board: Board
  let world: QueryWorld
  let style: Style

  /// A column that is narrower than this cannot be read.
  private static let leastWidth = 18
  private static let mostWidth = 40
  private static let gap = 2

  /// Returns the board for a terminal of so many columns.
  func text(_ width: Int) -> String {
    let count = board.columns.count
    guard count > 0 else { return "" }
    let each = min(Self.mostWidth, (width - Self.gap * (count - 1)) / count)
    return each >= Self.leastWidth ? grid(each) : stack(width)
  }

  // MARK: Beside each other

  private func grid(_ width: Int) -> String {
    let headings = board.columns.map { heading($0).wrapped(to: width, most: 3) }
    let top = headings.map(\.count).max() ?? 0
    let columns = zip(board.columns, headings).map { column, heading in
      let blank = Array(repeating: Line(""), count: top - heading.count)
      return heading.map { Line($0, decoration(column)) } + blank + lines(of: column, width)
    }
    let height = columns.map(\.count).max() ?? 0
    var text = ""
    for row in 0..<height {
      var line = ""
      var missing = 0
      for column in columns {
        if row < column.count, !column[row].text.isEmpty {
          line += String(repeating: " ", count: missing) + column[row].decorated
          missing = width - displayWidth(column[row].text) + Self.gap
        } else {
          missing += width + Self.gap
        }
      }
      text += line + "\n"
    }
    return text
  }

  /// A text and how it looks; blanks are never decorated.
  private struct Line {
    let text: String
    let decorated: String

    init(_ text: String, _ decorate: (String) -> String = { $0 }) {
      self.text = text
      decorated = text.isEmpty ? "" : decorate(text)
    }
  }

  private func lines(of column: BoardColumn, _ width: Int) -> [Line] {
    var lines = [Line(String(repeating: "─", count: width), style.dim)]
    for ticket in column.tickets {
      lines += card(ticket, width) + [Line("")]
    }
    if column.hidden > 0 { lines.append(Line(truncated("… and \(column.hidden) more", to: width))) }
    return lines
  }

  private func card(_ ticket: Ticket, _ width: Int) -> [Line] {
    let facts = BoardCard(ticket, world, isByCategory: board.isByCategory).facts
    let isUrgent = ticket.priority == "P0" || ticket.priority == "P1"
    let words = safeCell(facts.joined(separator: ", ")).wrapped(to: width, most: 2)
    var lines = [Line(truncated(ticket.id.text, to: width), style.yellow)]
    for part in safeCell(ticket.title).wrapped(to: width, most: 3) { lines.append(Line(part)) }
    for word in words { lines.append(Line(word, isUrgent ? style.red : style.dim)) }
    return lines
  }

  private func heading(_ column: BoardColumn) -> String {
    safeCell("\(column.name) \(column.measure)")
  }

  private func decoration(_ column: BoardColumn) -> (String) -> String {
    guard column.isOver else { return style.bold }
    return { text in style.bold(style.red(text)) }
  }

  // MARK: Below each other

  private func stack(_ width: Int) -> String {
    board.columns.map { column in
      let title = truncated(heading(column), to: width)
      var text = decoration(column)(title) + "\n"
      var table = Table(columns: [
        Table.Column(title: ""), Table.Column(title: "", fit: .main),
        Table.Column(title: "", fit: .cut(least: 8)),
      ])
      table.rows = column.tickets.map { ticket in
        let facts = BoardCard(ticket, world, isByCategory: board.isByCategory).facts
        return [
          Table.Cell(text: ticket.id.text, decorate: style.yellow), Table.Cell(text: ticket.title),
          Table.Cell(text: facts.joined(separator: ", "), decorate: style.dim),
        ]
      }
      text += table.aligned(width: width - 2, style: style, hasHeader: false)
        .split(separator: "\n").map { "  \($0)\n" }.joined()
      if column.hidden > 0 { text += "  … and \(column.hidden) more\n" }
      return text
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text in lines of at most so many terminal columns, broken at blanks where there are any; the last
  /// one ends in `…` when something did not fit.
  func wrapped(to width: Int, most: Int) -> [String] {
    var lines: [String] = []
    var rest = self[...]
    while lines.count < most {
      rest = rest.drop { $0 == " " }
      if rest.isEmpty { break }
      if displayWidth(rest) <= width || lines.count == most - 1 {
        lines.append(truncated(String(rest), to: width))
        break
      }
      let line = rest.beginning(fitting: width)
      lines.append(String(line).trimmingBlankEnd())
      rest = rest[line.endIndex...]
    }
    return lines
  }

  private func trimmingBlankEnd() -> String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}

extension Substring {
  /// As much as fits, up to a blank if there is one; one character at least.
  fileprivate func beginning(fitting width: Int) -> Substring {
    var end = startIndex
    var lastBlank: Index?
    while end < endIndex {
      let next = index(after: end)
      if displayWidth(self[startIndex..<next]) > width {
        if self[end] == " " { lastBlank = end }
        break
      }
      if self[end] == " " { lastBlank = end }
      end = next
    }
    if let lastBlank, lastBlank > startIndex { return self[..<lastBlank] }
    return end > startIndex ? self[..<end] : prefix(1)
  }
}
