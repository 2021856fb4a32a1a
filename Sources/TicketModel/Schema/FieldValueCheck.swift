/// A value that a field cannot hold.
package struct FieldValueRefused: Error, Sendable, Equatable {
  /// Why a value was refused.
  package enum Reason: Sendable, Equatable {
    /// A control character, line break, or direction override at this position (from 1).
    case controlCharacter(scalar: UInt32, position: Int)
    /// More characters than the field may hold.
    case tooLong(count: Int, limit: Int)
    /// Empty where a value is needed.
    case empty
    /// Not of the field's form, which the text describes with an example.
    case malformed(expected: String)
  }

  package let field: FieldName
  package let value: String
  package let reason: Reason
}

extension FieldSchema {
  /// Longest one-line value; a title longer than this belongs into the body.
  package static let maximumCharacters = 500

  /// Checks a value a person gave and returns its canonical spelling.
  ///
  /// For list fields this is one item. An empty value is allowed except in a title, and means unset.
  /// - Throws: ``FieldValueRefused`` with the reason.
  package func canonical(_ input: String) throws(FieldValueRefused) -> String {
    let value = trimmed(input)
    try Self.checkOneLine(value, in: name)
    if value.isEmpty {
      guard name != .title else { throw refused(input, .empty) }
      return value
    }
    switch kind {
    case .text, .set, .history: return value
    case .status, .type: return value
    case .id, .link, .links:
      guard let id = TicketID(value) else {
        throw refused(input, .malformed(expected: "an id such as sn-k7m3qx"))
      }
      return id.text
    case .handle, .handles:
      guard Handle(value) != nil else {
        throw refused(input, .malformed(expected: "one word without blanks or commas, such as ada"))
      }
      return value
    case .priority:
      guard let priority = Priority(value) else {
        throw refused(input, .malformed(expected: "P0 (most urgent) to P4"))
      }
      return priority.text
    case .level:
      let level = value.lowercased()
      guard ["high", "medium", "low"].contains(level) else {
        throw refused(input, .malformed(expected: "high, medium or low"))
      }
      return level
    case .time:
      guard let time = Timestamp(value) else {
        throw refused(input, .malformed(expected: "a time such as 2026-11-20T09:15:00Z"))
      }
      return time.description
    case .day:
      guard let day = CalendarDay(value) else {
        throw refused(input, .malformed(expected: "a day such as 2026-11-20"))
      }
      return day.description
    case .rating:
      guard let number = Int(value), (1...5).contains(number) else {
        throw refused(input, .malformed(expected: "a number from 1 to 5"))
      }
      return String(number)
    }
  }

  /// Refuses control characters, line breaks, direction overrides, and texts that are too long.
  ///
  /// Direction overrides (U+202A-202E, U+2066-2069) let a text read as something else than it is;
  /// see Unicode Technical Report 36.
  package static func checkOneLine(_ value: String, in field: FieldName) throws(FieldValueRefused) {
    for (offset, scalar) in value.unicodeScalars.enumerated() where isUnsafeInLine(scalar) {
      throw FieldValueRefused(
        field: field, value: value,
        reason: .controlCharacter(scalar: scalar.value, position: offset + 1))
    }
    guard value.count <= maximumCharacters else {
      throw FieldValueRefused(
        field: field, value: value,
        reason: .tooLong(count: value.count, limit: maximumCharacters))
    }
  }

  private func refused(_ value: String, _ reason: FieldValueRefused.Reason) -> FieldValueRefused {
    FieldValueRefused(field: name, value: value, reason: reason)
  }
}

/// Whether a character could end a line, steer a terminal, or reverse the reading direction.
package func isUnsafeInLine(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F: true
  case 0x2028, 0x2029, 0xFEFF: true
  case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: true
  default: false
  }
}

private func trimmed(_ text: String) -> String {
  let start = text.drop { $0 == " " || $0 == "\t" }
  guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
  return String(start[...last])
}
