import ArgumentParser
import TicketDesk
import TicketDocument
import TicketModel
import TicketStore

/// Writes and finds articles of the knowledge base.
struct KnowledgeCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "kb",
    abstract: "Write a ticket's article into the knowledge base; list and search it.",
    discussion: """
      An article is a file .tickets/kb/NAME.md with the ticket's text as the problem, its cause, and \
      its resolution with the last answer; ticket and article name each other. An article that \
      somebody has changed is not overwritten.

      EXAMPLES
        snag kb sn-k7m
        snag kb search printer jam
        snag kb list
      """)

  @Argument(help: "The ticket's id, or a unique beginning of it; or list; or search and words.")
  var words: [String]

  @Flag(help: "Write the article anew although it was changed.")
  var force = false

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  private static let names = ["name", "title", "tickets", "labels", "path"]

  func validate() throws {
    if words[0] == "search", words.count == 1 { throw ValidationError("kb search needs words") }
    if words[0] != "search", words.count > 1 { throw ValidationError("one ticket at a time") }
  }

  func run(in session: Session) throws {
    let writer = Writer(session: session, options: writing)
    switch words[0] {
    case "list": try list(try articles(writer), session)
    case "search":
      let found = try articles(writer).compactMap { article in
        article.hits(of: Array(words.dropFirst())).map { (hits: $0, article: article) }
      }
      // Sorting is stable; equal ones stay in the order of their names.
      try list(found.sorted { $0.hits > $1.hits }.map(\.article), session)
    default: try write(try writer.find(words[0]), writer)
    }
  }

  private func articles(_ writer: Writer) throws -> [Article] {
    try writer.session.repository().markdownFiles(in: Article.folder, from: writer.source)
      .compactMap { Article(name: $0.name, bytes: $0.bytes) }
  }

  private func list(_ articles: [Article], _ session: Session) throws {
    try common.checkFields(among: Self.names)
    guard common.isJSON else {
      return session.write(
        articles.map { article in
          [article.name, article.title, article.tickets.joined(separator: ",")].map(safeCell)
            .joined(separator: "\t") + "\n"
        }.joined())
    }
    let rows = articles.map { article in
      JSON.object(
        common.picked([
          ("name", .string(article.name)), ("title", .string(article.title)),
          ("tickets", .array(article.tickets.map(JSON.string))),
          ("labels", .array(article.labels.map(JSON.string))),
          ("path", .string(Article.path(of: article.name))),
        ]))
    }
    session.print(
      .object([
        ("schema", .number(1)), ("kind", .string("articles")), ("articles", .array(rows)),
      ]))
  }

  private func write(_ found: FoundTicket, _ writer: Writer) throws {
    let session = writer.session
    let ticket = found.ticket
    let settings = try session.settings()
    if settings.workflows.category(type: ticket.type, status: ticket.status) != .done {
      session.warn("\(ticket.id) is \(ticket.status), not done yet")
    }
    let files = try session.repository().markdownFiles(in: Article.folder, from: writer.source)
    let name = name(for: ticket, files.map(\.name))
    let article = Article(
      of: ticket, problem: found.document.bodyWithoutComments, comments: found.document.comments,
      name: name)
    let path = Article.path(of: name)
    var changes: [FileChange] = []
    let old = files.first { $0.name == name }?.bytes
    if let old, old != article.bytes {
      guard force else {
        throw CommandError(
          "\(path) says something else than \(ticket.id) does", code: "article",
          hint: "edit it by hand, or write it anew: snag kb \(ticket.id) --force",
          status: .refused)
      }
      let new = article.bytes
      changes.append(.edit(path: path) { _ in new })
    } else if old == nil {
      changes.append(.create(path: path, bytes: article.bytes))
    }
    if ticket.text(of: Article.field) != name {
      changes.append(.edit(path: ticket.path, [.set(Article.field, name)]))
    }
    let change = Writer.Change(id: ticket.id, what: "article \(name)")
    guard !changes.isEmpty else {
      session.say("\(path) is as \(ticket.id) says already")
      return writer.report(.unchanged, change)
    }
    try writer.commit(
      CommitPlan(
        changes: changes, subject: "\(ticket.id): \(change.what)", body: ticket.title,
        tickets: [ticket.id.text]), change)
  }

  /// The article that the ticket names, else one that is named after its title, with the id where that is
  /// taken.
  private func name(for ticket: Ticket, _ taken: [String]) -> String {
    let known = ticket.text(of: Article.field)
    // What somebody wrote into a ticket must not lead out of the folder.
    if !known.isEmpty, known == slug(of: known) || taken.contains(known) { return known }
    let name = slug(of: ticket.title)
    if name.isEmpty { return ticket.id.text }
    return taken.contains(name) ? "\(name)-\(ticket.id)" : name
  }
}
