/// A line that a ticket's history has gained.
package struct RecordedTransition: Sendable, Equatable {
  /// The status of the line before it in the file; nil for the first one.
  package let from: String?
  package let line: HistoryLine
}

/// What became of a history.
struct HistoryChange {
  private(set) var transitions: [RecordedTransition] = []
  /// What is no new transition: lines that are gone, that cannot be read, or that changed places.
  private(set) var rest: FieldChange?

  /// Compares lines by what they say, not by their blanks.
  init(from old: [String], to new: [String]) {
    let (old, new) = (old.map(Self.spelled), new.map(Self.spelled))
    var counts = Dictionary(old.map { ($0, 1) }, uniquingKeysWith: +)
    var unreadable: [String] = []
    var previous: String?
    for text in new {
      let line = HistoryLine(text)
      if let count = counts[text], count > 0 {
        counts[text] = count - 1
      } else if let line {
        transitions.append(RecordedTransition(from: previous, line: line))
      } else {
        unreadable.append(text)
      }
      previous = line?.status ?? previous
    }
    let removed = old.withoutEach(of: new)
    if !unreadable.isEmpty || !removed.isEmpty {
      rest = FieldChange(name: .history, .items(added: unreadable, removed: removed))
    } else if new.withoutEach(of: new.withoutEach(of: old)) != old {
      rest = FieldChange(name: .history, .order(from: old, to: new))
    }
  }

  private static func spelled(_ text: String) -> String { HistoryLine(text)?.description ?? text }
}
