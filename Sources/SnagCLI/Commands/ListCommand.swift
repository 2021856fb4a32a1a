import ArgumentParser
import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// Lists tickets that answer a query.
struct ListCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List tickets that answer a query.",
    discussion: """
      Terms are joined by AND, a comma means OR inside one field, a leading - negates. Without is: \
      or status: open tickets are meant. Words match title, body and id.

      is: open closed ready blocked mine waiting overdue conflicted; has:FIELD and no:FIELD; \
      priority:<=P2; created:>2026-11-01 updated:<7d; sort:created-desc. A view saved in \
      .tickets/config.yml is @name.

      EXAMPLES
        snag list is:ready label:auth,ui -label:wontfix
        snag list assignee:@me sort:priority "refresh token"
        snag list is:closed updated:<7d --columns id,title,resolution
        snag list --json=id,title | jq -r '.tickets[].title'
        snag list --all-branches is:open
        snag list --at @today-2w is:open    what was open two weeks ago
      """,
    aliases: ["ls"])

  @Argument(help: "Terms of the query.")
  var query: [String] = []

  @Option(
    help: ArgumentHelp("Sort by this field; a trailing -desc turns it around.", valueName: "field"))
  var sort: String?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional, help: "At most so many tickets.")
  var limit: Int?

  @Option(help: "Columns to print, with commas between.")
  var columns: String?

  @Option(help: "Print each ticket by a format such as '%(id)%x09%(title)'.")
  var format: String?

  @OptionGroup var origin: SourceOptions

  @Flag(
    help: "List what all branches say, here and remote-tracking; WHERE names those that know more.")
  var allBranches = false

  @Flag(name: .customShort("z"), help: "End each ticket with a NUL byte instead of a line feed.")
  var endsWithNUL = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if common.isJSON, format != nil || columns != nil {
      throw ValidationError(
        "--json and \(format == nil ? "--columns" : "--format") exclude each other")
    }
    if format != nil, columns != nil {
      throw ValidationError("--format and --columns exclude each other")
    }
    if allBranches, origin.isGiven {
      throw ValidationError("--all-branches and --at or --staged exclude each other")
    }
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative") }
  }

  func run(in session: Session) throws {
    let source = try session.source(origin)
    let settings = try session.readableSettings(from: source)
    // A view is part of the question, so it is today's.
    let text = try session.queryText(query, session.readableSettings())
    // A query with fields of the user's own can be read only when the tickets are known.
    let early = try? parsed(text, extraFields: [])
    let printsText = common.fields?.contains(where: TicketJSON.textNames.contains) ?? false
    let (loaded, branches) = try tickets(
      early?.needsBody == false && !printsText ? .fields : .documents, source, session)
    if !origin.isGiven { try session.warnOfForeignTickets() }
    session.warn(about: loaded.problems)

    let tickets = loaded.tickets.map(\.ticket)
    let query = try early ?? parsed(text, extraFields: settings.ownFields(of: tickets))
    let showsDerived = common.isJSON || columns != nil || format != nil
    let world = try session.world(
      blockers: showsDerived || query.needsBlockers ? tickets : [], needsActor: query.needsActor,
      settings: settings)
    let matches = loaded.tickets.filter { loaded in
      query.matches(loaded.ticket, in: world) { loaded.document?.body ?? "" }
    }.map(\.ticket)
    let sorted = query.sorted(matches, in: world)
    let facts = TicketFacts(
      world: world, tickets: tickets, settings: settings, branches: branches,
      changes: allBranches ? nil : session.changeTimes(source))
    try print(limit.map { Array(sorted.prefix($0)) } ?? sorted, facts, loaded, session)
  }

  private func tickets(
    _ detail: LoadDetail, _ source: TicketSource, _ session: Session
  ) throws -> (LoadedTickets, BranchView?) {
    if allBranches {
      let view = try session.repository().branchView(detail: detail)
      return (view.loaded, view)
    }
    return (try session.repository().load(from: source, detail: detail), nil)
  }

  private func parsed(_ text: String, extraFields: Set<String>) throws -> Query {
    var query = try Query(parsing: text, extraFields: extraFields)
    if let sort { query.sort = try Query(parsing: "sort:\(sort)", extraFields: extraFields).sort }
    return query
  }

  // MARK: Printing

  private func print(
    _ tickets: [Ticket], _ facts: TicketFacts, _ loaded: LoadedTickets, _ session: Session
  ) throws {
    if common.isJSON {
      let encoder = try TicketJSON(facts: facts, common)
      // A list is without texts unless they are asked for.
      let documents = Dictionary(
        common.fields == nil ? [] : loaded.tickets.map { ($0.ticket.path, $0.document) },
        uniquingKeysWith: { first, _ in first })
      session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("list")),
          (
            "tickets",
            .array(try tickets.map { try encoder.json($0, documents[$0.path] ?? nil) })
          ), ("problems", .array(loaded.problems.map(\.json))),
        ]))
    } else if let format {
      let format = try FieldFormat(format, extraFields: facts.extraFields)
      let end = endsWithNUL ? "\0" : "\n"
      session.write(tickets.map { format.text(for: $0, in: facts) + end }.joined())
    } else {
      session.write(try table(tickets, facts, session))
    }
  }

  private func table(_ tickets: [Ticket], _ facts: TicketFacts, _ session: Session) throws -> String
  {
    let columns =
      try self.columns?.split(separator: ",").map { name in
        try TicketColumn(String(name), extraFields: facts.extraFields)
      } ?? (allBranches ? TicketColumn.acrossBranches : TicketColumn.standard)
    guard session.context.terminal.isOutput, !endsWithNUL else {
      return lines(tickets, columns, facts)
    }
    guard !tickets.isEmpty else {
      session.say("no tickets match")
      return ""
    }
    let style = session.style
    var table = Table(
      columns: columns.map { Table.Column(title: $0.title, fit: $0.fit) })
    table.rows = tickets.map { ticket in columns.map { $0.cell(for: ticket, facts, style: style) } }
    return table.aligned(width: session.context.terminal.width, style: style)
  }

  /// Tab separated, no header, never cut.
  private func lines(_ tickets: [Ticket], _ columns: [TicketColumn], _ facts: TicketFacts) -> String
  {
    let end = endsWithNUL ? "\0" : "\n"
    var text = ""
    // A guess; growing a text of megabytes step by step would copy it again and again.
    text.reserveCapacity(tickets.count * 128)
    for ticket in tickets {
      for (index, column) in columns.enumerated() {
        if index > 0 { text += "\t" }
        text += safeCell(column.text(for: ticket, facts))
      }
      text += end
    }
    return text
  }
}
