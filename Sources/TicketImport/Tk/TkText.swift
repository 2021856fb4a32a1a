import TicketModel

/// The text behind a tk ticket's front matter: `# Title`, description, and `## Notes` at the end,
/// where each note is a line `**2026-01-12T03:31:02Z**` and the text below it.
struct TkText {
  /// The first heading of level 1, when it is the first line.
  let title: String?
  /// What is between title and notes.
  let body: String
  /// The notes in the order of the file.
  let notes: [(time: String, text: String)]

  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    lines = lines.drop(while: isBlank)
    if let first = lines.first, first.hasPrefix("# ") {
      title = String(first.dropFirst(2))
      lines = lines.dropFirst()
    } else {
      title = nil
    }
    let starts = Self.noteStarts(in: lines)
    let ends = starts.dropFirst() + [lines.endIndex]
    notes = zip(starts, ends).map { start, end in
      let text = lines[(start + 1)..<end].joined(separator: "\n")
      return (Self.noteTime(lines[start]) ?? "", withoutBlankEnds(text))
    }
    body = withoutBlankEnds(Self.text(of: lines, before: starts.first))
  }

  /// Lines that begin a note: those with a time alone, behind the heading Notes.
  private static func noteStarts(in lines: ArraySlice<Substring>) -> [Int] {
    guard let heading = lines.firstIndex(where: isNotesHeading) else { return [] }
    return lines.indices.filter { $0 > heading && noteTime(lines[$0]) != nil }
  }

  /// The text up to the first note, without the heading Notes when nothing else is below it.
  private static func text(of lines: ArraySlice<Substring>, before start: Int?) -> String {
    guard let start else { return lines.joined(separator: "\n") }
    let before = lines[..<start]
    guard let last = before.lastIndex(where: { !isBlank($0) }), isNotesHeading(before[last]) else {
      return before.joined(separator: "\n")
    }
    return before[..<last].joined(separator: "\n")
  }

  private static func isNotesHeading(_ line: Substring) -> Bool {
    line.hasPrefix("## Notes") && isBlank(line.dropFirst(8))
  }

  private static func noteTime(_ line: Substring) -> String? {
    guard line.hasPrefix("**"), let end = line.dropFirst(2).firstRange(of: "**") else { return nil }
    let time = line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound]
    guard isBlank(line[end.upperBound...]), Timestamp(time) != nil else { return nil }
    return String(time)
  }
}
