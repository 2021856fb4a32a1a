import ArgumentParser
import TicketDocument
import TicketImport
import TicketModel
import TicketStore

extension ForeignTracker: ExpressibleByArgument {}

/// Takes tickets over from another tracker.
struct ImportCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take over tickets of another tracker.",
    discussion: """
      Tickets keep their ids and say where they came from in imported_from; a ticket that was \
      imported before is left alone, so the command can be run again. What has no place in a Snag \
      ticket is kept as a key of its own and reported.

      tk: its .tickets directory. beads: issues.jsonl. backlog-md: its backlog directory.

      EXAMPLES
        snag import beads .beads/issues.jsonl --dry-run
        snag import backlog-md backlog
      """)

  @Argument(help: "tk, beads or backlog-md.")
  var system: ForeignTracker

  @Argument(help: "The file or directory to read.", completion: .file())
  var path: String

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let repository = try session.repository()
    try session.requireSetUp()
    let settings = try session.settings()
    guard !settings.workflows.workflows.isEmpty else { throw NoTickets() }
    try refuseOwnFolder(session)
    let files = try ForeignFiles.read(path, of: system, session)
    let existing = try repository.load().tickets.map(\.ticket)
    let result = try importTickets(
      from: system, files: files,
      ImportContext(
        workflows: settings.workflows, now: session.context.now(), actor: try repository.actor(),
        known: Set(existing.map { $0.text(of: .importedFrom) })))
    let taken = Set(existing.map(\.id))
    let new = result.tickets
    if let clash = new.first(where: { taken.contains($0.draft.id) }) {
      throw CommandError(
        "\(clash.source): the id \(clash.draft.id) belongs to another ticket here",
        code: "exists", hint: "nothing was imported; give that ticket another id first",
        status: .refused)
    }
    let report = ImportReport(result: result)
    guard !new.isEmpty else {
      session.say("nothing new: \(plural(report.skipped, "ticket")) imported before")
      return try print(report, imported: 0, session)
    }
    let sharded = try repository.shardsNewTickets() || isLarge(new.count + existing.count, settings)
    let changes = new.map { ticket in
      FileChange.create(
        path: "\(Workspace.folder)/"
          + ticket.draft.id.fileName(title: ticket.draft.title, isSharded: sharded),
        bytes: ticket.draft.document().bytes)
    }
    let what = "import \(plural(new.count, "ticket")) from \(system.rawValue)"
    let writer = Writer(session: session, options: writing)
    writer.say(
      try writer.commit(CommitPlan(changes: changes, subject: what, tickets: [])), what: what)
    try print(report, imported: new.count, session)
  }

  /// The tickets of this repository are here already.
  private func refuseOwnFolder(_ session: Session) throws {
    guard let root = try session.repository().root,
      let own = Files.resolved("\(root)/\(Workspace.folder)"),
      let named = Files.resolved(path.hasPrefix("/") ? path : "\(session.directory)/\(path)"),
      named == own || named.hasPrefix("\(own)/")
    else { return }
    throw CommandError(
      "\(path) belongs to this repository's own tickets, which are already here",
      code: "own-tickets",
      hint: "a folder that tk wrote is taken over by `snag init --adopt`, before any other set-up",
      status: .refused)
  }

  /// An import of thousands goes into shards from the start.
  private func isLarge(_ count: Int, _ settings: Settings) -> Bool {
    settings.configuration.layout == .auto && count > Configuration.Layout.flatLimit
  }

  private func print(_ report: ImportReport, imported: Int, _ session: Session) throws {
    if common.isJSON {
      session.print(report.json(imported: imported))
    } else {
      session.print("imported\t\(imported)")
      session.print("skipped\t\(report.skipped)")
      session.write(report.text)
    }
  }
}

/// The files of another tracker.
enum ForeignFiles {
  /// Reads one file, or every regular file below a directory, in the order of their paths.
  static func read(
    _ path: String, of system: ForeignTracker, _ session: Session
  ) throws -> [(path: String, bytes: [UInt8])] {
    let absolute = path.hasPrefix("/") ? path : "\(session.directory)/\(path)"
    switch Files.kind(of: absolute) {
    case .directory?:
      // A folder of ours that is named here holds templates and workflows beside the tickets.
      let names = system == .tk ? Workspace.reservedNames : []
      return try files(below: absolute, named: path, except: names)
    case nil:
      throw CommandError(
        "no file or directory \(path)", code: "file",
        hint: "name what the other tracker wrote: see `snag import --help`", status: .usage)
    default: return [(path, try session.readBytes(path))]
    }
  }

  private static func files(
    below directory: String, named name: String, except names: Set<String> = []
  ) throws -> [(path: String, bytes: [UInt8])] {
    let entries = try Files.list(directory) ?? []
    return try entries.filter { !names.contains($0.name) }.sorted { $0.name < $1.name }
      .flatMap { entry in
        let absolute = "\(directory)/\(entry.name)"
        switch entry.kind {
        case .file: return [("\(name)/\(entry.name)", try Files.read(absolute))]
        case .directory: return try files(below: absolute, named: "\(name)/\(entry.name)")
        case .symbolicLink, .other: return []
        }
      }
  }
}

/// What an import did and what it could not map.
struct ImportReport {
  let result: ImportResult

  /// How many tickets were imported before.
  var skipped: Int { result.skipped }

  var text: String {
    let summary = result.summary.sorted { $0.key < $1.key }.map {
      "\(safeCell($0.key))\t\($0.value)\n"
    }
    let notes = result.notes.map { note in
      "\(note.severity.rawValue)\t\(safeCell(note.source))\t\(safeCell(note.message))\n"
    }
    return (summary + notes).joined()
  }

  func json(imported: Int) -> JSON {
    .object([
      ("schema", .number(1)), ("kind", .string("import")), ("imported", .number(imported)),
      ("skipped", .number(skipped)),
      (
        "summary",
        .object(result.summary.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
      ),
      (
        "notes",
        .array(
          result.notes.map {
            .object([
              ("source", .string($0.source)), ("severity", .string($0.severity.rawValue)),
              ("message", .string($0.message)),
            ])
          })
      ),
    ])
  }
}
