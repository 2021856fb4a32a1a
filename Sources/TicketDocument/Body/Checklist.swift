extension TicketDocument {
  /// The task lists of a body (GitHub Flavored Markdown 0.29, 5.3).
  package struct Checklist: Sendable, Equatable {
    /// One item of a task list.
    package struct Item: Sendable, Equatable {
      /// The text behind the brackets.
      package let text: String
      /// Whether the brackets hold an x.
      package let isDone: Bool
      /// Offset of the character between the brackets: a space, `x` or `X`.
      package let offset: Int
      /// Text of the nearest heading above, "" above the first one.
      package let section: String
    }

    /// The items in the order of the file.
    package let items: [Item]
    /// Number of items that are done.
    package let done: Int
    /// Number of items.
    package var total: Int { items.count }

    init(_ items: [Item]) {
      self.items = items
      done = items.reduce(0) { $1.isDone ? $0 + 1 : $0 }
    }
  }

  /// The task list items of the body, found anew on each call.
  ///
  /// Neither fenced code nor the section `## Comments` is read: a task list someone writes in a
  /// comment is not the ticket's.
  package var checklist: Checklist {
    bytes.withUnsafeBufferPointer { bytes in
      let end = CommentSection(bytes, body: bodyRange).start ?? bodyRange.upperBound
      var section = ""
      var items: [Checklist.Item] = []
      for line in BodyLines(bytes, in: bodyRange.lowerBound..<end) where !line.isCode {
        let level = bytes.headingLevel(of: line.text)
        if level > 0 {
          section = bytes.headingText(of: line.text, level: level)
        } else if let item = Self.item(on: line.text, of: section, bytes) {
          items.append(item)
        }
      }
      return Checklist(items)
    }
  }

  private static func item(
    on line: TextLine, of section: String, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Checklist.Item? {
    let marker = bytes.skipBlanks(line.start, before: line.contentEnd)
    guard let markerEnd = listMarkerEnd(at: marker, before: line.contentEnd, bytes) else {
      return nil
    }
    let bracket = bytes.skipBlanks(markerEnd, before: line.contentEnd)
    guard bracket > markerEnd, bracket + 2 < line.contentEnd,
      bytes[bracket] == UInt8(ascii: "["), bytes[bracket + 2] == UInt8(ascii: "]"),
      bracket + 3 == line.contentEnd || bytes[bracket + 3].isBlank
    else { return nil }
    let state = bytes[bracket + 1]
    guard state == .space || state | 0x20 == UInt8(ascii: "x") else { return nil }
    let start = bytes.skipBlanks(bracket + 3, before: line.contentEnd)
    return Checklist.Item(
      text: bytes.text(start, bytes.trimBlanks(line.contentEnd, after: start)),
      isDone: state != .space, offset: bracket + 1, section: section)
  }

  /// Returns the offset behind `-`, `*`, `+`, `1.` or `1)`.
  private static func listMarkerEnd(
    at start: Int, before end: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard start < end else { return nil }
    switch bytes[start] {
    case .dash, UInt8(ascii: "*"), UInt8(ascii: "+"): return start + 1
    default: break
    }
    var offset = start
    while offset < end, offset < start + 9, bytes[offset].isDigit { offset += 1 }
    guard offset > start, offset < end,
      bytes[offset] == .dot || bytes[offset] == UInt8(ascii: ")")
    else { return nil }
    return offset + 1
  }
}
