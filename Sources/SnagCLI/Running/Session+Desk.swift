import TicketDesk
import TicketModel
import TicketQuery
import TicketStore

extension Session {
  /// What the desk's files of a source say.
  ///
  /// - Parameters:
  ///   - source: where to read.
  ///   - vocabulary: what the queries in them may name.
  /// - Returns: an empty desk where there are no files.
  /// - Throws: `ConfigurationError` for what is wrong in one, and what reading throws.
  func desk(from source: TicketSource, _ vocabulary: QueryVocabulary) throws -> Desk {
    let texts = try repository().configurationTexts(
      DeskFile.allCases.map(\.rawValue), from: source)
    var files: [DeskFile: (path: String, text: String)] = [:]
    for file in texts {
      if let name = DeskFile(rawValue: file.name) { files[name] = (file.path, file.text) }
    }
    return try Desk(files, vocabulary: vocabulary)
  }

  /// Makes a world know how clocks stand.
  ///
  /// - Parameters:
  ///   - world: what queries are answered from.
  ///   - source: where the desk's files are.
  ///   - settings: of that source.
  ///   - tickets: all of that source.
  /// - Returns: the world with the clocks of its tickets.
  /// - Throws: what ``desk(from:_:)`` throws, and `QueryError`.
  func withClocks(
    _ world: QueryWorld, from source: TicketSource, _ settings: Settings, _ tickets: [Ticket]
  ) throws -> QueryWorld {
    let desk = try desk(from: source, vocabulary(settings, of: tickets))
    let figures = try ServiceFigures(desk.serviceLevels, in: world, staff: settings.staff)
    var world = world
    world.service = { figures.facts(of: $0) }
    return world
  }
}

extension Settings {
  /// Handles of those who answer tickets: a ticket that one of them opens for nobody owes no answer.
  var staff: Set<String> { Set((people?.all ?? []).map(\.handle)) }
}

/// How the clocks of tickets stand at one time.
struct ServiceFigures: Sendable {
  private let choice: PolicyChoice
  private let workflows: WorkflowSet
  private let staff: Set<String>
  let now: Timestamp

  /// Makes the policies of service levels ready for tickets that are answered by some people.
  init(
    _ levels: ServiceLevels, in world: QueryWorld, staff: Set<String>
  ) throws(QueryError) {
    self.staff = staff
    choice = try PolicyChoice(levels, in: world)
    workflows = world.workflows
    now = world.now
  }

  /// Returns the policy and the clocks of a ticket; nil when it is under none.
  func clocks(of ticket: Ticket) -> (policy: ServicePolicy, clocks: TicketClocks)? {
    guard let policy = choice.policy(for: ticket),
      let events = TicketEvents(ticket, workflows: workflows, staff: staff)
    else { return nil }
    return (policy, TicketClocks(events, under: policy, priority: ticket.priority, now: now))
  }

  /// Returns what queries ask of a ticket.
  func facts(of ticket: Ticket) -> ServiceFacts {
    var facts = ServiceFacts()
    guard let clocks = clocks(of: ticket)?.clocks else { return facts }
    facts.isBreached = clocks.has(.breached)
    facts.isAtRisk = clocks.has(.atRisk)
    facts.isPaused = clocks.has(.paused)
    facts.dueAt = clocks.nearest?.due
    return facts
  }
}

extension Session {
  /// What is wrong in the desk's files, and in what tickets say of it.
  ///
  /// - Parameters:
  ///   - source: where they are.
  ///   - loaded: all tickets of that source, with their documents.
  /// - Returns: the problems.
  /// - Throws: what reading throws.
  func deskProblems(from source: TicketSource, _ loaded: [LoadedTicket]) throws -> [Problem] {
    let settings = try repository().settings(from: source)
    do {
      let desk = try desk(from: source, vocabulary(settings, of: loaded.map(\.ticket)))
      return desk.warnings
        + desk.serviceLevels.problems(in: loaded.map { ($0.ticket, $0.document) })
    } catch let error as ConfigurationError {
      return [Problem(error)]
    }
  }
}
