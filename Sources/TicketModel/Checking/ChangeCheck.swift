import TicketDocument

/// The rules for what may become of tickets between two revisions, whoever wrote the files.
package struct ChangeCheck {
  let workflows: WorkflowSet
  let isLinear: Bool
  let facts: (ReadTicket) -> TransitionFacts

  /// Judges by a repository's workflows.
  ///
  /// - Parameters:
  ///   - workflows: those of the new revision.
  ///   - isLinear: whether one commit after the other led here, so that a new history line is a step
  ///     from the one above it; after a merge it need not be.
  ///   - facts: what is true around the new version of a ticket.
  package init(
    workflows: WorkflowSet, isLinear: Bool, facts: @escaping (ReadTicket) -> TransitionFacts
  ) {
    self.workflows = workflows
    self.isLinear = isLinear
    self.facts = facts
  }

  /// Judges all changes of a comparison.
  ///
  /// - Parameter changes: all of them, because an id that was changed is one ticket that is gone and
  ///   one that is new.
  /// - Returns: what the rules do not allow, in file order.
  /// - Throws: what the facts throw.
  package func problems(in changes: [TicketChange]) throws -> [Problem] {
    let gone = Dictionary(
      changes.filter { $0.kind == .removed }.map { ($0.ticket.path, $0.ticket.id) },
      uniquingKeysWith: { first, _ in first })
    let renamed = changes.filter {
      $0.kind == .added && gone[$0.ticket.path] != nil
        && $0.ticket.text(of: .formerly) != gone[$0.ticket.path]?.text
    }
    let paths = Set(renamed.map(\.ticket.path))
    let rest = changes.filter {
      !($0.kind == .added || $0.kind == .removed) || !paths.contains($0.ticket.path)
    }
    let moved = Set(changes.map { $0.ticket.text(of: .formerly) })
    let ids = renamed.compactMap { idProblem($0, was: gone[$0.ticket.path]) }
    return try (ids + rest.flatMap { try problems(in: $0, idsGivenUp: moved) }).sorted()
  }

  private func problems(in change: TicketChange, idsGivenUp: Set<String>) throws -> [Problem] {
    guard let new = change.new else {
      return idsGivenUp.contains(change.ticket.id.text) ? [] : [removal(change)]
    }
    let reporter = Reporter(ticket: new.ticket, document: new.document)
    let workflow = workflows.workflow(forType: new.ticket.type)
    let past = PastCheck(change, reporter, workflow, isLinear: isLinear).problems()
    let steps = past.isEmpty ? try StepCheck(self, change, new, reporter).problems() : []
    return immutable(change, reporter) + past + steps
  }

  // MARK: What never changes

  private func idProblem(_ change: TicketChange, was id: TicketID?) -> Problem? {
    guard let new = change.new, let id else { return nil }
    return Reporter(ticket: new.ticket, document: new.document).problem(
      at: .id, rule: "immutable", "the id never changes; it was \(id)", fix: "set it back to \(id)")
  }

  private func immutable(_ change: TicketChange, _ reporter: Reporter) -> [Problem] {
    change.fields.compactMap { field in
      guard FieldSchema.field(field.name)?.merge == .identity,
        case .value(let old?, _) = field.difference, !old.isEmpty
      else { return nil }
      return reporter.problem(
        at: field.name, rule: "immutable", "\(field.name) never changes; it was \(old)",
        fix: "set it back to \(old)")
    }
  }

  private func removal(_ change: TicketChange) -> Problem {
    Problem(
      path: change.ticket.path, position: .init(line: 1, column: 1), severity: .warning,
      rule: "removed", message: "ticket \(change.ticket.id) is gone, with its history",
      fix: "tickets are closed, not deleted")
  }
}

/// The rules for the history lines that were there before: they stay, as they are, where they are.
struct PastCheck {
  private let change: TicketChange
  private let reporter: Reporter
  private let workflow: Workflow?
  private let isLinear: Bool

  init(
    _ change: TicketChange, _ reporter: Reporter, _ workflow: Workflow?, isLinear: Bool
  ) {
    self.workflow = workflow
    self.change = change
    self.reporter = reporter
    self.isLinear = isLinear
  }

  func problems() -> [Problem] {
    let rewritten = change.fields.filter { $0.name == .history }.flatMap { field in
      switch field.difference {
      case .items(_, let removed): removed.map(gone)
      case .order:
        [problem("lines of the past changed places", fix: "put them back in time order")]
      case .value, .block: [Problem]()
      }
    }
    return rewritten.isEmpty && isLinear ? insertions() : rewritten
  }

  private func gone(_ line: String) -> Problem {
    problem("\"\(line)\" of the past is gone", fix: "put the line back as it was")
  }

  /// Lines that claim to be older than what was there already.
  ///
  /// A stash that was popped and a rebase join two lines of work without a merge commit: steps that
  /// one person can have taken meanwhile are no forgery, and change nothing about the status.
  private func insertions() -> [Problem] {
    let known = Set((change.old?.ticket.history ?? []).map(spelled))
    let lines = reporter.ticket.history
    guard let last = lines.lastIndex(where: { known.contains(spelled($0)) }), !isOfTwoBranches
    else { return [] }
    return lines[..<last].filter { !known.contains(spelled($0)) }.map { line in
      problem(
        "\"\(line)\" was put among lines of the past", at: line,
        fix: "take it out; `snag move \(reporter.ticket.id) …` writes a line when it happens")
    }
  }

  /// Whether the new lines, those put in and those after them, lead from one to the next, from where
  /// the ticket was when the first of them was written.
  private var isOfTwoBranches: Bool {
    guard let workflow else { return false }
    let known = Set((change.old?.ticket.historyLines ?? []).map(\.description))
    let lines = reporter.ticket.historyLines
    guard let first = lines.firstIndex(where: { !known.contains($0.description) }), first > 0
    else { return false }
    let side = [lines[first - 1]] + lines[first...].filter { !known.contains($0.description) }
    return zip(side, side.dropFirst()).allSatisfy { workflow.leads(from: $0.status, to: $1.status) }
  }

  private func spelled(_ line: String) -> String { HistoryLine(line)?.description ?? line }

  private func problem(_ message: String, at line: String? = nil, fix: String) -> Problem {
    reporter.problem(at: .history, item: line, rule: "history-rewritten", message, fix: fix)
  }
}
