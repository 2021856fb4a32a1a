import CLibgit2

/// The SHA-1 name of an object, stored inline.
package struct ObjectID: Hashable, Sendable {
  // The twenty bytes, most significant first, so that comparing numbers compares bytes.
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// Makes an id of exactly 20 bytes; nil for any other number of them.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    self =
      bytes.withContiguousStorageIfAvailable { Self(twenty: UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { Self(twenty: $0) }
  }

  /// Makes an id of exactly 40 hexadecimal digits, of either case; nil otherwise.
  package init?(hex: String) {
    let digits = hex.utf8.compactMap(Self.value(ofDigit:))
    guard digits.count == 40, hex.utf8.count == 40 else { return nil }
    let bytes = (0..<20).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
    self = bytes.withUnsafeBytes { Self(twenty: $0) }
  }

  /// Copies libgit2's id.
  init(_ oid: git_oid) {
    self = withUnsafeBytes(of: oid.id) { Self(twenty: $0) }
  }

  // Whole words: files of ours hold tens of thousands of ids, which a loop over bytes made half of the
  // time of a list over many branches.
  private init(twenty bytes: UnsafeRawBufferPointer) {
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  private static func value(ofDigit byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The 20 bytes.
  package var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(20)
    for word in [high, middle] {
      result += stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
    }
    return result
      + stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: low >> $0) }
  }

  /// The 40 lower-case hexadecimal digits.
  package var hex: String {
    String(unsafeUninitializedCapacity: 40) { text in
      var place = 0
      func append(_ word: UInt64, digits: Int) {
        for digit in (0..<digits).reversed() {
          let value = UInt8(truncatingIfNeeded: word >> (4 * digit) & 15)
          text[place] = value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
          place += 1
        }
      }
      append(high, digits: 16)
      append(middle, digits: 16)
      append(UInt64(low), digits: 8)
      return 40
    }
  }

  /// Returns the first `n` hexadecimal digits.
  ///
  /// They are not checked for being unique in a repository.
  package func abbreviated(_ n: Int = 7) -> String { String(hex.prefix(n)) }

  /// The id as libgit2 wants it.
  var oid: git_oid {
    var oid = git_oid()
    withUnsafeMutableBytes(of: &oid.id) { $0.copyBytes(from: bytes) }
    return oid
  }
}

extension ObjectID: CustomStringConvertible {
  /// The 40 hexadecimal digits.
  package var description: String { hex }
}

extension ObjectID: Comparable {
  /// Orders ids as their bytes, which is also the order of their hexadecimal forms.
  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }
}
