package import TicketDocument

/// The fields of one ticket, read from its document; the text is not kept.
///
/// A class because it is immutable and large: as a struct, each of the copies that listing 100,000
/// tickets makes would count a dozen references (measured: half the time of `list`).
package final class Ticket: Sendable {
  /// Repository-relative path of its file.
  package let path: String
  package let id: TicketID
  package let title: String
  package let type: String
  package let status: String
  /// nil when the file gives no readable time.
  package let created: Timestamp?
  package let assignee: String
  package let reporter: String
  package let priority: String
  package let labels: [String]
  package let blockedBy: [String]
  /// Lines as written; see ``historyLines``.
  package let history: [String]
  /// Optional and unknown fields in file order; nested values are left out.
  package let others: [Field]
  /// Whether the text holds what a merge could not decide, between markers.
  package let isTextUndecided: Bool

  /// A field that is not one of the always present ones.
  package struct Field: Sendable, Equatable {
    package let name: FieldName
    package let value: FieldValue
  }

  init(
    path: String, id: TicketID, title: String, type: String, status: String, created: Timestamp?,
    assignee: String, reporter: String, priority: String, labels: [String], blockedBy: [String],
    history: [String], others: [Field], isTextUndecided: Bool
  ) {
    self.path = path
    self.id = id
    self.title = title
    self.type = type
    self.status = status
    self.created = created
    self.assignee = assignee
    self.reporter = reporter
    self.priority = priority
    self.labels = labels
    self.blockedBy = blockedBy
    self.history = history
    self.others = others
    self.isTextUndecided = isTextUndecided
  }

  /// The recorded transitions in file order; lines that cannot be read are left out.
  package var historyLines: [HistoryLine] { history.compactMap(HistoryLine.init) }

  /// When it was last moved; `created` without any history.
  package var lastMoved: Timestamp? { historyLines.last?.time ?? created }

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
    default: others.first { $0.name == name }?.value
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
    left === right
      || (left.path == right.path && left.others == right.others
        && left.created == right.created
        && FieldSchema.all.allSatisfy { left.value(of: $0.name) == right.value(of: $0.name) })
  }
}
