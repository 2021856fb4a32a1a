/// The whole texts behind a file full of conflict markers.
///
/// It reads what git writes in any of its styles, web editors, jj (git, diff and snapshot style), and
/// our own blocks, whatever the length of the runs and the line ends.
package struct ConflictedFile: Equatable, Sendable {
  /// The file as each alternative has it.
  ///
  /// Two in git's styles, in the order of the markers: ours, then theirs. A block with fewer alternatives than another gives its last to the further ones.
  package let alternatives: [[UInt8]]
  /// The file as it was before; nil unless every block tells its base.
  ///
  /// It may hold longer markers, of a conflict between several bases.
  package let base: [UInt8]?

  /// Rebuilds the texts.
  ///
  /// - Parameter bytes: A file.
  /// - Returns: its texts; nil when it has no conflict marker.
  /// - Throws: ``MarkerProblem`` when markers do not fit together.
  package static func read(_ bytes: [UInt8]) throws(MarkerProblem) -> ConflictedFile? {
    let lines = bytes.linesWithEnds
    var parts: [MarkedPart] = []
    var next = 0
    var isMarked = false
    while next < lines.count {
      switch ForeignMarker.read(lines[next]) {
      case (.start, let length)?:
        var reader = MarkedPartReader(lines: lines, start: next, length: length)
        parts.append(.conflict(try reader.read()))
        next = reader.next
        isMarked = true
      case (.end, _)?:
        throw MarkerProblem(line: next + 1, description: "ends a conflict that does not begin")
      default:
        parts.append(.text(lines[next]))
        next += 1
      }
    }
    return isMarked ? ConflictedFile(parts) : nil
  }

  private init(_ parts: [MarkedPart]) {
    var count = 2
    var hasBase = true
    for case .conflict(let conflict) in parts {
      count = max(count, conflict.alternatives.count)
      if conflict.base == nil { hasBase = false }
    }
    var alternatives = [[UInt8]](repeating: [], count: count)
    var base: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let line):
        for index in alternatives.indices { alternatives[index] += line }
        base += line
      case .conflict(let conflict):
        for index in alternatives.indices {
          alternatives[index] += conflict.alternatives[min(index, conflict.alternatives.count - 1)]
        }
        base += conflict.base ?? []
      }
    }
    self.alternatives = alternatives
    self.base = hasBase ? base : nil
  }
}

/// A piece of a file with markers.
enum MarkedPart {
  /// A line outside of conflicts.
  case text(ArraySlice<UInt8>)
  case conflict(MarkedConflict)
}

/// The texts of one conflict.
struct MarkedConflict {
  /// At least two.
  var alternatives: [[UInt8]]
  /// What stood there before; nil when the style does not tell, or several bases differ.
  var base: [UInt8]?
}
