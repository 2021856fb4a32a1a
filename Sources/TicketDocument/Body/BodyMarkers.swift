/// Blocks between conflict markers in a body, and markers that are left of some.
///
/// Fenced code may quote a conflict of git's, so nothing there counts but what bears our own labels: a
/// merge of ours writes its blocks wherever lines differ.
package struct BodyMarkers: Sendable, Equatable {
  /// The blocks that have all their markers.
  package private(set) var blocks: [MarkedBlock] = []
  /// Offsets of the lines that are markers without a block.
  package private(set) var stray: [Int] = []

  /// Whether something is left to decide or to clean up.
  package var isEmpty: Bool { blocks.isEmpty && stray.isEmpty }

  init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
    var lines = BodyLines(bytes, in: range)
    while let line = lines.next() {
      let label = MarkedBlock.label(of: bytes[line.text.start..<line.text.contentEnd])
      guard !line.isCode || label == .ours else { continue }
      if let block = MarkedBlock(bytes, openingAt: line.text) {
        blocks.append(block)
        // Behind the block the code goes on that the first text leaves open.
        var first = BodyLines(bytes, in: block.texts[0], inside: lines.fence)
        while first.next() != nil {}
        lines = BodyLines(
          bytes, in: block.range.upperBound..<range.upperBound, inside: first.fence)
      } else if label != nil {
        stray.append(line.text.start)
      }
    }
  }
}

extension MarkedBlock {
  /// Whose label a marker bears.
  package enum Label: Sendable {
    /// `one`, `base` or `other`: a merge of ours wrote it.
    case ours
    /// Another one, behind the first or last marker of a block.
    case foreign
  }

  /// Tells a marker, which no person writes by chance, from other lines.
  ///
  /// - Parameter line: A line, with or without its end.
  /// - Returns: whose it is; nil for a line that is none, and for markers without a label.
  package static func label(of line: some Collection<UInt8>) -> Label? {
    guard let first = line.first, "<|>".utf8.contains(first) else { return nil }
    let rest = line.drop { $0 == first }
    guard line.count - rest.count >= minimumSize, rest.first?.isBlank == true else { return nil }
    let words = rest.split { $0.isBlank || $0 == 0x0A || $0 == 0x0D }
    guard let word = words.first else { return nil }
    let own: String =
      switch first {
      case UInt8(ascii: "<"): "one"
      case UInt8(ascii: "|"): "base"
      default: "other"
      }
    if words.count == 1, word.elementsEqual(own.utf8) { return .ours }
    return first == UInt8(ascii: "|") ? nil : .foreign
  }
}
