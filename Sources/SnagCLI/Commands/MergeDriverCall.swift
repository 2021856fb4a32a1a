import TicketDocument
import TicketMerge
import TicketStore

/// One call of the merge driver: which files to join, and how to answer.
struct MergeDriverCall: Equatable {
  let base: String
  let ours: String
  let theirs: String
  let markerSize: Int
  let path: String
  /// File of the result; nil for `ours`.
  var output: String?
  /// Whether the answer is one that no other program gives.
  var isForGit = false

  /// Merges, says what disagrees and writes the result.
  ///
  /// - Parameters:
  ///   - directory: absolute path of the work tree's top, where git runs drivers.
  ///   - context: the world around it.
  ///   - say: says a line on standard error, unless it is to be quiet.
  /// - Returns: how it went; with ``ExitStatus/driverFailed`` nothing has been written.
  func run(in directory: String, _ context: Context, say: (String) -> Void) -> ExitStatus {
    func absolute(_ file: String) -> String {
      file.hasPrefix("/") ? file : "\(directory)/\(file)"
    }
    let result: FileMerge.Outcome
    do {
      result = try FileMerge(
        base: absolute(base), ours: absolute(ours), theirs: absolute(theirs),
        markerSize: markerSize, path: path
      ).run(in: directory, context.variables)
      // In a merge of common ancestors, which git asks for with longer markers, nobody disagrees yet.
      if !result.conflicts.isEmpty, markerSize <= Self.usualMarkerSize { report(result, say) }
      // Last: a reader of standard error that has gone ends the process with OURS untouched.
      try Files.replace(absolute(output ?? ours), with: result.bytes)
    } catch {
      context.writeError(ErrorReport(error).text)
      return .driverFailed
    }
    guard isForGit else { return result.conflicts.isEmpty ? .success : .failure }
    return result.conflicts.isEmpty ? .cleanForGit : .conflictForGit
  }

  private static let usualMarkerSize = 7

  // MARK: Disagreements

  private func report(_ result: FileMerge.Outcome, _ say: (String) -> Void) {
    let isTicket = Workspace.isTicketPath(path)
    let id = isTicket ? (Self.id(in: result.bytes) ?? Self.id(inPath: path)) : nil
    for conflict in result.conflicts {
      say(safeCell("\(id ?? path): \(conflict.sentence)"))
    }
    if let id { say("hint: snag settle \(id)") }
  }

  fileprivate static func id(in bytes: [UInt8]) -> String? {
    (try? TicketDocument(parsing: bytes))?.scalar("id").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The id that a file is named after, for a text that cannot be read: `sn-k7m3qx-login.md`.
  private static func id(inPath path: String) -> String? {
    let name = path.split(separator: "/").last?.dropLast(3) ?? ""
    let words = name.split(separator: "-")
    return words.count < 2 ? nil : words.prefix(2).joined(separator: "-")
  }
}

extension MergeConflict {
  /// What disagrees, without the ticket's id.
  fileprivate var sentence: String {
    switch self {
    case .field(let name, let kept, let others):
      let lost = others.map { $0.isEmpty ? "none" : $0 }.joined(separator: ", ")
      let how =
        kept.isEmpty || others.contains("") ? ", where the other side has \(lost)" : ", not \(lost)"
      return "both sides set \(name): kept \(kept.isEmpty ? "none" : kept)\(how)"
    case .prose(let count):
      return "both sides changed the same lines: \(plural(count, "place")) between markers"
    case .twoTickets(let other):
      let name = MergeDriverCall.id(in: other) ?? "one without an id"
      return "the sides are two tickets: the other is \(name)"
    case .unreadable(let reason):
      return "\(reason); merged as plain text"
    }
  }
}

extension MergeDriverCall {
  /// Takes the words that git's line gives (``MergeDriver/command``), and no others.
  ///
  /// git runs the program once for each ticket, and finding the verb among all of them takes
  /// ArgumentParser longer than the merge. What it would do with these words is what is done here;
  /// any others are left to it.
  init?(fromGit arguments: [String]) {
    let files = arguments.dropFirst(2)
    guard arguments.count == 7, arguments[0] == "merge-driver", arguments[1] == "--for-git",
      files.allSatisfy({ $0.utf8.first != UInt8(ascii: "-") }), let markerSize = Int(arguments[5])
    else { return nil }
    self.init(
      base: arguments[2], ours: arguments[3], theirs: arguments[4], markerSize: markerSize,
      path: arguments[6], isForGit: true)
  }
}
