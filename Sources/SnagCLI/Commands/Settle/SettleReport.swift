import TicketDocument
import TicketMerge
import TicketModel
import TicketStore

/// Says what became of tickets in conflict, and what is left to decide.
struct SettleReport {
  let session: Session
  let survey: ConflictSurvey

  /// Members of a ticket's object in JSON.
  static let names = [
    "id", "path", "origin", "result", "fields", "blocks", "notes", "reason", "commit",
  ]

  /// Lists everything that is in conflict.
  func list() throws {
    let results = survey.tickets.map { SettleRun.Result(ticket: $0) }
    if session.common.isJSON {
      printJSON(results)
      if !results.isEmpty { throw ExitStatus.refused }
      return
    }
    sayOthers()
    guard !results.isEmpty else { return session.say("nothing is in conflict") }
    for result in results { for line in result.openLines { session.print(safeCell(line)) } }
    throw CommandError(
      "\(plural(results.count, "ticket")) in conflict", code: "conflict",
      hint: "`snag settle --all` settles what needs no choice; then `snag settle ID`",
      status: .refused)
  }

  /// Reports what was done; refuses when something is left.
  func finish(_ results: [SettleRun.Result], writer: Writer) throws {
    for result in results { say(result, writer) }
    sayReferrers(results)
    if session.common.isJSON {
      printJSON(results)
    } else {
      for result in results where result.isSettled { session.print(result.ticket.id) }
    }
    let open = results.filter { !$0.isSettled }
    sayOthers()
    guard let first = open.first else { return sayWhatNext(results, writer) }
    if session.common.isJSON { throw ExitStatus.refused }
    for result in open { for line in result.openLines { session.print(safeCell(line)) } }
    throw CommandError(
      open.count == 1
        ? "\(first.ticket.id) is not settled" : "\(plural(open.count, "ticket")) not settled",
      code: "conflict", hint: first.hint, status: .refused)
  }

  // MARK: Words

  private func say(_ result: SettleRun.Result, _ writer: Writer) {
    let id = result.ticket.id
    if result.isSettled { for note in result.notes { session.say("\(id): \(note)") } }
    guard let outcome = result.outcome else { return }
    if result.isStaged, !writer.options.dryRun {
      let place = writer.options.noCommit || !result.isSettled ? "not staged" : "staged"
      session.say("\(id): \(result.what) (\(place))")
    } else {
      writer.say(outcome, what: "\(id): \(result.what)")
    }
    for line in result.droppedLines { session.say("  \(safeCell(line))") }
  }

  private func sayReferrers(_ results: [SettleRun.Result]) {
    for case .otherTicket(_, _, let old) in results.flatMap(\.ticket.notes) {
      guard let referrers = survey.referrers[old] else { continue }
      session.say(
        "look which ticket is meant where \(old) is named: "
          + referrers.map(\.text).joined(separator: ", "))
    }
  }

  private func sayOthers() {
    guard !survey.otherPaths.isEmpty else { return }
    session.say("unmerged, and no tickets: \(survey.otherPaths.joined(separator: ", "))")
  }

  private func sayWhatNext(_ results: [SettleRun.Result], _ writer: Writer) {
    guard !writer.options.dryRun, results.contains(where: { $0.outcome != nil }) else { return }
    let isAll = survey.tickets.count == results.count && survey.otherPaths.isEmpty
    guard let operation = survey.operation else {
      // git does not note that a stash is being popped, and keeps one that conflicts.
      if isAll, results.contains(where: \.isStaged), (try? session.repository().hasStash()) == true
      {
        session.say("if that was `git stash pop`, the stash is still there: `git stash drop`")
      }
      return
    }
    session.say(
      isAll
        ? "go on with `\(operation.continuation)`"
        : "when the rest is settled too: `\(operation.continuation)`")
  }

  // MARK: JSON

  private func printJSON(_ results: [SettleRun.Result]) {
    session.print(
      .object([
        ("schema", .number(1)), ("kind", .string("settle")),
        ("tickets", .array(results.map { .object(session.common.picked($0.members)) })),
        ("unmerged", .array(survey.otherPaths.map(JSON.string))),
        ("next", survey.operation.map { .string($0.continuation) } ?? .null),
      ]))
  }
}
