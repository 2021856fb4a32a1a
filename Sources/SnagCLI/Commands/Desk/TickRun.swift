import TicketDesk
import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// One run of `tick`: which tickets something is to be done to, and the doing.
///
/// All tickets are asked by their rows; only those that something is to be done to are opened.
struct TickRun {
  private let writer: Writer
  private let runner: RuleRun
  private let text: String

  init(_ writer: Writer, query words: [String]) throws {
    self.writer = writer
    runner = try RuleRun(writer)
    text = queryText(of: words, try writer.session.vocabulary(runner.settings))
  }

  /// Carries everything out, in the order of the tickets' paths.
  ///
  /// - Returns: what was done, and what was refused.
  /// - Throws: `QueryError`, `ConfigurationError`, and what reading and committing throws.
  func run() throws -> [RuleRun.Deed] {
    let session = writer.session
    let rules = try session.rules(from: writer.source).rules(on: .time)
    let filter =
      text.isEmpty
      ? nil : try Query(parsing: text, session.vocabulary(runner.settings))
    let queries = rules.map(\.when) + (filter.map { [$0] } ?? [])
    let loaded = try session.repository().load(
      from: writer.source, detail: queries.contains(where: \.needsBody) ? .texts : .fields)
    session.warn(about: loaded.problems)
    let ground = try TickGround(
      writer, runner.settings, loaded.tickets.map(\.ticket), queries)
    let asked = try rules.map { ($0, try CompiledQuery($0.when, in: ground.world(as: nil))) }
    let wanted = try filter.map { try CompiledQuery($0, in: ground.world(as: nil)) }
    let levels = try TickEscalations(writer, runner.settings, ground)

    var deeds: [RuleRun.Deed] = []
    for ticket in loaded.tickets {
      if let wanted, !wanted.matches(ticket.ticket, body: { ticket.searchText }) { continue }
      var state = TicketAtHand(listed: ticket, writer: writer)
      if let deed = try wake(&state) { deeds.append(deed) }
      for (rule, query) in asked {
        guard try state.answers(query),
          let deed = try apply(rule, to: &state, ground)
        else { continue }
        deeds.append(deed)
      }
      for deed in try levels.escalate(&state, by: runner) { deeds.append(deed) }
    }
    return deeds
  }

  private func apply(
    _ rule: DeskRule, to state: inout TicketAtHand, _ ground: TickGround
  ) throws -> RuleRun.Deed? {
    let found = try state.open()
    let deed = try runner.carryOut(rule.actions, of: .init(rule: rule.name), on: found) { plan in
      if plan.changesTicket { return true }
      return try !rule.hasSpoken(
        of: found.ticket, found.document, body: { found.searchText },
        world: { try ground.world(as: $0) })
    }
    state.wasChanged(by: deed, runner)
    return deed
  }

  /// A ticket that waited until now goes on.
  private func wake(_ state: inout TicketAtHand) throws -> RuleRun.Deed? {
    let ticket = state.ticket
    let until = ticket.text(of: "wait_until")
    let now = writer.session.context.now()
    guard !until.isEmpty,
      runner.settings.workflows.category(type: ticket.type, status: ticket.status) == .waiting,
      Timestamp(until).map({ $0 <= now }) ?? CalendarDay(until).map({ $0 <= now.day }) ?? false,
      let edge = runner.settings.workflows.workflow(forType: ticket.type)?
        .wayOn(from: ticket.status)
    else { return nil }
    let found = try state.open()
    let deed = try runner.carryOut([.transition(edge.name)], of: .init(rule: "wake"), on: found)
    state.wasChanged(by: deed, runner)
    return deed
  }
}

extension Workflow {
  /// The edge by which a ticket that waits goes on: `resume`, or the only one into open work.
  fileprivate func wayOn(from status: String) -> Transition? {
    let edges = transitions(from: status).filter { edge in
      let category = edge.to.flatMap(self.status)?.category
      return category == .new || category == .active
    }
    return edges.first { $0.name == "resume" } ?? (edges.count == 1 ? edges[0] : nil)
  }
}

/// A ticket as it is after what was done to it already.
struct TicketAtHand {
  private let listed: LoadedTicket
  private let writer: Writer
  private var opened: FoundTicket?
  private var isChanged = false

  init(listed: LoadedTicket, writer: Writer) {
    self.listed = listed
    self.writer = writer
  }

  var ticket: Ticket { opened?.ticket ?? listed.ticket }

  /// Whether it answers a query now.
  mutating func answers(_ query: CompiledQuery) throws -> Bool {
    guard isChanged else { return query.matches(ticket) { listed.searchText } }
    let found = try open()
    return query.matches(found.ticket) { found.searchText }
  }

  /// The ticket with its text.
  mutating func open() throws -> FoundTicket {
    if let opened { return opened }
    let found = try writer.session.repository().find(listed.ticket.id.text, in: writer.source)
    opened = found
    return found
  }

  /// Forgets what was read when something was done.
  mutating func wasChanged(by deed: RuleRun.Deed?, _ run: RuleRun) {
    guard let deed else { return }
    run.say(deed)
    guard !deed.isRefused, !writer.options.dryRun else { return }
    opened = nil
    isChanged = true
  }
}

/// What queries are answered from, as of now or of an earlier time.
struct TickGround {
  private let writer: Writer
  private let settings: Settings
  let tickets: [Ticket]
  private let queries: [Query]
  private let changes: [String: Timestamp]
  private let now: Timestamp

  init(_ writer: Writer, _ settings: Settings, _ tickets: [Ticket], _ queries: [Query]) throws {
    self.writer = writer
    self.settings = settings
    self.tickets = tickets
    self.queries = queries
    now = writer.session.context.now()
    changes =
      queries.contains(where: \.needsChangeTimes)
      ? try writer.session.repository().changeTimes(in: writer.source) : [:]
  }

  /// Makes the world as of a time; nil is now.
  func world(as time: Timestamp?) throws -> QueryWorld {
    QueryWorld(
      tickets: queries.contains(where: \.needsAllTickets) ? tickets : [],
      workflows: settings.workflows,
      actor: queries.contains(where: \.needsActor) ? try writer.session.repository().actor() : "",
      now: time ?? now,
      withChildren: queries.contains(where: \.needsChildren), changed: changes)
  }
}
