import ArgumentParser
import TicketModel
import TicketStore

/// Writes release notes from tickets.
struct ChangelogCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "changelog",
    abstract: "List the tickets that became done between two revisions.",
    discussion: """
      Compares the tickets as they are in A and in B, whatever was committed in between: by type, most \
      urgent first. Tickets that are open again in B are not in it, nor, without --all, those that \
      ended as wontfix, duplicate, cancelled and the like. Without revisions: from the latest tag to \
      HEAD.

      A commit's Closes or Fixes trailer never changes a ticket. Where one claims a ticket that is not \
      done in B, a warning says so.

      EXAMPLES
        snag changelog
        snag changelog v1.2..v1.3 --format=md >> CHANGELOG.md
        snag changelog --since v1.2 --json
      """)

  @Argument(help: "A..B.")
  var range: String?

  @Option(help: ArgumentHelp("The same as TAG..HEAD.", valueName: "tag"))
  var since: String?

  @Option(help: "text, md (Markdown) or json.")
  var format: DocumentFormat?

  @Flag(help: "Also tickets that ended without being done.")
  var all = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try common.refuseJSON(besides: format)
    if since != nil, range != nil { throw ValidationError("--since and A..B exclude each other") }
    guard let range else { return }
    guard case .between? = TicketRange(range) else {
      throw ValidationError("\(range) is not of the form A..B; --since TAG goes from a tag to HEAD")
    }
  }

  func run(in session: Session) throws {
    try common.checkFields(among: ChangelogText.names)
    let repository = try session.repository()
    let comparison = try repository.compare(wanted(repository))
    let workflows = try session.readableSettings().workflows
    let changelog = Changelog(
      comparison.changes, workflows: workflows, includesDropped: all)
    let text = ChangelogText(changelog: changelog)
    switch format ?? (common.isJSON ? .json : .text) {
    case .text: session.write(text.plain(session.style))
    case .md: session.write(text.markdown)
    case .json:
      session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("changelog")), ("from", comparison.from.json),
          ("to", comparison.to.json),
          ("tickets", .array(text.members.map { .object(common.picked($0)) })),
          ("problems", .array(comparison.problems.map(\.json))),
        ]))
    }
    session.warn(about: comparison.problems)
    try warnOfClaims(comparison, workflows, session)
    sayWhatIsMissing(changelog, comparison, session)
  }

  private func wanted(_ repository: TicketRepository) throws -> TicketRange {
    if let range, let parsed = TicketRange(range) { return parsed }
    guard let start = try since ?? repository.latestTag() else { return .whole("HEAD") }
    return .between(start, "HEAD")
  }

  private func warnOfClaims(
    _ comparison: TicketComparison, _ workflows: WorkflowSet, _ session: Session
  ) throws {
    let claims = try session.repository().openClaims(
      from: comparison.from, to: comparison.to, workflows)
    for claim in claims {
      let truth = claim.status.map { "which is \($0)" } ?? "which is no ticket here"
      session.warn(
        safeCell(
          "\(claim.commit.id.prefix(7)) says \(claim.key.rawValue): \(claim.id), \(truth) "
            + "(\(claim.commit.subject))"))
    }
  }

  private func sayWhatIsMissing(
    _ changelog: Changelog, _ comparison: TicketComparison, _ session: Session
  ) {
    let place = "\(comparison.from.words) .. \(comparison.to.words)"
    if changelog.isEmpty { session.say("no ticket became done: \(place)") }
    guard !changelog.leftOut.isEmpty else { return }
    let ids = changelog.leftOut.map(\.id.text).joined(separator: ", ")
    session.say("left out, because they ended without being done: \(ids) (--all includes them)")
  }
}
