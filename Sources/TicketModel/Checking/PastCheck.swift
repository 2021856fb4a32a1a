/// The rules for the history lines that were there before: they stay, as they are, where they are.
struct PastCheck {
  private let change: TicketChange
  private let reporter: Reporter
  private let workflow: Workflow?
  private let course: ChangeCourse

  init(
    _ change: TicketChange, _ reporter: Reporter, _ workflow: Workflow?, _ course: ChangeCourse
  ) {
    self.workflow = workflow
    self.change = change
    self.reporter = reporter
    self.course = course
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
    return rewritten.isEmpty && course.isLinear ? insertions() : rewritten
  }

  private func gone(_ line: String) -> Problem {
    problem("\"\(line)\" of the past is gone", fix: "put the line back as it was\(wayBack)")
  }

  /// The file as it was is a command away; a status that was taken back with its line has a verb.
  private var wayBack: String {
    guard let old = change.old?.ticket, let command = course.restoring(old.path) else { return "" }
    let ticket = reporter.ticket
    guard old.status != ticket.status, let reopen = workflow?.wayBack(from: old.status) else {
      return ": \(command)"
    }
    return ": \(command); if it was taken back, then "
      + "snag \(course.verbs.words(for: reopen)) \(ticket.id)"
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
