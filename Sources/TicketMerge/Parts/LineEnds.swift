/// How the lines of a text end, which is merged apart from what they say.
enum LineEnds: Equatable {
  case lf, crlf

  /// Finds how a text's first line ends.
  init(of bytes: [UInt8]) {
    let end = bytes.firstIndex(of: .lineFeed) ?? 0
    self = end > 0 && bytes[end - 1] == .carriageReturn ? .crlf : .lf
  }

  /// Returns the text with LF alone.
  static func removed(from bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(.carriageReturn) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == .lineFeed, result.last == .carriageReturn { result.removeLast() }
      result.append(byte)
    }
    return result
  }

  /// Returns a text of LF alone with these line ends.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    guard self == .crlf else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 32)
    for byte in bytes {
      if byte == .lineFeed { result.append(.carriageReturn) }
      result.append(byte)
    }
    return result
  }
}
