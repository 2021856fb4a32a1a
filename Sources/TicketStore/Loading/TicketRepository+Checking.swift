import TicketDocument
package import TicketModel

extension TicketRepository {
  /// Judges every ticket and configuration file of a source.
  ///
  /// - Returns: the tickets with their texts, and all problems in order of path and line.
  package func check(
    _ source: TicketSource = .workTree
  ) throws -> (loaded: LoadedTickets, problems: [Problem]) {
    let judge = StateCheck(try readSettings(from: source))
    let loaded = try load(from: source, detail: .documents)
    let problems =
      judge.settings.problems.map(Problem.init) + judge.problemsOfPeople + loaded.problems
      + judge.problemsOfEach(loaded.tickets) + judge.problemsOfAll(loaded.tickets)
    return (loaded, problems.sorted())
  }
}

/// The rules for tickets as they are, whatever they were before.
struct StateCheck {
  let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  /// Two lists of people, of which one counts for nothing.
  var problemsOfPeople: [Problem] {
    guard settings.hasUnusedPeople else { return [] }
    return [
      Problem(
        path: "\(Workspace.folder)/config.yml", position: .init(line: 1, column: 1),
        severity: .warning, rule: "unused-people",
        message: "people is not used: people.yml lists the people",
        fix: "remove it from config.yml")
    ]
  }

  /// What is wrong with each ticket by itself.
  func problemsOfEach(_ tickets: [LoadedTicket]) -> [Problem] {
    let judge = TicketCheck(workflows: settings.workflows)
    let names = KnownNameCheck(settings.configuration, workflows: settings.workflows)
    return tickets.flatMap { loaded in
      loaded.document.map {
        judge.problems(in: loaded.ticket, $0) + names.problems(in: loaded.ticket, $0)
      } ?? []
    }
  }

  /// What is wrong with tickets together: links, ids, limits.
  func problemsOfAll(_ tickets: [LoadedTicket]) -> [Problem] {
    let links = LinkCheck(tickets.map(\.ticket)).findings().map { finding in
      let ticket = tickets[finding.ticket]
      return Problem(
        path: ticket.ticket.path,
        position: ticket.document?.valuePosition(of: finding.field.rawValue)
          ?? .init(line: 1, column: 1),
        rule: finding.rule, message: finding.message, fix: finding.fix)
    }
    return links + LimitCheck(workflows: settings.workflows).problems(in: tickets.map(\.ticket))
  }
}
