import TicketDesk
import TicketModel
import TicketQuery
import TicketStore

/// A report with what it was asked about.
struct ReportAnswer {
  let report: Report
  let request: ReportRequest
  /// The query as it was typed; "" for all tickets.
  let query: String
  /// The field that tickets were grouped by.
  let field: String?
  let problems: [Problem]

  /// The chart, with the query and the period below its title.
  var chart: Chart { report.chart(subtitle: subject) }

  /// The tickets and the period in words.
  var subject: String {
    let what = query.isEmpty ? "all tickets" : query
    let last = report.period.end.adding(seconds: -1).day
    let asOf = request.asOf
    switch report.kind {
    case .backlog, .workload: return "\(what), as of \(asOf)"
    default:
      let start = report.period.start ?? report.scale.parts.first?.lowerBound
      return start.map { "\(what), \($0.day) to \(last)" } ?? "\(what), to \(last)"
    }
  }
}

/// Collects what a report is made of.
struct ReportRun {
  let session: Session
  var request: ReportRequest
  let command: ReportCommand

  /// Reads the tickets and reckons the report up.
  func answer() throws -> ReportAnswer {
    let settings = try session.readableSettings()
    let vocabulary = try session.vocabulary(settings)
    let text = queryText(of: command.query, vocabulary)
    let early = try? Query(parsing: text, vocabulary)
    let needsText = early?.needsBody ?? true
    let loaded = try session.repository().load(
      from: .workTree, detail: needsText ? .texts : .fields)
    try session.warnOfForeignTickets()
    session.warn(about: loaded.problems)

    let tickets = loaded.tickets.map(\.ticket)
    let query = try early ?? Query(parsing: text, session.vocabulary(settings, of: tickets))
    session.warnOfUnknownValues(in: query, among: tickets, settings)
    let changes = session.changeTimes(.workTree)
    var world = try session.world(
      blockers: query.needsAllTickets ? tickets : [], needsActor: query.needsActor,
      withChildren: query.needsChildren, changes: query.needsChangeTimes ? changes : nil,
      settings: settings)
    if query.needsServiceLevels {
      world = try session.withClocks(world, from: .workTree, settings, tickets)
    }
    let compiled = try CompiledQuery(query, in: world, ofAnyStatus: true)
    let matches = loaded.tickets.filter { loaded in
      compiled.matches(loaded.ticket) { loaded.searchText }
    }.map(\.ticket)
    let facts = TicketFacts(world: world, tickets: tickets, settings: settings, changes: changes)
    return try answer(about: matches, facts, settings, loaded.problems)
  }

  private func answer(
    about tickets: [Ticket], _ facts: TicketFacts, _ settings: Settings, _ problems: [Problem]
  ) throws -> ReportAnswer {
    var request = request
    let levels = try serviceLevels(settings)
    request.workingSeconds = try workingTime(levels)
    let subjects = try reportTickets(tickets, facts, levels, staff: settings.staff)
    guard let report = ReportMaker(request, subjects)?.report() else {
      throw CommandError(
        "the period has more than \(ReportScale.mostParts) parts", code: "bad-period",
        hint: "give a longer --every, or --since", status: .usage)
    }
    return ReportAnswer(
      report: report, request: request,
      query: command.query.map(ArgumentRewriting.unmarked).joined(separator: " "), field: field,
      problems: problems)
  }

  /// The field that tickets are grouped by.
  private var field: String? { command.by ?? (request.kind == .workload ? "assignee" : nil) }

  private func reportTickets(
    _ tickets: [Ticket], _ facts: TicketFacts, _ levels: ServiceLevels?, staff: Set<String>
  ) throws -> [ReportTicket] {
    let column = try field.map { try TicketColumn($0, extraFields: facts.extraFields) }
    var kinds = StatusKinds(facts.world.workflows)
    let needsReplies = [.times, .fcr, .sla].contains(request.kind)
    let choice =
      request.kind == .sla ? try levels.map { try PolicyChoice($0, in: facts.world) } : nil
    return tickets.compactMap { ticket in
      guard var subject = ReportTicket(ticket, &kinds, asOf: request.asOf) else { return nil }
      if let column { subject.keys = column.keys(for: ticket, facts) }
      if needsReplies,
        let events = TicketEvents(
          ticket, workflows: facts.world.workflows, staff: staff)
      {
        subject.take(events, asOf: request.asOf)
        if let policy = choice?.policy(for: ticket) {
          subject.clocks =
            TicketClocks(events, under: policy, priority: ticket.priority, now: request.asOf).all
        }
      }
      return subject
    }
  }

  // MARK: Calendars

  /// What `sla.yml` says, where the report goes by it.
  private func serviceLevels(_ settings: Settings) throws -> ServiceLevels? {
    guard request.kind == .sla || command.calendar != nil else { return nil }
    let levels = try session.desk(from: .workTree, session.vocabulary(settings)).serviceLevels
    if levels.policies.isEmpty, request.kind == .sla {
      let path = "\(Workspace.folder)/\(DeskFile.serviceLevels.rawValue)"
      throw CommandError(
        "there are no service levels here: no policies in \(path)", code: "no-service-levels",
        hint: "write calendars and policies into \(path)")
    }
    return levels
  }

  private func workingTime(
    _ levels: ServiceLevels?
  ) throws -> (@Sendable (Timestamp, Timestamp) -> Int64)? {
    guard let name = command.calendar, let levels else { return nil }
    guard let calendar = levels.calendars[name] else {
      let names = levels.calendars.keys.sorted()
      throw CommandError(
        "no calendar \(name)", code: "unknown-calendar",
        hint: names.isEmpty ? "sla.yml has none" : "there are \(names.joined(separator: ", "))",
        candidates: nearestNames(to: name, among: names), status: .usage)
    }
    return { calendar.openSeconds(from: $0, to: $1) }
  }
}
