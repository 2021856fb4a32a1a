/// What a new entry holds.
package enum FieldValue: Sendable, Equatable {
  /// Text, in quotes where a YAML reader would take it for something else; "" is written as nothing.
  case scalar(String)
  /// A value that is a number, a date or a bool by its schema: plain wherever YAML's syntax lets it.
  case typed(String)
  /// Items, one to a line; [] is written as nothing.
  case list([String])
}

extension TicketDocument {
  /// Makes a new document in the canonical style of format.md's "Writing", with lines that end in LF.
  ///
  /// - Parameters:
  ///   - entries: Keys and values in the order to write; of a key given twice the last value counts,
  ///     in the first one's place.
  ///   - body: The Markdown text; a blank line is put before it and a line end behind it where they
  ///     are missing, and NUL becomes U+FFFD.
  /// - Returns: The document.
  package static func make(entries: [(key: String, value: FieldValue)], body: String)
    -> TicketDocument
  {
    var text = "---\n"
    for (key, value) in lastValues(entries) {
      text += writtenKey(key) + ":"
      switch value {
      case .scalar(let scalar): text += scalar.isEmpty ? "\n" : " \(quoted(scalar))\n"
      case .typed(let scalar): text += scalar.isEmpty ? "\n" : " \(written(typed: scalar))\n"
      case .list(let items):
        text += "\n"
        for item in items { text += "- \(quoted(item))\n" }
      }
    }
    text += "---\n"
    let body = bodyBytes(body, .lf)
    if let first = body.first, first != .lineFeed { text += "\n" }
    var bytes = Array(text.utf8) + body
    if bytes.last != .lineFeed { bytes.append(.lineFeed) }
    do {
      return try TicketDocument(parsing: bytes, limit: Int(Int32.max))
    } catch {
      preconditionFailure("a new document is refused: \(error.summary)")
    }
  }

  /// Returns a value of a known type, plain wherever syntax allows.
  static func written(typed value: String) -> String {
    isPlain(value, in: .block) ? value : doubleQuoted(value)
  }

  /// Returns a body with the line ends of its file and without NUL, which no document may hold.
  static func bodyBytes(_ text: String, _ lineEnding: LineEnding) -> [UInt8] {
    let clean = text.utf8.contains(0) ? replacingNUL(in: text) : text
    return lineEnding.converted(clean.utf8)
  }

  private static func replacingNUL(in text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar == "\0" ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  private static func lastValues(
    _ entries: [(key: String, value: FieldValue)]
  ) -> [(key: String, value: FieldValue)] {
    var places: [String: Int] = [:]
    var result: [(key: String, value: FieldValue)] = []
    for entry in entries {
      if let place = places[entry.key] {
        result[place].value = entry.value
      } else {
        places[entry.key] = result.count
        result.append(entry)
      }
    }
    return result
  }
}
