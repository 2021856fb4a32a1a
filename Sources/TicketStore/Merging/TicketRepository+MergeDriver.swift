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

  /// Returns what git here knows of a merge driver for tickets.
  package func mergeDriverSetting() throws -> MergeDriver.Setting {
    MergeDriver.Setting(try git().configString(MergeDriver.commandKey))
  }

  /// Sets what this clone's configuration lacks for the merge driver, and replaces a command that an
  /// earlier version set; other keys that are set stay.
  ///
  /// - Parameter isDryRun: change nothing.
  /// - Returns: what the command was before.
  /// - Throws: `GitError` when the configuration cannot be written.
  package func setUpMergeDriver(isDryRun: Bool = false) throws -> MergeDriver.Setting {
    let git = try git()
    let before = try mergeDriverSetting()
    for (key, value) in MergeDriver.settings {
      let isFormer = key == MergeDriver.commandKey && before == .former
      guard try isFormer || git.configString(key) == nil else { continue }
      if !isDryRun { try git.setLocalConfig(key, to: value) }
    }
    return before
  }

  /// Takes the keys out of this clone's configuration that are as ``setUpMergeDriver(isDryRun:)``
  /// sets them, or an earlier version did.
  ///
  /// - Parameter isDryRun: change nothing.
  /// - Returns: whether there were any.
  /// - Throws: `GitError` when the configuration cannot be written.
  package func takeBackMergeDriver(isDryRun: Bool = false) throws -> Bool {
    let git = try git()
    let keys = try MergeDriver.settings.reversed().filter { key, value in
      guard let set = try git.localConfigString(key) else { return false }
      return set == value || key == MergeDriver.commandKey && MergeDriver.Setting(set) == .former
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
        .mergeDriver(
          1, "git merges tickets as plain text: no line asks for merge=snag", "`snag init` adds it")
      ]
    }
    if let words = try overrulingAttribute() {
      return [
        .mergeDriver(
          line, "git does not merge tickets with snag: a line that counts more says \(words)",
          "take that one out, or put this one below it")
      ]
    }
    guard judgesClone, let (message, fix) = try settingProblem() else { return [] }
    return [.mergeDriver(line, message, fix)]
  }

  private func settingProblem() throws -> (message: String, fix: String)? {
    let key = MergeDriver.commandKey
    switch try mergeDriverSetting() {
    case .current: return nil
    case .missing:
      return (
        "git merges tickets as plain text in this clone: \(key) is not set", "`snag init` sets it"
      )
    case .former:
      return (
        "\(key) of this clone is of an earlier version", "`snag init` renews it"
      )
    case .own:
      let place = try git().localConfigString(key) == nil ? "--global " : ""
      return (
        "git merges tickets with another command in this clone: \(key) is not as snag sets it",
        "`git config \(place)--unset-all \(key); snag init` sets it"
      )
    }
  }

  /// Asks git which driver merges tickets, as several lines and files may say.
  ///
  /// - Returns: what says that it is another one than ours, as written in a line; nil for ours.
  private func overrulingAttribute() throws -> String? {
    let path = "\(Workspace.folder)/sn-k7m3qx-login.md"
    let outcome = try git().requireGit(["check-attr", "-z", "merge", "--", path])
    // git help check-attr: with -z, path, attribute and value, each with a NUL behind it.
    let parts = outcome.outputText.split(separator: "\0", omittingEmptySubsequences: false)
    guard parts.count > 2 else { return nil }
    return switch parts[2] {
    case "snag": nil
    case "unset": "-merge"
    case "unspecified": "!merge"
    case "set": "merge"
    default: "merge=\(parts[2])"
    }
  }
}

extension Problem {
  fileprivate static func mergeDriver(_ line: Int, _ message: String, _ fix: String) -> Problem {
    Problem(
      path: MergeDriver.attributesPath, position: Position(line: line, column: 1),
      severity: .warning, rule: "merge-driver", message: message, fix: fix)
  }
}
