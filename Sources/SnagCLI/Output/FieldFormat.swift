import TicketModel

/// A line format such as `%(id)%x09%(title)`, in the manner of `git for-each-ref`.
struct FieldFormat {
  private enum Part {
    case text(String)
    case field(TicketColumn)
  }

  private let parts: [Part]

  /// Reads a format.
  ///
  /// `%(field)` is a field, `%%` a percent sign, `%n` a line feed, `%xHH` the character of that
  /// hexadecimal code.
  init(_ format: String, extraFields: Set<String>) throws {
    var parts: [Part] = []
    var rest = Substring(format)
    while let percent = rest.firstIndex(of: "%") {
      parts.append(.text(String(rest[..<percent])))
      rest = rest[rest.index(after: percent)...]
      if rest.first == "(", let close = rest.firstIndex(of: ")") {
        let name = String(rest[rest.index(after: rest.startIndex)..<close])
        parts.append(.field(try TicketColumn(name, extraFields: extraFields)))
        rest = rest[rest.index(after: close)...]
      } else if let literal = Self.takeLiteral(from: &rest) {
        parts.append(.text(literal))
      } else {
        throw CommandError(
          "the format \(format) has a % that means nothing", code: "bad-format",
          hint: "write %(field), %%, %n or %x09", status: .usage)
      }
    }
    self.parts = parts + [.text(String(rest))]
  }

  private static func takeLiteral(from rest: inout Substring) -> String? {
    if rest.first == "%" || rest.first == "n" {
      defer { rest = rest.dropFirst() }
      return rest.first == "%" ? "%" : "\n"
    }
    guard rest.first == "x", rest.count >= 3,
      let code = UInt8(rest.dropFirst().prefix(2), radix: 16)
    else { return nil }
    rest = rest.dropFirst(3)
    return String(Unicode.Scalar(code))
  }

  /// Fills the format in for a ticket; values are made safe, the format's own text is kept.
  func text(for ticket: Ticket, in facts: TicketFacts) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let column): safeCell(column.text(for: ticket, facts))
      }
    }.joined()
  }
}
