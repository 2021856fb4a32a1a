import ArgumentParser
import TicketModel
import TicketQuery
import TicketStore

/// What matters now: bare `snag`.
struct OverviewCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "overview",
    abstract: "Show what is yours, ready, waiting and broken; `snag` alone does this.")

  @OptionGroup var common: CommonOptions

  private static let rows = 10

  func run(in session: Session) throws {
    let repository = try session.repository()
    let loaded = try repository.load()
    try session.warnOfForeignTickets()
    let tickets = loaded.tickets.map(\.ticket)
    let settings = try session.readableSettings()
    // Who asks may be unknown; the rest of the overview does not depend on it.
    let actor = (try? repository.actor()) ?? ""
    let world = QueryWorld(
      tickets: tickets, workflows: settings.workflows, actor: actor, now: session.context.now())
    let facts = TicketFacts(
      world: world, tickets: tickets, settings: settings, changes: session.changeTimes(.workTree))
    let sections = try Self.sections(tickets, world)
    let repairs = repository.isInterrupted ? try repository.repairInterruptedCommit() : []
    for repair in repairs { session.say(repair) }
    if common.isJSON {
      let encoder = try TicketJSON(facts: facts, common)
      let members = try sections.map { section in
        (section.name, JSON.array(try section.tickets.map { try encoder.json($0) }))
      }
      session.print(
        .object(
          [("schema", .number(1)), ("kind", .string("overview"))] + members
            + [("problems", .array(loaded.problems.map(\.json)))]))
    } else {
      session.write(text(sections, loaded.problems, facts, session))
    }
  }

  private struct Section {
    let name: String
    let title: String
    let tickets: [Ticket]
  }

  private static func sections(_ tickets: [Ticket], _ world: QueryWorld) throws -> [Section] {
    func select(_ query: String) throws -> [Ticket] {
      let query = try CompiledQuery(try Query(parsing: query), in: world)
      return query.sorted(tickets.filter { query.matches($0) { SearchText("") } })
    }
    return [
      Section(
        name: "mine", title: "Yours", tickets: world.actor.isEmpty ? [] : try select("is:mine")),
      Section(name: "ready", title: "Ready, nobody's", tickets: try select("is:ready no:assignee")),
      Section(
        name: "woken", title: "Waited until now", tickets: try select("is:woken")),
      Section(name: "waiting", title: "Waiting", tickets: try select("is:waiting -is:woken")),
      Section(name: "conflicted", title: "In conflict", tickets: try select("is:conflicted")),
    ]
  }

  private func text(
    _ sections: [Section], _ problems: [Problem], _ facts: TicketFacts, _ session: Session
  ) -> String {
    let style = session.style
    var text = ""
    for section in sections where !section.tickets.isEmpty {
      text += style.bold("\(section.title) (\(section.tickets.count))") + "\n"
      text += table(section.tickets.prefix(Self.rows), facts, session)
      let more = section.tickets.count - Self.rows
      if more > 0 { text += "  … and \(more) more: snag list \(Self.query(section.name))\n" }
      text += "\n"
    }
    if !problems.isEmpty {
      text += style.bold("Broken (\(problems.count))") + "\n"
      text += problems.prefix(Self.rows).map { "  \(safeCell($0.line))\n" }.joined() + "\n"
    }
    if text.isEmpty { text = "Nothing open. `snag new \"…\"` makes a ticket.\n" }
    return text
  }

  private func table(
    _ tickets: ArraySlice<Ticket>, _ facts: TicketFacts, _ session: Session
  ) -> String {
    let columns = TicketColumn.standard.filter {
      ["id", "priority", "status", "title"].contains($0.name)
    }
    var table = Table(columns: columns.map { Table.Column(title: "", fit: $0.fit) })
    table.rows = tickets.map { ticket in
      columns.map { $0.cell(for: ticket, facts, style: session.style) }
    }
    let width = session.context.terminal.isOutput ? session.context.terminal.width - 2 : Int.max
    return table.aligned(width: width, style: session.style, hasHeader: false)
      .split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  private static func query(_ section: String) -> String {
    section == "ready" ? "is:ready no:assignee" : "is:\(section)"
  }
}
