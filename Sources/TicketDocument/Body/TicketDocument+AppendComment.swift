extension TicketDocument {
  /// Appends a comment at the end of the text, with a section `## Comments` when there is none.
  ///
  /// A blank line stands before each heading. Lines of `text` that would be read as headings get a
  /// backslash, and fenced code that is left open, in `text` or at the end of the body, is closed:
  /// otherwise the next comment would be code. What a heading cannot hold (commas and line ends in
  /// `author` and `time`, other than word characters in `id`) becomes a blank or `-`.
  ///
  /// - Parameters:
  ///   - author: Handle of the person.
  ///   - time: RFC 3339 in UTC with seconds.
  ///   - id: Identity of the comment.
  ///   - isInternal: Whether the comment is for the team only.
  ///   - text: Markdown.
  package mutating func appendComment(
    author: String, time: String, id: String, isInternal: Bool, text: String
  ) {
    let section = commentSection
    let newLine = lineEnding.bytes
    var added = closingLineEnd
    if let fence = section.openFence {
      if bytes.last != .lineFeed { added += newLine }
      added += CommentText.closing(fence) + newLine + newLine
    } else {
      added += blankLineAtEnd
    }
    if section.start == nil { added += Array("## Comments".utf8) + newLine + newLine }
    let heading =
      "### \(Self.headingField(author)), \(Self.headingField(time)), \(Self.headingID(id))"
      + (isInternal ? ", internal" : "")
    added += Array(heading.utf8) + newLine + newLine + CommentText.written(text, lineEnding)
    spliceBody([Splice(bytes.count..<bytes.count, added)])
  }

  /// Line ends that make the text end in a blank line.
  private var blankLineAtEnd: [UInt8] {
    let newLine = lineEnding.bytes
    guard let last = bytes[bodyRange].last else { return newLine }
    guard last == .lineFeed else { return newLine + newLine }
    let withoutEnd = bytes[bodyRange].dropLast()
    let isReturn = withoutEnd.last == .carriageReturn
    let content = isReturn ? withoutEnd.dropLast() : withoutEnd
    return content.isEmpty || content.last == .lineFeed ? [] : newLine
  }

  private static func headingField(_ text: String) -> String {
    var field = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      field.append(scalar == "," || needsEscape(scalar) ? " " : scalar)
    }
    let words = String(field).split(separator: " ")
    return words.isEmpty ? "unknown" : words.joined(separator: " ")
  }

  private static func headingID(_ text: String) -> String {
    let bytes = text.utf8.map { CommentHeading.isIDByte($0) ? $0 : .dash }
    return bytes.isEmpty ? "c-0" : String(decoding: bytes, as: UTF8.self)
  }
}
