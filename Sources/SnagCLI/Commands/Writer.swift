import TicketDocument
import TicketModel
import TicketStore

/// Carries out and reports the plans of commands that change one ticket.
struct Writer {
  let session: Session
  let options: WriterOptions
  /// `init` alone may write where no configuration is.
  var isSettingUp = false

  /// Where commits go.
  var target: CommitTarget {
    if options.noCommit { return .workTreeOnly }
    return options.on.map(CommitTarget.branch) ?? .head
  }

  /// Where tickets are read from: what the commit will change.
  var source: TicketSource {
    options.on.map { .revision("refs/heads/\($0)") } ?? .workTree
  }

  /// What a writer did to one ticket.
  struct Change {
    let id: TicketID
    /// What happened, without the id: `new -> in-progress`.
    let what: String
    var from: String?
    var to: String?
    /// Absolute path of a work tree that was made for it; the answer then.
    var worktree: String?
    /// Further members of the JSON object.
    var details: [(String, JSON)] = []
  }

  /// Names in the JSON object of a change.
  static let names = [
    "id", "change", "result", "from", "to", "commit", "branch", "paths", "worktree",
  ]

  /// Finds the ticket a person means; without an id, the one the current branch is named after.
  func find(_ typed: String?) throws -> FoundTicket {
    let repository = try session.repository()
    if !isSettingUp { try session.requireSetUp() }
    if let typed { return try repository.find(typed, in: source) }
    return try repository.findTicketOfBranch(in: source)
  }

  /// Applies edits to a ticket as one commit, and reports.
  func apply(_ edits: [TicketEdit], to ticket: Ticket, _ change: Change) throws {
    let plan = CommitPlan(
      changes: [.edit(path: ticket.path, edits)], subject: "\(ticket.id): \(change.what)",
      body: ticket.title, tickets: [ticket.id.text])
    try commit(plan, change)
  }

  /// Carries out a plan that concerns one ticket, and reports.
  func commit(_ plan: CommitPlan, _ change: Change) throws {
    try session.common.checkFields(among: Self.names + change.details.map(\.0))
    let outcome = try commit(plan)
    say(outcome, what: "\(change.id): \(change.what)")
    report(outcome, change)
  }

  /// Carries out any plan.
  func commit(_ plan: CommitPlan) throws -> CommitOutcome {
    if !isSettingUp { try session.requireSetUp() }
    let outcome = try session.repository().commit(plan, to: target, isDryRun: options.dryRun)
    if case .committed = outcome, !isSettingUp { session.setUpMergeDriver() }
    return outcome
  }

  // MARK: Report

  /// Prints the answer: the id, or the object of the change.
  func report(_ outcome: CommitOutcome, _ change: Change) {
    guard session.common.isJSON else {
      return session.print(change.worktree ?? change.id.text)
    }
    let result = outcome.members
    let members =
      [("id", JSON.string(change.id.text)), ("change", .string(change.what)), result[0]]
      + [
        ("from", change.from.map(JSON.string) ?? .null),
        ("to", change.to.map(JSON.string) ?? .null),
      ]
      + result.dropFirst() + (change.worktree.map { [("worktree", .string($0))] } ?? [])
      + change.details
    session.print(kind: "change", members)
  }

  /// Says on standard error what became of a plan.
  func say(_ outcome: CommitOutcome, what: String) {
    switch outcome.shortened {
    case .committed(let report):
      for repair in report.repairs { session.say(repair) }
      let place = report.branch.map { "on \($0)" } ?? "on a detached HEAD"
      session.say("\(what) (\(report.id.prefix(7)) \(place))")
    case .unchanged: session.say("\(what): nothing to change")
    case .written(let paths):
      session.say("\(what) (not committed: \(paths.joined(separator: ", ")))")
    case .planned(_, let paths):
      let verb = options.noCommit ? "write" : "commit"
      session.say("dry run: would \(verb) \"\(what)\", changing \(paths.joined(separator: ", "))")
    }
  }
}

extension CommitOutcome {
  /// The same without thousands of paths.
  fileprivate var shortened: CommitOutcome {
    func short(_ paths: [String]) -> [String] {
      paths.count > 4 ? paths.prefix(3) + ["… \(paths.count - 3) more"] : paths
    }
    return switch self {
    case .planned(let subject, let paths): .planned(subject: subject, paths: short(paths))
    case .written(let paths): .written(paths: short(paths))
    case .committed, .unchanged: self
    }
  }

  /// result, commit, branch and paths in JSON.
  var members: [(String, JSON)] {
    var commit: CommitReport?
    var paths: [String]?
    let result: String
    switch self {
    case .committed(let report):
      commit = report
      result = "committed"
    case .unchanged: result = "unchanged"
    case .written(let written):
      paths = written
      result = "written"
    case .planned(_, let planned):
      paths = planned
      result = "planned"
    }
    return [
      ("result", .string(result)), ("commit", commit.map { .string($0.id) } ?? .null),
      ("branch", commit?.branch.map(JSON.string) ?? .null),
      ("paths", paths.map { .array($0.map(JSON.string)) } ?? .null),
    ]
  }
}
