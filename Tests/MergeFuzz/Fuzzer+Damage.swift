import TestSupport

extension Fuzzer {
  private static let lines = [
    "---", "...", "id: sn-k7m3qx", "id: sn-zzzzzz", "title: other", "status: done",
    "status: review",
    "resolution: fixed", "assignee:", "assignee: bob # why", "priority: p1", "priority: [a]",
    "labels:", "labels: [a, 'b', \"c\"]", "- ui", "- \"a: b\"", "  - deep", "x_map: {a: [b]}",
    "x: |", "  text", "? key", "conflicts:", "- assignee = dora", "- status = done, resolution = x",
    "- x_map = \"\\n  a: 1\"", "history:", "- 2026-11-20T09:15:00Z bob new", "# comment", "",
    "<<<<<<< a", "||||||| b", "=======", ">>>>>>> c", "<<<<<<<<< a", "=========", ">>>>>>>>> b",
    "%%%%%%% x", "+++++++ y", "- [ ] task", "- [x] task", "  - [ ] nested", "```", "~~~",
    "## Comments", "### bob, 2026-11-23T10:00:00Z, c-7hq4",
    "### ada, 2026-11-23T10:20:00Z, c-x, internal",
    "## Notes", "text", "Title", "\u{FEFF}---", "\t", "é\u{2028}",
  ].map { Array($0.utf8) }

  /// Returns a text with a few lines or bytes changed.
  func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let place = Int.random(in: 0...lines.count, using: &random)
      let line = Self.lines.randomElement(using: &random) ?? []
      switch Int.random(in: 0..<9, using: &random) {
      case 0, 1: lines.insert(line, at: place)
      case 2 where place < lines.count: lines[place] = line
      case 3 where place < lines.count: lines.remove(at: place)
      case 4 where place < lines.count:
        lines.insert(lines[place], at: Int.random(in: 0...place, using: &random))
      case 5 where place + 1 < lines.count: lines.swapAt(place, place + 1)
      case 6 where place < lines.count: damageBytes(of: &lines[place], &random)
      case 7 where place < lines.count: lines[place].append(13)
      default: lines.append(line)
      }
    }
    return Array(lines.joined(separator: [10]))
  }

  private func damageBytes(of line: inout [UInt8], _ random: inout SeededGenerator) {
    let place = Int.random(in: 0...line.count, using: &random)
    let bytes = Array("\0\t\r \"'#&*!|>%@`:-?,[]{}\\=<é".utf8) + [0xFF, 0xC0]
    if place < line.count, Bool.random(using: &random) {
      line.remove(at: place)
    } else {
      line.insert(bytes.randomElement(using: &random) ?? 0, at: place)
    }
  }
}
