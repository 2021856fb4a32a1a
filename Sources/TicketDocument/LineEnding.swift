/// How the lines of a text end.
package enum LineEnding: Sendable, Equatable {
  /// A line feed.
  case lf
  /// A carriage return and a line feed.
  case crlf

  /// Bytes that end a line.
  package var bytes: [UInt8] { self == .lf ? [.lineFeed] : [.carriageReturn, .lineFeed] }

  /// Returns the bytes of a text with every line end (LF or CRLF) turned into this one.
  func converted(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var pendingReturn = false
    for byte in text {
      if pendingReturn, byte != .lineFeed { result.append(.carriageReturn) }
      pendingReturn = byte == .carriageReturn
      if byte == .lineFeed {
        result.append(contentsOf: bytes)
      } else if !pendingReturn {
        result.append(byte)
      }
    }
    if pendingReturn { result.append(.carriageReturn) }
    return result
  }
}
