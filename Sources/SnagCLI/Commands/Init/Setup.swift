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
  private static let ignorePath = ".gitignore"
  private static let ignoreLine = "!/\(Workspace.folder)/\n"

  func state() throws -> State {
    if try session.isSetUp() { return .ready }
    // Tickets of ours stay after `--undo`.
    let paths = try session.foreignFiles()
    return paths.isEmpty ? .empty : .foreign(paths)
  }

  /// Says that there is nothing to do, and how to get what was asked for all the same.
  func sayReady(asked: String?) throws {
    let current = try session.settings().configuration.prefix
    if asked == nil || prefix == current {
      session.say("tickets are set up already")
    } else {
      session.say("tickets are set up already; the prefix is \(current)")
      session.say("to change it, edit prefix: in \(Self.configPath)")
    }
    printJSON(.unchanged, current)
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
    let ignoring = try ignoreChanges()
    let isIgnoreFileOurs = try isIgnoreFileCommitted()
    if isIgnoreFileOurs { changes += ignoring }
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
    let writer = Writer(session: session, options: writing, isSettingUp: true)
    let outcome = try writer.commit(
      CommitPlan(changes: changes, subject: "snag: \(what)", tickets: []))
    writer.say(outcome, what: what)
    if !isIgnoreFileOurs { try changeOwnIgnoreFile(ignoring, writing) }
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
    var ignoring: [FileChange] = []
    if let ignore = try repository.read(Self.ignorePath, from: .workTree) {
      ignoring = Self.withoutIgnoreLine(ignore)
    }
    let isIgnoreFileOurs = try isIgnoreFileCommitted()
    if isIgnoreFileOurs { changes += ignoring }
    for path in kept { session.say("\(path) was changed since and is kept") }
    let current = (try? session.settings())?.configuration.prefix ?? prefix
    guard !changes.isEmpty else {
      session.say("nothing of init's is here")
      return printJSON(.unchanged, current)
    }
    let writer = Writer(session: session, options: writing, isSettingUp: true)
    let what = "take back the set-up of tickets"
    let outcome = try writer.commit(
      CommitPlan(changes: changes, subject: "snag: \(what)", tickets: []))
    writer.say(outcome, what: what)
    if !isIgnoreFileOurs { try changeOwnIgnoreFile(ignoring, writing) }
    printJSON(outcome, current)
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

  private func ignoreChanges() throws -> [FileChange] {
    let repository = try session.repository()
    guard try repository.ignoresTickets() else { return [] }
    let line = Array(Self.ignoreLine.utf8)
    guard try repository.read(Self.ignorePath, from: .workTree) != nil else {
      return [.create(path: Self.ignorePath, bytes: line)]
    }
    return [
      .edit(path: Self.ignorePath) { bytes in
        bytes + (bytes.last.map { $0 == UInt8(ascii: "\n") } ?? true ? [] : [UInt8(ascii: "\n")])
          + line
      }
    ]
  }

  /// Whether `.gitignore` is in HEAD, or not there at all.
  private func isIgnoreFileCommitted() throws -> Bool {
    let repository = try session.repository()
    return try repository.read(Self.ignorePath, from: .revision("HEAD")) != nil
      || repository.read(Self.ignorePath, from: .workTree) == nil
  }

  /// Changes a `.gitignore` that the person has not committed; committing it would take their lines.
  private func changeOwnIgnoreFile(_ changes: [FileChange], _ writing: WriterOptions) throws {
    guard !changes.isEmpty else { return }
    let plan = CommitPlan(changes: changes, subject: "", tickets: [])
    _ = try session.repository().commit(plan, to: .workTreeOnly, isDryRun: writing.dryRun)
    if !writing.dryRun {
      session.say("\(Self.ignorePath) was changed, not committed: it was not committed before")
    }
  }

  private static func withoutIgnoreLine(_ bytes: [UInt8]) -> [FileChange] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasSuffix(ignoreLine) else { return [] }
    if text == ignoreLine { return [.delete(path: ignorePath)] }
    return [
      .edit(path: ignorePath) { bytes in
        let line = Array(ignoreLine.utf8)
        return bytes.suffix(line.count) == line[...] ? Array(bytes.dropLast(line.count)) : bytes
      }
    ]
  }

  // MARK: Adopting

  private func adopted() throws -> (result: ImportResult, changes: [FileChange]) {
    guard case .foreign(let paths) = try state() else {
      throw CommandError(
        "there are no tickets of tk in .tickets", code: "nothing-to-adopt",
        hint: "leave --adopt out", status: .usage)
    }
    let repository = try session.repository()
    let texts = try paths.compactMap { path in
      try repository.read(path, from: .workTree).map { (path: path, bytes: $0) }
    }
    let workflows = try builtInTemplates.filter {
      $0.set == team && $0.path.hasPrefix("workflows/")
    }
    .map { try Workflow(parsing: $0.text, path: "\(Workspace.folder)/\($0.path)") }
    let result = try importTickets(
      from: .tk, files: texts,
      ImportContext(
        workflows: WorkflowSet(workflows), now: session.context.now(),
        actor: try repository.actor()))
    let originals = Dictionary(uniqueKeysWithValues: texts.map { ($0.path, $0.bytes) })
    let changes = result.tickets.compactMap { ticket -> FileChange? in
      guard let old = originals[ticket.path] else { return nil }
      let new = ticket.draft.document().bytes
      return .edit(path: ticket.path) { bytes in
        guard bytes == old else {
          throw EditDoesNotApply("it differs from the work tree; commit or restore it first")
        }
        return new
      }
    }
    return (result, changes)
  }
}
