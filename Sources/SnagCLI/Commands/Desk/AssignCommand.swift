import ArgumentParser
import TicketDesk
import TicketModel
import TicketStore

/// Gives a ticket to somebody.
struct AssignCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Give a ticket to somebody, take it, or give it back.",
    discussion: """
      --auto picks somebody of .tickets/people.yml: who takes from the ticket's queue and has its \
      labels or type among their skills, then who has the fewest open tickets, then who was given \
      none for the longest time. Who is away or has as many tickets as their capacity is passed \
      over. Who had a ticket before: snag log ID --owners

      EXAMPLES
        snag assign sn-k7m ada
        snag assign sn-k7m --me
        snag assign sn-k7m --auto --dry-run    who would get it, and why
        snag assign sn-k7m --none
      """)

  @Argument(
    help: """
      The ticket's id, or a unique beginning of it (by default the current branch's ticket, with \
      one of the options); then who gets it.
      """)
  var words: [String] = []

  @Flag(help: "Take it yourself.")
  var me = false

  @Flag(help: "Give it to nobody.")
  var none = false

  @Flag(help: "Give it to whoever fits best.")
  var auto = false

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    let options = [me, none, auto].count { $0 }
    guard options <= 1 else { throw ValidationError("--me, --none and --auto exclude each other") }
    guard words.count <= (options == 1 ? 1 : 2) else {
      throw ValidationError(
        options == 1
          ? "a name and --me, --none or --auto exclude each other" : "one ticket and one name")
    }
    if options == 0, words.count < 2 {
      throw ValidationError("say who gets it: a name, --me, --none or --auto")
    }
  }

  func run(in session: Session) throws {
    let writer = Writer(session: session, options: writing)
    try common.checkFields(among: Writer.names + [Self.candidatesName])
    let ticket = try writer.find(words.first).ticket
    guard auto else { return try assign(ticket, to: name(session), [], writer) }
    let choice = try Self.choice(for: ticket, writer)
    if writing.dryRun || choice.chosen == nil {
      for candidate in choice.candidates { session.say("  \(candidate.line)") }
    }
    guard let chosen = choice.chosen else {
      throw CommandError(
        "nobody can take \(ticket.id) now", code: "nobody",
        hint: "snag assign \(ticket.id) NAME gives it to somebody all the same",
        candidates: [], status: .refused)
    }
    let candidates = JSON.array(choice.candidates.map(\.json))
    try assign(
      ticket, to: chosen.person.handle, [(Self.candidatesName, candidates)], writer)
  }

  private static let candidatesName = "candidates"

  /// Who is to get it; "" for nobody.
  private func name(_ session: Session) throws -> String {
    if none { return "" }
    if me || words[1] == "@me" { return try session.repository().actor() }
    let people = try session.settings().people
    return people?.person(words[1])?.handle ?? words[1]
  }

  private func assign(
    _ ticket: Ticket, to name: String, _ details: [(String, JSON)], _ writer: Writer
  ) throws {
    let settings = try writer.session.settings()
    let assignment = try parsedAssignments(["assignee=\(name)"], otherwise: "name one person")
    let edits = try writer.edits(assignment, of: ticket, extraFields: [])
    let today = writer.session.context.now().day
    if let absence = settings.people?.person(name)?.absence(on: today) {
      writer.session.warn("\(name) is away until \(absence.to)")
    }
    let former = ticket.assignee.isEmpty ? "" : " (before: \(ticket.assignee))"
    var change = Writer.Change(
      id: ticket.id, what: (name.isEmpty ? "assigned to nobody" : "assigned to \(name)") + former)
    change.details = details
    try writer.apply(ticket.assignee == name ? [] : edits, to: ticket, change)
  }

  /// Considers everybody for a ticket.
  ///
  /// - Parameters:
  ///   - ticket: what is to be given.
  ///   - writer: where tickets are read.
  /// - Returns: who gets it, and why.
  /// - Throws: `CommandError` without a list of people.
  static func choice(for ticket: Ticket, _ writer: Writer) throws -> AssigneeChoice {
    let session = writer.session
    let settings = try session.settings()
    guard let people = settings.people, !people.all.isEmpty else {
      throw CommandError(
        "no people to choose from", code: "no-people",
        hint: "list them in .tickets/people.yml: - { handle: ada, skills: [db], capacity: 5 }",
        status: .refused)
    }
    let repository = try session.repository()
    var open: [String: Int] = [:]
    for other in try repository.load(from: writer.source).tickets.map(\.ticket)
    where other.id != ticket.id && !other.assignee.isEmpty
      && settings.workflows.category(type: other.type, status: other.status) != .done
    {
      open[other.assignee, default: 0] += 1
    }
    var last: [String: Timestamp] = [:]
    var missing = Set(people.all.map(\.handle))
    try repository.ownerChanges(limit: commitLimit) { change in
      if missing.remove(change.to) != nil { last[change.to] = change.time }
      return !missing.isEmpty
    }
    return AssigneeChoice(of: ticket, among: people, on: session.context.now().day) { handle in
      .init(open: open[handle] ?? 0, lastAssigned: last[handle])
    }
  }

  /// Who was given nothing in so many commits has been idle long enough.
  private static let commitLimit = 10_000
}

extension AssigneeChoice.Candidate {
  /// `ada: 2 open, last given one 2026-11-21T09:15:00Z; skills db`.
  fileprivate var line: String {
    let idle = lastAssigned.map { "last given one \($0)" } ?? "never given one"
    let skills = skills.isEmpty ? "" : ", skills: \(skills.joined(separator: " "))"
    let verdict = refusal.map { " - \($0.words)" } ?? ""
    return "\(person.handle): \(load) open, \(idle)\(skills)\(verdict)"
  }

  fileprivate var json: JSON {
    .object([
      ("handle", .string(person.handle)), ("open", .number(load)),
      ("last_assigned", lastAssigned.map { .string($0.description) } ?? .null),
      ("skills", .array(skills.map(JSON.string))),
      ("skipped", refusal.map { .string($0.words) } ?? .null),
    ])
  }
}

extension AssigneeChoice.Refusal {
  /// In words.
  fileprivate var words: String {
    switch self {
    case .absent(let day): "away until \(day)"
    case .queue(let queue): "does not take from \(queue)"
    case .skills(let skills): "has no skill of \(skills.joined(separator: ", "))"
    case .full(let capacity): "has as many as they should (\(capacity))"
    }
  }
}
