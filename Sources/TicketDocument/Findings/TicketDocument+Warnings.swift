extension TicketDocument {
  /// Everything in the text that parses but may not be meant, in the order of the file.
  ///
  /// Found anew on each call; costs one pass over the text. After a hundred the rest is left out.
  package var warnings: [DocumentFinding] {
    var cursor = PositionCursor(bytes)
    var findings: [DocumentFinding] = []
    for record in index.entries {
      guard findings.count < Self.warningLimit else { return findings }
      findings += entryFindings(record, &cursor)
    }
    for heading in commentSection.strayHeadings.prefix(Self.warningLimit) {
      let isComment = heading.level == 3
      findings.append(
        DocumentFinding(
          kind: isComment
            ? .malformedCommentHeading(heading.text) : .headingInComments(heading.text),
          position: cursor.position(of: heading.offset),
          fix: isComment
            ? "write ### actor, time, comment id" : "move the section above ## Comments"))
    }
    return findings
  }

  private static let warningLimit = 100

  private func entryFindings(
    _ record: EntryRecord, _ cursor: inout PositionCursor
  ) -> [DocumentFinding] {
    switch record.shape {
    case .empty, .nested: []
    case .scalar: scalarFindings(record, record.value.range, record.style, &cursor)
    case .blockList, .flowList:
      itemFindings(record, &cursor)
    }
  }

  private func itemFindings(
    _ record: EntryRecord, _ cursor: inout PositionCursor
  ) -> [DocumentFinding] {
    var findings: [DocumentFinding] = []
    for item in index.items[record.items.range] where findings.count < Self.warningLimit {
      findings += scalarFindings(record, item.span.range, item.style, &cursor)
    }
    return findings
  }

  private func scalarFindings(
    _ record: EntryRecord, _ span: Range<Int>, _ style: ScalarStyle,
    _ cursor: inout PositionCursor
  ) -> [DocumentFinding] {
    var findings: [DocumentFinding] = []
    if let separator = lineSeparator(in: span) {
      findings.append(
        finding(.lineSeparator(key: key(of: record)), at: separator, span, span, &cursor))
    }
    guard style == .plain, record.shape != .flowList, !span.isEmpty else { return findings }
    let whole = bytes.withUnsafeBufferPointer { bytes in
      let line = bytes.line(at: span.lowerBound)
      return span.lowerBound..<bytes.trimBlanks(line.contentEnd, after: span.lowerBound)
    }
    let hash = bytes[span.upperBound..<whole.upperBound].firstIndex { !$0.isBlank }
    if let hash, hash + 1 < whole.upperBound, !bytes[hash + 1].isBlank, bytes[hash + 1] != .hash {
      findings.append(
        finding(.commentCutsValue(key: key(of: record)), at: hash, span, whole, &cursor))
    }
    return findings
  }

  private func key(of record: EntryRecord) -> String {
    bytes.withUnsafeBufferPointer { decodedText($0, record.key, record.keyStyle) }
  }

  /// Makes a finding whose fix is the line with a stretch of it in quotes.
  private func finding(
    _ kind: DocumentFinding.Kind, at offset: Int, _ span: Range<Int>, _ quoted: Range<Int>,
    _ cursor: inout PositionCursor
  ) -> DocumentFinding {
    let start = bytes[..<span.lowerBound].suffix(1000).lastIndex(of: .lineFeed).map { $0 + 1 }
    guard let start else {
      return DocumentFinding(
        kind: kind, position: cursor.position(of: offset), fix: "put the value in quotes")
    }
    let lead = String(decoding: bytes[start..<span.lowerBound], as: UTF8.self)
    let value = String(decoding: bytes[quoted], as: UTF8.self)
    return DocumentFinding(
      kind: kind, position: cursor.position(of: offset),
      fix: "write: \(lead)\(Self.doubleQuoted(value))")
  }

  /// Returns the first U+0085, U+2028 or U+2029 of a range.
  private func lineSeparator(in range: Range<Int>) -> Int? {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let rest = bytes[offset..<range.upperBound]
      if rest.starts(with: [0xC2, 0x85]) || rest.starts(with: [0xE2, 0x80, 0xA8])
        || rest.starts(with: [0xE2, 0x80, 0xA9])
      {
        return offset
      }
      offset += 1
    }
    return nil
  }
}
