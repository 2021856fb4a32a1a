import TicketDesk
import TicketModel

/// A report on a terminal.
struct ReportText {
  let answer: ReportAnswer
  let style: Style
  let width: Int
  /// Whether only ASCII can be shown.
  let isPlain: Bool

  private var report: Report { answer.report }

  var text: String {
    let head = style.bold(safeCell("\(report.kind.rawValue): \(answer.subject)")) + "\n"
    guard !report.rows.isEmpty else { return head + "no tickets\n" }
    return head + "\n" + table.aligned(width: width, style: style)
  }

  private var table: Table {
    let rows = report.rows + (report.total.map { [$0] } ?? [])
    var cells = rows.enumerated().map { place, row in
      (report.isGrouped ? [place < report.rows.count ? row.group ?? "-" : "all"] : [])
        + row.figures.map(Self.text)
    }
    let titles =
      (report.isGrouped ? [(answer.field ?? "group").uppercased()] : [])
      + report.columns.map(\.title)
    let isText = titles.indices.map { index in
      index < titles.count - report.columns.count
        || rows.allSatisfy { $0.figures[index - titles.count + report.columns.count].isText }
    }
    alignRight(&cells, titles, isText)
    let used = titles.indices.reduce(0) { sum, index in
      sum + 2 + max(displayWidth(titles[index]), cells.map { displayWidth($0[index]) }.max() ?? 0)
    }
    let room = max(0, width - used)
    let marks = rows.map { mark(of: $0, room) }
    let title = marks.allSatisfy(\.isEmpty) ? nil : markTitle(room)
    var table = Table(
      columns: zip(titles, isText).enumerated().map { index, column in
        Table.Column(
          title: column.1 ? column.0 : padded(column.0, cells.first?[index] ?? ""),
          fit: index == 0 && report.isGrouped ? .main : .whole)
      } + (title.map { [Table.Column(title: $0)] } ?? []))
    table.rows = zip(cells, marks).map { cells, mark in
      (cells + (title == nil ? [] : [mark])).map { Table.Cell(text: $0) }
    }
    return table
  }

  /// Figures stand with their ends below each other.
  private func alignRight(_ cells: inout [[String]], _ titles: [String], _ isText: [Bool]) {
    for index in titles.indices where !isText[index] {
      let width = max(
        displayWidth(titles[index]), cells.map { displayWidth($0[index]) }.max() ?? 0)
      for row in cells.indices {
        let gap = String(repeating: " ", count: width - displayWidth(cells[row][index]))
        cells[row][index] = gap + cells[row][index]
      }
    }
  }

  private func padded(_ title: String, _ cell: String) -> String {
    String(repeating: " ", count: max(0, displayWidth(cell) - displayWidth(title))) + title
  }

  private static func text(_ figure: Figure) -> String {
    switch figure {
    case .none: "-"
    case .text(let text): text
    case .day(let day): day.description
    case .count(let count): String(count)
    case .seconds(let seconds): lengthText(seconds: seconds)
    case .share(let part, let whole):
      whole == 0 ? "-" : "\(decimalText(Double(part) * 100 / Double(whole), digits: 1))%"
    case .decimal(let value): decimalText(value, digits: value == value.rounded() ? 0 : 2)
    }
  }

  // MARK: Sparklines and bars

  private static let mostMarks = 26

  /// How many parts of the period a sparkline shows.
  private func markCount(_ room: Int) -> Int {
    let parts = report.rows.first?.trend.count ?? 0
    let count = min(parts, Self.mostMarks, room)
    return count < 2 ? 0 : count
  }

  private func markTitle(_ room: Int) -> String {
    guard report.rows.first?.trend.isEmpty == false else { return "" }
    let full = "LAST \(markCount(room)) \(report.scale.interval.rawValue.uppercased())S"
    return full.count <= room ? full : ""
  }

  private func mark(of row: Report.Row, _ room: Int) -> String {
    guard row.trend.isEmpty else {
      return sparkline(Array(row.trend.suffix(markCount(room))))
    }
    guard let value = barValue(row), room >= 4 else { return "" }
    let most = report.rows.compactMap(barValue).max() ?? 0
    guard most > 0 else { return "" }
    let length = Int((value / most * Double(min(room, Self.mostMarks))).rounded())
    return String(repeating: isPlain ? "#" : "█", count: length)
  }

  /// What is left, of a report over time.
  private func barValue(_ row: Report.Row) -> Double? {
    switch report.kind {
    case .burndown: row.figures[4].value
    case .flow: (1...3).reduce(0) { $0 + (row.figures[$1].value ?? 0) }
    default: nil
    }
  }

  private func sparkline(_ values: [Double?]) -> String {
    let levels = Array(isPlain ? "_.-=+*#" : "▁▂▃▄▅▆▇█")
    let most = values.compactMap { $0 }.max() ?? 0
    let marks = values.map { value -> Character in
      guard let value else { return " " }
      guard most > 0 else { return levels[0] }
      return levels[min(levels.count - 1, Int(value / most * Double(levels.count - 1) + 0.5))]
    }
    return String(marks)
  }
}

extension Figure {
  fileprivate var isText: Bool {
    switch self {
    case .text, .day: true
    default: false
    }
  }
}
