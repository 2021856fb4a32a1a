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

  @OptionGroup var origin: SourceOptions

  @OptionGroup var common: CommonOptions

  /// What can be written.
  enum System: String, ExpressibleByArgument, CaseIterable {
    case json
  }

  func run(in session: Session) throws {
    let source = try session.source(origin)
    let loaded = try session.repository().load(from: source, detail: .documents)
    let settings = try session.readableSettings(from: source)
    let tickets = loaded.tickets.map(\.ticket)
    let world = try session.world(blockers: tickets, needsActor: false, settings: settings)
    let encoder = try TicketJSON(
      facts: TicketFacts(
        world: world, tickets: tickets, settings: settings, changes: session.changeTimes(source)),
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
