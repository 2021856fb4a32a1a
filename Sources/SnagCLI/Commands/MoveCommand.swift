import ArgumentParser
import TicketModel
import TicketStore

/// Moves a ticket to a status.
struct MoveCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Move a ticket to a status of its workflow.",
    discussion: """
      Takes the one transition that leads there. Each transition is also a verb of its own: \
      `snag start sn-k7m`.

      EXAMPLES
        snag move sn-k7m in-progress
        snag move sn-k7m done resolution=fixed -m "Fixed in 1.2."
      """)

  @Argument(help: "The ticket's id, or a unique beginning of it.")
  var id: String

  @Argument(help: "The status to move it to.")
  var status: String

  @Argument(help: "Fields to set with the transition: field=value.")
  var assignments: [String] = []

  @Flag(help: "The comment is for the team only.")
  var `internal` = false

  @OptionGroup var text: MessageOptions
  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    try TransitionRun(
      writer: Writer(session: session, options: writing), request: .status(status),
      assignments: assignments, comment: try text.text(in: session), isInternal: `internal`
    ).run(on: id)
  }
}

/// Takes a transition by its name; `snag start` arrives here as `snag transition start`.
struct TransitionCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "transition",
    abstract: "Take a transition of a ticket's workflow by its name.",
    discussion: """
      `snag NAME ID` is short for `snag transition NAME ID`. Without an id, the ticket that the \
      current branch is named after.

      EXAMPLES
        snag start sn-k7m
        snag done sn-k7m resolution=fixed -m "Fixed in 1.2."
      """,
    shouldDisplay: true)

  @Argument(help: "The transition's name.")
  var name: String

  @Argument(help: "The ticket's id, then field=value for fields to set with the transition.")
  var words: [String] = []

  @Flag(help: "The comment is for the team only.")
  var `internal` = false

  @OptionGroup var text: MessageOptions
  @OptionGroup(title: "Options of a transition with a branch") var branching: BranchOptions
  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    try refuseUnknownVerb(name, session)
    let ids = words.prefix(1).filter { !$0.contains("=") }
    try TransitionRun(
      writer: Writer(session: session, options: writing), request: .verb(name),
      assignments: Array(words.dropFirst(ids.count)), comment: try text.text(in: session),
      isInternal: `internal`, branching: branching
    ).run(on: ids.first)
  }
}

/// A word that no workflow here knows is a mistyped verb.
func refuseUnknownVerb(_ name: String, _ session: Session) throws {
  let workflows = Result { try session.settings().workflows }
  let transitions = (try? workflows.get())?.verbs ?? []
  guard !transitions.contains(name) else { return }
  let nearest = nearestNames(to: name, among: transitions + SnagCommand.verbNames)
  if nearest.isEmpty, transitions.isEmpty {
    // It may well be a transition; what is missing are the workflows.
    _ = try workflows.get()
    throw NoTickets()
  }
  throw CommandError(
    "unknown verb \(name)", code: "unknown-verb",
    hint: nearest.first.map { "did you mean `snag \($0)`?" } ?? "`snag --help` lists the verbs",
    candidates: nearest, status: .usage)
}

/// One transition of one ticket, as one commit.
struct TransitionRun {
  let writer: Writer
  let request: TransitionRequest
  let assignments: [String]
  let comment: String?
  let isInternal: Bool
  var branching = BranchOptions.none

  func run(on id: String?) throws {
    let session = writer.session
    try session.common.checkFields(among: Writer.names)
    let settings = try session.settings()
    let found = try writer.find(id)
    let ticket = found.ticket
    if let comment, comment.allSatisfy(\.isWhitespace) {
      throw CommandError(
        "the comment is empty", code: "usage", hint: "write one behind -m, or leave it out",
        status: .usage)
    }
    guard let workflow = settings.workflows.workflow(forType: ticket.type) else {
      throw TransitionRefused.noWorkflow(type: ticket.type, known: settings.workflows.types)
    }
    let edits = try writer.edits(
      parsedAssignments(
        assignments, otherwise: "text of a comment goes behind -m, one ticket at a time"),
      of: ticket, extraFields: settings.configuration.fields)
    try refuseTransitionAsStatus(ticket, workflow)
    if let begun = workflow.beginning(for: request, from: ticket.status) {
      return try begin(found, begun, workflow, edits)
    }
    try refuseBranchOptions(workflow)
    do {
      guard let edge = try workflow.edge(for: request, from: ticket.status) else {
        return try reportAlreadyThere(ticket, edits, .staying(ticket))
      }
      try writer.apply(
        try self.edits(taking: edge, of: ticket, workflow, edits), to: ticket,
        .moving(ticket, to: edge.to))
    } catch let refusal as TransitionRefused {
      throw TicketTransitionRefused(id: ticket.id, refusal: refusal)
    }
  }

  /// All edits of taking an edge, the given ones among them.
  func edits(
    taking edge: Workflow.Transition, of ticket: Ticket, _ workflow: Workflow,
    _ edits: [TicketEdit]
  ) throws -> [TicketEdit] {
    let session = writer.session
    let move = Workflow.Move(
      actor: try session.repository().actor(), time: session.context.now(), edits: edits,
      comment: try comment.map { try session.comment($0, isInternal: isInternal) })
    return try workflow.edits(taking: edge, of: ticket, move)
  }

  /// `move ID reopen` names a transition where a status is meant.
  private func refuseTransitionAsStatus(_ ticket: Ticket, _ workflow: Workflow) throws {
    guard case .status(let name) = request, workflow.status(name) == nil,
      workflow.transition(name) != nil
    else { return }
    throw CommandError(
      "\(name) is a transition, not a status", code: "unknown-status",
      hint: "snag \(name) \(ticket.id)", status: .usage)
  }

  /// Being there already is success without a commit; but fields to set are not to be lost.
  func reportAlreadyThere(
    _ ticket: Ticket, _ edits: [TicketEdit], _ change: Writer.Change
  ) throws {
    try refuseChangesInPlace(ticket, edits)
    let repository = try writer.session.repository()
    // The command that moved it there may have been killed before its commit.
    let repairs = repository.isInterrupted ? try repository.repairInterruptedCommit() : []
    for repair in repairs { writer.session.say(repair) }
    writer.session.say("\(ticket.id) is already \(ticket.status)")
    writer.report(.unchanged, change)
  }

  func refuseChangesInPlace(_ ticket: Ticket, _ edits: [TicketEdit]) throws {
    guard edits.isEmpty, comment == nil else {
      throw CommandError(
        "\(ticket.id) is already \(ticket.status); nothing was changed", code: "already-there",
        hint: "use `snag edit` for fields and `snag comment` for comments", status: .refused)
    }
  }
}

extension Writer.Change {
  /// A ticket's way to another status.
  static func moving(_ ticket: Ticket, to status: String) -> Writer.Change {
    Writer.Change(
      id: ticket.id, what: "\(ticket.status) -> \(status)", from: ticket.status, to: status)
  }

  /// A ticket that keeps its status.
  static func staying(_ ticket: Ticket) -> Writer.Change { moving(ticket, to: ticket.status) }
}

/// A refused transition and the ticket it was meant for.
struct TicketTransitionRefused: Error {
  let id: TicketID
  let refusal: TransitionRefused
}
