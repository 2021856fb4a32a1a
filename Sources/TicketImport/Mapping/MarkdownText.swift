import TicketDocument

/// Returns a text without the blank lines before and behind it.
func withoutBlankEnds(_ text: String) -> String {
  let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  guard let first = lines.firstIndex(where: { !isBlank($0) }),
    let last = lines.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return lines[first...last].joined(separator: "\n")
}

/// Whether a line holds nothing but blanks.
func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }

/// Returns a text with a section at its end; fenced code that is open there is closed first.
func appending(section heading: String, _ text: String, to body: String) -> String {
  let section = "## \(heading)\n\n\(withoutBlankEnds(text))"
  let body = withoutBlankEnds(body)
  guard !body.isEmpty else { return section }
  return ([body] + (openFence(of: body).map { [$0] } ?? [])).joined(separator: "\n")
    + "\n\n" + section
}

/// Returns the line that closes the fenced code open at the end of a text (CommonMark 0.31, 4.5).
private func openFence(of text: String) -> String? {
  var open: Substring?
  for line in text.split(separator: "\n") {
    let content = line.drop { $0 == " " }
    guard line.utf8.count - content.utf8.count < 4, let mark = content.first, "`~".contains(mark)
    else { continue }
    let run = content.prefix { $0 == mark }
    let rest = content[run.endIndex...]
    if let fence = open {
      if fence.first == mark, run.count >= fence.count, isBlank(rest) { open = nil }
    } else if run.count >= 3, mark == "~" || !rest.contains("`") {
      open = run
    }
  }
  return open.map(String.init)
}

/// Returns a body in which no section is taken for the ticket's comments: a heading `## Comments` of
/// its own gets another name.
func withoutCommentsHeading(_ body: String) -> (body: String, changed: Bool) {
  var body = body
  var changed = false
  while body.contains("Comments") {
    let document = TicketDocument.make(entries: [], body: body)
    guard let start = document.commentsRange?.lowerBound else { break }
    let lineEnd =
      document.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? document.bytes.count
    let before = document.bytes[document.bodyRange.lowerBound..<start]
    body =
      String(decoding: before, as: UTF8.self) + "## Comments (imported)"
      + String(decoding: document.bytes[lineEnd...], as: UTF8.self)
    changed = true
  }
  return (changed ? withoutBlankEnds(body) : body, changed)
}

extension DraftMapping {
  /// Returns the body: the whole title where it was cut, the text, and what fits no field.
  mutating func mappedBody(fullTitle: String?) -> String {
    var body = withoutBlankEnds(foreign.body)
    if let fullTitle, oneLine(fullTitle) != fieldLine(fullTitle) {
      body = withoutBlankEnds("\(fullTitle)\n\n\(body)")
    }
    for (heading, text) in sections { body = appending(section: heading, text, to: body) }
    let (renamed, changed) = withoutCommentsHeading(body)
    if changed {
      note(.info, "the body's own heading Comments is now Comments (imported)")
      report.count("headings Comments renamed")
    }
    return renamed
  }
}
