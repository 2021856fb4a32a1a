import ArgumentParser
import TicketDesk
import TicketModel
import TicketStore

/// Puts a ticket aside until something comes, or until a time.
struct WaitCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Put a ticket aside: what or whom it waits for, and until when.",
    discussion: """
      Takes the workflow's transition `wait`; a ticket that waits already gets the new reason and \
      time. Until then `snag list is:snoozed` has it; afterwards is:woken and the overview do.

      EXAMPLES
        snag wait sn-k7m --for "the customer's log" -m "Could you send us the log?"
        snag wait sn-k7m --for parts --until 3d
        snag wait sn-k7m --until 2026-12-01
      """)

  @Argument(
    help: """
      The ticket's id, or a unique beginning of it (by default the current branch's ticket); then \
      field=value for fields to set.
      """)
  var words: [String] = []

  @Option(name: .customLong("for"), help: "What or whom it waits for.")
  var reason: String?

  @Option(help: "When to look at it again: 12h, 3d, 2w, a day or a time.")
  var until: String?

  @Flag(help: "The comment is for the team only.")
  var `internal` = false

  @OptionGroup var text: MessageOptions
  @OptionGroup(title: "Options of a transition with a branch") var branching: BranchOptions
  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let writer = Writer(session: session, options: writing)
    let ids = words.prefix(1).filter { !$0.contains("=") }
    let assignments = try Array(words.dropFirst(ids.count)) + givenFields(session)
    let found = try writer.find(ids.first)
    let ticket = found.ticket
    let comment = try text.text(in: session)
    let workflow = try session.settings().workflows.workflow(forType: ticket.type)
    if let workflow, workflow.status(ticket.status)?.category == .waiting,
      workflow.transition("wait")?.from.contains(ticket.status) != true,
      !assignments.isEmpty || comment != nil
    {
      return try waitOn(found, assignments, comment, writer)
    }
    try TransitionRun(
      writer: writer, request: .verb(verb(for: ticket, workflow)), assignments: assignments,
      comment: comment, isInternal: `internal`, branching: branching
    ).run(on: ticket.id.text)
  }

  private func givenFields(_ session: Session) throws -> [String] {
    let reason = try reason.map { reason in
      guard !reason.allSatisfy(\.isWhitespace) else {
        throw CommandError(
          "--for is empty", code: "usage", hint: "say what or whom the ticket waits for",
          status: .usage)
      }
      return "waiting_for=\(reason)"
    }
    let wake = try until.map { "wait_until=\(try time($0, session))" }
    return [reason, wake].compactMap(\.self)
  }

  private func time(_ text: String, _ session: Session) throws -> Timestamp {
    do {
      return try WakeTime(parsing: text, now: session.context.now()).time
    } catch {
      let message =
        switch error {
        case .malformed: "\(text) is no time to wait until"
        case .past(let time): "\(time) has passed"
        }
      throw CommandError(
        message, code: "usage", hint: "write 12h, 3d, 2w, or a day such as 2026-12-01",
        status: .usage)
    }
  }

  /// `wait`, or the one other transition that leads from here to a status that asks what it waits for.
  private func verb(for ticket: Ticket, _ workflow: Workflow?) -> String {
    guard let workflow, workflow.transition("wait") == nil else { return "wait" }
    let others = workflow.transitions(from: ticket.status).filter { edge in
      edge.to.flatMap(workflow.status)?.requires.contains("waiting_for") == true
    }
    return others.count == 1 ? others[0].name : "wait"
  }

  /// Changes what a ticket that waits already waits for.
  private func waitOn(
    _ found: FoundTicket, _ assignments: [String], _ comment: String?, _ writer: Writer
  ) throws {
    let settings = try writer.session.settings()
    var edits = try writer.edits(
      parsedAssignments(assignments, otherwise: "write field=value"), of: found.ticket,
      extraFields: settings.configuration.fields)
    if let comment {
      edits.append(.comment(try writer.session.comment(comment, isInternal: `internal`)))
    }
    let fields = assignments.joined(separator: " ")
    try writer.apply(
      edits + [.expectStatus(found.ticket.status)], to: found.ticket,
      .init(
        id: found.ticket.id, what: fields.isEmpty ? "goes on waiting" : "waiting \(fields)",
        from: found.ticket.status, to: found.ticket.status))
  }
}
