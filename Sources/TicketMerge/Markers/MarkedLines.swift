/// The runs that mark conflicts in files of other programs, with whatever label.
enum ForeignMarker: UInt8 {
  /// `<`
  case start = 0x3C
  /// `|` in git's styles
  case base = 0x7C
  /// `=` in git's styles
  case separator = 0x3D
  /// `>`
  case end = 0x3E
  /// `%` in jj's: a change from the base to a side follows
  case change = 0x25
  /// `+` in jj's: a side follows
  case side = 0x2B
  /// `-` in jj's: a base follows
  case removed = 0x2D
  /// `\` in jj's: the label goes on
  case note = 0x5C

  /// Whether it is jj's alone.
  var isJujutsu: Bool {
    switch self {
    case .change, .side, .removed, .note: true
    case .start, .base, .separator, .end: false
    }
  }

  /// Reads a line: a run of at least 7, then its end or a blank.
  static func read(_ line: ArraySlice<UInt8>) -> (marker: ForeignMarker, length: Int)? {
    guard let first = line.first, let marker = ForeignMarker(rawValue: first) else { return nil }
    let rest = line.drop { $0 == first }
    let length = rest.startIndex - line.startIndex
    guard length >= 7, rest.first.map({ [0x20, 0x09, 0x0D, 0x0A].contains($0) }) ?? true else {
      return nil
    }
    return (marker, length)
  }
}

/// What is wrong with a file's conflict markers.
package struct MarkerProblem: Error, Equatable, CustomStringConvertible {
  /// The number of the line, from 1.
  package let line: Int
  /// What is wrong with it, as the end of a sentence.
  package let description: String
}
