package import TicketDocument

/// A file that is well formed but is not a ticket.
package struct TicketUnreadable: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Reason: Sendable, Equatable {
    /// There is no `id` key.
    case noID
    /// The id could not be a file name.
    case badID(String)
    /// A list, or a nested or multi-line value, where one line of text belongs.
    case notOneLine(FieldName)
    /// A nested value where a list of one-line texts belongs.
    case notAList(FieldName)
  }

  package let reason: Reason
  package let position: Position
}

extension Ticket {
  /// Reads the fields out of a document.
  ///
  /// - Throws: ``TicketUnreadable`` when the id is missing or bad, or a known key has a value of the
  ///   wrong shape. Values of the right shape are taken as they are; ``TicketCheck`` judges them.
  package convenience init(
    _ document: TicketDocument, path: String
  ) throws(TicketUnreadable) {
    var fields = BasicFields()
    var others: [Field] = []
    for entry in document.entries {
      let key = entry.key
      if try fields.take(key, entry, document) { continue }
      let name = FieldName(rawValue: key)
      if let schema = FieldSchema.field(name) {
        others.append(Field(name: name, value: try document.typed(entry, as: schema)))
      } else if let value = document.value(of: entry) {
        others.append(Field(name: name, value: value))
      }
    }
    guard let idText = fields.id else {
      throw TicketUnreadable(reason: .noID, position: Position(line: 1, column: 1))
    }
    guard let id = TicketID(idText) else {
      throw TicketUnreadable(
        reason: .badID(idText), position: document.valuePosition(of: FieldName.id.rawValue))
    }
    self.init(
      path: path, id: id, title: fields.title, type: fields.type, status: fields.status,
      created: Timestamp(fields.created), assignee: fields.assignee, reporter: fields.reporter,
      priority: fields.priority, labels: fields.labels, blockedBy: fields.blockedBy,
      history: fields.history, others: others)
  }
}

/// The always present fields while they are collected.
private struct BasicFields {
  var id: String?
  var title = ""
  var type = ""
  var status = ""
  var created = ""
  var assignee = ""
  var reporter = ""
  var priority = ""
  var labels: [String] = []
  var blockedBy: [String] = []
  var history: [String] = []

  /// Takes the value when the key is one of these; the keys are FieldSchema's always present ones.
  mutating func take(
    _ key: String, _ entry: TicketDocument.Entry, _ document: TicketDocument
  ) throws(TicketUnreadable) -> Bool {
    switch key {
    case "id": id = try document.oneLine(entry)
    case "title": title = try document.oneLine(entry)
    case "type": type = try document.oneLine(entry)
    case "status": status = try document.oneLine(entry)
    case "created": created = try document.oneLine(entry)
    case "assignee": assignee = try document.oneLine(entry)
    case "reporter": reporter = try document.oneLine(entry)
    case "priority": priority = try document.oneLine(entry)
    case "labels": labels = try document.items(entry)
    case "blocked_by": blockedBy = try document.items(entry)
    case "history": history = try document.items(entry)
    default: return false
    }
    return true
  }
}

extension TicketDocument {
  /// Where a key's value starts, or line 1 when the key is absent.
  package func valuePosition(of key: String) -> Position {
    entry(key).map { position(of: $0.valueRange.lowerBound) } ?? Position(line: 1, column: 1)
  }

  fileprivate func oneLine(_ entry: Entry) throws(TicketUnreadable) -> String {
    guard case .scalar(let text)? = value(of: entry) else {
      throw TicketUnreadable(
        reason: .notOneLine(FieldName(rawValue: entry.key)),
        position: position(of: entry.valueRange.lowerBound))
    }
    return text
  }

  fileprivate func items(_ entry: Entry) throws(TicketUnreadable) -> [String] {
    guard let value = value(of: entry) else {
      throw TicketUnreadable(
        reason: .notAList(FieldName(rawValue: entry.key)),
        position: position(of: entry.valueRange.lowerBound))
    }
    return value.items
  }

  fileprivate func typed(
    _ entry: Entry, as schema: FieldSchema
  ) throws(TicketUnreadable) -> FieldValue {
    schema.kind.isList ? .list(try items(entry)) : .scalar(try oneLine(entry))
  }
}
