import TicketDocument
import TicketMerge
import TicketModel
import TicketStore

/// Decides about tickets in conflict and writes what was decided.
struct SettleRun {
  /// How a person chooses.
  enum Choice {
    case nothing
    case ask
    case side(Side)
    case assignments([Assignment])
  }

  let writer: Writer
  let survey: ConflictSurvey
  let choice: Choice
  /// Whether all tickets go into one commit.
  let isTogether: Bool

  /// A ticket and what became of it.
  struct Result {
    let ticket: ConflictedTicket
    /// nil when nothing could be done.
    var settlement: Settlement?
    /// nil when it was not written; for several in one commit each has that one.
    var outcome: CommitOutcome?
    /// Whether it was staged instead of committed.
    var isStaged = false
    /// Why the choice could not be made.
    var refusal: SettlingRefused?

    /// Whether nothing is open any more.
    var isSettled: Bool { settlement?.isComplete == true }
  }

  /// Settles tickets as far as that can be done.
  func settle(_ tickets: [ConflictedTicket]) throws -> [Result] {
    let decider = Decider(
      actor: try writer.session.repository().actor(), time: writer.session.context.now())
    var prompt = SettlePrompt(session: writer.session, assignments: self)
    var results: [Result] = []
    for ticket in tickets {
      var result = Result(ticket: ticket)
      do {
        result.settlement = try settlement(of: ticket, decider, &prompt)
      } catch let refusal as SettlingRefused {
        result.refusal = refusal
      }
      results.append(result)
    }
    try write(&results, decider)
    return results
  }

  private func settlement(
    of ticket: ConflictedTicket, _ decider: Decider, _ prompt: inout SettlePrompt
  ) throws -> Settlement? {
    switch choice {
    case .nothing: return try ticket.settled(with: [], by: decider)
    case .ask:
      return try ticket.settled(with: try prompt.decisions(about: ticket), by: decider)
    case .assignments(let assignments):
      guard let settling = ticket.settling else { return nil }
      return try ticket.settled(
        with: try decisions(assignments, settling, ticket.path), by: decider)
    case .side(let side):
      guard let settling = ticket.settling, !deleted(ticket, by: side) else {
        return ticket.settled(takingAllOf: side)
      }
      return try ticket.settled(with: try settling.decisions(taking: side), by: decider)
    }
  }

  /// Whether a side has no file any more where the other one has.
  private func deleted(_ ticket: ConflictedTicket, by side: Side) -> Bool {
    ticket.notes.contains(.editedAndDeleted(by: side))
  }

  // MARK: field=value

  /// Turns assignments to fields in dispute into decisions.
  func decisions(
    _ assignments: [Assignment], _ settling: Settling, _ path: String
  ) throws -> [Decision] {
    let ticket = try Ticket(settling.document, path: path)
    // The status first: it brings its resolution, which another assignment may replace.
    return try assignments.sorted { $0.field == .status && $1.field != .status }.map {
      try decision($0, settling, ticket)
    }
  }

  private func decision(
    _ assignment: Assignment, _ settling: Settling, _ ticket: Ticket
  ) throws -> Decision {
    let isOfStatus = FieldSchema.field(assignment.field)?.merge == .statusGroup
    let name = isOfStatus ? FieldName.status : assignment.field
    guard let field = settling.fields.first(where: { $0.name == name }) else {
      throw CommandError(
        "\(assignment.field) of \(ticket.id) is not in dispute", code: "not-in-dispute",
        hint: "snag edit \(ticket.id) \(assignment.field)\(assignment.operation.rawValue)…",
        status: .refused)
    }
    if assignment.operation == .set {
      // As it was written, be it a list or a map.
      let candidate = field.candidates.first { candidate in
        candidate.text == assignment.value
          || assignment.field == .status && candidate.status == assignment.value
      }
      if let candidate { return .value(candidate.value) }
    }
    if assignment.field == .status {
      return .edits([.set(.status, try status(assignment, ticket))])
    }
    let settings = try writer.session.repository().settings()
    return .edits(
      try writer.edits(
        [assignment], of: ticket,
        extraFields: settings.configuration.fields + [assignment.field.rawValue]))
  }

