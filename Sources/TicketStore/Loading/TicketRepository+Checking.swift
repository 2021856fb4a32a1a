package import TicketModel
import TicketDocument

extension TicketRepository {
  /// Judges every ticket and configuration file of a source.
  ///
  /// - Returns: the tickets with their texts, and all problems in order of path and line.
  package func check(
    _ source: TicketSource = .workTree
  ) throws -> (loaded: LoadedTickets, problems: [Problem]) {
    let settings = try readSettings(from: source)
    let loaded = try load(from: source, detail: .documents)
    let judge = TicketCheck(workflows: settings.workflows)
    let names = KnownNameCheck(settings.configuration, workflows: settings.workflows)
    let single = loaded.tickets.flatMap { loaded in
      loaded.document.map {
        judge.problems(in: loaded.ticket, $0) + names.problems(in: loaded.ticket, $0)
      } ?? []
    }
    let links = LinkCheck(loaded.tickets.map(\.ticket)).findings().map { finding in
      let ticket = loaded.tickets[finding.ticket]
      return Problem(
        path: ticket.ticket.path,
        position: ticket.document?.valuePosition(of: finding.field.rawValue)
          ?? .init(line: 1, column: 1),
        rule: finding.rule, message: finding.message, fix: finding.fix)
    }
    let problems =
      settings.problems.map(Problem.init) + loaded.problems + single + links
      + LimitCheck(workflows: settings.workflows).problems(in: loaded.tickets.map(\.ticket))
    return (loaded, problems.sorted())
  }
}
