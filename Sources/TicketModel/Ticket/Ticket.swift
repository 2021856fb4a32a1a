package import TicketDocument

/// The fields of one ticket, read from its document; the text is not kept.
///
/// A class because it is immutable and large: as a struct, each of the copies that listing 100,000
/// tickets makes would count a dozen references (measured: half the time of `list`). What is in it is
/// taken out of its packed row when somebody asks: most questions are about few of the fields.
package final class Ticket: Sendable {
  package let row: TicketRow
  package let type: String
  package let status: String
  private let place: TicketPlace

  /// A field that is not one of the always present ones.
  package struct Field: Sendable, Equatable {
    package let name: FieldName
    package let value: FieldValue
  }

  /// Makes a ticket of its row.
  ///
  /// - Parameters:
  ///   - row: its fields.
  ///   - place: where its file is.
  ///   - kind: its type and status, when they are known already.
  package init(_ row: TicketRow, at place: TicketPlace, kind: (type: String, status: String)? = nil)
  {
    self.row = row
    self.place = place
    type = kind?.type ?? row.text(.type)
    status = kind?.status ?? row.text(.status)
  }

  /// Repository-relative path of its file.
  package var path: String { place.path }
  package var id: TicketID { TicketID(valid: row.text(.id)) }
  package var title: String { row.text(.title) }
  /// nil when the file gives no readable time.
  package var created: Timestamp? { row.created }
  package var assignee: String { row.text(.assignee) }
  package var reporter: String { row.text(.reporter) }
  package var priority: String { row.text(.priority) }
  package var labels: [String] { row.items(.labels) }
  package var blockedBy: [String] { row.items(.blockedBy) }
  /// Lines as written; see ``historyLines``.
  package var history: [String] { row.items(.history) }
  /// Optional and unknown fields in file order; nested values are left out.
  package var others: [Field] { row.others }
  /// Its comments without their texts, in the order of the file.
  package var comments: [CommentMark] { row.comments }
  /// Whether the text holds what a merge could not decide, between markers.
  package var isTextUndecided: Bool { row.flags.contains(.isTextUndecided) }
  /// Whether ``others`` has a key of the user's own.
  package var hasOwnFields: Bool { row.flags.contains(.hasOwnFields) }

  /// The recorded transitions in file order; lines that cannot be read are left out.
  package var historyLines: [HistoryLine] { history.compactMap(HistoryLine.init) }

  /// When it was last moved; `created` without any history.
  package var lastMoved: Timestamp? {
    if let line = row.lastItem(.history).flatMap(HistoryLine.init) { return line.time }
    return historyLines.last?.time ?? created
  }

  /// Returns a field's value by its name; nil when the ticket does not have it.
  package func value(of name: FieldName) -> FieldValue? {
    switch name {
    case .id: .scalar(id.text)
    case .title: .scalar(title)
    case .type: .scalar(type)
    case .status: .scalar(status)
    case .created: .scalar(created?.description ?? "")
    case .assignee: .scalar(assignee)
    case .reporter: .scalar(reporter)
    case .priority: .scalar(priority)
    case .labels: .list(labels)
    case .blockedBy: .list(blockedBy)
    case .history: .list(history)
    default: row.other(name)
    }
  }

  /// Returns a scalar field's text; "" when it is unset, absent or a list.
  package func text(of name: FieldName) -> String {
    if case .scalar(let text)? = value(of: name) { return text }
    return ""
  }

  /// Returns a field's items: a list's, or the one of a scalar that is set.
  package func items(of name: FieldName) -> [String] {
    value(of: name)?.items ?? []
  }
}

extension Ticket: Equatable {
  /// Whether path and every field are equal.
  package static func == (left: Ticket, right: Ticket) -> Bool {
    if left === right { return true }
    guard left.path == right.path else { return false }
    // Texts may be equal and of other bytes: composed and decomposed letters.
    return left.row.isSame(as: right.row)
      || (left.others == right.others && left.created == right.created
        && FieldSchema.all.allSatisfy { left.value(of: $0.name) == right.value(of: $0.name) })
  }
}
