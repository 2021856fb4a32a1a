/// What a scalar means to the schema, which decides how it is written where there was none.
package enum ScalarForm: Sendable, Equatable {
  /// Text: in quotes where a YAML reader would take it for null, bool, number or date.
  case text
  /// A number, date or bool: plain wherever YAML's syntax lets it.
  case typed
}

extension TicketDocument {
  /// Sets the scalar of a key by replacing its span; everything else keeps its bytes.
  ///
  /// The quotes in place stay when they can carry the new value, and a plain number or date stays
  /// plain when it becomes another one. "" leaves the key without a value. A missing key gets a line of
  /// its own.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - value: The text meant.
  ///   - followers: Keys of which the first one present comes behind a new line; the comments and
  ///     blank lines above it stay with it. With none present the line goes to the end.
  ///   - form: What a new or formerly textual value means.
  /// - Throws: `notAScalar` for a list or an opaque value.
  package mutating func setScalar(
    _ key: String, to value: String, insertingBefore followers: [String] = [],
    as form: ScalarForm = .text
  ) throws(DocumentEditError) {
    guard let record = record(of: key) else {
      let written = form == .typed ? Self.written(typed: value) : Self.quoted(value)
      let line = Self.writtenKey(key) + ":" + (value.isEmpty ? "" : " " + written)
      return try apply([Splice(insertion(before: followers), Array(line.utf8) + lineEnding.bytes)])
    }
    switch record.shape {
    case .empty where value.isEmpty: return
    case .empty: try apply([filling(record, with: newValue(value, form))])
    case .scalar where value.isEmpty: try apply([emptying(record)])
    case .scalar:
      guard !value.utf8.elementsEqual((scalar(key) ?? "").utf8) else { return }
      try apply([Splice(record.value.range, rewritten(record, to: value, form).utf8)])
    case .blockList, .flowList, .nested: throw .notAScalar(key: key)
    }
  }

  /// Removes a key with its value, its trailing comment, and the comments and blank lines above it.
  ///
  /// A missing key is no error.
  @discardableResult
  package mutating func remove(_ key: String) -> EditOutcome {
    guard let place = recordPosition(of: key) else { return .unchanged }
    let range = leadingStart(of: place)..<index.entries[place].lines.end
    return outcome { (document) throws(DocumentEditError) in
      try document.apply([Splice(range, [])])
    }
  }

  /// Returns the offset at which a new entry goes, as an empty range.
  func insertion(before followers: [String]) -> Range<Int> {
    for follower in followers {
      guard let place = recordPosition(of: follower) else { continue }
      let offset = leadingStart(of: place)
      return offset..<offset
    }
    return frontMatterRange.upperBound..<frontMatterRange.upperBound
  }

  /// Returns where the comments and blank lines above an entry start.
  private func leadingStart(of place: Int) -> Int {
    place == 0 ? frontMatterRange.lowerBound : index.entries[place - 1].lines.end
  }

  private func newValue(_ value: String, _ form: ScalarForm) -> String {
    form == .typed ? Self.written(typed: value) : Self.quoted(value)
  }

  /// Returns a new value in the quotes of the old one, when they can carry it.
  private func rewritten(
    _ record: EntryRecord, to value: String, _ form: ScalarForm
  ) -> String {
    switch record.style {
    case .doubleQuoted: return Self.doubleQuoted(value)
    case .singleQuoted: return Self.singleQuoted(value) ?? Self.doubleQuoted(value)
    case .plain:
      guard Self.isPlain(value, in: .block) else { return Self.doubleQuoted(value) }
      let old = String(decoding: bytes[record.value.range], as: UTF8.self)
      let isSameType = ImplicitType.kind(of: old) == ImplicitType.kind(of: value)
      let mayStayPlain = form == .typed || isSameType || !Self.isMistakable(value)
      return mayStayPlain ? value : Self.doubleQuoted(value)
    }
  }

  /// Puts a value behind a bare key: behind all blanks, or before the comment with one blank each.
  private func filling(_ record: EntryRecord, with value: String) -> Splice {
    let colonEnd = Int(record.colonEnd)
    let text = bytes[colonEnd...].firstIndex { !$0.isBlank } ?? colonEnd
    guard bytes[text] == .hash else {
      return Splice(text..<text, (text == colonEnd ? " " : "") + value.utf8)
    }
    let gap = text - colonEnd == 1 ? " " : ""
    return Splice((colonEnd + 1)..<(colonEnd + 1), (value + gap).utf8)
  }

  /// Takes the value away with the blanks before it; those before a comment stay.
  func emptying(_ record: EntryRecord) -> Splice {
    Splice(Int(record.colonEnd)..<record.value.end, [])
  }
}

private func + (prefix: String, text: String.UTF8View) -> [UInt8] {
  Array(prefix.utf8) + Array(text)
}
