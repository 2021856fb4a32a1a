import ArgumentParser
import TicketModel
import TicketStore

/// Shows what happened to a ticket, or to all of them.
struct LogCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show what happened to a ticket, or to all of them.",
    discussion: """
      For one ticket: the transitions its history records and the commits that changed it, oldest \
      first. Without an id: the latest commits that changed tickets, newest first.

      EXAMPLES
        snag log sn-k7m
        snag log -n 20
      """)

  @Argument(help: "The ticket's id, or a unique beginning of it.")
  var id: String?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional, help: "At most so many lines.")
  var limit: Int?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative") }
  }

  func run(in session: Session) throws {
    try common.checkFields(among: Event.names)
    let repository = try session.repository()
    var events: [Event]
    if let id {
      let ticket = try repository.find(id).ticket
      let commits = try repository.log(of: ticket)
      events = Event.timeline(of: ticket, commits)
      if let limit { events = events.suffix(limit) }
    } else {
      let commits = try repository.log(of: nil, limit: limit ?? 50)
      let people = try people(of: commits, repository)
      events = commits.map { Event($0, people) }
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
}

extension LogCommand {
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
      Event.learn(&people, from: ticket, commit)
    }
    return people
  }
}

/// Something that happened: a recorded transition, a commit, or both at once.
private struct Event {
  var time: Timestamp
  var actor: String
  var what: String
  /// Status reached, for transitions.
  var status: String?
  var commit: String?

  init(_ commit: LoggedCommit, _ people: People) {
    time = commit.time
    actor = people.handle(of: commit.author)
    what = commit.subject
    self.commit = commit.id
  }

  private init(_ line: HistoryLine, previous: String?) {
    time = line.time
    actor = line.actor
    what = previous.map { "\($0) -> \(line.status)" } ?? line.status
    status = line.status
  }

  /// Joins each recorded transition with the commit that made it; the rest stand on their own.
  static func timeline(of ticket: Ticket, _ commits: [LoggedCommit]) -> [Event] {
    var transitions = transitions(of: ticket)
    var people = People()
    var others: [(commit: LoggedCommit, place: Int)] = []
    var places = [Int?](repeating: nil, count: transitions.count)
    for (place, commit) in commits.reversed().enumerated() {
      let match = transitions.firstIndex { event in
        event.commit == nil && event.isMadeBy(commit, ticket.id)
      }
      guard let match else {
        others.append((commit, place))
        continue
      }
      transitions[match].commit = commit.id
      places[match] = place
      people.learn(commit.author, is: transitions[match].actor)
    }
    var placed: [(event: Event, place: Int)] = []
    for (event, place) in zip(transitions, places) {
      // A line without a commit of its own follows the line before it.
      placed.append((event, place ?? placed.last?.place ?? -1))
    }
    placed += others.map { (Event($0.commit, people), $0.place) }
    // Sorting is stable; of one second, what git has first came first.
    return placed.sorted { ($0.event.time, $0.place) < ($1.event.time, $1.place) }.map(\.event)
  }

  private static func transitions(of ticket: Ticket) -> [Event] {
    let lines = ticket.historyLines
    return lines.indices.map { index in
      Event(lines[index], previous: index > 0 ? lines[index - 1].status : nil)
    }
  }

  /// Learns who made a commit, when the ticket's history records what it did.
  static func learn(_ people: inout People, from ticket: Ticket, _ commit: LoggedCommit) {
    let match = transitions(of: ticket).first {
      $0.time == commit.time && $0.isMadeBy(commit, ticket.id)
    }
    if let match { people.learn(commit.author, is: match.actor) }
  }

  private func isMadeBy(_ commit: LoggedCommit, _ id: TicketID) -> Bool {
    guard commit.subject.hasPrefix("\(id): ") else { return false }
    let change = commit.subject.dropFirst(id.text.count + 2)
    return change == what
      || (change.hasPrefix("new ") && !change.contains(" -> ") && what == status)
  }

  static let names = ["time", "actor", "change", "status", "commit"]

  /// As ``names`` says.
  var members: [(String, JSON)] {
    [
      ("time", .string(time.description)), ("actor", .string(actor)), ("change", .string(what)),
      ("status", status.map(JSON.string) ?? .null), ("commit", commit.map(JSON.string) ?? .null),
    ]
  }

  func line(_ session: Session) -> String {
    let short = commit.map { String($0.prefix(7)) } ?? "-------"
    guard session.context.terminal.isOutput else {
      return [time.description, short, safeCell(actor), safeCell(what)].joined(separator: "\t")
    }
    let style = session.style
    return
      "\(style.dim(time.description))  \(style.yellow(short))  \(safeCell(actor))  \(safeCell(what))"
  }
}
