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
  ///   - withChildren: whether the tickets below a ticket are asked for.
  ///   - changes: when files were changed, if a query asks for that.
  ///   - settings: those of the source that the tickets are from; nil for the work tree's.
  /// - Returns: the world as of now, or as of the moment that was asked for.
  /// - Throws: what reading the settings throws, and `NoActor` when it is needed and unknown.
  func world(
    blockers: [Ticket], needsActor: Bool, withChildren: Bool = false,
    changes: ChangeTimes? = nil, settings: Settings? = nil
  ) throws -> QueryWorld {
    QueryWorld(
      tickets: blockers, workflows: try (settings ?? readableSettings()).workflows,
      actor: needsActor ? try repository().actor() : "", now: asOf,
      withChildren: withChildren, changed: changes?.all ?? [:])
  }

  /// Says how many files could not be read; an answer without them is still an answer.
  func warn(about problems: [Problem]) {
    for problem in problems.prefix(3) {
      // It is a warning here, whatever `check` calls it.
      warn("\(problem.place): \(problem.message) [\(problem.rule)]")
    }
    if problems.count > 3 { warn("\(problems.count - 3) more; `snag check` lists them") }
  }
}

extension Problem {
  /// The problem as one line, in the form that compilers use.
  var line: String {
    "\(place): \(severity.rawValue): \(message) [\(rule)]"
  }

  /// The place as compilers write it.
  fileprivate var place: String { "\(path):\(position.line):\(position.column)" }

  static let names = ["path", "line", "column", "severity", "rule", "message", "fix"]

  /// As ``names`` says.
  var members: [(String, JSON)] {
    [
      ("path", .string(path)), ("line", .number(position.line)),
      ("column", .number(position.column)), ("severity", .string(severity.rawValue)),
      ("rule", .string(rule)), ("message", .string(message)),
      ("fix", fix.map(JSON.string) ?? .null),
    ]
  }

  var json: JSON { .object(members) }
}

/// A ticket in JSON: every field of the schema, then its own, then derived facts.
struct TicketJSON {
  private let facts: TicketFacts
  private let fields: [String]?
  private let extraFields: Set<String>
  /// Facts besides those that every ticket shows.
  private let asked: Set<String>

  /// Members that need a ticket's text.
  static let textNames = ["body", "comments", "checklist", "stale_approvals"]

  /// Prepares to print tickets.
  ///
  /// - Parameters:
  ///   - facts: what is known besides the tickets' own fields.
  ///   - common: names the fields to print, in order, or none for all.
  ///   - isWhole: whether all fields are also those that are shown only on request.
  /// - Throws: `CommandError` when a field is asked for that no ticket can have, whether or not there
  ///   are tickets.
  init(facts: TicketFacts, _ common: CommonOptions, isWhole: Bool = false) throws {
    self.facts = facts
    asked = isWhole ? facts.askedFields.union(TicketColumn.onRequest) : facts.askedFields
    fields = common.fields
    extraFields = common.fields == nil ? [] : facts.extraFields
    if common.fields != nil {
      try common.checkFields(
        among: TicketColumn.names(extraFields) + TicketColumn.onRequest + Self.textNames)
    }
  }

  /// Returns a ticket as an object.
  ///
  /// - Parameters:
  ///   - ticket: the ticket.
  ///   - document: adds body, comments and checklist when given.
  ///   - stale: the approvals of an older commit than the branch's newest.
  /// - Returns: all members, or those that were asked for.
  /// - Throws: `CommandError` for a field that no ticket has.
  func json(
    _ ticket: Ticket, _ document: TicketDocument? = nil, staleApprovals stale: [String] = []
  ) throws -> JSON {
    .object(try members(ticket, document, staleApprovals: stale))
  }

  /// Returns a ticket's members, as ``json(_:_:staleApprovals:)`` has them.
  ///
  /// - Parameters:
  ///   - ticket: the ticket.
  ///   - document: adds body, comments and checklist when given.
  ///   - stale: the approvals of an older commit than the branch's newest.
  /// - Returns: names and values in order.
  /// - Throws: `CommandError` for a field that no ticket has.
  func members(
    _ ticket: Ticket, _ document: TicketDocument? = nil, staleApprovals stale: [String] = []
  ) throws -> [(String, JSON)] {
    let own = Set(
      ticket.others.map(\.name.rawValue).filter {
        FieldSchema.field(FieldName(rawValue: $0)) == nil
      }
    ).union(asked)
    let texts =
      document.map { document in
        textMembers(document) + [("stale_approvals", .array(stale.map(JSON.string)))]
      } ?? []
    guard let fields else {
      let columns = try TicketColumn.names(own).map { try TicketColumn($0, extraFields: own) }
      return columns.map { ($0.name, $0.json(for: ticket, facts)) } + texts
    }
    // A field of the user's own that this ticket does not have is null here, not an error.
    let known = extraFields.union(own)
    return try fields.map { name in
      if let text = texts.first(where: { $0.0 == name }) { return text }
      if Self.textNames.contains(name) { return (name, .null) }
      return (name, try TicketColumn(name, extraFields: known).json(for: ticket, facts))
    }
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
