import ArgumentParser
import TicketDocument
import TicketMerge
import TicketStore

/// Merges three versions of a ticket, as git calls a merge driver.
struct MergeDriverCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge-driver",
    abstract: "Merge three versions of a ticket; git calls this.",
    discussion: """
      Joins what two sides did to a ticket and writes the result over OURS. Exits 0 when nobody \
      needs to look at it, 1 when the sides disagree, which it says; with any other status it has \
      written nothing. An empty BASE stands for none. `snag init` tells git of it, with --for-git, \
      so that no other program of this name passes for it.

      EXAMPLE
        snag merge-driver base.md ours.md theirs.md 7 .tickets/sn-k7m3qx-login.md
      """)

  @Argument(help: "File of the version both sides started from (%O).")
  var base: String

  @Argument(help: "File of one side's version (%A).")
  var ours: String

  @Argument(help: "File of the other side's version (%B).")
  var theirs: String

  @Argument(help: "Length of conflict markers, from 7 on (%L).")
  var markerSize: Int

  @Argument(help: "Path of the ticket in the repository (%P).")
  var path: String

  @Option(help: "Write the result to this file instead of OURS.")
  var output: String?

  @Flag(help: "Exit 40 for 0 and 41 for 1, as the command that init gives git expects.")
  var forGit = false

  func run(in session: Session) throws {
    let result: FileMerge.Outcome
    do {
      result = try FileMerge(
        base: absolute(base, session), ours: absolute(ours, session),
        theirs: absolute(theirs, session), markerSize: markerSize, path: path
      ).run(in: session.directory, session.context.storeEnvironment)
      // In a merge of common ancestors, which git asks for with longer markers, nobody disagrees yet.
      if !result.conflicts.isEmpty, markerSize <= Self.usualMarkerSize { say(result, session) }
      // Last: a reader of standard error that has gone ends the process with OURS untouched.
      try Files.replace(absolute(output ?? ours, session), with: result.bytes)
    } catch {
      session.context.writeError(ErrorReport(error).text)
      throw ExitStatus.driverFailed
    }
    if forGit { throw result.conflicts.isEmpty ? ExitStatus.cleanForGit : .conflictForGit }
    if !result.conflicts.isEmpty { throw ExitStatus.failure }
  }

  private static let usualMarkerSize = 7

  private func absolute(_ file: String, _ session: Session) -> String {
    file.hasPrefix("/") ? file : "\(session.directory)/\(file)"
  }

  // MARK: Disagreements

  private func say(_ result: FileMerge.Outcome, _ session: Session) {
    let isTicket = Workspace.isTicketPath(path)
    let id = isTicket ? (Self.id(in: result.bytes) ?? Self.id(inPath: path)) : nil
    for conflict in result.conflicts {
      session.say(safeCell("\(id ?? path): \(conflict.sentence)"))
    }
    if let id { session.say("hint: snag settle \(id)") }
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
      let name = MergeDriverCommand.id(in: other) ?? "one without an id"
      return "the sides are two tickets: the other is \(name)"
    case .unreadable(let reason):
      return "\(reason); merged as plain text"
    }
  }
}
