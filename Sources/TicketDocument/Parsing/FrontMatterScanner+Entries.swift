extension FrontMatterScanner {
  /// Reads the entry at a line start and returns the next significant line.
  mutating func scanEntry(at start: Int) throws(ScanFailure) -> Int {
    if bytes[start] == .space { throw ScanFailure(.indentation, at: start) }
    if bytes[start] == .tab { throw ScanFailure(.tabIndentation, at: start) }
    let line = try checkedLine(at: start)
    let (key, keyStyle, colon) = try scanKey(in: line)
    var entry = EntryRecord(
      key: key, value: CompactRange(colon + 1, colon + 1),
      lines: CompactRange(start, line.next),
      items: CompactRange(index.items.count, index.items.count),
      keyHash: keyHash(key, keyStyle), colonEnd: Int32(truncatingIfNeeded: colon + 1),
      shape: .empty, style: .plain, keyStyle: keyStyle)
    let text = bytes.skipBlanks(colon + 1, before: line.contentEnd)
    let next =
      if text == line.contentEnd || bytes[text] == .hash {
        try scanBlockValue(of: &entry, below: line)
      } else {
        try scanInlineValue(of: &entry, at: text, in: line)
      }
    entry.items.upper = Int32(truncatingIfNeeded: index.items.count)
    index.entries.append(entry)
    return next
  }

  /// Reads `key:`; a value that is on the same line follows a blank (YAML 1.2, 8.2.2).
  func scanKey(
    in line: TextLine
  ) throws(ScanFailure) -> (key: CompactRange, style: ScalarStyle, colon: Int) {
    let first = bytes[line.start]
    guard first != .quotationMark, first != .apostrophe else {
      return try scanQuotedKey(in: line)
    }
    try refuseKeyStart(at: line.start)
    var offset = line.start
    while offset < line.contentEnd {
      let byte = bytes[offset]
      if byte == .colon, bytes.byte(offset + 1).isBlankOrEnd {
        let end = bytes.trimBlanks(offset, after: line.start)
        return (CompactRange(line.start, end), .plain, offset)
      }
      if byte == .hash, bytes[offset - 1].isBlank { break }
      offset += 1
    }
    throw ScanFailure(.notAnEntry, at: line.start)
  }

  private func scanQuotedKey(
    in line: TextLine
  ) throws(ScanFailure) -> (key: CompactRange, style: ScalarStyle, colon: Int) {
    let style: ScalarStyle = bytes[line.start] == .apostrophe ? .singleQuoted : .doubleQuoted
    guard let end = try quotedEnd(from: line.start, before: line.contentEnd) else {
      throw ScanFailure(.unterminatedQuote, at: line.start)
    }
    let colon = bytes.skipBlanks(end, before: line.contentEnd)
    guard bytes.byte(colon) == .colon, bytes.byte(colon + 1).isBlankOrEnd else {
      throw ScanFailure(.notAnEntry, at: line.start)
    }
    return (CompactRange(line.start, end), style, colon)
  }

  /// Refuses what cannot start a plain key here (YAML 1.2, 7.3.3 and 5.3).
  private func refuseKeyStart(at offset: Int) throws(ScanFailure) {
    switch bytes[offset] {
    case UInt8(ascii: "&"): throw ScanFailure(.anchor, at: offset)
    case UInt8(ascii: "*"): throw ScanFailure(.alias, at: offset)
    case UInt8(ascii: "!"): throw ScanFailure(.tag, at: offset)
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), .comma,
      UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "@"),
      UInt8(ascii: "`"):
      throw ScanFailure(.unsupportedKey, at: offset)
    case UInt8(ascii: "?"), .dash, .colon:
      if bytes.byte(offset + 1).isBlankOrEnd { throw ScanFailure(.unsupportedKey, at: offset) }
    default: return
    }
  }

  /// Hashes a decoded key (FNV-1a); equal keys have equal hashes however they are quoted.
  private func keyHash(_ key: CompactRange, _ style: ScalarStyle) -> UInt32 {
    guard style == .plain else {
      return decodedText(bytes, key, style).utf8.reduce(2_166_136_261) {
        ($0 ^ UInt32($1)) &* 16_777_619
      }
    }
    var hash: UInt32 = 2_166_136_261
    for offset in key.range { hash = (hash ^ UInt32(bytes[offset])) &* 16_777_619 }
    return hash
  }

  /// Refuses the second of two equal keys (YAML 1.2, 3.2.1.3).
  func checkKeysAreUnique() throws(ScanFailure) {
    let entries = index.entries
    guard entries.count <= 32 else { return try checkManyKeysAreUnique() }
    for later in entries.indices.dropFirst() {
      for earlier in 0..<later where entries[earlier].keyHash == entries[later].keyHash {
        let first = entries[earlier]
        let second = entries[later]
        if decodedText(bytes, first.key, first.keyStyle)
          == decodedText(bytes, second.key, second.keyStyle)
        {
          throw ScanFailure(.duplicateKey, at: second.key.start, related: first.key.start)
        }
      }
    }
  }

  private func checkManyKeysAreUnique() throws(ScanFailure) {
    var seen: [[UInt8]: Int] = [:]
    seen.reserveCapacity(index.entries.count)
    for entry in index.entries {
      let key = Array(decodedText(bytes, entry.key, entry.keyStyle).utf8)
      if let first = seen.updateValue(entry.key.start, forKey: key) {
        throw ScanFailure(.duplicateKey, at: entry.key.start, related: first)
      }
    }
  }
}
