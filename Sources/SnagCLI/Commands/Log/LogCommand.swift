import ArgumentParser
import TicketModel
import TicketStore

/// Shows what happened to a ticket, or to all of them.
struct LogCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show what happened to a ticket, or to all of them.",
    discussion: """
      For one ticket, oldest first: its transitions, edits with the fields that changed, comments, and \
      the commits that are for it, by a trailer (Ticket, Closes, Fixes, Refs) or on a branch named after \
      it. What the default branch does not have yet says on which branch it is. Without an id: the \
      latest commits that changed tickets, newest first.

      EXAMPLES
        snag log sn-k7m
        snag log sn-k7m --owners    who had it, from when to when
        snag log -n 20
      """)

  @Argument(help: "The ticket's id, or a unique beginning of it.")
  var id: String?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional, help: "At most so many lines.")
  var limit: Int?

  @Flag(help: "Show who had the ticket: from, to, owner, commit.")
  var owners = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if owners, id == nil {
      throw ValidationError("--owners is about one ticket: snag log ID --owners")
    }
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative") }
  }

  func run(in session: Session) throws {
    let repository = try session.repository()
    if owners, let id { return try printOwners(of: repository.find(id).ticket, session) }
    try common.checkFields(among: LogEvent.names)
    var events: [LogEvent]
    if let id {
      events = try TimeLine(of: repository.find(id).ticket, in: repository).events
      if let limit { events = events.suffix(limit) }
    } else {
      let commits = try repository.log(of: nil, limit: limit ?? 50)
      let people = try people(of: commits, repository)
      events = commits.map { LogEvent($0, people, .commit, $0.subject) }
    }
    if common.isJSON {
      session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("log")),
          ("events", .array(events.map { .object(common.picked($0.members)) })),
        ]))
    } else {
      session.write(events.map { $0.line(session) + "\n" }.joined())
    }
  }

  private func printOwners(of ticket: Ticket, _ session: Session) throws {
    try common.checkFields(among: OwnerList.names)
    var changes = try session.repository().ownerChanges(of: ticket)
    if let limit { changes = changes.suffix(limit) }
    let list = OwnerList(changes: changes)
    guard common.isJSON else { return session.write(list.lines.map { "\($0)\n" }.joined()) }
    session.print(
      .object([
        ("schema", .number(1)), ("kind", .string("owners")), ("id", .string(ticket.id.text)),
        ("owners", .array(list.rows.map { .object(common.picked($0)) })),
      ]))
  }

  /// Learns each author's handle from the history of a ticket that they moved or made.
  private func people(
    of commits: [LoggedCommit], _ repository: TicketRepository
  ) throws -> People {
    var people = People()
    var tries: [String: Int] = [:]
    for commit in commits where !people.knows(commit.author) {
      guard tries[commit.author, default: 0] < 3,
        let id = commit.subject.firstIndex(of: ":").map({ String(commit.subject[..<$0]) }),
        TicketID(id) != nil
      else { continue }
      tries[commit.author, default: 0] += 1
      guard let ticket = try? repository.find(id).ticket else { continue }
      people.learn(from: LogEvent.transitions(of: ticket), commit, ticket.id)
    }
    return people
  }
}

extension People {
  /// Learns who made a commit, when a ticket's history records what it did.
  fileprivate mutating func learn(
    from transitions: [LogEvent], _ commit: LoggedCommit, _ id: TicketID
  ) {
    let match = transitions.first { $0.time == commit.time && $0.isMade(by: commit, id) }
    if let match { learn(commit.author, is: match.actor) }
  }
}
