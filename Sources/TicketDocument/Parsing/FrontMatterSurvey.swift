/// A second look at a text that was refused, for the cause a person would name.
struct FrontMatterSurvey {
  /// Offset of the first line that git (or jj) writes around conflicting lines.
  private(set) var conflictMarker: Int?
  /// Whether a line behind the first one is `---` or `...`.
  private(set) var hasClosingLine = false

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { survey($0) }
  }

  private mutating func survey(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = bytes.byte(0) == 0xEF ? 3 : 0
    let isOpened = FrontMatterScanner.isMarker(bytes, at: start, of: .dash)
    if isOpened { start = bytes.line(at: start).next }
    var opening: Int?
    if !isOpened, Self.isMarker(UInt8(ascii: "<"), in: bytes.line(at: start), bytes) {
      // Nothing but a merge puts such a line first, and the rest may be cut off.
      conflictMarker = start
      return
    }
    while start < bytes.count {
      let line = bytes.line(at: start)
      if FrontMatterScanner.isMarker(bytes, at: start, of: .dash)
        || FrontMatterScanner.isMarker(bytes, at: start, of: .dot)
      {
        hasClosingLine = true
        if isOpened { return }
      } else if Self.isMarker(UInt8(ascii: "<"), in: line, bytes) {
        opening = opening ?? start
      } else if let opening, Self.isMarker(UInt8(ascii: "="), in: line, bytes) {
        // A line of `=` alone underlines a heading, so only one behind `<<<<<<<` counts.
        conflictMarker = opening
        return
      }
      start = line.next
    }
  }

  /// Whether a line is seven or more of a character, then its end or a blank (git's default
  /// `conflict-marker-size` is 7; virtual bases are merged with more).
  private static func isMarker(
    _ character: UInt8, in line: TextLine, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var offset = line.start
    while offset < line.contentEnd, bytes[offset] == character { offset += 1 }
    return offset - line.start >= 7 && (offset == line.contentEnd || bytes[offset].isBlank)
  }
}
