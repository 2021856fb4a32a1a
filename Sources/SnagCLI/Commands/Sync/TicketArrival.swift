import TicketDocument
import TicketModel
import TicketStore

/// What others did to one ticket, in words.
struct TicketArrival {
  /// The ticket's id, or the path of a file that cannot be read.
  let name: String
  private let people: [String]
  private let before: Reading?
  private let after: Reading?
  private let isGone: Bool
  private let path: String?
  private let isMoved: Bool

  /// A version that could be read.
  private struct Reading {
    let ticket: Ticket
    let document: TicketDocument

    init?(_ version: TicketVersion?) {
      guard let version, let document = try? TicketDocument(parsing: version.bytes),
        let ticket = try? Ticket(document, path: version.path)
      else { return nil }
      (self.ticket, self.document) = (ticket, document)
    }
  }

  init(_ arrived: ArrivedTicket) {
    let change = arrived.change
    name = change.name
    people = arrived.people
    before = Reading(change.base)
    after = Reading(change.result)
    isGone = change.result == nil
    path = (change.result ?? change.base)?.path
    isMoved = change.base != nil && change.result != nil && change.base?.path != change.result?.path
    isNew = change.base == nil
    transitions = Self.transitions(from: before?.ticket, to: after?.ticket)
  }

  /// Whether the ticket was not here before.
  let isNew: Bool

  // MARK: What changed

  /// Transitions that came in.
  let transitions: [HistoryLine]

  private static func transitions(from before: Ticket?, to after: Ticket?) -> [HistoryLine] {
    let items = { (ticket: Ticket?) in ticket?.items(of: .history) ?? [] }
    // Reading the lines takes longer than seeing that there is nothing new.
    guard let after, items(before) != items(after) else { return [] }
    let known = Set(before?.historyLines ?? [])
    return after.historyLines.filter { !known.contains($0) }
  }

  /// Names of the fields with another value, without what a transition says.
  var fields: [String] {
    guard let before = before?.ticket, let after = after?.ticket else { return [] }
    let own = (before.others + after.others).map(\.name)
      .filter { FieldSchema.field($0) == nil }
    var names: [String] = []
    for name in FieldSchema.all.map(\.name) + own where !names.contains(name.rawValue) {
      let isTold =
        name == .history || !transitions.isEmpty && (name == .status || name == .resolution)
      if !isTold, (before.value(of: name)?.items ?? []) != (after.value(of: name)?.items ?? []) {
        names.append(name.rawValue)
      }
    }
    return names
  }

  /// How many comments came in.
  var comments: Int {
    let known = Set(before?.document.comments.map(\.id) ?? [])
    return after?.document.comments.count { !known.contains($0.id) } ?? 0
  }

  private var isTextChanged: Bool {
    guard let before, let after else { return false }
    return before.document.bodyWithoutComments != after.document.bodyWithoutComments
  }

  // MARK: Words

  /// One line, such as `sn-k7m3qx done by bob`.
  var words: String {
    let by = people.isEmpty ? "" : " by \(people.joined(separator: ", "))"
    if isGone { return "\(name) deleted\(by)" }
    guard before != nil, after != nil else { return "\(name) changed\(by)" }
    if let last = transitions.last {
      let rest = details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"
      return "\(name) \(last.status) by \(last.actor)\(rest)"
    }
    let all = details.isEmpty ? [isMoved ? "file moved" : "changed"] : details
    return "\(name): \(all.joined(separator: ", "))\(by)"
  }

  private var details: [String] {
    // What was recorded for `settle` nobody did.
    let named =
      fields.filter { $0 != FieldName.conflicts.rawValue } + (isTextChanged ? ["text"] : [])
    return (named.isEmpty ? [] : ["\(named.joined(separator: ", ")) changed"])
      + (comments > 0 ? [plural(comments, "comment")] : [])
  }

  /// The same for programs.
  var json: JSON {
    .object([
      ("id", .string(name)), ("path", path.map(JSON.string) ?? .null),
      ("change", .string(isNew ? "new" : isGone ? "deleted" : "changed")),
      ("fields", .array(fields.map(JSON.string))),
      ("transitions", .array(transitions.map { .string($0.description) })),
      ("comments", .number(comments)), ("people", .array(people.map(JSON.string))),
    ])
  }
}
