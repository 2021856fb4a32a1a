import TicketModel

/// A text to look for, folded once: the case of letters does not count.
package struct FoldedText: Sendable, Equatable {
  /// In lower case.
  package let text: String
  let bytes: [UInt8]
  /// What a ticket's id begins with when the words mean it; nil when they are no id.
  let idStart: String?
  /// How far the search may go on where the text's last byte meets each byte.
  ///
  /// Horspool, "Practical fast searching in strings", 1980.
  private let skips: [Int]

  /// Folds a text to compare others with.
  package init(_ text: String) {
    self.init(folded: text.lowercased(), idStart: nil)
  }

  /// Folds words to look for in a ``SearchText``: blanks and line breaks do not count either.
  package init(words: String) {
    var bytes: [UInt8] = []
    bytes.append(folding: words)
    let parts = words.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let isID = parts.count == 2 && !parts[1].isEmpty
    self.init(
      folded: String(decoding: bytes, as: UTF8.self),
      idStart: isID ? TicketID.folded(words) : nil)
  }

  private init(folded: String, idStart: String?) {
    self.idStart = idStart
    text = folded
    bytes = Array(folded.utf8)
    var skips = [Int](repeating: bytes.count, count: 256)
    for (place, byte) in bytes.dropLast().enumerated() {
      skips[Int(byte)] = bytes.count - 1 - place
    }
    self.skips = skips
  }

  /// Calls `found` for each occurrence in ASCII of any case, or in folded text, until it has enough.
  ///
  /// Occurrences do not overlap; no text occurs everywhere once.
  func search(
    _ hay: UnsafeBufferPointer<UInt8>,
    _ found: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
  ) {
    guard let last = bytes.last else {
      _ = found(hay, 0..<0)
      return
    }
    bytes.withUnsafeBufferPointer { needle in
      skips.withUnsafeBufferPointer { skips in
        var start = 0
        while start + needle.count <= hay.count {
          let byte = foldedASCII(hay[start + needle.count - 1])
          if byte == last, isMatch(hay, start, needle) {
            guard found(hay, start..<(start + needle.count)) else { return }
            start += needle.count
          } else {
            start += skips[Int(byte)]
          }
        }
      }
    }
  }

  /// Whether the words are an id or its beginning, with at least one symbol behind the hyphen.
  func mean(_ id: TicketID) -> Bool { idStart.map(id.text.hasPrefix) ?? false }

  /// Whether another text is the same.
  func equals(_ other: String) -> Bool {
    withFoldedASCII(other) { $0.elementsEqual(bytes) } ?? (other.lowercased() == text)
  }

  /// Whether another text begins with this one.
  func begins(_ other: String) -> Bool {
    withFoldedASCII(other) { $0.starts(with: bytes) } ?? other.lowercased().hasPrefix(text)
  }
}

@inline(__always)
private func isMatch(
  _ hay: UnsafeBufferPointer<UInt8>, _ start: Int, _ needle: UnsafeBufferPointer<UInt8>
) -> Bool {
  for offset in needle.indices.dropLast() where foldedASCII(hay[start + offset]) != needle[offset] {
    return false
  }
  return true
}

/// Gives the bytes of a text in lower case, unless it has other letters than ASCII's.
///
/// Most texts are ASCII, and folding those needs no copy.
private func withFoldedASCII<Result>(
  _ text: String,
  _ body: (LazyMapCollection<UnsafeBufferPointer<UInt8>, UInt8>) -> Result
) -> Result? {
  let found = text.utf8.withContiguousStorageIfAvailable { bytes -> Result? in
    bytes.allSatisfy { $0 < 0x80 } ? body(bytes.lazy.map(foldedASCII)) : nil
  }
  return found ?? nil
}

/// Returns an ASCII letter in lower case, and any other byte as it is.
@inline(__always)
func foldedASCII(_ byte: UInt8) -> UInt8 {
  byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
}

/// Whether a text comes before another in the order that people expect: `v1.9` before `v1.10`.
package func precedesNaturally(_ first: String, _ second: String) -> Bool {
  NaturalText(first) < NaturalText(second)
}

/// Texts in the order that people expect: numbers in them by what they count, case apart.
struct NaturalText: Comparable {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.lowercased().canonicallyComposed.utf8) }

  static func < (left: NaturalText, right: NaturalText) -> Bool {
    var (first, second) = (left.bytes[...], right.bytes[...])
    while let one = first.first, let other = second.first {
      if isDigit(one), isDigit(other) {
        let (number, otherNumber) = (takeNumber(&first), takeNumber(&second))
        if number.count != otherNumber.count { return number.count < otherNumber.count }
        if number != otherNumber { return number.lexicographicallyPrecedes(otherNumber) }
      } else {
        if one != other { return one < other }
        first = first.dropFirst()
        second = second.dropFirst()
      }
    }
    if first.isEmpty != second.isEmpty { return first.isEmpty }
    // 1 and 01 count the same, and one of them has to come first.
    return left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// Takes digits off the front; returns them without leading zeros.
  private static func takeNumber(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = bytes.prefix(while: isDigit)
    bytes = bytes.dropFirst(digits.count)
    return digits.drop { $0 == UInt8(ascii: "0") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }
}
