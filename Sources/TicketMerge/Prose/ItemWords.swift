/// The words of a task list item, to tell an item that was reworded from a new one.
struct ItemWords {
  private let words: [ArraySlice<UInt8>: Int]
  private let count: Int

  /// Reads an item's line.
  init(of line: ArraySlice<UInt8>) {
    let text = TaskLine.tick(of: line).map { line[($0 + 2)...] } ?? line
    let words = text.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    self.words = words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    count = words.count
  }

  /// Whether two items may be one, reworded.
  ///
  /// They share half of their words, or all that one has; numbers tell items apart.
  func areLike(_ other: ItemWords) -> Bool {
    let shared = words.reduce(0) { $0 + min($1.value, other.words[$1.key] ?? 0) }
    guard shared > 0, shared * 2 >= max(count, other.count) || shared == min(count, other.count)
    else { return false }
    return hasNumbers(of: other) || other.hasNumbers(of: self)
  }

  private func hasNumbers(of other: ItemWords) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return other.words.allSatisfy { word, count in
      !word.contains { digits.contains($0) } || words[word, default: 0] >= count
    }
  }
}
