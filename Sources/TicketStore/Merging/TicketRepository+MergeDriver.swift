import GitKit
package import TicketModel
import TicketDocument

extension TicketRepository {
  /// Returns the number of the line of `.gitattributes` that asks for the merge driver.
  ///
  /// - Returns: nil when there is none, or the file cannot be read.
  package func mergeAttributeLine() -> Int? {
    let source: TicketSource = root == nil ? .revision("HEAD") : .workTree
    guard let read = try? read(MergeDriver.attributesPath, from: source) else { return nil }
    let lines = read.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { line in
      let words = line.split { $0 == UInt8(ascii: " ") || $0 == 0x09 || $0 == 0x0D }
      return words.first?.first != UInt8(ascii: "#")
        && words.dropFirst().contains { $0.elementsEqual("merge=snag".utf8) }
    }
    return index.map { $0 + 1 }
  }

  /// Whether git here knows a merge driver for tickets, ours or one a person chose.
  package func hasMergeDriver() throws -> Bool {
    try git().configString(MergeDriver.commandKey) != nil
  }

  /// Sets what this clone's configuration lacks for the merge driver; keys that are set stay.
  ///
  /// - Parameter isDryRun: change nothing.
  /// - Returns: whether git did not know the driver before.
  /// - Throws: `GitError` when the configuration cannot be written.
  package func setUpMergeDriver(isDryRun: Bool = false) throws -> Bool {
    let git = try git()
    let hadDriver = try hasMergeDriver()
    for (key, value) in MergeDriver.settings where try git.configString(key) == nil {
      if !isDryRun { try git.setLocalConfig(key, to: value) }
    }
    return !hadDriver
  }

  /// Takes the keys out of this clone's configuration that are as ``setUpMergeDriver(isDryRun:)``
  /// sets them.
  ///
  /// - Parameter isDryRun: change nothing.
  /// - Returns: whether there were any.
  /// - Throws: `GitError` when the configuration cannot be written.
  package func takeBackMergeDriver(isDryRun: Bool = false) throws -> Bool {
    let git = try git()
    let keys = try MergeDriver.settings.reversed().filter { key, value in
      try git.localConfigString(key) == value
    }.map(\.key)
    if !isDryRun { try git.unsetLocalConfig(keys) }
    return !keys.isEmpty
  }

  /// Judges whether git merges tickets by meaning here; a bare repository merges nothing.
  ///
  /// - Parameter judgesClone: whether this clone's configuration matters, and not only what is
  ///   committed.
  /// - Returns: at most one warning.
  /// - Throws: `GitError` when the configuration cannot be read.
  package func mergeDriverProblems(judgesClone: Bool) throws -> [Problem] {
    guard root != nil else { return [] }
    guard let line = mergeAttributeLine() else {
      return [
        .mergeDriver(1, "git merges tickets as plain text: no line asks for merge=snag", "adds it")
      ]
    }
    guard judgesClone, try !hasMergeDriver() else { return [] }
    return [
      .mergeDriver(
        line,
        "git merges tickets as plain text in this clone: \(MergeDriver.commandKey) is not set",
        "sets it")
    ]
  }
}

extension Problem {
  fileprivate static func mergeDriver(_ line: Int, _ message: String, _ fix: String) -> Problem {
    Problem(
      path: MergeDriver.attributesPath, position: Position(line: line, column: 1),
      severity: .warning, rule: "merge-driver", message: message, fix: "`snag init` \(fix)")
  }
}
