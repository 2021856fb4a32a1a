import ArgumentParser
import TicketDocument
import TicketModel
import TicketStore

/// Changes fields of a ticket, or its whole text in an editor.
struct EditCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change fields of a ticket, or edit its text.",
    discussion: """
      Without assignments your editor opens on the file; what you save is checked and committed.
      field=value sets, field+=item and field-=item change a list, field= unsets. The status moves \
      by transitions: see `snag move`.

      EXAMPLES
        snag edit sn-k7m priority=P1 labels+=auth,regression assignee=ada
        snag edit sn-k7m milestone=
        snag edit sn-k7m
      """)

  @Argument(
    help: """
      The ticket's id, or a unique beginning of it (by default the current branch's ticket); then \
      field=value, field+=item, field-=item.
      """)
  var words: [String] = []

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let writer = Writer(session: session, options: writing)
    let ids = words.prefix(1).filter { !$0.contains("=") }
    let assignments = Array(words.dropFirst(ids.count))
    let found = try writer.find(ids.first)
    if assignments.isEmpty { return try TextEdit(writer: writer, found: found).run() }

    let settings = try session.settings()
    let extra =
      settings.configuration.fields
      + found.document.entries.map(\.key).filter {
        FieldSchema.field(FieldName(rawValue: $0)) == nil
      }
    let edits = try writer.edits(
      parsedAssignments(assignments, otherwise: "write field=value, field+=item or field-=item"),
      of: found.ticket, extraFields: extra)
    try checkType(edits, found.ticket, settings)
    try writer.apply(
      edits, to: found.ticket,
      .init(id: found.ticket.id, what: assignments.joined(separator: " ")))
  }

  /// A new type must have a workflow that knows the ticket's status.
  private func checkType(_ edits: [TicketEdit], _ ticket: Ticket, _ settings: Settings) throws {
    for case .set(.type, let type) in edits {
      guard let workflow = settings.workflows.workflow(forType: type) else {
        throw CommandError(
          "no workflow governs type \(type)", code: "unknown-type",
          hint: "types here: \(settings.workflows.types.joined(separator: ", "))", status: .usage)
      }
      guard workflow.status(ticket.status) != nil else {
        throw CommandError(
          "workflow \(workflow.name) has no status \(ticket.status)", code: "unknown-status",
          hint:
            "move the ticket to one of \(workflow.statuses.map(\.name).joined(separator: ", ")) "
            + "first", status: .refused)
      }
    }
  }
}

/// `edit` without assignments: the ticket in the person's editor.
private struct TextEdit {
  let writer: Writer
  let found: FoundTicket

  func run() throws {
    let session = writer.session
    guard session.isInteractive else {
      throw CommandError(
        "nothing to change, and no terminal for an editor", code: "usage",
        hint: "snag edit \(found.ticket.id) field=value", status: .usage)
    }
    let repository = try session.repository()
    let old = found.document.bytes
    let (bytes, path) = try edited(old, repository)
    do {
      try check(bytes)
      let plan = CommitPlan(
        changes: [.edit(path: found.ticket.path) { try replaced($0, old: old, new: bytes) }],
        subject: "\(found.ticket.id): edited", body: found.ticket.title,
        tickets: [found.ticket.id.text])
      try writer.commit(plan, .init(id: found.ticket.id, what: "edited"))
    } catch {
      let kept = shortened(path, session)
      session.warn("nothing was changed; your text is kept in \(kept)")
      if let root = repository.root {
        let file = shortened("\(Files.resolved(root) ?? root)/\(found.ticket.path)", session)
        session.warn("to go on with it: cp \(kept) \(file), and `snag check` says what is wrong")
      }
      throw error
    }
    try Files.delete(path)
  }

  private func edited(
    _ old: [UInt8], _ repository: TicketRepository
  ) throws -> (bytes: [UInt8], path: String) {
    do {
      return try repository.editedInEditor(old, name: "EDIT-\(found.ticket.id).md")
    } catch let error as ProgramError {
      throw CommandError(
        "the editor \(error.program) failed with status \(error.status)", code: "program",
        hint: "nothing was changed; git config core.editor names another editor")
    }
  }

  /// Relative to the person's directory, when it is below that.
  private func shortened(_ path: String, _ session: Session) -> String {
    let directory = Files.resolved(session.directory) ?? session.directory
    return path.hasPrefix("\(directory)/") ? String(path.dropFirst(directory.count + 1)) : path
  }

  /// Refuses what would not be a ticket, or another one.
  private func check(_ bytes: [UInt8]) throws {
    let path = found.ticket.path
    let settings = try writer.session.settings()
    do {
      let document = try TicketDocument(parsing: bytes)
      let ticket = try Ticket(document, path: path)
      guard ticket.id == found.ticket.id, ticket.created == found.ticket.created else {
        throw CommandError(
          "id and created never change", code: "immutable-field",
          hint: "leave these two lines as they were", status: .refused)
      }
      let approvals = Set(found.ticket.items(of: .approvals))
      try writer.checkApprovals(
        ticket.items(of: .approvals).filter { !approvals.contains($0) }, of: ticket)
      let known = Set(
        TicketCheck(workflows: settings.workflows).problems(in: found.ticket, found.document)
          .map(\.message))
      for problem in TicketCheck(workflows: settings.workflows).problems(in: ticket, document)
      where problem.severity == .error && !known.contains(problem.message) {
        throw TicketFileRefused(problem: problem)
      }
    } catch let error as DocumentError {
      throw TicketFileRefused(problem: Problem(error, path: path))
    } catch let error as TicketUnreadable {
      throw TicketFileRefused(problem: Problem(error, path: path))
    }
  }

  private func replaced(_ bytes: [UInt8], old: [UInt8], new: [UInt8]) throws -> [UInt8] {
    guard bytes == old else {
      throw EditDoesNotApply("it differs from the text you edited; commit your changes first")
    }
    return new
  }
}
