import TicketModel
import TicketStore

extension Session {
  /// Where options say to read tickets.
  ///
  /// A text that is a time is never a revision; a branch of such a name is refs/heads/2026-09-01. Of
  /// a day, month or year the first second is meant. The clock is set to that time, too; a revision
  /// names tickets, and today's clock judges them.
  ///
  /// - Parameter options: from the command line.
  /// - Returns: the source.
  /// - Throws: `NothingBefore`, `RevisionMissing`.
  func source(_ options: SourceOptions) throws -> TicketSource {
    if options.staged { return .index }
    guard let text = options.at else { return .workTree }
    guard !isCommit(text), let value = TimeValue(text) else { return .revision(text) }
    let moment = value.bounds(now: context.now()).start
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

/// Whether a text can be a commit's short name, as `123456d` can, although it reads like so many days.
private func isCommit(_ text: String) -> Bool {
  text.utf8.count >= 7 && text.allSatisfy { $0.isASCII && $0.isHexDigit }
}
