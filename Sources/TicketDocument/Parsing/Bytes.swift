/// Names of the bytes that the scanners look for.
extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quotationMark = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let hash = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let dash = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let backslash = UInt8(ascii: "\\")
  static let delete: UInt8 = 0x7F

  /// Whether the byte is a space or a tab (YAML 1.2, 5.5: `s-white`).
  @inline(__always) var isBlank: Bool { self == .space || self == .tab }

  /// Whether the byte ends a line or stands for the end of the text.
  @inline(__always) var isLineEnd: Bool {
    self == .lineFeed || self == .carriageReturn || self == 0
  }

  /// Whether the byte is a space, a tab, the end of a line or of the text.
  @inline(__always) var isBlankOrEnd: Bool { isBlank || isLineEnd }

  /// Whether the byte is an ASCII digit.
  @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }

  /// Value of the byte as a hexadecimal digit.
  var hexadecimalValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self) - 0x30
    case 0x41...0x46: UInt32(self) - 0x37
    case 0x61...0x66: UInt32(self) - 0x57
    default: nil
    }
  }
}

/// One line of a text, as offsets.
struct TextLine {
  /// Offset of the first byte.
  var start: Int
  /// Offset behind the last byte that is not part of the line end.
  var contentEnd: Int
  /// Offset of the next line, or the end of the text.
  var next: Int
}

extension UnsafeBufferPointer<UInt8> {
  /// Returns the byte at an offset, or 0 behind the end: an accepted text holds no 0.
  @inline(__always) func byte(_ offset: Int) -> UInt8 { offset < count ? self[offset] : 0 }

  /// Returns the first offset from `offset` on that holds no space or tab.
  @inline(__always) func skipBlanks(_ offset: Int, before end: Int) -> Int {
    var offset = offset
    while offset < end, self[offset].isBlank { offset += 1 }
    return offset
  }

  /// Returns `end` moved back over spaces and tabs, not before `start`.
  @inline(__always) func trimBlanks(_ end: Int, after start: Int) -> Int {
    var end = end
    while end > start, self[end - 1].isBlank { end -= 1 }
    return end
  }

  /// Returns the line that starts at an offset; its bytes are not judged.
  func line(at start: Int) -> TextLine {
    var offset = start
    while offset < count, self[offset] != .lineFeed { offset += 1 }
    let next = offset < count ? offset + 1 : offset
    if offset < count, offset > start, self[offset - 1] == .carriageReturn { offset -= 1 }
    return TextLine(start: start, contentEnd: offset, next: next)
  }

  /// Returns the text of a range; the range holds whole characters of validated UTF-8.
  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: self[start..<end]), as: UTF8.self)
  }
}
