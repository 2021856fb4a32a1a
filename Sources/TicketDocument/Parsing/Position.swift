/// A place in a text, for people: both numbers start at 1.
package struct Position: Sendable, Equatable, Hashable, Comparable {
  /// Line; a line feed ends one.
  package var line: Int
  /// Column in Unicode scalars; a byte order mark at the start of the text has no column.
  package var column: Int

  /// Makes a position.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// Turns offsets into positions; rising offsets cost one pass together.
struct PositionCursor {
  private let bytes: [UInt8]
  private var offset: Int
  private var current = Position(line: 1, column: 1)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Returns the position of an offset that is not before the last one asked for.
  mutating func position(of target: Int) -> Position {
    bytes.withUnsafeBufferPointer { bytes in
      let target = min(target, bytes.count)
      while offset < target {
        if bytes[offset] == .lineFeed {
          current.line += 1
          current.column = 1
        } else if bytes.byte(offset + 1) & 0xC0 != 0x80 || offset + 1 >= target {
          // Counted at a scalar's last byte, so that bytes that are no UTF-8 count too.
          current.column += 1
        }
        offset += 1
      }
    }
    return current
  }
}
