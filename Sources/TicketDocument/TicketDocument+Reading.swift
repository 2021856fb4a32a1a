extension TicketDocument {
  /// The entries in the order of the file.
  package var entries: [Entry] { index.entries.map(entry(of:)) }

  /// Calls the body with each key and its decoded value, in the order of the file.
  ///
  /// Quicker than `entries` for a caller that wants all of them. The value is nil when it is nested or
  /// takes several lines.
  package func forEachEntry<Failure>(
    _ body: (_ key: String, _ value: FieldValue?) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
      for record in index.entries {
        let value: FieldValue? =
          switch record.shape {
          case .empty: .scalar("")
          case .scalar: .scalar(decodedText(bytes, record.value, record.style))
          case .blockList, .flowList:
            .list(
              index.items[record.items.range].map { decodedText(bytes, $0.span, $0.style) })
          case .nested: nil
          }
        try body(decodedText(bytes, record.key, record.keyStyle), value)
      }
    }
  }

  /// Returns the entry of a key, nil when it is absent.
  package func entry(_ key: String) -> Entry? { record(of: key).map(entry(of:)) }

  /// Returns the decoded scalar of a key.
  ///
  /// `~` and `null` are text here: YAML's implicit types never apply.
  ///
  /// - Returns: nil when the key is absent or its value is no scalar; "" when the value is empty.
  package func scalar(_ key: String) -> String? {
    guard let record = record(of: key) else { return nil }
    switch record.shape {
    case .empty: return ""
    case .scalar:
      return bytes.withUnsafeBufferPointer { decodedText($0, record.value, record.style) }
    case .blockList, .flowList, .nested: return nil
    }
  }

  /// Returns the decoded items of a key.
  ///
  /// - Returns: [] when the key is absent, empty or nested; one scalar is one item.
  package func list(_ key: String) -> [String] {
    guard let record = record(of: key) else { return [] }
    return bytes.withUnsafeBufferPointer { bytes in
      switch record.shape {
      case .empty, .nested: []
      case .scalar: [decodedText(bytes, record.value, record.style)]
      case .blockList, .flowList:
        index.items[record.items.range].map { decodedText(bytes, $0.span, $0.style) }
      }
    }
  }

  /// Returns a key's value as written, without trailing comment and last line end.
  ///
  /// - Returns: nil when the key is absent, [] when its value is empty.
  package func rawValue(_ key: String) -> [UInt8]? {
    record(of: key).map { Array(bytes[$0.value.range]) }
  }

  /// Returns the place of an offset: lines and columns from 1, columns in Unicode scalars.
  ///
  /// Each call reads the text up to there.
  package func position(of offset: Int) -> Position {
    var cursor = PositionCursor(bytes)
    return cursor.position(of: offset)
  }

  /// How lines that edits add will end: as the opening line does.
  package var lineEnding: LineEnding { index.lineEnding }

  /// Bytes between the opening and the closing line.
  package var frontMatterRange: Range<Int> { index.frontMatter.range }

  /// Bytes behind the closing line.
  package var bodyRange: Range<Int> { index.body.range }

  /// The Markdown text behind the closing line, verbatim.
  package var body: String { String(decoding: bytes[bodyRange], as: UTF8.self) }

  /// Returns the record of a key by comparing bytes; a quoted key is decoded first.
  func record(of key: String) -> EntryRecord? { recordPosition(of: key).map { index.entries[$0] } }

  /// Returns where among the entries a key stands.
  func recordPosition(of key: String) -> Int? {
    var key = key
    return key.withUTF8 { wanted in
      bytes.withUnsafeBufferPointer { bytes in
        index.entries.firstIndex { record in
          guard record.keyStyle == .plain else {
            return decodedText(bytes, record.key, record.keyStyle).utf8.elementsEqual(wanted)
          }
          let range = record.key.range
          guard range.count == wanted.count else { return false }
          var offset = 0
          while offset < wanted.count, bytes[range.lowerBound + offset] == wanted[offset] {
            offset += 1
          }
          return offset == wanted.count
        }
      }
    }
  }

  private func entry(of record: EntryRecord) -> Entry {
    Entry(source: bytes, record: record, items: index.items[record.items.range])
  }
}
