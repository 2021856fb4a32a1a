import TicketDocument

/// A ticket cut into the pieces that are merged on their own; together they are its bytes.
struct TicketParts {
  /// Everything up to the end of the opening line.
  var opening: [UInt8] = []
  var entries: [EntryPart] = []
  /// Comments and blank lines below the last entry.
  var trailer: [[UInt8]] = []
  /// The closing line.
  var closing: [UInt8] = []
  /// The body up to the blank lines above the comments.
  var prose: [UInt8] = []
  var comments = CommentsPart()

  /// A ticket without anything: the base where there is none.
  init() {}

  /// Cuts a document whose lines end in LF.
  init(_ document: TicketDocument) {
    let bytes = document.bytes
    let frontMatter = document.frontMatterRange
    opening = Array(bytes[..<frontMatter.lowerBound])
    var cursor = frontMatter.lowerBound
    for entry in document.entries {
      let lead = bytes[cursor..<entry.lines.lowerBound].linesWithEnds.map(Array.init)
      entries.append(EntryPart(entry, lead: lead, in: bytes))
      cursor = entry.lines.upperBound
    }
    trailer = bytes[cursor..<frontMatter.upperBound].linesWithEnds.map(Array.init)
    closing = Array(bytes[frontMatter.upperBound..<document.bodyRange.lowerBound])
    var prose = bytes[document.bodyRange]
    if let section = document.commentsRange {
      prose = Self.withoutBlankLinesBelow(bytes[prose.startIndex..<section.lowerBound])
      comments = CommentsPart(
        document.comments, from: prose.endIndex, section: section, of: bytes)
    }
    self.prose = Array(prose)
  }

  /// The ticket's text.
  var bytes: [UInt8] {
    var result = opening
    for entry in entries { result += entry.bytes }
    for line in trailer { result += line }
    result += closing
    let isFollowed = !prose.isEmpty || !comments.bytes.isEmpty
    if isFollowed, closing.last != .lineFeed { result.append(.lineFeed) }
    guard !comments.bytes.isEmpty else { return result + prose }
    // The blank lines above the heading are the comments'.
    result += Self.withoutBlankLinesBelow(prose[...])
    // A heading is one only at the start of its line.
    if result.last != .lineFeed { result.append(.lineFeed) }
    return result + comments.bytes
  }

  private static func withoutBlankLinesBelow(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result = bytes
    while result.last == .lineFeed, result.dropLast().last ?? .lineFeed == .lineFeed {
      result.removeLast()
    }
    return result
  }

  /// Returns an entry's decoded scalar; "" when it is unset.
  func text(of key: String) -> String {
    guard case .text(let text)? = entries.first(where: { $0.key == key })?.value else { return "" }
    return text
  }
}
