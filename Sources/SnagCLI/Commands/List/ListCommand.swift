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
      EXAMPLES
        snag list is:ready label:auth,ui -label:wontfix
        snag list assignee:@me --sort priority,created-desc
        snag list "refresh token" --sort relevance --columns id,snippet
        snag list is:closed closed:@today-7d..@today --group-by assignee
        snag list --group-by status --count
        snag list --csv --columns id,title,estimate > open.csv
        snag list --json=id,title | jq -r '.tickets[].title'
        snag list | fzf --preview 'snag show {1}'
        snag list --at @today-2w is:open    what was open two weeks ago

      Terms are joined by AND, a comma means OR inside one field, a leading - negates. Without is: \
      or status: open tickets are meant. Words match title, body and id. `snag help query` explains \
      everything that may be asked.

      On a terminal a table; in a pipe the same columns with tabs between, without a header, never \
      cut, and times in full. Besides fields there are the columns category, updated, closed, path, \
      ready, blocked, progress, age, children, times, and snippet: the line of the text, or the title, where the \
      query's words are.

      --sort relevance puts words found in the title first, then whole words before parts of longer \
      ones, then more hits. --group-by puts a ticket with several values into several groups; in a \
      pipe the group is the first column. --csv (RFC 4180) puts ' before a cell that a spreadsheet \
      would take for a formula; --json leaves values as they are.
      """,
    aliases: ["ls"])

  @Argument(help: "Terms of the query.")
  var query: [String] = []

  @Option(
    help: ArgumentHelp(
      "Sort by these fields, with commas between; a trailing -desc turns one around.",
      valueName: "fields"))
  var sort: [String] = []

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional, help: "At most so many tickets.")
  var limit: Int?

  @Option(help: "Columns to print, with commas between.")
  var columns: String?

  @Option(help: "Print each ticket by a format such as '%(id)%x09%(title)'.")
  var format: String?

  @Flag(help: "Print comma-separated values with a header line.")
  var csv = false

  @Option(help: ArgumentHelp("Put tickets with the same value together.", valueName: "field"))
  var groupBy: String?

  @Flag(help: "Print how many there are, with --group-by in each group.")
  var count = false

  @OptionGroup var origin: SourceOptions

  @Flag(
    help: "List what all branches say, here and remote-tracking; WHERE names those that know more.")
  var allBranches = false

  @Flag(name: .customShort("z"), help: "End each ticket with a NUL byte instead of a line feed.")
  var endsWithNUL = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    let layouts = [
      ("--json", common.isJSON), ("--format", format != nil), ("--csv", csv),
    ].filter(\.1).map(\.0)
    try exclude(layouts)
    try exclude(["--columns", "--json"], columns != nil && common.isJSON)
    try exclude(["--columns", "--format"], columns != nil && format != nil)
    try exclude(["--columns", "--count"], columns != nil && count)
    try exclude(["--count", layouts.first ?? ""], count && (csv || format != nil))
    try exclude(["--count", "--json=FIELDS"], count && common.fields != nil)
    try exclude(["--group-by", "--format"], groupBy != nil && format != nil)
    try exclude(["--csv", "-z"], csv && endsWithNUL)
    try exclude(["--all-branches", "--at or --staged"], allBranches && origin.isGiven)
    if let format, ["csv", "json"].contains(format) {
      throw ValidationError(
        "--format takes a line such as '%(id) %(title)'; for \(format) there is --\(format)")
    }
    if columns?.allSatisfy({ $0 == "," }) == true {
      throw ValidationError("--columns needs names of columns, such as id,title")
    }
    if groupBy == TicketColumn.snippetName {
      throw ValidationError("nothing is grouped by snippet; --columns=snippet shows it")
    }
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative") }
  }

  private func exclude(_ names: [String], _ isBoth: Bool? = nil) throws {
    if isBoth ?? (names.count > 1) {
      throw ValidationError("\(names[0]) and \(names[1]) exclude each other")
    }
  }

  func run(in session: Session) throws {
    let source = try session.source(origin)
    let settings = try session.readableSettings(from: source)
    let vocabulary = try session.vocabulary(settings)
    let text = queryText(of: query, vocabulary)
    // A query with fields of the user's own can be read only when the tickets are known.
    let early = try? parsed(text, vocabulary)
    let (loaded, branches) = try load(detail(for: early), source, session)
    if !origin.isGiven { try session.warnOfForeignTickets() }
    session.warn(about: loaded.problems)

    let tickets = loaded.tickets.map(\.ticket)
    let query = try early ?? parsed(text, session.vocabulary(settings, of: tickets))
    session.warnOfUnknownValues(in: query, among: tickets, settings)
    let changes = allBranches ? nil : session.changeTimes(source)
    var world = try world(query, tickets, settings, changes, session)
    if query.needsServiceLevels || names("due_at") {
      world = try session.withClocks(world, from: source, settings, tickets)
    }
    let compiled = try CompiledQuery(query, in: world)
    let matches = loaded.tickets.filter { loaded in
      compiled.matches(loaded.ticket) { loaded.searchText }
    }
    let sorted = compiled.sorted(matches, ticket: \.ticket, body: \.searchText)
    let shown = limit.map { Array(sorted.prefix($0)) } ?? sorted
    var facts = TicketFacts(
      world: compiled.world, tickets: tickets, settings: settings, branches: branches,
      changes: changes)
    facts.snippets = Snippets(words: compiled.words, tickets: needsSnippets ? shown : [])
    try print(ListAnswer(tickets: shown, facts: facts, problems: loaded.problems), session)
  }

  private func world(
    _ query: Query, _ tickets: [Ticket], _ settings: Settings, _ changes: ChangeTimes?,
    _ session: Session
  ) throws -> QueryWorld {
    try session.world(
      blockers: showsLinks || query.needsAllTickets ? tickets : [],
      needsActor: query.needsActor, withChildren: query.needsChildren,
      changes: query.needsChangeTimes ? changes : nil, settings: settings)
  }

  private func load(
    _ detail: LoadDetail, _ source: TicketSource, _ session: Session
  ) throws -> (LoadedTickets, BranchView?) {
    if allBranches {
      let view = try session.repository().branchView(detail: detail)
      return (view.loaded, view)
    }
    return (try session.repository().load(from: source, detail: detail), nil)
  }

  private func parsed(_ text: String, _ vocabulary: QueryVocabulary) throws -> Query {
    var query = try Query(parsing: text, vocabulary)
    if !sort.isEmpty {
      query.sort =
        try Query(parsing: "sort:\(sort.joined(separator: ","))", vocabulary).sort
    }
    return query
  }

  // MARK: What is needed

  /// What has to be read of the tickets; everything when the query is not known yet.
  private func detail(for query: Query?) -> LoadDetail {
    let printsText = common.fields?.contains(where: TicketJSON.textNames.contains) ?? false
    guard let query, !needsSnippets, !printsText else { return .documents }
    guard query.needsBody || query.sortsByRelevance else { return .fields }
    return allBranches ? .documents : .texts
  }

  private var needsSnippets: Bool { names(TicketColumn.snippetName) }

  /// Whether what is printed of each ticket depends on the others.
  private var showsLinks: Bool {
    (common.isJSON && common.fields == nil && !count) || names("ready") || names("blocked")
  }

  /// Whether a column is asked for by its name.
  private func names(_ column: String) -> Bool {
    let named = (columns?.split(separator: ",").map(String.init) ?? []) + (common.fields ?? [])
    return named.contains(column) || groupBy == column
      || format?.contains("%(\(column))") ?? false
  }

  // MARK: Printing

  private func print(_ answer: ListAnswer, _ session: Session) throws {
    let groups = try groupBy.map { try answer.groups(by: $0) }
    if common.isJSON {
      return session.print(
        try ListJSON(answer: answer, common: common, isCount: count).json(groups))
    }
    if count { return printCount(answer, groups, session) }
    let end = endsWithNUL ? "\0" : "\n"
    if let format {
      let format = try FieldFormat(format, extraFields: answer.facts.extraFields)
      session.write(
        answer.tickets.map { format.text(for: $0.ticket, in: answer.facts) + end }.joined())
      return
    }
    let columns = try chosenColumns(answer.facts)
    if csv {
      session.write(ListCSV(answer: answer, columns: columns).text(groups))
    } else if session.context.terminal.isOutput, !endsWithNUL {
      if answer.tickets.isEmpty { session.say("no tickets match") }
      let table = ListTable(answer: answer, columns: columns, style: session.style)
      session.write(table.text(groups, width: session.context.terminal.width))
    } else {
      session.write(ListLines(answer: answer, columns: columns, end: end).text(groups))
    }
  }

  private func chosenColumns(_ facts: TicketFacts) throws -> [TicketColumn] {
    try columns?.split(separator: ",").map { name in
      try TicketColumn(String(name), extraFields: facts.extraFields)
    } ?? (allBranches ? TicketColumn.acrossBranches : TicketColumn.standard)
  }

  private func printCount(_ answer: ListAnswer, _ groups: [TicketGroup]?, _ session: Session) {
    guard let groups, let groupBy else { return session.print(String(answer.tickets.count)) }
    let isTable = session.context.terminal.isOutput && !endsWithNUL
    guard isTable else {
      let end = endsWithNUL ? "\0" : "\n"
      session.write(
        groups.map { "\(safeCell($0.key ?? ""))\t\($0.tickets.count)\(end)" }.joined())
      return
    }
    var table = Table(columns: [
      Table.Column(title: groupBy.uppercased(), fit: .main), Table.Column(title: "COUNT"),
    ])
    table.rows = groups.map {
      [Table.Cell(text: $0.key ?? "-"), Table.Cell(text: String($0.tickets.count))]
    }
    session.write(table.aligned(width: session.context.terminal.width, style: session.style))
  }
}
