import TicketDocument

/// The section `## Comments` of one version.
struct CommentsPart: Equatable {
  /// Bytes from the blank lines above the heading to the end; empty without the section.
  var bytes: [UInt8] = []
  /// Text between the heading and the first comment, without blank lines around.
  var preamble: [UInt8] = []
  var comments: [CommentPart] = []

  /// No section.
  init() {}

  /// Cuts the section out of a document's bytes.
  ///
  /// - Parameters:
  ///   - comments: The document's comments.
  ///   - start: Where the blank lines above the heading begin.
  ///   - section: From the heading to the end.
  ///   - bytes: The document's bytes.
  init(
    _ comments: [TicketDocument.Comment], from start: Int, section: Range<Int>, of bytes: [UInt8]
  ) {
    self.bytes = Array(bytes[start..<section.upperBound])
    let headingEnd =
      bytes[section].firstIndex(of: .lineFeed).map { $0 + 1 } ?? section.upperBound
    let first = comments.first?.range.lowerBound ?? section.upperBound
    preamble = trimmed(bytes[min(headingEnd, first)..<first])
    var seen: [CommentPart.Key: Int] = [:]
    self.comments = comments.map { comment in
      var key = CommentPart.Key(id: comment.id, time: comment.time, author: comment.author)
      key.occurrence = seen[key, default: 0]
      seen[key, default: 0] += 1
      let text = trimmed(bytes[comment.headingRange.upperBound..<comment.range.upperBound])
      return CommentPart(
        key: key, isInternal: comment.isInternal, heading: trimmed(bytes[comment.headingRange]),
        text: TicketDocument.closingFence(of: text))
    }
  }

  /// The section as it is written when both sides changed it: comments in time order.
  init(preamble: [UInt8], comments: [CommentPart]) {
    self.preamble = preamble
    self.comments = comments.sorted()
    guard !preamble.isEmpty || !comments.isEmpty else { return }
    var blocks = [Array("## Comments".utf8)]
    if !preamble.isEmpty { blocks.append(preamble) }
    for comment in self.comments {
      blocks.append(comment.heading)
      if !comment.text.isEmpty { blocks.append(comment.text) }
    }
    bytes = [.lineFeed] + Array(blocks.joined(separator: [.lineFeed, .lineFeed])) + [.lineFeed]
  }

  /// Whether the section says the same as another, however it is laid out.
  func saysTheSame(as other: CommentsPart) -> Bool {
    preamble == other.preamble && comments.sorted() == other.comments.sorted()
  }
}

/// One comment of one version.
struct CommentPart: Equatable, Comparable {
  let key: Key
  /// Whether it is for the team only.
  var isInternal: Bool
  /// The heading's line without its end.
  var heading: [UInt8]
  /// The lines below, without blank lines around.
  var text: [UInt8]

  /// Which comment it is.
  ///
  /// Two people may draw one id; who wrote it and when tell their comments apart.
  struct Key: Hashable {
    let id: String
    /// As written: RFC 3339.
    let time: String
    let author: String
    /// How many the same were above it in the file.
    var occurrence = 0
  }

  static func < (left: CommentPart, right: CommentPart) -> Bool {
    let (one, other) = (left.key, right.key)
    if one.time != other.time { return isSmaller(one.time, other.time) }
    if one.id != other.id { return isSmaller(one.id, other.id) }
    if one.author != other.author { return isSmaller(one.author, other.author) }
    return one.occurrence < other.occurrence
  }
}

/// Returns bytes without blank lines in front and behind, and without the last line end.
private func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  var lines = bytes.linesWithEnds[...]
  let isBlank = { (line: ArraySlice<UInt8>) in
    line.allSatisfy { $0 == .space || $0 == .tab || $0 == .lineFeed }
  }
  lines = lines.drop(while: isBlank)
  while let last = lines.last, isBlank(last) { lines.removeLast() }
  var result = Array(lines.joined())
  if result.last == .lineFeed { result.removeLast() }
  return result
}
