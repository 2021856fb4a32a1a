import TicketModel

/// Returns a text as one line: unsafe characters become blanks, and blanks around it go.
func oneLine(_ text: String) -> String {
  var line = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { line.append(isUnsafeInLine(scalar) ? " " : scalar) }
  let start = String(line).drop { $0 == " " }
  return start.lastIndex { $0 != " " }.map { String(start[...$0]) } ?? ""
}

/// Returns one line that a field can hold: cut, with an ellipsis, where it is too long.
func fieldLine(_ text: String) -> String {
  let line = oneLine(text)
  guard line.count > FieldSchema.maximumCharacters else { return line }
  return oneLine(String(line.prefix(FieldSchema.maximumCharacters - 1))) + "…"
}

/// Reads a time: RFC 3339, with or without zone and seconds, or a day; UTC where no zone is given.
func foreignTime(_ text: String) -> Timestamp? {
  let text = oneLine(text)
  let time =
    Timestamp(text) ?? Timestamp("\(text)Z") ?? Timestamp("\(text):00Z") ?? CalendarDay(text)?.start
  // A zone can push the first and last day out of the years that can be written.
  return time.flatMap { Timestamp($0.description) }
}

/// A person under the name that tickets use.
struct Person: Equatable {
  /// One word; `unknown` when the name holds no letter or digit.
  let handle: String
  /// The name when the handle does not tell it.
  let original: String?

  /// Makes `steve-macbeth` of `Steve Macbeth` and `codex` of `@codex`.
  init(_ name: String) {
    let name = oneLine(name)
    let bare = name.drop { $0 == "@" || $0 == " " }
    handle = Handle(fromName: bare)?.text ?? Self.unknown
    let simple = bare.lowercased().split(separator: " ").joined(separator: "-")
    original = simple == handle ? nil : name
  }

  /// Who did what nobody put a name to.
  static let unknown = "unknown"
}
