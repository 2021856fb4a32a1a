import TicketDocument
import TicketModel
import TicketStore

/// Everything that happened to a ticket, oldest first.
struct TimeLine {
  private(set) var events: [LogEvent] = []

  private let ticket: Ticket
  private let repository: TicketRepository
  private var transitions: [LogEvent]
  /// Where, in the order of commits, each transition was made.
  private var places: [Int?]
  private var others: [(event: LogEvent, place: Int)] = []
  private var people = People()

  /// Reads the ticket's history, the commits that changed its file, and those that are for it.
  init(of ticket: Ticket, in repository: TicketRepository) throws {
    self.ticket = ticket
    self.repository = repository
    transitions = LogEvent.transitions(of: ticket)
    places = [Int?](repeating: nil, count: transitions.count)
    let linked = try repository.linkedCommits(to: ticket)
    let branches = Dictionary(
      linked.compactMap { link in link.branch.map { (link.commit.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    let own = try repository.log(of: ticket)
    let known = Set(own.map(\.id))
    let commits = Array(Self.joined(own, linked.map(\.commit)).reversed())
    for (place, commit) in commits.enumerated() where known.contains(commit.id) {
      try add(commit, place, branches[commit.id])
    }
    for (place, commit) in commits.enumerated() where !known.contains(commit.id) {
      add(LogEvent(commit, people, .commit, commit.subject), place, branches[commit.id])
    }
    events = sorted()
  }

  /// Puts two lists of commits, each newest first, into one that keeps both orders where they agree.
  private static func joined(_ own: [LoggedCommit], _ linked: [LoggedCommit]) -> [LoggedCommit] {
    let known = Set(own.map(\.id))
    var result: [LoggedCommit] = []
    var rest = linked[...]
    for commit in own {
      if let index = rest.firstIndex(where: { $0.id == commit.id }) {
        result += rest[..<index].filter { !known.contains($0.id) }
        rest = rest[(index + 1)...]
      }
      result.append(commit)
    }
    return result + rest.filter { !known.contains($0.id) }
  }

  /// Tells a commit that changed the ticket's file by what it did there.
  private mutating func add(_ commit: LoggedCommit, _ place: Int, _ branch: String?) throws {
    let change = try repository.change(of: ticket, in: commit.id)
    let moved = join(commit, change, place, branch)
    guard let change else {
      if !moved { add(LogEvent(commit, people, .commit, commit.subject), place, branch) }
      return
    }
    for step in change.transitions where !transitions.contains(where: { $0.records(step.line) }) {
      // The history has lost it, as after a revert.
      var event = LogEvent(step.line, previous: step.from)
      event.commit = commit.id
      add(event, place, branch)
    }
    // What a new ticket says is no edit.
    if change.kind == .added {
      if !moved { add(LogEvent(commit, people, .edit, "new"), place, branch) }
      return
    }
    if let words = words(of: change, by: commit) {
      add(LogEvent(commit, people, .edit, words), place, branch)
    }
    for comment in change.comments {
      add(LogEvent(commit, people, .comment, comment.words), place, branch)
    }
  }

  private mutating func add(_ event: LogEvent, _ place: Int, _ branch: String?) {
    var event = event
    event.branch = branch
    others.append((event, place))
  }

  /// Joins transitions with the commit that recorded them; says whether there were any.
  private mutating func join(
    _ commit: LoggedCommit, _ change: TicketChange?, _ place: Int, _ branch: String?
  ) -> Bool {
    var isMatched = false
    let lines = change?.transitions.map(\.line) ?? []
    for index in transitions.indices where transitions[index].commit == nil {
      let event = transitions[index]
      let isRecorded = lines.contains(where: event.records)
      guard isRecorded || !isMatched && change == nil && event.isMade(by: commit, ticket.id)
      else { continue }
      transitions[index].commit = commit.id
      transitions[index].branch = branch
      places[index] = place
      isMatched = true
      if event.isMade(by: commit, ticket.id) { people.learn(commit.author, is: event.actor) }
    }
    return isMatched
  }

  /// `priority P1 -> P0; labels +regression (Sort out the backlog)`.
  private func words(of change: TicketChange, by commit: LoggedCommit) -> String? {
    let moved = change.transitions.last?.line.status
    let rows = ChangeRows(change: change).rows.filter { row in
      row.name != "comments" && !(row.name == FieldName.status.rawValue && moved != nil)
    }
    guard !rows.isEmpty else { return nil }
    let words = rows.map { row in
      row.name == FieldName.history.rawValue
        ? "history rewritten" : "\(row.name) \(row.values.joined(separator: ", "))"
    }.joined(separator: "; ")
    return commit.subject.hasPrefix("\(ticket.id): ") ? words : "\(words) (\(commit.subject))"
  }

  private func sorted() -> [LogEvent] {
    var placed: [(event: LogEvent, place: Int)] = []
    for (event, place) in zip(transitions, places) {
      // A line without a commit of its own follows the line before it.
      placed.append((event, place ?? placed.last?.place ?? -1))
    }
    placed += others
    // Sorting is stable; of one second, what git has first came first.
    return placed.sorted { ($0.event.time, $0.place) < ($1.event.time, $1.place) }.map(\.event)
  }
}

extension CommentChange {
  /// `c-7nm7: Happens on Firefox too.`, with a word on what became of it unless it is new.
  fileprivate var words: String {
    let first = comment.text.split(separator: "\n").first.map(String.init) ?? ""
    let mark = comment.isInternal ? " (internal)" : ""
    switch kind {
    case .added: return "\(comment.id)\(mark): \(first)"
    case .edited: return "\(comment.id)\(mark) edited: \(first)"
    case .removed: return "\(comment.id)\(mark) removed"
    }
  }
}
