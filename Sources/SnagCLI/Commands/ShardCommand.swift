import ArgumentParser
import TicketModel
import TicketStore

/// Moves all tickets into shard directories, or back, as one commit.
struct ShardCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "shard",
    abstract: "Move tickets into shard directories, or back, in one commit.",
    discussion: """
      Thousands of files in one directory make every commit large: at 100,000 tickets 2.8 MB \
      instead of 9 KB. New tickets go into shards by themselves from \
      \(Configuration.Layout.flatLimit) on; this moves those that are there. Look-up never depends \
      on where a ticket is.

      EXAMPLES
        snag shard --dry-run
        snag shard --flat
      """)

  @Flag(help: "Move all tickets into .tickets itself.")
  var flat = false

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    try common.checkFields(among: Self.names)
    let writer = Writer(session: session, options: writing)
    try session.requireSetUp()
    let loaded = try session.repository().load(from: writer.source)
    let changes = loaded.tickets.compactMap { loaded -> FileChange? in
      let ticket = loaded.ticket
      let name = ticket.path.split(separator: "/").last.map(String.init) ?? ""
      let folder = flat ? Workspace.folder : "\(Workspace.folder)/\(ticket.id.shard)"
      let target = "\(folder)/\(name)"
      return target == ticket.path ? nil : .move(from: ticket.path, to: target)
    }
    session.warn(about: loaded.problems)
    let what = "\(flat ? "flatten" : "shard") \(plural(changes.count, "ticket"))"
    let outcome =
      changes.isEmpty
      ? CommitOutcome.unchanged
      : try writer.commit(CommitPlan(changes: changes, subject: what, tickets: []))
    if changes.isEmpty {
      session.say("every ticket is where it belongs")
    } else {
      writer.say(outcome, what: what)
    }
    if common.isJSON {
      session.print(
        kind: "shard", [("tickets", .number(changes.count))] + outcome.members)
    }
  }

  private static let names = ["tickets", "result", "commit", "branch", "paths"]
}
