/// A `Key: value` line at the end of a commit's message, by the rules of `git interpret-trailers`.
package struct CommitTrailer: Sendable, Equatable {
  /// As written, without blanks around it.
  package let key: String
  /// On one line, however many it was written on.
  package let value: String

  /// Joins a key and a value.
  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// Returns the trailers of a message in order; comments and what follows scissors are none.
  package static func trailers(of message: String) -> [CommitTrailer] {
    // Most messages have none, and a log reads thousands.
    guard message.utf8.contains(UInt8(ascii: ":")) else { return [] }
    let bytes = Array(message.utf8)
    return TrailerBlock(bytes[..<TrailerBlock.end(in: bytes)]).trailers
  }
}

/// The last paragraph of a message, when it consists of trailers.
///
/// Source: `find_trailer_start`, `trailer_info_get` and `unfold_value` in git 2.39's trailer.c, and
/// `ignore_non_trailer` in its commit.c, for git's own separator and comment character.
struct TrailerBlock {
  private typealias Line = ArraySlice<UInt8>

  private let lines: [Line]

  /// Takes a message up to where its trailers end at the latest; see ``end(in:)``.
  init(_ text: ArraySlice<UInt8>) {
    var lines = text.split(separator: lineFeed, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
  }

  /// The trailers in order.
  var trailers: [CommitTrailer] {
    var folded: [[UInt8]] = []
    var isOpen = false
    for line in lines[start...] {
      if isOpen, line.first.isBlankOrNone {
        folded[folded.count - 1] += [lineFeed] + line
      } else {
        folded.append(Array(line))
        isOpen = (separator(in: line) ?? 0) >= 1
      }
    }
    return folded.compactMap { line in
      guard line.first != comment, let place = separator(in: line[...]), place >= 1 else {
        return nil
      }
      let value = unfolded(trimmed(line[(place + 1)...]))
      return CommitTrailer(
        key: String(decoding: trimmed(line[..<place]), as: UTF8.self),
        value: String(decoding: trimmed(value[...]), as: UTF8.self))
    }
  }

  // MARK: Beginning

  /// The first line of the trailers; the number of lines when there are none.
  private var start: Int {
    // The first paragraph is the title and holds none.
    let title = lines.firstIndex { $0.first != comment && isBlank($0) } ?? lines.count
    var counts = Counts()
    var hasText = false
    for index in lines.indices[title...].reversed() {
      let line = lines[index]
      if line.first == comment {
        counts.endContinuation()
      } else if isBlank(line) {
        guard hasText else { continue }
        counts.endContinuation()
        return counts.areTrailers ? index + 1 : lines.count
      } else {
        hasText = true
        counts.add(line, isTrailer: (separator(in: line) ?? 0) >= 1)
      }
    }
    return lines.count
  }

  /// What a paragraph consists of, seen from its end.
  private struct Counts {
    private var trailers = 0
    private var others = 0
    private var continuations = 0
    private var hasLineOfGit = false

    mutating func add(_ line: Line, isTrailer: Bool) {
      if Self.linesOfGit.contains(where: line.starts) {
        trailers += 1
        continuations = 0
        hasLineOfGit = true
      } else if line.first.isBlankOrNone {
        continuations += 1
      } else if isTrailer {
        trailers += 1
        continuations = 0
      } else {
        others += 1
        endContinuation()
      }
    }

    /// Lines that continue nothing are no trailers.
    mutating func endContinuation() {
      others += continuations
      continuations = 0
    }

    /// Trailers only, or a quarter of them when git wrote one.
    var areTrailers: Bool {
      hasLineOfGit && trailers * 3 >= others || trailers > 0 && others == 0
    }

    private static let linesOfGit = ["Signed-off-by: ", "(cherry picked from commit "]
      .map { Array($0.utf8) }
  }

  // MARK: End

  /// Where a message ends, without comments, blank lines and conflicts at its end.
  static func end(in message: [UInt8]) -> Int {
    let cutoff = scissors(in: message)
    var start = 0
    // As in git, a run at the very beginning is not one.
    var run = 0
    var isInConflicts = false
    while start < cutoff {
      let end = message[start...].firstIndex(of: lineFeed) ?? message.count
      let line = message[start..<end]
      if line.isEmpty || line.first == comment {
        if run == 0 { run = start }
      } else if line.elementsEqual(conflicts), end < message.count {
        isInConflicts = true
        if run == 0 { run = start }
      } else if run > 0, !(isInConflicts && line.first == tab) {
        run = 0
        isInConflicts = false
      }
      start = end + 1
    }
    return run > 0 ? run : cutoff
  }

  /// Where the line of scissors begins, below which git cuts everything off.
  private static func scissors(in message: [UInt8]) -> Int {
    var start = 0
    while let end = message[start...].firstIndex(of: lineFeed) {
      if message[start..<end].elementsEqual(scissorsLine) { return start }
      start = end + 1
    }
    return message.count
  }

  private static let conflicts = Array("Conflicts:".utf8)
  private static let scissorsLine = Array(
    "# ------------------------ >8 ------------------------".utf8)

  // MARK: Lines

  /// Where the colon is, after a key of letters, digits, hyphens and blanks behind it.
  private func separator(in line: Line) -> Int? {
    var sawBlank = false
    for (offset, byte) in line.enumerated() {
      if byte == UInt8(ascii: ":") { return offset }
      if !sawBlank, byte.isAlphanumeric || byte == UInt8(ascii: "-") { continue }
      guard offset > 0, byte == UInt8(ascii: " ") || byte == tab else { return nil }
      sawBlank = true
    }
    return nil
  }

  private func unfolded(_ value: Line) -> [UInt8] {
    var result: [UInt8] = []
    var rest = value
    while let byte = rest.popFirst() {
      guard byte == lineFeed else {
        result.append(byte)
        continue
      }
      rest = rest.drop { Optional($0).isBlankOrNone }
      result.append(UInt8(ascii: " "))
    }
    return result
  }

  private func trimmed(_ line: Line) -> Line {
    let rest = line.drop { Optional($0).isBlankOrNone }
    guard let last = rest.lastIndex(where: { !Optional($0).isBlankOrNone }) else { return [] }
    return rest[...last]
  }

  private func isBlank(_ line: Line) -> Bool { line.allSatisfy { Optional($0).isBlankOrNone } }
}

private let lineFeed = UInt8(ascii: "\n")
private let tab = UInt8(ascii: "\t")
private let comment = UInt8(ascii: "#")

extension UInt8? {
  /// What git takes for white space; the end of a line is that too.
  fileprivate var isBlankOrNone: Bool {
    self.map { [0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? true
  }
}

extension UInt8 {
  fileprivate var isAlphanumeric: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
