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
  @OptionGroup(title: "Options of a transition with a branch") var branching: BranchOptions
  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    try TransitionRun(
      writer: Writer(session: session, options: writing), request: .status(status),
      assignments: assignments, comment: try text.text(in: session), isInternal: `internal`,
      branching: branching
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
        cd "$(snag start sn-k7m --worktree)"
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
