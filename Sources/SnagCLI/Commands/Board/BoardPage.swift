import TicketModel
import TicketQuery

/// A board as one HTML file that needs nothing else: no script, no network.
///
/// It is well-formed XML, too, so that any parser reads it.
struct BoardPage {
  let board: Board
  let world: QueryWorld
  /// Name of the repository.
  let name: String
  /// The query as it was typed; "" for none.
  let query: String

  /// The names of cards in links, by column and place.
  private let anchors: [[String]]
  /// The ids of all cards.
  private let shown: Set<String>

  /// Makes the page of a board.
  init(board: Board, world: QueryWorld, name: String, query: String) {
    self.board = board
    self.world = world
    self.name = name
    self.query = query
    var counts: [String: Int] = [:]
    anchors = board.columns.map { column in
      column.tickets.map { HTML.anchor(of: $0, &counts) }
    }
    shown = Set(counts.keys)
  }

  private static let mark = #"<meta name="generator" content="snag board"/>"#

  /// Whether a file is a board that we wrote.
  static func isOurs(_ file: [UInt8]) -> Bool {
    String(decoding: file.prefix(1_024), as: UTF8.self).contains(mark)
  }

  /// The file.
  var text: String {
    let title = "\(HTML.text(name)) board"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      \(Self.mark)
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <title>\(title)</title>
      <style>
      \(BoardStyle.css)
      </style>
      </head>
      <body>
      <header>
      <h1>\(title)</h1>
      <p>\(subtitle)</p>
      \(navigation)
      </header>
      <main id="board" class="board" tabindex="0" aria-label="Board">
      \(board.columns.indices.map(section).joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  private var subtitle: String {
    let count = board.columns.reduce(0) { $0 + $1.count }
    let terms = query.isEmpty ? "" : " for <code>\(HTML.text(query))</code>"
    let now = world.now.description
    return "\(count) ticket\(count == 1 ? "" : "s")\(terms), as of "
      + "<time datetime=\"\(now)\">\(Self.readable(now))</time>"
  }

  private var navigation: String {
    let items = board.columns.enumerated().map { index, column in
      "<li><a href=\"#column-\(index + 1)\">\(HTML.text(column.name))</a> "
        + "\(Self.measure(of: column))</li>"
    }
    return "<nav aria-label=\"Columns\"><ul>\n\(items.joined(separator: "\n"))\n</ul></nav>"
  }

  /// `2026-11-23T18:40:12Z` as people read it.
  private static func readable(_ time: String) -> String {
    let parts = time.split(separator: "T")
    guard parts.count == 2 else { return time }
    return "\(parts[0]) \(parts[1].prefix(5)) UTC"
  }

  private static func measure(of column: BoardColumn) -> String {
    "<span class=\"\(column.isOver ? "measure over" : "measure")\">"
      + "\(HTML.text(column.measure))</span>"
  }

  // MARK: Columns and cards

  private func section(_ index: Int) -> String {
    let column = board.columns[index]
    let name = "column-\(index + 1)"
    let cards = zip(column.tickets, anchors[index]).map(card)
    let list = cards.isEmpty ? "<p class=\"none\">none</p>" : "<ul>\n\(cards.joined())</ul>"
    let more = column.hidden > 0 ? "\n<p class=\"more\">and \(column.hidden) more</p>" : ""
    return """
      <section class="column \(column.category.rawValue)" aria-labelledby="\(name)">
      <h2 id="\(name)"><span>\(HTML.text(column.name))</span> \(Self.measure(of: column))</h2>
      \(list)\(more)
      </section>
      """
  }

  private func card(_ ticket: Ticket, _ anchor: String) -> String {
    var facts: [String] = []
    if board.isByCategory { facts.append("<span>\(HTML.text(ticket.status))</span>") }
    facts.append(
      ticket.assignee.isEmpty
        ? "<span class=\"nobody\">nobody</span>"
        : "<span class=\"who\">\(HTML.text(ticket.assignee))</span>")
    facts += ticket.labels.map { "<span class=\"label\">\(HTML.text($0))</span>" }
    return """
      <li id="\(anchor)" class="card">
      <p class="top"><a href="#\(anchor)">\(HTML.text(ticket.id.text))</a>\(priority(ticket))</p>
      <h3>\(HTML.text(ticket.title))</h3>
      <p class="facts">\(facts.joined(separator: " "))</p>
      \(obstacles(ticket))</li>

      """
  }

  private func priority(_ ticket: Ticket) -> String {
    guard !ticket.priority.isEmpty else { return "" }
    let urgent =
      ["P0", "P1", "P2"].contains(ticket.priority) ? " \(ticket.priority.lowercased())" : ""
    return " <span class=\"priority\(urgent)\">\(HTML.text(ticket.priority))</span>"
  }

  private func obstacles(_ ticket: Ticket) -> String {
    var words: [String] = []
    if world.isBlocked(ticket) {
      let blockers = ticket.blockedBy.filter { world.openIDs.contains(TicketID.folded($0)) }
      words.append("blocked by \(blockers.map(link).joined(separator: ", "))")
    }
    if !ticket.items(of: "conflicts").isEmpty { words.append("in conflict") }
    return words.isEmpty ? "" : "<p class=\"obstacle\">\(words.joined(separator: "; "))</p>\n"
  }

  private func link(_ id: String) -> String {
    let folded = TicketID.folded(id)
    return shown.contains(folded)
      ? "<a href=\"#\(HTML.text(folded))\">\(HTML.text(id))</a>"
      : HTML.text(id)
  }
}

/// Text in HTML.
enum HTML {
  /// Returns a text that is nothing but text, in an element as well as in quotes.
  ///
  /// Control characters and those that turn the direction of reading are shown as `\u{202e}`.
  static func text(_ text: String) -> String {
    var result = ""
    for scalar in safeCell(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // XML allows no such characters, however they are written.
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The name of a card in links: the ticket's id, made unlike those of earlier cards with that id.
  ///
  /// - Parameters:
  ///   - ticket: what is on the card.
  ///   - counts: how many cards there were with each id; this one is added.
  /// - Returns: the name.
  static func anchor(of ticket: Ticket, _ counts: inout [String: Int]) -> String {
    let earlier = counts[ticket.id.text, default: 0]
    counts[ticket.id.text] = earlier + 1
    return text(ticket.id.text) + (earlier == 0 ? "" : "-again-\(earlier)")
  }
}
