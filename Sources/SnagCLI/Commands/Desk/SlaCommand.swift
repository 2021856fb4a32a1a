import ArgumentParser
import TicketDesk
import TicketModel
import TicketQuery
import TicketStore

/// Lists running service levels, what is due first at the top.
struct SlaCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "sla",
    abstract: "List the running clocks of service levels, nearest due first.",
    discussion: """
      EXAMPLES
        snag sla
        snag sla queue:network priority:<=P2
        snag sla is:breached --json
        snag sla --check                 exits 1 when a clock is breached, for cron and CI
        snag sla --at 2026-11-01         how it stood then

      Policies and calendars are in .tickets/sla.yml. A clock is ok, at risk, breached or paused; \
      remaining is working time, with a minus when it is over. In a pipe: id, priority, clock, \
      standing, due, remaining, title, with tabs between.

      --json has for each ticket all its clocks, also those that are over: clock, policy, state (ok, \
      at-risk, breached, paused, met, missed), target, elapsed and remaining in working seconds, due, \
      started, stopped, cycle. With a date for --at the clocks are read at that time too.
      """)

  @Argument(help: "Terms of a query; without one, open tickets.")
  var query: [String] = []

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional, help: "At most so many clocks.")
  var limit: Int?

  @Flag(help: "Exit 1 when a clock is breached.")
  var check = false

  @OptionGroup var origin: SourceOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative") }
  }

  func run(in session: Session) throws {
    try common.checkFields(among: SlaText.names)
    let source = try session.source(origin)
    let settings = try session.readableSettings(from: source)
    let known = try session.vocabulary(settings)
    let text = queryText(of: query, known)
    let early = try? Query(parsing: text, known)
    let detail: LoadDetail = early.map { $0.needsBody ? .texts : .fields } ?? .texts
    let loaded = try session.repository().load(from: source, detail: detail)
    if !origin.isGiven { try session.warnOfForeignTickets() }
    session.warn(about: loaded.problems)

    let tickets = loaded.tickets.map(\.ticket)
    let vocabulary = try session.vocabulary(settings, of: tickets)
    let query = try early ?? Query(parsing: text, vocabulary)
    let desk = try session.desk(from: source, vocabulary)
    if desk.serviceLevels.policies.isEmpty {
      session.say("no policies in .tickets/sla.yml; `snag help sla` tells what they are for")
    }
    session.warn(about: desk.warnings)
    var world = try session.world(
      blockers: tickets, needsActor: query.needsActor, withChildren: query.needsChildren,
      changes: query.needsChangeTimes ? session.changeTimes(source) : nil, settings: settings)
    let figures = try ServiceFigures(desk.serviceLevels, in: world, staff: settings.staff)
    world.service = { figures.facts(of: $0) }
    let compiled = try CompiledQuery(query, in: world)
    let rows = loaded.tickets.compactMap { loaded -> SlaText.Row? in
      guard compiled.matches(loaded.ticket, body: { loaded.searchText }),
        let (policy, clocks) = figures.clocks(of: loaded.ticket)
      else { return nil }
      return SlaText.Row(ticket: loaded.ticket, policy: policy.name, clocks: clocks)
    }
    try print(SlaText(rows: rows, now: figures.now, limit: limit), loaded.problems, session)
  }

  private func print(_ text: SlaText, _ problems: [Problem], _ session: Session) throws {
    if common.isJSON {
      session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("sla")),
          ("now", .string(text.now.description)), ("tickets", .array(text.json(common))),
          ("problems", .array(problems.map(\.json))),
        ]))
    } else if session.context.terminal.isOutput {
      if text.clocks.isEmpty { session.say("no clock is running") }
      session.write(text.table(width: session.context.terminal.width, session.style))
    } else {
      session.write(text.lines)
    }
    let breached = text.breachedCount
    if check, breached > 0 {
      session.say("\(plural(breached, "clock")) breached")
      throw ExitStatus.failure
    }
  }
}
