import TicketMerge
import TicketModel

/// Changed lines with a few unchanged ones around them.
struct UnifiedDiff: Equatable {
  /// One line of it.
  enum Line: Equatable {
    /// Where the lines that follow begin in the two files.
    case place(old: Int, new: Int)
    case same(String)
    case removed(String)
    case added(String)
  }

  private(set) var added = 0
  private(set) var removed = 0
  private(set) var lines: [Line] = []

  /// Unchanged lines that are shown before and after changed ones.
  private static let context = 2

  init(from old: [TextLine], to new: [TextLine]) {
    let changes = LineDiff.changes(from: old.map(\.tickless), to: new.map(\.tickless))
    /// Lines of the new text that are shown already.
    var shown = 0
    for (index, change) in changes.enumerated() {
      let lead = max(shown, change.side.lowerBound - Self.context)
      if index == 0 || lead > shown {
        let ahead = change.base.lowerBound - change.side.lowerBound
        lines.append(.place(old: old.number(at: lead + ahead), new: new.number(at: lead)))
      }
      lines += new[lead..<change.side.lowerBound].map { .same($0.text) }
      lines += old[change.base].map { .removed($0.text) }
      lines += new[change.side].map { .added($0.text) }
      let next = index + 1 < changes.count ? changes[index + 1].side.lowerBound : new.count
      shown = min(change.side.upperBound + Self.context, next)
      lines += new[change.side.upperBound..<shown].map { .same($0.text) }
      added += change.side.count
      removed += change.base.count
    }
  }

  /// Compares texts that are no files of their own.
  init(from old: String?, to new: String?) {
    func lines(_ text: String?) -> [TextLine] {
      (text ?? "").split(separator: "\n", omittingEmptySubsequences: true).enumerated()
        .map { TextLine(number: $0 + 1, text: String($1)) }
    }
    self.init(from: lines(old), to: lines(new))
    self.lines.removeAll { if case .place = $0 { true } else { false } }
  }

  /// How many lines came and went: `+3 -1 lines`.
  var summary: String {
    let counts = [(added, "+"), (removed, "-")].filter { $0.0 > 0 }.map { "\($1)\($0)" }
    return "\(counts.joined(separator: " ")) \(added + removed == 1 ? "line" : "lines")"
  }
}

extension [TextLine] {
  /// The number of a line in its file; behind the last one, one more.
  fileprivate func number(at index: Int) -> Int {
    index < count ? self[index].number : (last?.number ?? 0) + 1
  }
}
