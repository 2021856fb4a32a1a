/// Goes through the words of a text that is in lower case, without making strings of them.
struct WordScan {
  /// Calls the body with each word's number and its bytes.
  ///
  /// A word is a run of letters and digits, other letters than ASCII's among them, of at least two
  /// bytes. Endings of English words (`crash`, `crashes`, `crashed`, `crashing`) do not count.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, folded.
  ///   - body: gets a number that is the same for the same word, and the word as written.
  static func words(
    in bytes: UnsafeRawBufferPointer, _ body: (UInt64, UnsafeRawBufferPointer) -> Void
  ) {
    var start = 0
    while start < bytes.count {
      while start < bytes.count, !isWordByte(bytes[start]) { start += 1 }
      var end = start
      while end < bytes.count, isWordByte(bytes[end]) { end += 1 }
      if end - start >= 2 {
        let word = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        body(number(of: word, count: stem(of: word)), word)
      }
      start = end
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }

  private static let endings: [[UInt8]] = ["ing", "ed", "es", "s", "e"].map { Array($0.utf8) }

  /// How many bytes are left without an ending; at least four.
  private static func stem(of word: UnsafeRawBufferPointer) -> Int {
    guard word.count > 4 else { return word.count }
    for ending in endings where word.count - ending.count >= 4 && word.suffixIs(ending) {
      return word.count - ending.count
    }
    return word.count
  }

  /// FNV-1a, 64 bits.
  private static func number(of word: UnsafeRawBufferPointer, count: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 0..<count {
      let byte = word[index]
      let folded = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
      hash = (hash ^ UInt64(folded)) &* 0x0000_0100_0000_01b3
    }
    return hash
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func suffixIs(_ ending: [UInt8]) -> Bool {
    for index in ending.indices where self[count - ending.count + index] | 0x20 != ending[index] {
      return false
    }
    return true
  }
}
