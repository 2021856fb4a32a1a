/// A step that a change takes through a workflow.
struct ChangeStep {
  /// From where it may have come.
  let from: [String]
  let to: String
  /// The line that says so; nil for a status that was set without one.
  let line: HistoryLine?
  /// Whether nothing came after it.
  let isLast: Bool
}

/// Finds the steps that a change takes.
struct ChangeSteps {
  private let change: TicketChange
  private let ticket: Ticket
  private let workflow: Workflow

  init(_ change: TicketChange, to ticket: Ticket, _ workflow: Workflow) {
    self.change = change
    self.ticket = ticket
    self.workflow = workflow
  }

  /// How many lines of a new ticket are no steps: the one it begins with, and of one that comes from
  /// another tracker where it stood there.
  private var givenLines: Int {
    guard change.old == nil else { return 0 }
    return ticket.items(of: .importedFrom).isEmpty ? 1 : 2
  }

  // MARK: One version after the other

  func linear() -> [ChangeStep] {
    var lines: [HistoryLine?] = change.transitions.map(\.line).filter { !isJoined($0) }
    let given = lines.prefix(givenLines)
    var status = change.old?.ticket.status ?? given.last??.status
    lines.removeFirst(given.count)
    if (lines.last ?? nil)?.status ?? status != ticket.status { lines.append(nil) }
    return lines.enumerated().compactMap { index, line in
      let to = line?.status ?? ticket.status
      defer { status = to }
      guard let from = status, from != to else { return nil }
      return ChangeStep(from: [from], to: to, line: line, isLast: index == lines.count - 1)
    }
  }

  /// Whether a new line is older than one that was there, as after a rebase.
  private func isJoined(_ line: HistoryLine) -> Bool {
    change.old?.ticket.historyLines.last.map { line.time < $0.time } ?? false
  }

  // MARK: Lines of work that were joined

  /// Each new line is a step from the one above it where a transition leads from there, else from
  /// wherever the ticket may have been.
  func joined() -> [ChangeStep] {
    let new = Set(change.transitions.map(\.line.description))
    let lines = ticket.historyLines
    let last = lines.last { $0.status == ticket.status && new.contains($0.description) }
    var steps: [ChangeStep] = []
    for (index, line) in lines.enumerated().dropFirst(givenLines)
    where new.contains(line.description) {
      let before = lines[..<index].map(\.status)
      steps += step(before, to: line.status, line, isLast: line == last)
    }
    if last == nil, let old = change.old?.ticket.status, old != ticket.status {
      steps += step(lines.map(\.status) + [old], to: ticket.status, nil, isLast: true)
    }
    return steps
  }

  private func step(
    _ before: [String], to status: String, _ line: HistoryLine?, isLast: Bool
  ) -> [ChangeStep] {
    if let above = before.last, above == status || workflow.leads(from: above, to: status) {
      return above == status
        ? [] : [ChangeStep(from: [above], to: status, line: line, isLast: isLast)]
    }
    let from = Set(before + [change.old?.ticket.status].compactMap { $0 }).subtracting([status])
    return from.isEmpty
      ? [] : [ChangeStep(from: from.sorted(), to: status, line: line, isLast: isLast)]
  }
}
