import ArgumentParser
import TicketModel
import TicketStore

/// Shows what changed between two states, by ticket and field.
struct DiffCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between two states, by ticket and field.",
    discussion: """
      A..B compares two commits, A...B compares B with where it left A, and A alone compares with the \
      work tree. Without any: from where this branch left the default branch (what origin/HEAD says, \
      init.defaultBranch, main or master) to the work tree; on that branch itself from HEAD. Further \
      words are ids. A word that is both is an id; heads/NAME is the branch.

      Tickets are followed by their ids, wherever their files went. A change in quotes, order, \
      comments or blank lines alone is called one of layout. --format=md is for pull requests: \
      nothing in a ticket becomes markup, a mention or a reference there.

      EXAMPLES
        snag diff
        snag diff v1.2..HEAD sn-k7m
        snag diff origin/main...HEAD --format=md | gh pr comment -F -
        snag diff --staged --exit-code
      """)

  @Argument(help: "A..B, A...B or A, then ids or unique beginnings of them.")
  var words: [String] = []

  @Option(help: "text, md (Markdown) or json.")
  var format: DocumentFormat?

  @Flag(help: "Compare HEAD with the index.")
  var staged = false

  @Flag(help: "Exit 1 when there is a difference, as git diff does.")
  var exitCode = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try common.refuseJSON(besides: format)
    if staged, words.first.flatMap(TicketRange.init) != nil {
      throw ValidationError("--staged and \(words[0]) exclude each other")
    }
  }

  func run(in session: Session) throws {
    try common.checkFields(among: TicketChange.names)
    let repository = try session.repository()
    let (range, ids) = try request(repository)
    let comparison = try repository.compare(range)
    let wanted = try DiffSelection(typed: ids, range: range, comparison).ids(repository)
    let changes = comparison.changes.filter { wanted?.contains($0.ticket.id) ?? true }
    session.warn(about: comparison.problems)
    print(changes, comparison, session)
    session.say(
      "\(comparison.from.words) .. \(comparison.to.words): \(Self.summary(of: changes))")
    if exitCode, !changes.isEmpty || !comparison.problems.isEmpty { throw ExitStatus.failure }
  }

  /// Tells a range from ids: only the first word can be one.
  private func request(
    _ repository: TicketRepository
  ) throws -> (range: TicketRange, ids: ArraySlice<String>) {
    guard !staged else { return (.staged, words[...]) }
    guard let first = words.first else { return (.standard, []) }
    if let range = TicketRange(first) { return (range, words.dropFirst()) }
    guard try repository.knowsRevision(first), try !isID(first, repository) else {
      return (.standard, words[...])
    }
    return (.since(first), words.dropFirst())
  }

  /// Whether a word, which is a revision, is the whole id of a ticket as well.
  private func isID(_ word: String, _ repository: TicketRepository) throws -> Bool {
    guard let id = TicketID(word) else { return false }
    do {
      return try repository.find(word).ticket.id == id
    } catch is TicketNotFound {
      return false
    } catch is NoTickets {
      return false
    }
  }

  private func print(
    _ changes: [TicketChange], _ comparison: TicketComparison, _ session: Session
  ) {
    switch format ?? (common.isJSON ? .json : .text) {
    case .text: session.write(DiffText(style: session.style).text(of: changes))
    case .md: session.write(DiffMarkdown.text(of: changes))
    case .json:
      session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("diff")), ("from", comparison.from.json),
          ("to", comparison.to.json),
          ("tickets", .array(changes.map { .object(common.picked($0.members)) })),
          ("problems", .array(comparison.problems.map(\.json))),
        ]))
    }
  }

  /// `2 changed, 1 new`.
  private static func summary(of changes: [TicketChange]) -> String {
    let counts = [
      (changes.count { $0.kind == .changed || $0.kind == .moved }, "changed"),
      (changes.count { $0.kind == .added }, "new"), (changes.count { $0.kind == .removed }, "gone"),
    ].filter { $0.0 > 0 }.map { "\($0) \($1)" }
    return counts.isEmpty ? "no ticket changed" : counts.joined(separator: ", ")
  }
}

/// The tickets that are asked for by ids.
private struct DiffSelection {
  let typed: ArraySlice<String>
  let range: TicketRange
  let comparison: TicketComparison

  init(typed: ArraySlice<String>, range: TicketRange, _ comparison: TicketComparison) {
    self.typed = typed
    self.range = range
    self.comparison = comparison
  }

  /// Returns nil when all are wanted.
  func ids(_ repository: TicketRepository) throws -> Set<TicketID>? {
    guard !typed.isEmpty else { return nil }
    let changed = TicketIDLookup(comparison.changes.map(\.ticket.id))
    return Set(
      try typed.map { word in
        switch changed.resolve(word) {
        case .found(let id): id
        case .ambiguous(let ids):
          throw TicketNotFound.ambiguous(typed: word, candidates: ids)
        case .tooShort: throw TicketNotFound.tooShort(typed: word)
        case .missing: try unchanged(word, repository)
        }
      })
  }

  /// A ticket that did not change is no mistake; a word that is no ticket is one.
  private func unchanged(_ word: String, _ repository: TicketRepository) throws -> TicketID {
    do {
      let source = comparison.to.commit.map(TicketSource.revision) ?? .workTree
      return try repository.find(word, in: source).ticket.id
    } catch TicketNotFound.missing(_, let nearest) {
      if try repository.knowsRevision(word) {
        throw CommandError(
          "no ticket \(word), which is a revision", code: "not-found",
          hint: "compare two revisions as A..B", status: .notFound)
      }
      guard case .standard = range, word == typed.first else {
        throw TicketNotFound.missing(typed: word, nearest: nearest)
      }
      throw CommandError(
        "\(word) is neither a revision nor a ticket", code: "not-found",
        hint: nearest.first.map { "did you mean \($0)?" } ?? "`snag list` shows open tickets",
        candidates: nearest.map(\.text), status: .notFound)
    }
  }
}
