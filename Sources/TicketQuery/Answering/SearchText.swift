/// A text that words are looked for in: a title or a body.
package struct SearchText {
  /// ASCII as it is, anything else folded.
  private let text: String

  /// Prepares a text to be searched.
  package init(_ text: String) {
    self.text = text.utf8.allSatisfy { $0 < 0x80 } ? text : text.lowercased()
  }

  /// How often words occur in a text.
  package struct Hits: Equatable {
    package var count = 0
    /// Whether one of them is no part of a longer word.
    package var hasWhole = false
  }

  /// Whether the words occur in it.
  package func contains(_ words: FoldedText) -> Bool {
    var isFound = false
    search(words) { _, _ in
      isFound = true
      return false
    }
    return isFound
  }

  /// How often the words occur in it, one after the other.
  package func hits(of words: FoldedText) -> Hits {
    var hits = Hits()
    search(words) { bytes, range in
      hits.count += 1
      hits.hasWhole = hits.hasWhole || isWhole(range, in: bytes)
      return true
    }
    return hits
  }

  /// Number of characters before the words; nil when they do not occur.
  package func place(of words: FoldedText) -> Int? {
    var place: Int?
    search(words) { bytes, range in
      place = String(decoding: bytes[..<range.lowerBound], as: UTF8.self).count
      return false
    }
    return place
  }

  /// Calls `found` for each occurrence until it has enough; no text occurs everywhere once.
  private func search(
    _ words: FoldedText, _ found: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
  ) {
    var text = text
    text.withUTF8 { hay in
      let needle = words.bytes
      guard let first = needle.first else {
        _ = found(hay, 0..<0)
        return
      }
      let other = first &- UInt8(ascii: "a") < 26 ? first & ~0x20 : first
      var start = 0
      while start + needle.count <= hay.count {
        if hay[start] == first || hay[start] == other, isMatch(hay, start, needle) {
          guard found(hay, start..<(start + needle.count)) else { return }
          start += needle.count
        } else {
          start += 1
        }
      }
    }
  }
}

@inline(__always)
private func isMatch(_ hay: UnsafeBufferPointer<UInt8>, _ start: Int, _ needle: [UInt8]) -> Bool {
  for offset in 1..<max(1, needle.count)
  where foldedASCII(hay[start + offset]) != needle[offset] {
    return false
  }
  return true
}

/// Whether neither side of a range goes on with a letter or digit; other letters than ASCII's count.
private func isWhole(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let before = range.lowerBound > 0 && isWordPart(bytes[range.lowerBound - 1])
  let after = range.upperBound < bytes.count && isWordPart(bytes[range.upperBound])
  return !before && !after
}

private func isWordPart(_ byte: UInt8) -> Bool {
  byte >= 0x80 || foldedASCII(byte) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
}
