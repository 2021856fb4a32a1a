import TicketModel
import TicketStore

/// A list in a pipe: tab separated, no header, never cut; a group is the first column.
struct ListLines {
  let answer: ListAnswer
  let columns: [TicketColumn]
  /// What ends a line.
  let end: String

  func text(_ groups: [TicketGroup]?) -> String {
    // Bytes, because appending to a string costs more than making most cells.
    var text: [UInt8] = []
    // A guess; growing a text of megabytes step by step would copy it again and again.
    text.reserveCapacity(answer.tickets.count * 128)
    for group in groups ?? [TicketGroup(key: nil, tickets: answer.tickets)] {
      for loaded in group.tickets {
        if groups != nil { text += (safeCell(group.key ?? "") + "\t").utf8 }
        append(loaded.ticket, to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func append(_ ticket: Ticket, to text: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { text.append(UInt8(ascii: "\t")) }
      text += safeCell(column.text(for: ticket, answer.facts)).utf8
    }
    text += end.utf8
  }
}

/// A list on a terminal: aligned, cut to its width, with a heading above each group.
struct ListTable {
  let answer: ListAnswer
  let columns: [TicketColumn]
  let style: Style

  func text(_ groups: [TicketGroup]?, width: Int) -> String {
    let parts = groups ?? [TicketGroup(key: nil, tickets: answer.tickets)]
    guard parts.contains(where: { !$0.tickets.isEmpty }) else { return "" }
    var table = Table(columns: columns.map { Table.Column(title: $0.title, fit: $0.fit) })
    table.rows = parts.flatMap(\.tickets).map { loaded in
      columns.map { $0.cell(for: loaded.ticket, answer.facts, style: style) }
    }
    // One table, so that columns stand below each other in all groups.
    let text = table.aligned(width: width, style: style)
    guard groups != nil else { return text }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var result = "\(lines.popFirst() ?? "")\n"
    for group in parts {
      result += "\n\(heading(of: group))\n"
      for line in lines.prefix(group.tickets.count) { result += "\(line)\n" }
      lines = lines.dropFirst(group.tickets.count)
    }
    return result
  }

  private func heading(of group: TicketGroup) -> String {
    style.bold("\(safeCell(group.key ?? "-")) (\(group.tickets.count))")
  }
}

/// A list as comma-separated values (RFC 4180) with a header line; a group is the first column.
struct ListCSV {
  let answer: ListAnswer
  let columns: [TicketColumn]

  func text(_ groups: [TicketGroup]?) -> String {
    let head = (groups == nil ? [] : ["group"]) + columns.map(\.name)
    var text = csvLine(head)
    for group in groups ?? [TicketGroup(key: nil, tickets: answer.tickets)] {
      for loaded in group.tickets {
        let cells = columns.map { $0.text(for: loaded.ticket, answer.facts) }
        text += csvLine((groups == nil ? [] : [group.key ?? ""]) + cells)
      }
    }
    return text
  }
}
