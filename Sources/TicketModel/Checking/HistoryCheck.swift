import TicketDocument

/// The rules for a ticket's history: one line for each status it has had, along its workflow's edges.
struct HistoryCheck {
  private let workflows: WorkflowSet
  private let reporter: Reporter
  private let ticket: Ticket
  private let lines: [HistoryLine]

  init(_ workflows: WorkflowSet, _ reporter: Reporter) {
    self.workflows = workflows
    self.reporter = reporter
    ticket = reporter.ticket
    lines = ticket.historyLines
  }

  func problems() -> [Problem] {
    let malformed = malformedLines()
    // Across a line that cannot be read, or in a wrong order, no step can be judged.
    let order = disorder()
    guard malformed.isEmpty, order.isEmpty else {
      return malformed + order + missingLine(malformed)
    }
    let found = steps() + missingLine(malformed)
    return found.isEmpty || !isOfTwoBranches ? unknownStatuses() + found : unknownStatuses()
  }

  /// From an importer come two lines at most, whose step was another tracker's to allow.
  private var ownLines: ArraySlice<HistoryLine> {
    ticket.items(of: .importedFrom).isEmpty ? lines[...] : lines.dropFirst()
  }

  private var isOfTwoBranches: Bool {
    guard let workflow = workflows.workflow(forType: ticket.type) else { return false }
    return ConcurrentHistory(workflow)
      .explains(ownLines.map(\.status), endingAt: ticket.status)
  }

  private func malformedLines() -> [Problem] {
    ticket.history.filter { HistoryLine($0) == nil }.map { text in
      reporter.problem(
        at: .history, item: text, rule: "history",
        "history line \"\(text)\" is not time, actor, status",
        fix: "for example 2026-11-20T09:15:00Z ada new")
    }
  }

  private func disorder() -> [Problem] {
    guard zip(lines, lines.dropFirst()).contains(where: { $0.time > $1.time }) else { return [] }
    return [
      reporter.problem(
        at: .history, rule: "history-order", "history is not in time order",
        fix: "sort the lines by time")
    ]
  }

  private func unknownStatuses() -> [Problem] {
    guard let workflow = workflows.workflow(forType: ticket.type) else { return [] }
    var unknown: Set<String> = []
    return lines.compactMap { line in
      guard line.status != ticket.status, workflow.status(line.status) == nil,
        unknown.insert(line.status).inserted
      else { return nil }
      return reporter.problem(
        at: .history, severity: .warning, rule: "unknown-status",
        "history has the status \(line.status), which workflow \(workflow.name) does not know")
    }
  }

  /// Judges each step from one line to the next.
  private func steps() -> [Problem] {
    guard let workflow = workflows.workflow(forType: ticket.type) else { return [] }
    var problems: [Problem] = []
    for (from, to) in zip(ownLines, ownLines.dropFirst()) where from.status != to.status {
      guard workflow.status(from.status) != nil, workflow.status(to.status) != nil,
        !workflow.leads(from: from.status, to: to.status)
      else { continue }
      problems.append(
        reporter.problem(
          at: .history, item: to.description, severity: severity(from, to),
          rule: "illegal-transition",
          "at \(to.time) it went from \(from.status) to \(to.status), "
            + "which no transition of workflow \(workflow.name) does"))
    }
    return problems
  }

  /// What happened while the ticket had another type is only worth knowing.
  private func severity(_ from: HistoryLine, _ to: HistoryLine) -> Problem.Severity {
    workflows.workflows.contains { $0.leads(from: from.status, to: to.status) } ? .warning : .error
  }

  private func missingLine(_ malformed: [Problem]) -> [Problem] {
    guard let last = lines.last else {
      guard malformed.isEmpty else { return [] }
      return [
        reporter.problem(
          at: .history, rule: "history-missing", "no history line",
          fix: "`snag check --fix` adds the line")
      ]
    }
    guard last.status != ticket.status else { return [] }
    let message = "status is \(ticket.status) but the last history line says \(last.status)"
    // A line that no transition could have written is not for a program to add.
    if let workflow = workflows.workflow(forType: ticket.type),
      !workflow.leads(from: last.status, to: ticket.status)
    {
      let next = workflow.transitions(from: last.status).filter { $0.to != nil }.map(\.name)
      let ways = next.isEmpty ? "" : " (next: \(next.joined(separator: ", ")))"
      return [
        reporter.problem(
          at: .status, rule: "illegal-transition",
          "\(message), and no transition leads from there",
          fix: "set status back to \(last.status), then `snag move \(ticket.id) …`\(ways)")
      ]
    }
    return [
      reporter.problem(
        at: .status, rule: "history-missing", message, fix: "`snag check --fix` adds the line")
    ]
  }
}

extension Workflow {
  /// Whether a transition goes from one status to another.
  func leads(from: String, to: String) -> Bool {
    transitions.contains { $0.to == to && $0.from.contains(from) }
  }

  /// The name of a transition from a status to an earlier one; nil where there is none.
  func wayBack(from status: String) -> String? {
    let order = StatusOrder(self)
    return transitions(from: status)
      .first { $0.to.map { order.rank(of: $0) < order.rank(of: status) } ?? false }?.name
  }
}
