import TicketModel
import TicketStore

extension Session {
  /// Where options say to read tickets.
  ///
  /// A text that is a date is never a revision; a branch of such a name is refs/heads/2026-09-01.
  /// With a date the clock is set back, too; a revision names tickets, and today's clock judges them.
  ///
  /// - Parameter options: from the command line.
  /// - Returns: the source.
  /// - Throws: `NothingBefore`, `RevisionMissing`.
  func source(_ options: SourceOptions) throws -> TicketSource {
    if options.staged { return .index }
    guard let text = options.at else { return .workTree }
    guard let past = PastMoment(text) else { return .revision(text) }
    let moment = past.moment(now: context.now())
    momentAskedFor = moment
    return try repository().source(asOf: moment)
  }

  /// The settings of a source, for a command that only reads.
  func readableSettings(from source: TicketSource) throws -> Settings {
    guard source != .workTree else { return try readableSettings() }
    let settings = try repository().settings(from: source)
    warn(about: settings.problems.map(Problem.init))
    return settings
  }
}
