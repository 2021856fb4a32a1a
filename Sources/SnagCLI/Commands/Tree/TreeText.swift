import TicketModel
import TicketQuery
import TicketStore

/// A tree of tickets in the forms that it is printed in.
struct TreeText {
  let rows: [TicketTree.Row]
  /// What the rows' numbers name.
  let tickets: [Ticket]
  let facts: TicketFacts

  // MARK: On a terminal

  /// With lines between a ticket and what is below it, cut to the width.
  func drawn(width: Int, _ style: Style) -> String {
    guard !rows.isEmpty else { return "" }
    // Half of the width is for titles, however deep the tree.
    let levels = max(2, (width / 2 - 12) / 3)
    var table = Table(columns: [
      Table.Column(title: "ID"), Table.Column(title: "P"), Table.Column(title: "STATUS"),
      Table.Column(title: "TITLE", fit: .main), Table.Column(title: "DONE"),
    ])
    var hasMore: [Bool] = []
    for row in rows {
      hasMore.removeLast(hasMore.count - min(hasMore.count, row.depth))
      let guides = Self.guides(hasMore, row, levels: levels)
      hasMore.append(!row.isLast && row.depth > 0)
      table.rows.append(cells(row, guides, style))
    }
    return table.aligned(width: width, style: style)
  }

  /// `│  ├─ `; only the last levels of a row that is very deep, and how deep it is.
  private static func guides(_ hasMore: [Bool], _ row: TicketTree.Row, levels: Int) -> String {
    guard row.depth > 0 else { return "" }
    let above = hasMore.dropFirst().suffix(levels - 1).map { $0 ? "│  " : "   " }.joined()
    let start = row.depth > levels ? "\(row.depth): " : ""
    return start + above + (row.isLast ? "└─ " : "├─ ")
  }

  private func cells(_ row: TicketTree.Row, _ guides: String, _ style: Style) -> [Table.Cell] {
    let note = Self.note(row)
    guard let ticket = row.ticket.map({ tickets[$0] }) else {
      return [guides + row.id, "", "", "", note].map { Table.Cell(text: $0) }
    }
    let fields = ["priority", "status", "title"].compactMap { name in
      (try? TicketColumn(name, extraFields: []))?.cell(for: ticket, facts, style: style)
    }
    let last = [progress(of: ticket), note].filter { !$0.isEmpty }.joined(separator: " ")
    return [Table.Cell(text: guides + ticket.id.text)] + fields + [Table.Cell(text: last)]
  }

  private static func note(_ row: TicketTree.Row) -> String {
    switch row.mark {
    case .seen?: "(above)"
    case .cycle?: "(cycle)"
    case .missing?: "(not here)"
    case nil: row.hidden > 0 ? "(+\(row.hidden))" : ""
    }
  }

  private func progress(of ticket: Ticket) -> String {
    facts.progress(of: ticket).map { "\($0.done)/\($0.total)" } ?? ""
  }

  // MARK: For programs

  /// Tab separated, no header, never cut.
  var lines: String {
    rows.map { row in
      let ticket = row.ticket.map { tickets[$0] }
      let cells = [
        String(row.depth), row.id, ticket?.priority ?? "", ticket?.status ?? "",
        ticket?.title ?? "", ticket.map(progress) ?? "",
        row.mark?.rawValue ?? (row.hidden > 0 ? "+\(row.hidden)" : ""),
      ]
      return cells.map(safeCell).joined(separator: "\t") + "\n"
    }.joined()
  }

  private static let ownNames = ["depth", "above", "mark", "hidden"]

  /// A flat array: nested objects would be too deep for many readers.
  func json(_ common: CommonOptions) throws -> [JSON] {
    var ticketOptions = common
    let asked = common.fields
    if let asked {
      let names = asked.filter { !Self.ownNames.contains($0) }
      ticketOptions.jsonFields = names.joined(separator: ",")
    }
    let encoder = try TicketJSON(facts: facts, ticketOptions)
    return try rows.map { row in
      let own: [(String, JSON)] = [
        ("depth", .number(row.depth)),
        ("above", row.above.map { .string(rows[$0].id) } ?? .null),
        ("mark", row.mark.map { .string($0.rawValue) } ?? .null), ("hidden", .number(row.hidden)),
      ]
      let picked = own.filter { asked?.contains($0.0) ?? true }
      guard let ticket = row.ticket.map({ tickets[$0] }) else {
        return .object([("id", .string(row.id))] + picked)
      }
      return .object(try encoder.members(ticket) + picked)
    }
  }

  // MARK: Mermaid

  /// A flowchart in a fenced block of Markdown (mermaid.js.org, "Flowcharts").
  var mermaid: String {
    // Names of ours are no names of mermaid's, where `end` or a hyphen may mean something.
    var names: [String: String] = [:]
    var lines = ""
    for row in rows where names[row.id] == nil {
      let name = "n\(names.count + 1)"
      names[row.id] = name
      let ticket = row.ticket.map { tickets[$0] }
      let words = ticket.map { "\($0.id) \($0.title) (\($0.status))" } ?? "\(row.id) (not here)"
      lines += "  \(name)[\"\(MermaidDiagram.escaped(words))\"]\n"
    }
    for row in rows {
      guard let above = row.above, let start = names[rows[above].id], let end = names[row.id]
      else { continue }
      lines += "  \(start) --> \(end)\n"
    }
    return "```mermaid\nflowchart TD\n\(lines)```\n"
  }
}
