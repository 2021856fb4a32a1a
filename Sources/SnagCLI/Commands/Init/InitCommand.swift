import ArgumentParser
import TicketImport
import TicketModel
import TicketStore

/// Sets a repository up for tickets.
struct InitCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Set up tickets in this repository.",
    discussion: """
      Writes .tickets/config.yml, workflows and ticket templates as one commit. Outside .tickets, \
      .gitattributes gets a line so that git merges tickets with snag, this clone's configuration \
      says how (merge.snag, diff.snag), and a .gitignore which hides the directory gets a line \
      that shows it again. --undo takes back exactly what init added; with --for, that of one \
      kind of team.

      EXAMPLES
        snag init
        snag init --for helpdesk --prefix desk
        snag init --for dev,support    several kinds of team in one repository
        snag init --for hr             adds what is missing where tickets are set up already
        snag init --adopt              take over a .tickets directory written by tk
      """)

  @Option(
    name: .customLong("for"),
    help: "Kind of team: dev (the default), helpdesk, support or hr; several with commas.")
  var teams: [TeamList] = []

  @Option(help: "Letters before the hyphen of ids, 2 to 5; by default from the repository's name.")
  var prefix: String?

  @Option(help: "Where tickets go: auto, flat or sharded.")
  var layout: Configuration.Layout = .auto

  @Flag(help: "Take over the tickets of the tool tk that are in .tickets.")
  var adopt = false

  @Flag(help: "Take back what init added.")
  var undo = false

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if adopt, undo { throw ValidationError("--adopt and --undo exclude each other") }
    if writing.on != nil { throw ValidationError("init works on what is checked out, not --on") }
  }

  func run(in session: Session) throws {
    let repository = try session.repository()
    guard repository.root != nil else {
      throw CommandError(
        "a bare repository has no work tree to set up", code: "no-work-tree",
        hint: "run `snag init` in a clone and push", status: .usage)
    }
    let asked = teams.flatMap(\.teams).uniqued
    let setup = Setup(
      teams: asked.isEmpty ? [.dev] : asked, prefix: try idPrefix(repository), layout: layout,
      session: session)
    try common.checkFields(among: Setup.names)
    if undo { return try setup.undo(asked, writing) }
    switch try setup.state() {
    case .ready: try setup.completeReady(adding: asked, prefix: prefix, writing)
    case .foreign(let files) where !adopt:
      throw ForeignTickets(paths: files)
    case .foreign, .empty:
      try setup.make(adopting: adopt, writing)
    }
  }

  private func idPrefix(_ repository: TicketRepository) throws -> IDPrefix {
    guard let prefix else { return IDPrefix(repositoryName: repository.name) }
    guard let parsed = IDPrefix(prefix) else {
      throw CommandError(
        "\(prefix) cannot be a prefix", code: "bad-prefix", hint: "2 to 5 letters, such as sn",
        status: .usage)
    }
    return parsed
  }
}

extension Configuration.Layout: ExpressibleByArgument {}
