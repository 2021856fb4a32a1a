/// A Backlog.md text and the comments taken out of it.
///
/// Comments stand between `<!-- COMMENTS:BEGIN -->` and `<!-- COMMENTS:END -->` below a heading
/// `## Comments`: lines `author: …` and `created: …`, a line `---`, the text, a line `---`.
struct BacklogComments {
  /// The text without that section; everything else verbatim.
  let body: String
  let comments: [ForeignTicket.Comment]

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let begin = lines.firstIndex(of: "<!-- COMMENTS:BEGIN -->"),
      let end = lines[begin...].firstIndex(of: "<!-- COMMENTS:END -->"),
      let comments = Self.comments(lines[(begin + 1)..<end])
    else {
      (body, self.comments) = (text, [])
      return
    }
    var start = begin
    if let above = lines[..<begin].lastIndex(where: { !isBlank($0) }),
      lines[above] == "## Comments"
    {
      start = above
    }
    let rest = lines[(end + 1)...].drop(while: isBlank)
    body = (lines[..<start] + rest).joined(separator: "\n")
    self.comments = comments
  }

  /// Returns nil when something in the section is no comment; it then stays in the text.
  private static func comments(_ lines: ArraySlice<Substring>) -> [ForeignTicket.Comment]? {
    let starts = lines.indices.filter { header(at: $0, in: lines) != nil }
    guard lines.firstIndex(where: { !isBlank($0) }) == starts.first else { return nil }
    let ends = starts.dropFirst() + [lines.endIndex]
    return zip(starts, ends).compactMap { start, end in
      guard let header = header(at: start, in: lines[..<end]) else { return nil }
      var text = lines[header.text..<end]
      if let last = text.lastIndex(where: { !isBlank($0) }), text[last] == "---" {
        text = text[..<last]
      }
      return ForeignTicket.Comment(
        author: header.author, time: header.created,
        text: withoutBlankEnds(text.joined(separator: "\n")))
    }
  }

  private static func header(
    at start: Int, in lines: ArraySlice<Substring>
  ) -> (author: String, created: String, text: Int)? {
    guard start + 2 < lines.endIndex, lines[start].hasPrefix("author: "),
      lines[start + 1].hasPrefix("created: "), lines[start + 2] == "---"
    else { return nil }
    return (
      String(lines[start].dropFirst(8)), String(lines[start + 1].dropFirst(9)), start + 3
    )
  }
}
