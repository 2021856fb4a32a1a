package import TicketDocument
package import TicketModel

/// An article of the knowledge base: `.tickets/kb/<name>.md`, with a title and the tickets it is from.
package struct Article: Sendable, Equatable {
  /// The file's name without `.md`, and the value of the field `kb`.
  package let name: String
  package let title: String
  /// Ids of the tickets that it was made from.
  package let tickets: [String]
  package let labels: [String]
  /// The Markdown text below the front matter.
  package let body: String

  /// The folder of all articles, from the repository's root.
  package static let folder = ".tickets/kb"

  /// The field of a ticket that names its article.
  package static let field: FieldName = "kb"

  /// Path of an article's file, from the repository's root.
  package static func path(of name: String) -> String { "\(folder)/\(name).md" }

  /// Reads an article; nil when the file is none.
  package init?(name: String, bytes: [UInt8]) {
    guard let document = try? TicketDocument(parsing: bytes) else { return nil }
    self.name = name
    title = document.scalar("title") ?? name
    tickets = document.list("tickets")
    labels = document.list("labels")
    body = document.body
  }

  /// Makes the article of a ticket: its text is the problem, then cause and resolution, with the
  /// public comment that came with the last step, else the last one of somebody who did not ask for it.
  ///
  /// - Parameters:
  ///   - ticket: which one.
  ///   - problem: its text without the comments.
  ///   - comments: in the order of the file.
  ///   - name: of the file.
  package init(
    of ticket: Ticket, problem: String, comments: [TicketDocument.Comment], name: String
  ) {
    self.name = name
    title = ticket.title
    tickets = [ticket.id.text]
    labels = ticket.labels
    let ended = ticket.historyLines.last?.time.description
    let open = comments.filter { !$0.isInternal }
    let answer = open.last { $0.time == ended } ?? open.last { $0.author != ticket.askedBy }
    let resolution = [ticket.text(of: .resolution), Self.demoted(answer?.text ?? "")]
    let parts = [
      ("Problem", Self.demoted(problem)), ("Cause", ticket.text(of: "cause")),
      ("Resolution", resolution.filter { !$0.isEmpty }.joined(separator: "\n\n")),
    ]
    body =
      parts.filter { !$0.1.isEmpty }.map { "## \($0.0)\n\n\($0.1)\n\n" }.joined()
      + "## Ticket\n\n- \(ticket.id): \(ticket.title)\n"
  }

  /// The file's text.
  package var bytes: [UInt8] {
    TicketDocument.make(
      entries: [
        ("title", .scalar(title)), ("tickets", .list(tickets)), ("labels", .list(labels)),
      ], body: "\n\(body)"
    ).bytes
  }

  /// Puts headings one level below those of the article, and takes blank lines off both ends.
  private static func demoted(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var isCode = false
    for index in lines.indices {
      if lines[index].hasPrefix("```") { isCode.toggle() }
      let level = lines[index].prefix { $0 == "#" }.count
      if !isCode, (1...5).contains(level), lines[index].dropFirst(level).first == " " {
        lines[index] = "#" + (level == 1 ? "#" : "") + lines[index]
      }
    }
    let isBlank: (String) -> Bool = { $0.allSatisfy(\.isWhitespace) }
    while lines.last.map(isBlank) == true { lines.removeLast() }
    return lines.drop(while: isBlank).joined(separator: "\n")
  }

  /// How often words occur in title (three times as much) and text; nil when one of them does not.
  package func hits(of words: [String]) -> Int? {
    var hits = 0
    for word in words {
      let inTitle = title.lowercased().ranges(of: word.lowercased()).count
      let inText = (body + labels.joined(separator: " ")).lowercased()
        .ranges(of: word.lowercased()).count
      guard inTitle + inText > 0 else { return nil }
      hits += 3 * inTitle + inText
    }
    return hits
  }
}
