import TicketModel
import TicketStore

/// Something that happened to a ticket.
struct LogEvent {
  /// What it was.
  enum Kind: String {
    case transition, edit, comment, commit
  }

  var time: Timestamp
  var actor: String
  var kind: Kind
  /// In words; the subject of a commit that is nothing else.
  var what: String
  /// Status reached, for transitions.
  var status: String?
  var commit: String?
  /// Where a commit is that the default branch has not.
  var branch: String?

  init(_ commit: LoggedCommit, _ people: People, _ kind: Kind, _ what: String) {
    time = commit.time
    actor = people.handle(of: commit.author)
    self.kind = kind
    self.what = what
    self.commit = commit.id
  }

  /// A line of the history, and the status before it.
  init(_ line: HistoryLine, previous: String?) {
    time = line.time
    actor = line.actor
    kind = .transition
    what = previous.map { "\($0) -> \(line.status)" } ?? line.status
    status = line.status
  }

  /// The transitions that a ticket's history records.
  static func transitions(of ticket: Ticket) -> [LogEvent] {
    let lines = ticket.historyLines
    return lines.indices.map { index in
      LogEvent(lines[index], previous: index > 0 ? lines[index - 1].status : nil)
    }
  }

  /// Whether a commit's subject is the one that this program writes for the transition.
  func isMade(by commit: LoggedCommit, _ id: TicketID) -> Bool {
    guard commit.subject.hasPrefix("\(id): ") else { return false }
    let change = commit.subject.dropFirst(id.text.count + 2)
    return change == what
      || (change.hasPrefix("new ") && !change.contains(" -> ") && what == status)
  }

  /// Whether it is what a line of the history says.
  func records(_ line: HistoryLine) -> Bool {
    (time, actor, status) == (line.time, line.actor, line.status)
  }

  // MARK: Output

  static let names = ["time", "actor", "kind", "change", "status", "commit", "branch"]

  /// As ``names`` says.
  var members: [(String, JSON)] {
    func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
    return [
      ("time", .string(time.description)), ("actor", .string(actor)),
      ("kind", .string(kind.rawValue)), ("change", .string(what)), ("status", text(status)),
      ("commit", text(commit)), ("branch", text(branch)),
    ]
  }

  func line(_ session: Session) -> String {
    let short = commit.map { String($0.prefix(7)) } ?? "-------"
    let place = branch.map { " (on \($0))" } ?? ""
    let words = safeCell(what + place)
    guard session.context.terminal.isOutput else {
      return [time.description, short, safeCell(actor), kind.rawValue, words]
        .joined(separator: "\t")
    }
    let style = session.style
    let mark = kind.rawValue + String(repeating: " ", count: 10 - kind.rawValue.count)
    return [
      style.dim(time.description), style.yellow(short), mark, safeCell(actor), words,
    ].joined(separator: "  ")
  }
}
