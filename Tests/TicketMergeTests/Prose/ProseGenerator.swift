import TestSupport

@testable import TicketMerge

/// Makes random bodies and edits of them.
struct ProseGenerator {
  var random: SeededGenerator
  let style: Style
  /// How many different lines there are; nil when each new line is one of its own.
  let alphabet: Int?
  private var made = 0

  enum Style: CaseIterable {
    case lines, tasks, checklist, markdown
  }

  init(seed: UInt64, style: Style, alphabet: Int?) {
    random = SeededGenerator(seed: seed)
    self.style = style
    self.alphabet = alphabet
  }

  mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func line() -> String {
    made += 1
    let word = alphabet.map { "l\(number(0..<$0))" } ?? "line \(made)"
    switch (style, number(0..<10)) {
    case (.lines, _): return word
    case (.tasks, 0...5): return "- [ ] \(word)"
    case (.tasks, _): return "- [x] \(word)"
    case (.checklist, 0): return ""
    case (.checklist, 1): return "  - [ ] \(word)"
    case (.checklist, 2...5): return "- [x] \(word)"
    case (.checklist, _): return "- [ ] \(word)"
    case (.markdown, 0...1): return ""
    case (.markdown, 2): return "## \(word)"
    case (.markdown, 3): return "```"
    case (.markdown, 4): return "======="
    case (.markdown, 5...6): return "- [ ] \(word)"
    case (.markdown, _): return word
    }
  }

  mutating func body(upTo count: Int) -> [String] {
    let count = number(0..<count + 1)
    return (0..<count).map { _ in line() }
  }

  mutating func edited(_ lines: [String], upTo count: Int) -> [String] {
    var lines = lines
    for _ in 0..<number(1..<count + 1) {
      let place = number(0..<lines.count + 1)
      let end = min(lines.count, place + number(0..<3))
      switch number(0..<6) {
      case 0, 1: lines.insert(line(), at: place)
      case 2: lines.removeSubrange(place..<end)
      case 3 where place < lines.count: lines[place] = toggled(lines[place])
      default: lines.replaceSubrange(place..<end, with: [line()])
      }
    }
    return lines
  }

  private mutating func toggled(_ line: String) -> String {
    if line.contains("[ ]") { return line.replacing("[ ]", with: "[x]") }
    return line.contains("[x]") ? line.replacing("[x]", with: "[ ]") : self.line()
  }

  /// Returns the bytes; some lose the last line's end, gain blank lines or get CRLF.
  mutating func bytes(_ lines: [String]) -> [UInt8] {
    var text = lines.joined(separator: "\n")
    let variant = number(0..<12)
    if variant != 0, !lines.isEmpty { text += "\n" }
    if variant == 1 { text += "\n\n" }
    if variant == 2 { text = "\n" + text }
    if variant == 3 { text = text.replacing("\n", with: "\r\n") }
    return Array(text.utf8)
  }
}

extension [UInt8] {
  /// The bytes as text, for messages.
  var shown: String { String(decoding: self, as: UTF8.self).debugDescription }
}
