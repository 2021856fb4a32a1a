import ArgumentParser
import TicketDesk
import TicketModel
import TicketStore

/// Shows tickets that say the same.
struct SimilarCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Show tickets that may say the same as a ticket or a text.",
    discussion: """
      By the words that they share in title and text: rare words count more than frequent ones. \
      Shows how much of the words' weight a ticket has, in percent, and which words.

      EXAMPLES
        snag similar sn-k7m
        snag similar "login crashes on an empty password"
        snag duplicate sn-k7m --of sn-z4n
      """)

  @Argument(help: "A ticket's id, or a unique beginning of it; or a text.")
  var words: [String]

  @Option(name: [.customShort("n"), .long], parsing: .unconditional, help: "At most so many.")
  var limit = 10

  @OptionGroup var common: CommonOptions

  /// Percent of the words' weight below which tickets share words by chance.
  private static let least = 12

  func run(in session: Session) throws {
    try common.checkFields(among: SimilarMatch.names)
    let repository = try session.repository()
    let loaded = try repository.load(detail: .texts)
    let settings = try session.readableSettings()
    let (search, own) = try search(repository)
    let tickets = loaded.tickets.filter { $0.ticket.id != own }
    let matches = search.matches(
      among: tickets.map { loaded in
        let text = loaded.foldedText
        return .init(loaded.ticket, text: .init(rebasing: text.bytes.buffer[text.range]))
      }, atLeast: Self.least, limit: max(0, limit))
    // The bytes above are theirs.
    withExtendedLifetime(tickets) {}
    let rows = matches.map { SimilarMatch($0, settings.workflows) }
    guard common.isJSON else { return session.write(rows.map { "\($0.line)\n" }.joined()) }
    session.print(
      .object([
        ("schema", .number(1)), ("kind", .string("similar")),
        ("tickets", .array(rows.map { .object(common.picked($0.members)) })),
      ]))
  }

  /// One word that is the beginning of an id is a ticket, anything else a text.
  private func search(
    _ repository: TicketRepository
  ) throws -> (SimilarTickets, own: TicketID?) {
    if words.count == 1, !words[0].contains(" ") {
      do {
        let found = try repository.find(words[0])
        let body = found.document.bodyWithoutComments
        return (SimilarTickets(title: found.ticket.title, body: body), found.ticket.id)
      } catch let error as TicketNotFound {
        guard case .missing = error, TicketID(words[0]) == nil else { throw error }
      }
    }
    return (SimilarTickets(title: words.joined(separator: " ")), nil)
  }
}

/// A similar ticket as it is printed.
struct SimilarMatch {
  private let match: SimilarTickets.Match
  private let isDone: Bool

  init(_ match: SimilarTickets.Match, _ workflows: WorkflowSet) {
    self.match = match
    isDone =
      workflows.category(type: match.ticket.type, status: match.ticket.status) == .done
  }

  static let names = ["id", "percent", "status", "title", "done", "words"]

  /// As ``names`` says.
  var members: [(String, JSON)] {
    [
      ("id", .string(match.ticket.id.text)), ("percent", .number(match.percent)),
      ("status", .string(match.ticket.status)), ("title", .string(match.ticket.title)),
      ("done", .bool(isDone)), ("words", .array(match.words.map(JSON.string))),
    ]
  }

  /// Percent, id, status, title, and up to six of the words.
  var line: String {
    [
      "\(match.percent)%", match.ticket.id.text, safeCell(match.ticket.status),
      safeCell(match.ticket.title), safeCell(match.words.prefix(6).joined(separator: " ")),
    ].joined(separator: "\t")
  }
}

extension NewCommand {
  /// Reading more tickets than this takes longer than a new one should.
  private static let mostTickets = 2_000

  /// Percent from which a title is worth a word.
  private static let leastPercent = 40

  /// Says which open tickets have nearly the same title; a guess must never stop a new ticket.
  func suggestSimilar(to draft: TicketDraft, _ writer: Writer) {
    let session = writer.session
    guard !session.common.quiet, let repository = try? session.repository(),
      (try? repository.isSmall(writer.source, atMost: Self.mostTickets)) == true,
      let workflows = try? session.settings().workflows,
      let tickets = try? repository.load(from: writer.source).tickets.map(\.ticket)
    else { return }
    let others = tickets.filter { $0.id != draft.id }
    let open = others.filter { workflows.category(type: $0.type, status: $0.status) != .done }
    let matches = SimilarTickets(title: draft.title).matches(
      among: open.map { .init($0) }, atLeast: Self.leastPercent, limit: 3)
    for match in matches where match.words.count > 1 {
      session.say(
        "similar: \(match.ticket.id) \(safeCell(match.ticket.title)) "
          + "(snag duplicate \(draft.id) --of \(match.ticket.id))")
    }
  }
}
