import ArgumentParser
import TicketModel
import TicketQuery
import TicketStore

/// Prints every ticket with its text, for other programs.
struct ExportCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print every ticket with its text, for other programs.",
    discussion: """
      EXAMPLES
        snag export json > tickets.json
        snag export json --json=id,title,comments
      """)

  @Argument(help: "json.")
  var system: System

  @Option(help: ArgumentHelp("Export the tickets of this commit, tag or branch.", valueName: "rev"))
  var at: String?

  @OptionGroup var common: CommonOptions

  /// What can be written.
  enum System: String, ExpressibleByArgument, CaseIterable {
    case json
  }

  func run(in session: Session) throws {
    let loaded = try session.repository().load(
      from: at.map(TicketSource.revision) ?? .workTree, detail: .documents)
    let tickets = loaded.tickets.map(\.ticket)
    let world = try session.world(blockers: tickets, needsActor: false)
    let encoder = try TicketJSON(
      facts: TicketFacts(world: world, tickets: tickets, settings: try session.readableSettings()),
      common)
    session.print(
      .object([
        ("schema", .number(1)), ("kind", .string("export")),
        ("tickets", .array(try loaded.tickets.map { try encoder.json($0.ticket, $0.document) })),
        ("problems", .array(loaded.problems.map(\.json))),
      ]))
    session.warn(about: loaded.problems)
    // A file that is missing from an export must not go unnoticed by the script that made it.
    if !loaded.problems.isEmpty { throw ExitStatus.failure }
  }
}
