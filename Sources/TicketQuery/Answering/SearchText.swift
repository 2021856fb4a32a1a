package import TicketModel

/// A text that words are looked for in: a title or a body.
package struct SearchText {
  private enum Storage {
    /// ASCII whose blanks stand alone; the case of its letters does not matter.
    case text(String)
    /// Folded UTF-8.
    case folded(TicketBytes, Range<Int>)
  }

  private let storage: Storage

  /// Prepares a text to be searched.
  package init(_ text: String) {
    guard needsFolding(text) else {
      storage = .text(text)
      return
    }
    var folded: [UInt8] = []
    folded.append(folding: text)
    storage = .folded(TicketBytes(folded), 0..<folded.count)
  }

  /// Takes a text that is folded already, as `[UInt8].append(folding:)` does it.
  package init(folded bytes: TicketBytes, _ range: Range<Int>) {
    storage = .folded(bytes, range)
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
    switch storage {
    case .text(var text): text.withUTF8 { words.search($0, found) }
    case .folded(let bytes, let range):
      UnsafeRawBufferPointer(rebasing: bytes.buffer[range]).withMemoryRebound(to: UInt8.self) {
        words.search($0, found)
      }
    }
  }
}

/// Whether words cannot be looked for in a text as it is.
private func needsFolding(_ text: String) -> Bool {
  var isAfterBlank = false
  for byte in text.utf8 {
    if byte >= 0x80 || byte &- 0x09 < 5 || (byte == 0x20 && isAfterBlank) { return true }
    isAfterBlank = byte == 0x20
  }
  return false
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
