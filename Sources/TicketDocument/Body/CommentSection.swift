/// The section `## Comments`: where it is, its comments, and what in it breaks the format.
struct CommentSection {
  /// Start of the heading `## Comments`; nil without the section.
  private(set) var start: Int?
  private(set) var comments: [TicketDocument.Comment] = []
  /// Level-3 headings that are no comment's, and headings above level 3.
  private(set) var strayHeadings: [(offset: Int, level: Int, text: String)] = []
  /// Fence that is still open at the end of the body.
  private(set) var openFence: BodyLines.Fence?

  /// Finds the section: the last heading `## Comments` outside fenced code, up to the end.
  ///
  /// - Parameters:
  ///   - bytes: the whole text.
  ///   - body: which of them are its body.
  ///   - withTexts: whether the texts of comments are wanted; without, they are empty.
  init(_ bytes: UnsafeBufferPointer<UInt8>, body: Range<Int>, withTexts: Bool = true) {
    var lines = BodyLines(bytes, in: body)
    var content = body.upperBound
    while let line = lines.next() {
      guard !line.isCode, bytes.headingLevel(of: line.text) == 2,
        bytes.headingText(of: line.text, level: 2) == "Comments"
      else { continue }
      start = line.text.start
      content = line.text.next
    }
    openFence = lines.fence
    readComments(bytes, in: content..<body.upperBound, withTexts)
  }

  private mutating func readComments(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ withTexts: Bool
  ) {
    var open: (heading: CommentHeading, line: TextLine)?
    for line in BodyLines(bytes, in: range) where !line.isCode {
      let level = bytes.headingLevel(of: line.text)
      guard (1...3).contains(level) else { continue }
      let text = bytes.headingText(of: line.text, level: level)
      guard level == 3, let heading = CommentHeading(text) else {
        strayHeadings.append((line.text.start, level, text))
        continue
      }
      if let open {
        comments.append(
          Self.comment(open.heading, open.line, to: line.text.start, bytes, withTexts))
      }
      open = (heading, line.text)
    }
    if let open {
      comments.append(Self.comment(open.heading, open.line, to: range.upperBound, bytes, withTexts))
    }
  }

  private static func comment(
    _ heading: CommentHeading, _ line: TextLine, to end: Int,
    _ bytes: UnsafeBufferPointer<UInt8>, _ withTexts: Bool
  ) -> TicketDocument.Comment {
    TicketDocument.Comment(
      author: heading.author, time: heading.time, id: heading.id,
      isInternal: heading.isInternal,
      text: withTexts ? CommentText.read(bytes, in: line.next..<end) : "",
      headingRange: line.start..<line.next, range: line.start..<end)
  }
}

extension TicketDocument {
  /// The comments of the section `## Comments`, in the order of the file; found anew on each call.
  package var comments: [Comment] { commentSection.comments }

  /// The comments without their texts, which are empty; quick for the many tickets that have none.
  package var commentHeadings: [Comment] {
    bytes.withUnsafeBufferPointer { bytes in
      guard bytes.holdsCommentHeading(in: bodyRange) else { return [] }
      return CommentSection(bytes, body: bodyRange, withTexts: false).comments
    }
  }

  /// Bytes of the section `## Comments` with its heading, to the end of the text; nil without it.
  package var commentsRange: Range<Int>? {
    commentSection.start.map { $0..<bodyRange.upperBound }
  }

  var commentSection: CommentSection {
    bytes.withUnsafeBufferPointer { CommentSection($0, body: bodyRange) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a line may be a comment's heading: three `#` in a row.
  ///
  /// Of three bytes in a row it looks at one.
  fileprivate func holdsCommentHeading(in range: Range<Int>) -> Bool {
    let sign = UInt8(ascii: "#")
    var place = range.lowerBound + 2
    while place < range.upperBound {
      if self[place] == sign,
        self[place - 1] == sign || place + 1 < range.upperBound && self[place + 1] == sign
      {
        return true
      }
      place += 3
    }
    return false
  }
}
