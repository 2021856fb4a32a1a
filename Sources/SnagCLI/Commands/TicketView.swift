import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

extension Session {
  /// What queries about these tickets are answered from.
  ///
  /// - Parameters:
  ///   - blockers: all tickets of the repository, or none when nobody asks what is ready or blocked.
  ///   - needsActor: whether it matters who asks.
  /// - Returns: the world as of now.
  /// - Throws: what reading the settings throws, and `NoActor` when it is needed and unknown.
  func world(blockers: [Ticket], needsActor: Bool) throws -> QueryWorld {
    QueryWorld(
      tickets: blockers, workflows: try settings().workflows,
      actor: needsActor ? try repository().actor() : "", now: context.now())
  }

  /// Says how many files could not be read; an answer without them is still an answer.
  func warn(about problems: [Problem]) {
    for problem in problems.prefix(3) { warn(problem.line) }
    if problems.count > 3 { warn("\(problems.count - 3) more; `snag check` lists them") }
  }
}

extension Problem {
  /// The problem as one line, in the form that compilers use.
  var line: String {
    "\(path):\(position.line):\(position.column): \(severity.rawValue): \(message) [\(rule)]"
  }

  var json: JSON {
    .object([
      ("path", .string(path)), ("line", .number(position.line)),
      ("column", .number(position.column)), ("severity", .string(severity.rawValue)),
      ("rule", .string(rule)), ("message", .string(message)),
      ("fix", fix.map(JSON.string) ?? .null),
    ])
  }
}

/// A ticket in JSON: every field of the schema, then its own, then derived facts.
struct TicketJSON {
  private let facts: TicketFacts
  private let fields: [String]?
  private let extraFields: Set<String>

  /// Prepares to print tickets.
  ///
  /// - Parameters:
  ///   - facts: what is known besides the tickets' own fields.
  ///   - fields: names to print; nil for all.
  init(facts: TicketFacts, fields: [String]?) {
    self.facts = facts
    self.fields = fields
    extraFields = fields == nil ? [] : facts.extraFields
  }

  /// Returns a ticket as an object.
  ///
  /// - Parameters:
  ///   - ticket: the ticket.
  ///   - document: adds body, comments and checklist when given.
  /// - Returns: all members, or those that were asked for.
  /// - Throws: `CommandError` for a field that no ticket has.
  func json(_ ticket: Ticket, _ document: TicketDocument? = nil) throws -> JSON {
    let own = ticket.others.map(\.name.rawValue)
      .filter { FieldSchema.field(FieldName(rawValue: $0)) == nil }
    var texts = document.map(textMembers) ?? []
    guard let fields else {
      let columns = try TicketColumn.names(Set(own)).map {
        try TicketColumn($0, extraFields: Set(own))
      }
      return .object(columns.map { ($0.name, $0.json(for: ticket, facts)) } + texts)
    }
    texts.removeAll { !fields.contains($0.0) }
    let textNames = ["body", "comments", "checklist"]
    // A field of the user's own that this ticket does not have is null here, not an error.
    let columns = try fields.filter { !textNames.contains($0) }.map { name in
      try TicketColumn(name, extraFields: extraFields.union(own))
    }
    return .object(columns.map { ($0.name, $0.json(for: ticket, facts)) } + texts)
  }

  private func textMembers(_ document: TicketDocument) -> [(String, JSON)] {
    let comments = document.comments.map { comment in
      JSON.object([
        ("id", .string(comment.id)), ("author", .string(comment.author)),
        ("time", .string(comment.time)), ("internal", .bool(comment.isInternal)),
        ("text", .string(comment.text)),
      ])
    }
    let checklist = document.checklist
    return [
      ("body", .string(document.bodyWithoutComments)),
      ("comments", .array(comments)),
      (
        "checklist",
        .object([("done", .number(checklist.done)), ("total", .number(checklist.total))])
      ),
    ]
  }
}

extension TicketDocument {
  /// The body up to the section of comments, without blank lines around it.
  var bodyWithoutComments: String {
    let end = commentsRange?.lowerBound ?? bodyRange.upperBound
    let text = String(decoding: bytes[bodyRange.lowerBound..<end], as: UTF8.self)
    return String(text.drop { $0.isNewline }).trimmingTrailingNewlines().description
  }
}
