import TicketModel

/// Changed tickets for the description of a pull request.
///
/// Nothing a ticket says becomes markup, a mention or a reference; see ``markdownText(_:)``. The
/// changed lines of a text are only counted: the pull request shows them anyway.
enum DiffMarkdown {
  static func text(of changes: [TicketChange]) -> String {
    changes.map(section).joined(separator: "\n")
  }

  private static func section(of change: TicketChange) -> String {
    let words = ChangeRows(change: change)
    let mark: String
    var lines: [String]
    switch change.kind {
    case .added: (mark, lines) = ("New: ", facts(of: change.ticket))
    case .removed: (mark, lines) = ("Gone: ", facts(of: change.ticket))
    case .changed, .moved: (mark, lines) = ("", words.rows.flatMap(items))
    }
    let heading = "### \(mark)\(change.ticket.id): \(markdownText(change.ticket.title))"
    lines = lines.isEmpty ? [heading] : [heading, ""] + lines
    return lines.map { "\($0)\n" }.joined()
  }

  private static func items(of row: ChangeRows.Row) -> [String] {
    let name = "- **\(markdownText(row.name))**:"
    if row.values.count == 1, let value = row.values.first {
      return ["\(name) \(markdownText(value))"]
    }
    return [name] + row.values.map { "  - \(markdownLine($0))" }
  }

  private static func facts(of ticket: Ticket) -> [String] {
    let facts = [FieldName.type, .status, .priority].map { ticket.text(of: $0) }
      .filter { !$0.isEmpty }
    return facts.isEmpty ? [] : ["- \(markdownLine(facts.joined(separator: ", ")))"]
  }
}
