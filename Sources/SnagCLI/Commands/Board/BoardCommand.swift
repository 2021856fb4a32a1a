import ArgumentParser
import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// Shows tickets in columns.
struct BoardCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "board",
    abstract: "Show tickets in columns by status.",
    discussion: """
      Takes the terms of `snag list`; without is: or status: also what was done last. Columns are the \
      statuses of the workflow; where tickets of different workflows meet, their categories. Limits on \
      work in progress (`wip:` of a status) stand behind a column's name: 2/3, 3/3 full, 4/3 over.

      On a terminal columns become narrower, then stand below each other. In a pipe each ticket is a \
      line: column, id, priority, status, title, labels and assignee, with tabs between. --html writes \
      one file that needs nothing else, neither scripts nor a network.

      EXAMPLES
        snag board
        snag board type:bug milestone:v2
        snag board assignee:@me --md
        snag board --html board.html
        snag board --at 2026-09-01
        snag board --html - is:open | ssh host 'cat > /srv/www/board.html'
      """)

  @Argument(help: "Terms of a query.")
  var query: [String] = []

  @Option(help: "Columns are statuses or categories: status, category.")
  var by: Board.Grouping?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: "At most so many tickets in a column; ten where they are done.")
  var limit: Int?

  @Flag(help: "Print a Markdown table.")
  var md = false

  @Option(help: ArgumentHelp("Write a page to this file; - is standard output.", valueName: "file"))
  var html: String?

  @Flag(help: "With --html, replace a file that is no board.")
  var force = false

  @Flag(help: "Show what all branches say, here and remote-tracking.")
  var allBranches = false

  @OptionGroup var origin: SourceOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if [common.isJSON, md, html != nil].filter({ $0 }).count > 1 {
      throw ValidationError("--json, --md and --html exclude each other")
    }
    if force, html == nil { throw ValidationError("--force goes with --html") }
    if allBranches, origin.isGiven {
      throw ValidationError("--all-branches and --at or --staged exclude each other")
    }
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative") }
  }

  func run(in session: Session) throws {
    let source = try session.source(origin)
    let settings = try session.readableSettings(from: source)
    let vocabulary = try session.vocabulary(settings)
    let text = queryText(of: query, vocabulary)
    let early = try? parsed(text, vocabulary)
    let detail: LoadDetail =
      early?.needsBody == false ? .fields : allBranches ? .documents : .texts
    let view = try allBranches ? session.repository().branchView(detail: detail) : nil
    let loaded = try view?.loaded ?? session.repository().load(from: source, detail: detail)
    if view == nil, !origin.isGiven { try session.warnOfForeignTickets() }
    session.warn(about: loaded.problems)

    let tickets = loaded.tickets.map(\.ticket)
    let query = try early ?? parsed(text, session.vocabulary(settings, of: tickets))
    let changes = allBranches ? nil : session.changeTimes(source)
    var world = try session.world(
      blockers: tickets, needsActor: query.needsActor, withChildren: query.needsChildren,
      changes: query.needsChangeTimes ? changes : nil, settings: settings)
    if query.needsServiceLevels {
      world = try session.withClocks(world, from: source, settings, tickets)
    }
    session.warnOfUnknownValues(in: query, among: tickets, settings)
    let compiled = try CompiledQuery(query, in: world)
    let matches = loaded.tickets.filter { loaded in
      compiled.matches(loaded.ticket) { loaded.searchText }
    }
    let sorted = compiled.sorted(matches, ticket: \.ticket, body: \.searchText).map(\.ticket)
    let board = Board(
      Board.Request(
        tickets: sorted, all: tickets, world: world, grouping: by,
        limit: limit))
    let facts = TicketFacts(
      world: world, tickets: tickets, settings: settings, branches: view,
      changes: changes)
    try render(board, facts, loaded.problems, session)
  }

  /// A board shows what was done, too, unless the query says otherwise.
  private func parsed(_ text: String, _ vocabulary: QueryVocabulary) throws -> Query {
    let query = try Query(parsing: text, vocabulary)
    if query.choosesStatus { return query }
    return try Query(parsing: "\(text) is:open,closed", vocabulary)
  }

  // MARK: Printing

  private func render(
    _ board: Board, _ facts: TicketFacts, _ problems: [Problem], _ session: Session
  ) throws {
    if common.isJSON {
      let encoder = try TicketJSON(facts: facts, common)
      session.print(try board.json(encoder, problems))
    } else if let html {
      let page = BoardPage(
        board: board, world: facts.world, name: try session.repository().name,
        query: query.map(ArgumentRewriting.unmarked).joined(separator: " "))
      try write(page.text, to: html, session)
    } else if md {
      session.write(board.markdown(facts.world))
    } else if session.context.terminal.isOutput {
      let width = session.context.terminal.width
      session.write(BoardText(board: board, world: facts.world, style: session.style).text(width))
    } else {
      session.write(board.lines)
      for column in board.columns where column.hidden > 0 {
        session.say("\(column.name): \(column.hidden) more; -n shows more")
      }
    }
  }

  private func write(_ page: String, to file: String, _ session: Session) throws {
    guard file != "-" else { return session.write(page) }
    let path = file.hasPrefix("/") ? file : "\(session.directory)/\(file)"
    if !force, let kind = Files.kind(of: path), kind == .file {
      let old = try Files.read(path)
      guard old.isEmpty || BoardPage.isOurs(old) else {
        throw CommandError(
          "\(file) is there and is no board", code: "exists",
          hint: "name another file, or replace it with --force", status: .refused)
      }
    }
    do {
      try Files.replace(path, with: Array(page.utf8))
    } catch {
      throw CommandError(
        "cannot write \(file)", code: "file", hint: "name a file in a folder that exists")
    }
    session.say("wrote \(file)")
  }
}

extension Board.Grouping: ExpressibleByArgument {}
