import TicketDocument

/// The text of two versions, which differs.
///
/// Left out is what is told elsewhere: comments, task list items that came or went, and ticks.
package struct TextChange: Sendable, Equatable {
  /// The lines there were.
  package let old: [TextLine]
  /// The lines there are.
  package let new: [TextLine]

  /// Compares texts; nil when they say the same.
  init?(from old: [TextLine], to new: [TextLine]) {
    guard old.map(\.tickless) != new.map(\.tickless) else { return nil }
    (self.old, self.new) = (old, new)
  }
}

/// A line of a ticket's text.
package struct TextLine: Sendable, Equatable {
  /// Number of the line in the file, from 1.
  package let number: Int
  /// The line without its end.
  package let text: String
  /// What is compared: the line, of a task list item without its tick.
  package let tickless: String

  /// Makes a line.
  ///
  /// - Parameters:
  ///   - number: its place in the file.
  ///   - text: the line.
  ///   - tickless: the line without a tick; nil when it is no task list item.
  package init(number: Int, text: String, tickless: String? = nil) {
    self.number = number
    self.text = text
    self.tickless = tickless ?? text
  }

  /// Decodes a line, without carriage returns at its end.
  static func text(of line: some BidirectionalCollection<UInt8>) -> String {
    var end = line.endIndex
    while end > line.startIndex, line[line.index(before: end)] == UInt8(ascii: "\r") {
      end = line.index(before: end)
    }
    return String(decoding: line[..<end], as: UTF8.self)
  }

  fileprivate var isBlank: Bool { text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}

extension TicketDocument {
  /// Returns the lines of the body without comments and blank lines around.
  ///
  /// - Parameter omitted: offsets of task list items to leave out.
  /// - Returns: the lines, then what stands between the heading of the comments and the first one.
  func textLines(without omitted: Set<Int>) -> [TextLine] {
    guard let section = commentsRange else {
      return lines(in: bodyRange, without: omitted).trimmed
    }
    let text = lines(in: bodyRange.lowerBound..<section.lowerBound, without: omitted)
    let end = comments.first?.range.lowerBound ?? section.upperBound
    let preamble = lines(in: section.lowerBound..<end, without: []).dropFirst()
    return text.trimmed + preamble.trimmed
  }

  private func lines(in range: Range<Int>, without omitted: Set<Int>) -> [TextLine] {
    var lines: [TextLine] = []
    var number = bytes[..<range.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
    var ticks = checklist.items.map(\.offset).filter(range.contains)[...]
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      let next = end.map { $0 + 1 } ?? range.upperBound
      let line = bytes[start..<(end ?? next)]
      if let tick = ticks.first, tick < next {
        ticks.removeFirst()
        if !omitted.contains(tick) {
          var tickless = line
          tickless[tick] = UInt8(ascii: " ")
          lines.append(
            TextLine(
              number: number, text: TextLine.text(of: line), tickless: TextLine.text(of: tickless)))
        }
      } else {
        lines.append(TextLine(number: number, text: TextLine.text(of: line)))
      }
      number += 1
      start = next
    }
    return lines
  }
}

extension BidirectionalCollection<TextLine> {
  /// The lines without blank ones at both ends.
  fileprivate var trimmed: [TextLine] {
    guard let first = firstIndex(where: { !$0.isBlank }),
      let last = lastIndex(where: { !$0.isBlank })
    else { return [] }
    return Array(self[first...last])
  }
}
