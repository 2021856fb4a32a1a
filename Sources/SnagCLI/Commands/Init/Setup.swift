import TicketDocument
import TicketImport
import TicketModel
import TicketStore

/// What `init` adds to a repository, and takes back.
struct Setup {
  let team: String
  let prefix: IDPrefix
  let layout: Configuration.Layout
  let session: Session

  /// How far a repository is set up.
  enum State {
    /// There is no `.tickets`, or an empty one.
    case empty
    /// There is a configuration of ours.
    case ready
    /// There are ticket files, but no configuration of ours; repository-relative paths.
    case foreign([String])
  }

  private static let configPath = Session.configPath

  func state() throws -> State {
    if try session.isSetUp() { return .ready }
    // Tickets of ours stay after `--undo`.
    let paths = try session.foreignFiles()
    return paths.isEmpty ? .empty : .foreign(paths)
  }

  /// Says that there is nothing to do, and how to get what was asked for all the same.
  ///
  /// What git needs to merge tickets is added where it is missing: in a fresh clone, or when an older
  /// program set the repository up.
  func completeReady(asked: String?, _ writing: WriterOptions) throws {
    let current = try session.settings().configuration.prefix
    if asked == nil || prefix == current {
      session.say("tickets are set up already")
    } else {
      session.say("tickets are set up already; the prefix is \(current)")
      session.say("to change it, edit prefix: in \(Self.configPath)")
    }
    var lines = SetupLines(session: session)
    if try session.repository().mergeAttributeLine() == nil { try lines.add(.merging) }
    let outcome = try commit(lines.committed, "ask git to merge tickets with snag", writing)
    try lines.changeOwn(writing)
    try setUpMergeDriver(writing)
    printJSON(outcome, current)
  }

  /// Names in the JSON object of a set-up.
  static let names = ["prefix", "for", "result", "commit", "branch", "paths"]

  private func printJSON(_ outcome: CommitOutcome, _ prefix: IDPrefix) {
    guard session.common.isJSON else { return }
    session.print(
      kind: "init", [("prefix", .string(prefix.text)), ("for", .string(team))] + outcome.members)
  }

  /// Writes everything as one commit.
  func make(adopting: Bool, _ writing: WriterOptions) throws {
    let repository = try session.repository()
    var changes = try templates.map { file -> FileChange in
      // One that `--undo` or an `init` that was killed has left is taken as it is.
      try repository.read(file.path, from: .workTree) == nil
        ? .create(path: file.path, bytes: Array(file.text.utf8)) : .edit(path: file.path) { $0 }
    }
    var lines = SetupLines(session: session)
    if try repository.ignoresTickets() { try lines.add(.showing) }
    if repository.mergeAttributeLine() == nil { try lines.add(.merging) }
    changes += lines.committed
    var what = "set up tickets (\(team), ids \(prefix)-…)"
    var report: ImportReport?
    if adopting {
      let result = try adopted()
      changes += result.changes
      report = ImportReport(result: result.result)
      what = "adopt \(plural(result.changes.count, "ticket")) of tk"
    }
    // Last, because its presence says that all the rest is there.
    changes.append(.create(path: Self.configPath, bytes: Array(configText.utf8)))
    let outcome = try commit(changes, what, writing)
    try lines.changeOwn(writing)
    try setUpMergeDriver(writing)
    if let report {
      print(report)
    } else {
      printJSON(outcome, prefix)
    }
    if !writing.dryRun { session.say("next: snag new \"…\"") }
  }

  /// Takes back what is still as `init` made it, as one commit; tickets stay.
  func undo(_ writing: WriterOptions) throws {
    let repository = try session.repository()
    var changes: [FileChange] = []
    var kept: [String] = []
    for file in [(path: Self.configPath, text: try writtenConfigText())] + templates {
      guard let bytes = try repository.read(file.path, from: .workTree) else { continue }
      if bytes == Array(file.text.utf8) {
        changes.append(.delete(path: file.path))
      } else {
        kept.append(file.path)
      }
    }
    var lines = SetupLines(session: session)
    try lines.remove(.showing)
    try lines.remove(.merging)
    changes += lines.committed
    let hasDriver = try repository.takeBackMergeDriver(isDryRun: true)
    for path in kept { session.say("\(path) was changed since and is kept") }
    let current = (try? session.settings())?.configuration.prefix ?? prefix
    if changes.isEmpty, !hasDriver { session.say("nothing of init's is here") }
    let outcome = try commit(changes, "take back the set-up of tickets", writing)
    try lines.changeOwn(writing)
    if hasDriver {
      _ = try repository.takeBackMergeDriver(isDryRun: writing.dryRun)
      session.say(
        writing.dryRun
          ? "dry run: would take \(MergeDriver.commandKey) out of this clone's configuration"
          : "git no longer merges tickets with snag in this clone")
    }
    printJSON(outcome, current)
  }

  private func commit(
    _ changes: [FileChange], _ what: String, _ writing: WriterOptions
  ) throws -> CommitOutcome {
    guard !changes.isEmpty else { return .unchanged }
    let writer = Writer(session: session, options: writing, isSettingUp: true)
    let outcome = try writer.commit(
      CommitPlan(changes: changes, subject: "snag: \(what)", tickets: []))
    writer.say(outcome, what: what)
    return outcome
  }

  private func setUpMergeDriver(_ writing: WriterOptions) throws {
    let before = try session.repository().setUpMergeDriver(isDryRun: writing.dryRun)
    guard before.isOpen else { return }
    session.say(
      writing.dryRun
        ? "dry run: would set \(MergeDriver.commandKey) in this clone's configuration"
        : Session.mergeDriverIsSet(before))
  }

  private func print(_ report: ImportReport) {
    if session.common.isJSON {
      session.print(report.json(imported: report.result.tickets.count))
    } else {
      session.print("adopted\t\(report.result.tickets.count)")
      session.write(report.text)
    }
  }

  // MARK: Files

  private var templates: [(path: String, text: String)] {
    builtInTemplates.filter { $0.set == team }
      .map { ("\(Workspace.folder)/\($0.path)", $0.text) }
  }

  /// What `init` would have written with the prefix and layout that the configuration has.
  private func writtenConfigText() throws -> String {
    guard let configuration = try? session.settings().configuration else { return configText }
    return Setup(
      team: team, prefix: configuration.prefix, layout: configuration.layout, session: session
    ).configText
  }

  private var configText: String {
    """
    # Snag's settings for this repository; .tickets/workflows says which statuses there are.
    version: 1
    # New ids look like \(prefix)-k7m3qx.
    prefix: \(prefix)
    default_type: task
    # auto: tickets go into shard directories once there are \(Configuration.Layout.flatLimit) of them.
    layout: \(layout.rawValue)
    # Fields of your own that `snag edit` may set: `fields: [customer, severity]`.
    # Saved queries: `snag list @triage`.
    views:
      triage: "status:new no:assignee"

    """
  }
}
