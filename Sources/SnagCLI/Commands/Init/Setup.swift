import TicketDocument
import TicketImport
import TicketModel
import TicketStore

/// What `init` adds to a repository, and takes back.
struct Setup {
  let teams: [Team]
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

  static let configPath = Session.configPath

  func state() throws -> State {
    if try session.isSetUp() { return .ready }
    // Tickets of ours stay after `--undo`.
    let paths = try session.foreignFiles()
    return paths.isEmpty ? .empty : .foreign(paths)
  }

  /// Names in the JSON object of a set-up.
  static let names = ["prefix", "for", "result", "commit", "branch", "paths"]

  func printJSON(_ outcome: CommitOutcome, _ prefix: IDPrefix) {
    guard session.common.isJSON else { return }
    session.print(
      kind: "init",
      [("prefix", .string(prefix.text)), ("for", .string(teams.text))] + outcome.members)
  }

  /// Writes everything as one commit.
  func make(adopting: Bool, _ writing: WriterOptions) throws {
    let repository = try session.repository()
    var changes = try creations(of: teams)
    var lines = SetupLines(session: session)
    if try repository.ignoresTickets() { try lines.add(.showing) }
    if repository.mergeAttributeLine() == nil { try lines.add(.merging) }
    changes += lines.committed
    var what = "set up tickets (\(teams.text), ids \(prefix)-…)"
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

  func commit(
    _ changes: [FileChange], _ what: String, _ writing: WriterOptions
  ) throws -> CommitOutcome {
    guard !changes.isEmpty else { return .unchanged }
    let writer = Writer(session: session, options: writing, isSettingUp: true)
    let outcome = try writer.commit(
      CommitPlan(changes: changes, subject: "snag: \(what)", tickets: []))
    writer.say(outcome, what: what)
    return outcome
  }

  func setUpMergeDriver(_ writing: WriterOptions) throws {
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

  /// Plans the files of kinds of team; one that `--undo` or an `init` that was killed has left, or that
  /// the person wrote, is taken as it is.
  func creations(of teams: [Team]) throws -> [FileChange] {
    let repository = try session.repository()
    return try teams.flatMap(\.files).map { file in
      try repository.read(file.path, from: .workTree) == nil
        ? .create(path: file.path, bytes: Array(file.text.utf8)) : .edit(path: file.path) { $0 }
    }
  }

  var configText: String {
    """
    # Snag's settings for this repository; .tickets/workflows says which statuses there are.
    version: 1
    # New ids look like \(prefix)-k7m3qx.
    prefix: \(prefix)
    default_type: \(teams.first?.defaultType ?? "task")
    # auto: tickets go into shard directories once there are \(Configuration.Layout.flatLimit) of them.
    layout: \(layout.rawValue)
    # Fields of your own that `snag edit` may set: `fields: [customer, severity]`.
    # Saved queries: `snag list @triage`.
    views:
      triage: "status:new no:assignee"

    """
  }
}
