import TicketDesk
import TicketModel

/// A report in lines: with tabs for a pipe, or as comma-separated values.
struct ReportLines {
  let answer: ReportAnswer

  /// Without a header, never cut.
  var tabbed: String {
    rows.map { $0.map(safeCell).joined(separator: "\t") + "\n" }.joined()
  }

  /// RFC 4180 with a header line.
  var csv: String {
    let report = answer.report
    let head =
      (report.isGrouped ? [answer.field ?? "group"] : [])
      + report.columns.indices.map(report.machineName)
    return csvLine(head) + rows.map(csvLine).joined()
  }

  private var rows: [[String]] {
    answer.report.rows.map { row in
      (answer.report.isGrouped ? [row.group ?? ""] : []) + row.figures.map(\.plainText)
    }
  }
}

/// A report in JSON.
struct ReportJSON {
  let answer: ReportAnswer

  static let names = [
    "report", "definition", "query", "since", "until", "at", "interval", "by", "parts", "rows",
    "total", "problems",
  ]

  var members: [(String, JSON)] {
    let report = answer.report
    return [
      ("report", .string(report.kind.rawValue)),
      ("definition", .array(report.kind.definition.map(JSON.string))),
      ("query", .string(answer.query)),
      ("since", report.period.start.map { .string($0.description) } ?? .null),
      ("until", .string(report.period.end.description)),
      ("at", .string(answer.request.asOf.description)),
      ("interval", .string(report.scale.interval.rawValue)),
      ("by", answer.field.map(JSON.string) ?? .null),
      ("parts", .array(report.scale.parts.map { .string($0.lowerBound.description) })),
      ("rows", .array(report.rows.map { json($0, isGroup: report.isGrouped) })),
      ("total", report.total.map { json($0, isGroup: false) } ?? .null),
      ("problems", .array(answer.problems.map(\.json))),
    ]
  }

  private func json(_ row: Report.Row, isGroup: Bool) -> JSON {
    let report = answer.report
    let figures = row.figures.enumerated().map { index, figure in
      (report.machineName(index), figure.json)
    }
    let trend = row.trend.map { $0.map(JSON.fraction) ?? .null }
    return .object(
      (isGroup ? [("group", row.group.map(JSON.string) ?? .null)] : []) + figures
        + (trend.isEmpty ? [] : [("trend", .array(trend))]))
  }
}

extension Report {
  private static let lengths: Set<String> = [
    "median", "p90", "median_working", "p90_working", "median_age", "oldest",
  ]

  /// A column's name with the unit of what stands in it.
  fileprivate func machineName(_ column: Int) -> String {
    let name = columns[column].name
    return Self.lengths.contains(name) ? "\(name)_seconds" : name
  }
}

extension Figure {
  fileprivate var plainText: String {
    switch self {
    case .none: ""
    case .text(let text): text
    case .day(let day): day.description
    case .count(let count): String(count)
    case .seconds(let seconds): String(seconds)
    case .share, .decimal: value.map { decimalText($0, digits: 4).trimmingZeros } ?? ""
    }
  }

  fileprivate var json: JSON {
    switch self {
    case .none: .null
    case .text(let text): .string(text)
    case .day(let day): .string(day.description)
    case .count(let count): .number(count)
    case .seconds(let seconds): .number(Int(seconds))
    case .share, .decimal: value.map(JSON.fraction) ?? .null
    }
  }
}
