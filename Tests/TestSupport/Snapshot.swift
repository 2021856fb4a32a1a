import Foundation

/// Comparing what a program says with what it is known to say.
///
/// Short texts are kept inline in the test, longer ones in files. `RECORD_SNAPSHOTS=1` writes the
/// files anew and still reports every one that changed, so that no recording run is green.
package enum Snapshot {
  /// Whether files are written instead of compared.
  package static let isRecording =
    ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"].map { $0 != "0" && !$0.isEmpty }
    ?? false

  /// Compares with a text in the test.
  ///
  /// - Returns: the difference by lines, or nil when there is none.
  package static func difference(_ actual: String, from expected: String) -> String? {
    if actual == expected { return nil }
    let lines = lineDifference(actual, from: expected)
    return "--- expected\n+++ actual\n\(lines)"
  }

  /// Compares with a file; when recording, writes it.
  ///
  /// - Parameters:
  ///   - actual: what the program said.
  ///   - path: absolute path of the file.
  /// - Returns: what is wrong, or nil. A file that was just written is wrong too.
  /// - Throws: when the file cannot be written.
  package static func difference(_ actual: String, fromFile path: String) throws -> String? {
    let old = try? String(contentsOfFile: path, encoding: .utf8)
    if old == actual { return nil }
    if isRecording {
      let url = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
      return "recorded \(path); look at it and run again without RECORD_SNAPSHOTS"
    }
    guard let old else { return "no \(path); RECORD_SNAPSHOTS=1 writes it" }
    return difference(actual, from: old).map { "\(path)\n\($0)" }
  }

  /// The changed lines with two unchanged ones around each.
  private static func lineDifference(_ actual: String, from expected: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [(mark: Character, text: Substring)] = []
    var oldIndex = 0
    var newIndex = 0
    while oldIndex < old.count || newIndex < new.count {
      if removed.contains(oldIndex) {
        lines.append(("-", old[oldIndex]))
        oldIndex += 1
      } else if inserted.contains(newIndex) {
        lines.append(("+", new[newIndex]))
        newIndex += 1
      } else {
        lines.append((" ", old[oldIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
    let shown = lines.indices.filter { index in
      lines[max(0, index - 2)...min(lines.count - 1, index + 2)].contains { $0.mark != " " }
    }
    return shown.map { "\(lines[$0].mark)\(lines[$0].text)" }.joined(separator: "\n")
  }
}