  private func status(_ assignment: Assignment, _ ticket: Ticket) throws -> String {
    let workflow = try writer.session.repository().settings().workflows
      .workflow(forType: ticket.type)
    if let workflow, workflow.status(assignment.value) == nil {
      throw TransitionRefused.unknownStatus(
        assignment.value, workflow: workflow.name, known: workflow.statuses.map(\.name))
    }
    return assignment.value
  }

  // MARK: Writing

  private func write(_ results: inout [Result], _ decider: Decider) throws {
    let repository = try writer.session.repository()
    let written = results.indices.filter { results[$0].isWorthWriting }
    let isStaging = survey.operation != nil
    let staged = written.filter { isStaging || results[$0].ticket.origin == .unmerged }
    if !staged.isEmpty {
      let settlements = staged.compactMap { results[$0].settlement }
      let paths =
        writer.options.dryRun
        ? [] : try repository.stage(settlements, isStaging: !writer.options.noCommit)
      for index in staged {
        results[index].isStaged = true
        results[index].outcome =
          writer.options.dryRun
          ? .planned(subject: "", paths: [results[index].ticket.path]) : .written(paths: paths)
      }
      if !writer.options.dryRun, !writer.options.noCommit {
        writer.session.setUpMergeDriver()
      }
    }
    let committed = written.filter { !staged.contains($0) }
    guard !committed.isEmpty else { return }
    let groups = isTogether ? [committed] : committed.map { [$0] }
    for group in groups {
      let outcome = try writer.commit(plan(group.map { results[$0] }, decider))
      for index in group { results[index].outcome = outcome }
    }
  }

  private func plan(_ results: [Result], _ decider: Decider) -> CommitPlan {
    let changes = results.compactMap(\.settlement).flatMap { $0.changes(by: decider) }
    let ids = results.flatMap { [$0.ticket.id] + $0.ticket.otherIDs.map(\.text) }
    guard results.count == 1, let result = results.first else {
      return CommitPlan(
        changes: changes, subject: "settle \(plural(results.count, "ticket"))", tickets: ids)
    }
    return CommitPlan(
      changes: changes, subject: "\(result.ticket.id): \(result.what)",
      body: result.ticket.settling?.document.scalar(FieldName.title.rawValue) ?? "", tickets: ids)
  }
}

extension SettleRun.Result {
  /// Whether there is a change to write: a ticket of which nothing was decided stays as it is.
  fileprivate var isWorthWriting: Bool {
    guard let settlement else { return false }
    return settlement.isComplete || !settlement.decisions.isEmpty
  }

  /// What was done, without the id: `settled assignee = carol`.
  var what: String {
    guard let settlement else { return "not settled" }
    if settlement.isDeletion { return "settled by deleting it" }
    if let side = settlement.wholeSide { return "settled, \(side.rawValue) taken whole" }
    guard let document = settlement.document, let settling = ticket.settling else {
      return "settled"
    }
    let fields = settling.decidedFields(in: document)
      .filter { $0.name != .conflicts }.map { field in
        "\(field.name) = \(field.chosen.isEmpty ? "(none)" : SettleRun.short(field.chosen))"
      }
    let others = ticket.otherIDs.map { "; its later ticket is \($0)" }.joined()
    return (["settled"] + [fields.prefix(3).joined(separator: ", ")]).filter { !$0.isEmpty }
      .joined(separator: " ") + others
  }
}

extension SettleRun {
  /// A value on one line, of which the subject of a commit has room for three.
  fileprivate static func short(_ value: String) -> String { truncated(safeCell(value), to: 60) }
}

extension ConflictedTicket {
  /// New ids of tickets that had this one's.
  fileprivate var otherIDs: [TicketID] {
    notes.compactMap { note in
      if case .otherTicket(let id, _, let old) = note, id != old { id } else { nil }
    }
  }
}

extension FieldConflict.Candidate {
  /// The status alone, where the value is one of a status with its resolution.
  fileprivate var status: String {
    TicketDocument.scalarText(written: value.written) ?? value.written
  }
}
