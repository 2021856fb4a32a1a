/// What an index file's bytes say about who can work with it.
///
/// Source: gitformat-index ("Git index format").
enum IndexFormat {
  /// Whether libgit2 1.5 can read the file and write it back without losing anything.
  ///
  /// It refuses extensions that must be understood (`link` of a split index, `sdir` of a sparse one)
  /// and drops the optional ones it does not know (`UNTR`, `FSMN`). It also refuses a file without
  /// a checksum (`index.skipHash`). Damaged bytes count as readable: libgit2 says what is wrong.
  static func isForLibgit2(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes(isForLibgit2)
  }

  private static func isForLibgit2(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > header + checksum else { return true }
    if bytes.suffix(checksum).allSatisfy({ $0 == 0 }) { return false }
    guard var position = endOfEntries(bytes) else { return true }
    let known: Set<String> = ["TREE", "REUC", "NAME", "EOIE", "IEOT"]
    while position + 8 <= bytes.count - checksum {
      let name = String(decoding: bytes[position..<position + 4], as: UTF8.self)
      guard known.contains(name) else { return false }
      position += 8 + number(bytes, position + 4)
    }
    return true
  }

  private static let header = 12
  private static let checksum = 20
  /// Bytes of an entry before its flags: times, device, inode, mode, owner, size and object name.
  private static let fixed = 60

  /// Walks over the entries; nil when the bytes make no sense.
  private static func endOfEntries(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.starts(with: "DIRC".utf8) else { return nil }
    let version = number(bytes, 4)
    let end = bytes.count - checksum
    var position = header
    for _ in 0..<number(bytes, 8) {
      guard position + fixed + 4 <= end else { return nil }
      let flags = bytes[position + fixed]
      let isExtended = version >= 3 && flags & 0x40 != 0
      let start = position + fixed + (isExtended ? 4 : 2)
      var name = start
      if version == 4 {
        while name < end, bytes[name] & 0x80 != 0 { name += 1 }
        name += 1
      }
      guard name < end, let terminator = firstZero(bytes, name, end) else { return nil }
      // Up to version 3 entries are padded with 1 to 8 NULs to a multiple of eight.
      position =
        version == 4 ? terminator + 1 : position + ((terminator - position) / 8 + 1) * 8
    }
    return position <= end ? position : nil
  }

  private static func firstZero(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> Int? {
    var position = start
    while position < end {
      if bytes[position] == 0 { return position }
      position += 1
    }
    return nil
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> Int {
    Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
  }

  /// Whether the bytes hold a text that is not empty.
  ///
  /// Source: R. N. Horspool, "Practical fast searching in strings", 1980.
  static func contains(_ text: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
    let last = text.count - 1
    var shifts = [Int](repeating: text.count, count: 256)
    for (offset, byte) in text.dropLast().enumerated() { shifts[Int(byte)] = last - offset }
    var end = last
    while end < bytes.count {
      var offset = 0
      while offset < text.count, bytes[end - offset] == text[last - offset] { offset += 1 }
      if offset == text.count { return true }
      end += shifts[Int(bytes[end])]
    }
    return false
  }
}
