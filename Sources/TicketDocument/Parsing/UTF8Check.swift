/// What one pass over all bytes found.
struct UTF8Check {
  /// Offset of the first byte that breaks UTF-8 or is 0.
  var failure: ScanFailure?
  /// Offset of the first character that YAML does not call printable and that is not ASCII
  /// (YAML 1.2, 5.1: C1 controls, U+FEFF, U+FFFE, U+FFFF), or the largest number.
  var unprintable = Int.max

  /// Checks a text, eight ASCII bytes at a time.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    let high: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    var offset = start
    while offset < bytes.count {
      while offset + 8 <= bytes.count {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
          fromByteOffset: offset, as: UInt64.self)
        // With no high bit set, `word - ones` borrows into a high bit only at a byte of 0.
        if (word | (word &- ones)) & high != 0 { break }
        offset += 8
      }
      guard offset < bytes.count else { return }
      guard bytes[offset] >= 0x80 else {
        if bytes[offset] == 0 {
          failure = ScanFailure(.nul, at: offset)
          return
        }
        offset += 1
        continue
      }
      let length = Self.characterLength(bytes, at: offset)
      guard length > 0 else {
        failure = ScanFailure(.notUTF8, at: offset)
        return
      }
      if unprintable == Int.max, Self.isUnprintable(bytes, at: offset) { unprintable = offset }
      offset += length
    }
  }

  /// Returns the length of the character at a byte above 0x7F, or 0 when it is not well formed
  /// (Unicode, table 3-7).
  private static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let lead = bytes[offset]
    let second = bytes.byte(offset + 1)
    let length: Int
    let lowest: UInt8
    let highest: UInt8
    switch lead {
    case 0xC2...0xDF: (length, lowest, highest) = (2, 0x80, 0xBF)
    case 0xE0: (length, lowest, highest) = (3, 0xA0, 0xBF)
    case 0xED: (length, lowest, highest) = (3, 0x80, 0x9F)
    case 0xE1...0xEF: (length, lowest, highest) = (3, 0x80, 0xBF)
    case 0xF0: (length, lowest, highest) = (4, 0x90, 0xBF)
    case 0xF1...0xF3: (length, lowest, highest) = (4, 0x80, 0xBF)
    case 0xF4: (length, lowest, highest) = (4, 0x80, 0x8F)
    default: return 0
    }
    guard second >= lowest, second <= highest else { return 0 }
    var index = offset + 2
    while index < offset + length {
      guard bytes.byte(index) & 0xC0 == 0x80 else { return 0 }
      index += 1
    }
    return length
  }

  private static func isUnprintable(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> Bool {
    let second = bytes.byte(offset + 1)
    switch bytes[offset] {
    case 0xC2: return second < 0xA0 && second != 0x85
    case 0xEF:
      let third = bytes.byte(offset + 2)
      return second == 0xBB && third == 0xBF || second == 0xBF && third >= 0xBE
    default: return false
    }
  }
}
