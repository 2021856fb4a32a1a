/// Lines of the body that a merge could not decide, between markers.
///
/// Git writes two texts; a merge of ours writes as many as there are, parted by further `=======`, and
/// tells itself by the labels `one`, `base` and `other`. Source: `git help merge`, "How conflicts are
/// presented".
package struct MarkedBlock: Sendable, Equatable {
  /// From the line of `<<<<<<<` to behind that of `>>>>>>>`, in the document's bytes.
  package let range: Range<Int>
  /// The texts to choose from: the lines above the first `=======`, and below each.
  package let texts: [Range<Int>]
  /// Lines behind `|||||||`, where all of them began; nil when the block does not tell.
  package let base: Range<Int>?
}

extension TicketDocument {
  /// The blocks between conflict markers in the body, in order.
  ///
  /// A block needs all its markers, of one length; a line of `=======` alone underlines a heading.
  package var markedBlocks: [MarkedBlock] { bodyMarkers.blocks }

  /// Everything in the body that a merge writes around lines.
  package var bodyMarkers: BodyMarkers {
    bytes.withUnsafeBufferPointer { BodyMarkers($0, in: bodyRange) }
  }
}

extension MarkedBlock {
  /// Reads the block that a line opens; nil when it opens none, or another one begins before its end.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, openingAt opening: TextLine) {
    let size = bytes.run(of: UInt8(ascii: "<"), in: opening)
    guard size >= Self.minimumSize else { return nil }
    let isOurs = bytes.text(opening.start + size, opening.contentEnd) == " one"
    var bar: TextLine?
    var separators: [TextLine] = []
    var start = opening.next
    while start < bytes.count {
      let line = bytes.line(at: start)
      start = line.next
      guard let marker = bytes.marker(line, size) else { continue }
      switch marker {
      case "<": return nil
      case "|" where bar == nil && separators.isEmpty: bar = line
      // A person's text may underline a heading with =======; our markers are longer than that.
      case "=" where separators.isEmpty || isOurs: separators.append(line)
      case ">" where !separators.isEmpty:
        range = opening.start..<line.next
        let ends = separators.dropFirst().map(\.start) + [line.start]
        texts =
          [opening.next..<(bar ?? separators[0]).start]
          + zip(separators, ends).map { $0.next..<$1 }
        base = bar.map { $0.next..<separators[0].start }
        return
      default: break
      }
    }
    return nil
  }

  /// Git's default `conflict-marker-size`; virtual bases are merged with more.
  static let minimumSize = 7
}

extension UnsafeBufferPointer<UInt8> {
  /// Length of the run of a character that a line begins with, 0 unless its end or a blank follows.
  func run(of character: UInt8, in line: TextLine) -> Int {
    var offset = line.start
    while offset < line.contentEnd, self[offset] == character { offset += 1 }
    guard offset == line.contentEnd || self[offset].isBlank else { return 0 }
    return offset - line.start
  }

  /// The character of a marker of this length; nil for other lines.
  fileprivate func marker(_ line: TextLine, _ size: Int) -> Character? {
    guard line.contentEnd - line.start >= size else { return nil }
    let first = self[line.start]
    return "<|=>".utf8.contains(first) && run(of: first, in: line) == size
      ? Character(Unicode.Scalar(first)) : nil
  }
}

extension TicketDocument {
  /// Replaces blocks by other lines; what is no block of the document is left alone.
  ///
  /// - Parameter replacements: Bytes of whole blocks, markers and all, and what to put there.
  package mutating func replaceBlocks(_ replacements: [(block: [UInt8], lines: [UInt8])]) {
    let splices = markedBlocks.compactMap { block -> Splice? in
      replacements.first { bytes[block.range].elementsEqual($0.block) }
        .map { Splice(block.range, $0.lines) }
    }
    spliceBody(splices)
  }
}
