import TicketModel

/// Returns text that cannot steer a terminal or reverse its reading direction.
///
/// Control characters and direction overrides become visible `\u{1b}`; line feeds and tabs stay.
func safeText(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: needsEscape) else { return text }
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if needsEscape(scalar) {
      safe.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    } else {
      safe.append(scalar)
    }
  }
  return String(safe)
}

/// Returns text that fits into one cell of a table: safe, and without line breaks and tabs.
func safeCell(_ text: String) -> String {
  // Nearly every cell is printable ASCII, which bytes decide.
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
  let safe = safeText(text)
  guard safe.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\t" }) else { return safe }
  return String(safe.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
}

private func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
  scalar != "\n" && scalar != "\t" && isUnsafeInLine(scalar)
}

/// Decoration of what a person reads on a terminal.
struct Style {
  let isColored: Bool

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func dim(_ text: String) -> String { wrapped(text, "2") }
  func red(_ text: String) -> String { wrapped(text, "31") }
  func green(_ text: String) -> String { wrapped(text, "32") }
  func yellow(_ text: String) -> String { wrapped(text, "33") }

  /// Colours by what rules and reports go by; the status itself is always in words.
  func status(_ text: String, _ category: Workflow.Category) -> String {
    switch category {
    case .new: text
    case .active: wrapped(text, "36")
    case .waiting: wrapped(text, "33")
    case .done: wrapped(text, "32")
    }
  }

  private func wrapped(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
