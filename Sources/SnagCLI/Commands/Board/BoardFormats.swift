import TicketModel
import TicketQuery
import TicketStore

extension Board {
  /// A line for each ticket: column, id, priority, status, title, labels, assignee; never cut.
  var lines: String {
    columns.flatMap { column in
      column.tickets.map { ticket in
        [
          column.name, ticket.id.text, ticket.priority, ticket.status, ticket.title,
          ticket.labels.joined(separator: ","), ticket.assignee,
        ].map(safeCell).joined(separator: "\t") + "\n"
      }
    }.joined()
  }

  /// A Markdown table; nothing that a ticket says becomes markup.
  func markdown(_ world: QueryWorld) -> String {
    func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
    let titles = columns.map { column in
      "\(markdownText(column.name)) \(column.isOver ? "**\(column.measure)**" : column.measure)"
    }
    let height = columns.map { $0.tickets.count + ($0.hidden > 0 ? 1 : 0) }.max() ?? 0
    var text = row(titles) + row(columns.map { _ in "---" })
    for index in 0..<height {
      text += row(
        columns.map { column in
          if index < column.tickets.count { return markdown(column.tickets[index], world) }
          return index == column.tickets.count && column.hidden > 0
            ? "… and \(column.hidden) more" : ""
        })
    }
    return text
  }

  private func markdown(_ ticket: Ticket, _ world: QueryWorld) -> String {
    let facts = BoardCard(ticket, world, isByCategory: isByCategory).facts
    let details = facts.isEmpty ? "" : "<br>\(markdownText(facts.joined(separator: ", ")))"
    return "`\(ticket.id)` \(markdownText(ticket.title))\(details)"
  }

  /// The board in JSON: columns, each with its limits and tickets.
  func json(_ encoder: TicketJSON, _ problems: [Problem]) throws -> JSON {
    .object([
      ("schema", .number(1)), ("kind", .string("board")),
      ("columns", .array(try columns.map { try $0.json(encoder) })),
      ("problems", .array(problems.map(\.json))),
    ])
  }
}

extension BoardColumn {
  fileprivate func json(_ encoder: TicketJSON) throws -> JSON {
    .object([
      ("name", .string(name)), ("category", .string(category.rawValue)),
      ("count", .number(count)), ("over", .bool(isOver)),
      (
        "limits",
        .array(
          limits.map { limit in
            .object([
              ("workflow", .string(limit.workflow)), ("status", .string(limit.status)),
              ("count", .number(limit.count)), ("limit", .number(limit.limit)),
              ("over", .bool(limit.isOver)),
            ])
          })
      ),
      ("tickets", .array(try tickets.map { try encoder.json($0) })),
    ])
  }
}

/// What a card says besides id and title.
struct BoardCard {
  let ticket: Ticket
  /// Words below the title: status where the column does not say it, priority, assignee, and what is in
  /// the way.
  let facts: [String]

  init(_ ticket: Ticket, _ world: QueryWorld, isByCategory: Bool) {
    self.ticket = ticket
    var facts: [String] = []
    if isByCategory { facts.append(ticket.status) }
    if !ticket.priority.isEmpty { facts.append(ticket.priority) }
    if !ticket.assignee.isEmpty { facts.append(ticket.assignee) }
    if world.isBlocked(ticket) { facts.append("blocked") }
    if !ticket.items(of: "conflicts").isEmpty { facts.append("in conflict") }
    self.facts = facts
  }
}
