import ArgumentParser
import TicketModel
import TicketQuery
import TicketStore

/// Shows tickets below each other.
struct TreeCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Show tickets below their parents, or below what waits for them.",
    discussion: """
      Without an id the whole forest: open tickets and the parents above them. With one, the ticket and \
      all that is below it, done or not. Behind a parent stands how many of all tickets below it are \
      done. What stands in two places is expanded in the first only; circles end where they close.

      In a pipe each ticket is a line: depth, id, priority, status, title, done/total and what is special \
      (seen, cycle, missing, +3 where --depth hides some), with tabs between. --json has the same lines in \
      the same order.

      EXAMPLES
        snag tree
        snag tree sn-k7m --depth 2
        snag tree sn-k7m --blockers    what it waits for, and what that waits for
        snag tree --blockers --mermaid > blockers.md
      """)

  @Argument(help: "The ticket's id, or a unique beginning of it.")
  var id: String?

  @Flag(help: "Below a ticket stands what it waits for (blocked_by).")
  var blockers = false

  @Flag(help: "Show tickets that are done, too.")
  var all = false

  @Option(help: ArgumentHelp("At most so many levels below the first.", valueName: "n"))
  var depth: Int?

  @Flag(help: "Print a mermaid diagram in Markdown; arrows lead to what stands below.")
  var mermaid = false

  @OptionGroup var origin: SourceOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if common.isJSON, mermaid { throw ValidationError("--json and --mermaid exclude each other") }
    if let depth, depth < 0 { throw ValidationError("--depth cannot be negative") }
  }

  func run(in session: Session) throws {
    let source = try session.source(origin)
    let settings = try session.readableSettings(from: source)
    let repository = try session.repository()
    let root = try id.map { try repository.find($0, in: source).ticket }
    let loaded = try repository.load(from: source)
    if !origin.isGiven { try session.warnOfForeignTickets() }
    session.warn(about: loaded.problems)

    let everything = loaded.tickets.map(\.ticket)
    let world = try session.world(blockers: everything, needsActor: false, settings: settings)
    let tickets = try CompiledQuery(Query(), in: world).sorted(everything)
    let tree = TicketTree(
      tickets, blockers ? .blockers : .children,
      where: all ? nil : { world.category(of: $0) != .done })
    let place = root.flatMap { root in tickets.firstIndex { $0.path == root.path } }
    let rows = place.map { tree.tree(of: $0, depth: depth) } ?? tree.forest(depth: depth)
    try print(
      TreeText(
        rows: rows, tickets: tickets,
        facts: TicketFacts(
          world: world, tickets: everything, settings: settings,
          changes: session.changeTimes(source))),
      loaded.problems, session)
  }

  private func print(_ text: TreeText, _ problems: [Problem], _ session: Session) throws {
    if common.isJSON {
      session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("tree")),
          ("field", .string((blockers ? FieldName.blockedBy : .parent).rawValue)),
          ("tickets", .array(try text.json(common))), ("problems", .array(problems.map(\.json))),
        ]))
    } else if mermaid {
      session.write(text.mermaid)
    } else if session.context.terminal.isOutput {
      if text.rows.isEmpty { session.say("no tickets to show") }
      session.write(text.drawn(width: session.context.terminal.width, session.style))
    } else {
      session.write(text.lines)
    }
  }
}
