/// Reads one conflict from its first marker to its last.
struct MarkedPartReader {
  let lines: [ArraySlice<UInt8>]
  /// Index of the first marker.
  let start: Int
  /// Length of the conflict's runs; longer ones inside are text.
  let length: Int
  /// Index behind the last marker, once it is read.
  private(set) var next: Int

  private var sections: [Section] = []

  private struct Section {
    var marker: ForeignMarker
    var lines: [ArraySlice<UInt8>] = []
    /// Index of the section's marker.
    var start: Int
  }

  init(lines: [ArraySlice<UInt8>], start: Int, length: Int) {
    self.lines = lines
    self.start = start
    self.length = length
    next = start
  }

  /// Reads the conflict.
  mutating func read() throws(MarkerProblem) -> MarkedConflict {
    try readSections()
    let isJujutsu = sections.contains { $0.marker.isJujutsu }
    var conflict = isJujutsu ? try jujutsuConflict() : try gitConflict()
    if lines[next - 1].last != 0x0A {
      conflict.alternatives = conflict.alternatives.map(withoutLastEnd)
      conflict.base = conflict.base.map(withoutLastEnd)
    }
    return conflict
  }

  /// Cuts the lines up to the last marker at the markers between.
  private mutating func readSections() throws(MarkerProblem) {
    sections = [Section(marker: .start, start: start)]
    for index in start + 1..<lines.count {
      guard let found = ForeignMarker.read(lines[index]), found.length == length,
        isMarker(found.marker)
      else {
        sections[sections.count - 1].lines.append(lines[index])
        continue
      }
      switch found.marker {
      case .start:
        throw MarkerProblem(
          line: index + 1, description: "begins a conflict inside the one of line \(start + 1)")
      case .end:
        next = index + 1
        return
      case .note: continue
      default: sections.append(Section(marker: found.marker, start: index))
      }
    }
    throw MarkerProblem(line: start + 1, description: "begins a conflict that does not end")
  }

  /// Whether a run means something at this place: jj's only in conflicts that begin with one of
  /// them, git's only in others.
  private func isMarker(_ marker: ForeignMarker) -> Bool {
    switch marker {
    case .start, .end: return true
    default: break
    }
    if sections.count == 1 { return sections[0].lines.isEmpty || !marker.isJujutsu }
    return marker.isJujutsu == sections[1].marker.isJujutsu
  }

  /// Reads git's styles, and ours with further separators.
  private func gitConflict() throws(MarkerProblem) -> MarkedConflict {
    var conflict = MarkedConflict(alternatives: [sections[0].lines.flatMap { $0 }])
    let isOurs = MarkerLine(.start, length: length).isWhole(lines[start].withoutEnd)
    for (place, section) in sections.enumerated().dropFirst() {
      let text = section.lines.flatMap { $0 }
      switch section.marker {
      case .base where place == 1: conflict.base = text
      case .separator where isOurs || conflict.alternatives.count == 1:
        conflict.alternatives.append(text)
      case .separator:
        throw MarkerProblem(
          line: section.start + 1,
          description: "separates the conflict of line \(start + 1) a second time")
      default:
        throw MarkerProblem(
          line: section.start + 1, description: "stands in the wrong place of a conflict")
      }
    }
    guard conflict.alternatives.count > 1 else {
      throw MarkerProblem(line: start + 1, description: "begins a conflict with only one side")
    }
    return conflict
  }

  /// Reads jj's styles: snapshots of sides and bases, and changes from a base to a side.
  private func jujutsuConflict() throws(MarkerProblem) -> MarkedConflict {
    guard sections[0].lines.isEmpty else {
      throw MarkerProblem(line: start + 2, description: "stands before the first side")
    }
    var sides: [[UInt8]] = []
    var bases: [[UInt8]] = []
    for section in sections.dropFirst() {
      switch section.marker {
      case .side: sides.append(section.lines.flatMap { $0 })
      case .removed: bases.append(section.lines.flatMap { $0 })
      default:
        let change = try change(section)
        sides.append(change.side)
        bases.append(change.base)
      }
    }
    guard sides.count > 1, bases.count == sides.count - 1 else {
      throw MarkerProblem(
        line: start + 1,
        description: "begins a conflict of \(sides.count) sides and \(bases.count) bases")
    }
    let isOneBase = Set(bases).count == 1
    return MarkedConflict(alternatives: sides, base: isOneBase ? bases[0] : nil)
  }

  private func change(_ section: Section) throws(MarkerProblem) -> (base: [UInt8], side: [UInt8]) {
    var base: [UInt8] = []
    var side: [UInt8] = []
    for (offset, line) in section.lines.enumerated() {
      switch line.first {
      case UInt8(ascii: " "):
        base += line.dropFirst()
        side += line.dropFirst()
      case UInt8(ascii: "-"): base += line.dropFirst()
      case UInt8(ascii: "+"): side += line.dropFirst()
      // Editors take blanks from the ends of lines.
      case 0x0A, 0x0D:
        base += line
        side += line
      default:
        throw MarkerProblem(
          line: section.start + offset + 2, description: "is neither kept, removed nor added")
      }
    }
    return (base, side)
  }

  /// Returns a text without its last line end: when the last marker has none, the file had none,
  /// and those inside only keep the markers apart.
  private func withoutLastEnd(_ text: [UInt8]) -> [UInt8] {
    var text = text
    guard text.last == 0x0A else { return text }
    text.removeLast()
    if lines[start].dropLast().last == 0x0D, text.last == 0x0D { text.removeLast() }
    return text
  }
}

extension ArraySlice<UInt8> {
  /// The line without LF or CRLF.
  fileprivate var withoutEnd: ArraySlice<UInt8> {
    var line = self
    if line.last == 0x0A { line.removeLast() }
    if line.last == 0x0D { line.removeLast() }
    return line
  }
}
