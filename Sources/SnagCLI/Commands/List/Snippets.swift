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

  /// The first line of the body with one of the words, else the title when it has one, else the
  /// lines that a phrase goes across.
  ///
  /// - Returns: the body's first line of text when no line has them: without words, or where the id
  ///   was meant.
  func line(of ticket: Ticket) -> String {
    let lines = (bodies[ticket.path] ?? "").split(whereSeparator: \.isNewline)
      .map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
    if let line = lines.first(where: { place(in: $0) != nil }) { return String(line) }
    if place(in: ticket.title[...]) != nil { return ticket.title }
    if let passage = passage(in: lines) { return passage }
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

  /// The fewest lines from the first place where a phrase goes across their ends, as one line.
  private func passage(in lines: [Substring]) -> String? {
    func text(_ range: ClosedRange<Int>) -> String { lines[range].joined(separator: " ") }
    guard let end = least(lines.indices, where: { place(in: text(0...$0)[...]) != nil }) else {
      return nil
    }
    let after = least(0..<(end + 1)) { place(in: text($0...end)[...]) == nil } ?? end + 1
    return text((after - 1)...end)
  }

  /// Characters before the first of the words; nil without any.
  private func place(in line: Substring) -> Int? {
    let text = SearchText(String(line))
    return words.compactMap { text.place(of: $0) }.min()
  }
}

/// The least number that something holds for, when it holds for all greater ones too.
private func least(_ range: Range<Int>, where holds: (Int) -> Bool) -> Int? {
  var (start, end) = (range.lowerBound, range.upperBound)
  while start < end {
    let middle = (start + end) / 2
    if holds(middle) { end = middle } else { start = middle + 1 }
  }
  return start < range.upperBound ? start : nil
}

extension Substring {
  fileprivate func trimmingBlanks() -> Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return start[...last]
  }
}
