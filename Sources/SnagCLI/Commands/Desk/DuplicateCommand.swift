import ArgumentParser
import TicketModel
import TicketStore

/// Ends a ticket because another one says the same.
struct DuplicateCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "duplicate",
    abstract: "End a ticket because another one says the same.",
    discussion: """
      One commit: the ticket takes its workflow's transition `duplicate` (or `close` or `cancel` \
      where there is none) with duplicate_of and resolution=duplicate; both get a comment that \
      names the other one; who reported it, asked for it or watches it watches the other one. \
      Comments on the ticket go to the other one from then on.

      EXAMPLES
        snag similar sn-k7m
        snag duplicate sn-k7m --of sn-z4n
        snag duplicate sn-k7m --of sn-z4n -m "Same stack trace."
      """)

  @Argument(
    help: """
      The ticket's id, or a unique beginning of it (by default the current branch's ticket); then \
      field=value for fields to set.
      """)
  var words: [String] = []

  @Option(help: "The ticket that says the same and is worked on.")
  var of: String?

  @Flag(help: "The comments are for the team only.")
  var `internal` = false

  @OptionGroup var text: MessageOptions
  @OptionGroup(title: "Options of a transition with a branch") var branching: BranchOptions
  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let writer = Writer(session: session, options: writing)
    let ids = words.prefix(1).filter { !$0.contains("=") }
    var assignments = Array(words.dropFirst(ids.count))
    let link = "\(FieldName.duplicateOf)="
    let target =
      of ?? assignments.last { $0.hasPrefix(link) }.map { String($0.dropFirst(link.count)) }
    guard let target, !target.isEmpty else {
      // The workflow says what is missing.
      return try TransitionRun(
        writer: writer, request: .verb("duplicate"), assignments: assignments,
        comment: text.text(in: session), isInternal: `internal`, branching: branching
      ).run(on: ids.first)
    }
    try common.checkFields(among: Writer.names)
    let found = try writer.find(ids.first)
    let other = try DuplicateTarget(writer: writer).end(of: target, from: found.ticket.id)
    assignments.removeAll { $0.hasPrefix(link) }
    if let first = try? writer.find(target).ticket.id, first != other.ticket.id {
      session.say("\(first) is a duplicate itself: of \(other.ticket.id)")
    }
    try join(found, to: other.ticket, assignments, writer)
  }

  private func join(
    _ found: FoundTicket, to other: Ticket, _ assignments: [String], _ writer: Writer
  ) throws {
    let session = writer.session
    let ticket = found.ticket
    let settings = try session.settings()
    var words = assignments + ["\(FieldName.duplicateOf)=\(other.id)"]
    let hasResolution =
      !ticket.text(of: .resolution).isEmpty || words.contains { $0.hasPrefix("resolution=") }
    if !hasResolution { words.append("resolution=duplicate") }
    let edits = try writer.edits(
      parsedAssignments(words, otherwise: "text of a comment goes behind -m"), of: ticket,
      extraFields: settings.configuration.fields)
    let message = try text.text(in: session).map { "\n\n\($0)" } ?? ""
    let here = "Duplicate of \(other.id): \(other.title)\(message)"
    let (closing, change) = try self.closing(found, edits, here, writer)
    let note = "\(ticket.id) says the same: \(ticket.title)\(message)\(requesterNote(ticket))"
    let plan = CommitPlan(
      changes: [
        .edit(path: ticket.path, closing),
        .edit(
          path: other.path,
          watchers(of: ticket, for: other).map { .add("watchers", $0) }
            + [.comment(try session.comment(note, isInternal: `internal`))]),
      ], subject: "\(ticket.id): \(change.what), duplicate of \(other.id)", body: ticket.title,
      tickets: [ticket.id.text, other.id.text])
    try writer.commit(plan, change)
    if settings.workflows.category(type: other.type, status: other.status) == .done {
      session.warn("\(other.id) is \(other.status); if it came back: snag reopen \(other.id)")
    }
  }

  /// The edits of the ticket that ends; one that is done already keeps its status.
  private func closing(
    _ found: FoundTicket, _ edits: [TicketEdit], _ comment: String, _ writer: Writer
  ) throws -> ([TicketEdit], Writer.Change) {
    let ticket = found.ticket
    let workflows = try writer.session.settings().workflows
    guard let workflow = workflows.workflow(forType: ticket.type) else {
      throw TransitionRefused.noWorkflow(type: ticket.type, known: workflows.types)
    }
    if workflow.status(ticket.status)?.category == .done {
      let comment = try writer.session.comment(comment, isInternal: `internal`)
      return (edits + [.comment(comment)], .staying(ticket))
    }
    let name =
      ["duplicate", "close", "cancel"].first { workflow.transition($0) != nil } ?? "duplicate"
    do {
      guard let edge = try workflow.edge(for: .verb(name), from: ticket.status) else {
        return (edits, .staying(ticket))
      }
      let run = TransitionRun(
        writer: writer, request: .verb(name), assignments: [], comment: comment,
        isInternal: `internal`)
      return (try run.edits(taking: edge, of: found, workflow, edits), .taking(edge, ticket))
    } catch let refusal as TransitionRefused {
      throw TicketTransitionRefused(id: ticket.id, refusal: refusal)
    }
  }

  /// Who wants to hear of a ticket and does not watch the other one yet.
  private func watchers(of ticket: Ticket, for other: Ticket) -> [String] {
    let known = Set(other.items(of: "watchers"))
    let names = ticket.items(of: "watchers") + [ticket.reporter, ticket.text(of: .requester)]
    return Set(names.filter { Handle($0) != nil }).subtracting(known).sorted()
  }

  /// A requester whose name is no handle cannot watch; so the comment says who it is.
  private func requesterNote(_ ticket: Ticket) -> String {
    let requester = ticket.text(of: .requester)
    return requester.isEmpty || Handle(requester) != nil ? "" : "\n\nRequester: \(requester)"
  }
}
