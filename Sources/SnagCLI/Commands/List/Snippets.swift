import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// The lines of tickets in which a query's words stand.
struct Snippets {
  private let words: [FoldedText]
  private let bodies: [String: String]

  /// Prepares to cut lines out of these tickets, which must have their texts.
  init(words: [FoldedText], tickets: [LoadedTicket]) {
    self.words = words
    bodies = Dictionary(
      tickets.map { ($0.ticket.path, $0.document?.body ?? "") },
      uniquingKeysWith: { first, _ in first })
  }

  /// The first line of the body with one of the words, else the title when it has one.
  ///
  /// - Returns: the body's first line of text when no line has them: without words, or where the id
  ///   was meant.
  func line(of ticket: Ticket) -> String {
    let lines = (bodies[ticket.path] ?? "").split(whereSeparator: \.isNewline)
      .map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
    if let line = lines.first(where: { place(in: $0) != nil }) { return String(line) }
    if place(in: ticket.title[...]) != nil { return ticket.title }
    return lines.first { $0.first != "#" }.map(String.init) ?? ""
  }

  /// The line as a terminal shows it, which cuts what does not fit: the words come near its beginning.
  func cell(of ticket: Ticket) -> String {
    let line = line(of: ticket)
    guard let place = place(in: line[...]), place > Self.lead else { return line }
    let start = line.index(line.startIndex, offsetBy: place - Self.lead / 2)
    return "…\(line[start...])"
  }

  /// Characters before the words that are shown in any case.
  private static let lead = 24

  /// Characters before the first of the words; nil without any.
  private func place(in line: Substring) -> Int? {
    let text = SearchText(String(line))
    return words.compactMap { text.place(of: $0) }.min()
  }
}

extension Substring {
  fileprivate func trimmingBlanks() -> Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return start[...last]
  }
}
