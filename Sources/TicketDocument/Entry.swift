/// How a scalar is written (YAML 1.2, 7.3).
package enum ScalarStyle: UInt8, Sendable, Equatable {
  /// Without quotes.
  case plain
  /// In apostrophes; two of them stand for one.
  case singleQuoted
  /// In quotation marks, with escapes.
  case doubleQuoted
}

extension TicketDocument {
  /// One scalar of the front matter; its text is decoded when asked for.
  package struct Scalar: Sendable {
    private let source: [UInt8]
    private let span: CompactRange
    /// How it is written.
    package let style: ScalarStyle

    init(source: [UInt8], span: CompactRange, style: ScalarStyle) {
      self.source = source
      self.span = span
      self.style = style
    }

    /// The value it stands for.
    package var text: String {
      source.withUnsafeBufferPointer { decodedText($0, span, style) }
    }

    /// Bytes of the scalar with its quotes, in the document.
    package var range: Range<Int> { span.range }
  }

  /// Shape and content of a value, without judging whether a key may have it.
  package enum Value: Sendable {
    /// Nothing behind the colon and nothing below.
    case empty
    /// A scalar on the key's line.
    case scalar(Scalar)
    /// A list of scalars, one to a line or in brackets on one line.
    case list([Scalar])
    /// Anything else, kept as opaque bytes: block map, block scalar, value over several lines,
    /// flow map, list with nested items.
    case nested
  }

  /// A key of the front matter with its value; everything is decoded when asked for.
  package struct Entry: Sendable {
    let source: [UInt8]
    let record: EntryRecord
    let items: ArraySlice<ScalarRecord>

    /// The decoded key.
    package var key: String {
      source.withUnsafeBufferPointer { decodedText($0, record.key, record.keyStyle) }
    }

    /// Bytes of the value without trailing blanks, comment and last line end.
    ///
    /// A list or block below the key counts from the start of its first line; no value is an
    /// empty range behind the colon.
    package var valueRange: Range<Int> { record.value.range }

    /// Offset behind the key's colon.
    package var colonEnd: Int { Int(record.colonEnd) }

    /// Whole lines of key and value, without the comments and blank lines above.
    package var lines: Range<Int> { record.lines.range }

    /// The value.
    package var value: Value {
      switch record.shape {
      case .empty: .empty
      case .scalar: .scalar(Scalar(source: source, span: record.value, style: record.style))
      case .blockList, .flowList:
        .list(items.map { Scalar(source: source, span: $0.span, style: $0.style) })
      case .nested: .nested
      }
    }
  }
}
