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
    var writer = TicketRowWriter()
    try writer.add(document)
    let bytes = TicketBytes(writer.bytes)
    guard let row = TicketRow(bytes, 0..<bytes.count) else {
      preconditionFailure("what was packed is a row")
    }
    self.init(row, at: TicketPlace(path))
  }
}

extension TicketRowWriter {
  /// Adds the row of a document; nothing when it is no ticket.
  ///
  /// - Parameter document: the ticket's text.
  /// - Throws: ``TicketUnreadable`` as `Ticket` does.
  package mutating func add(_ document: TicketDocument) throws(TicketUnreadable) {
    add(try TicketFields(document))
  }
}

extension TicketFields {
  fileprivate init(_ document: TicketDocument) throws(TicketUnreadable) {
    var idText: String?
    try document.forEachEntry { key, value throws(TicketUnreadable) in
      let entry = ReadEntry(key: key, value: value, document: document)
      if key == "id" { idText = try entry.oneLine() } else { try take(entry) }
    }
    guard let idText else {
      throw TicketUnreadable(reason: .noID, position: Position(line: 1, column: 1))
    }
    guard let id = TicketID(idText) else {
      throw TicketUnreadable(
        reason: .badID(idText), position: document.valuePosition(of: FieldName.id.rawValue))
    }
    self.id = id.text
    isTextUndecided = document.isBodyUndecided
    comments = document.commentHeadings.compactMap(CommentMark.init)
  }

  /// Takes the value of any key but `id`; the keys are FieldSchema's always present ones.
  private mutating func take(_ entry: ReadEntry) throws(TicketUnreadable) {
    switch entry.key {
    case "title": title = try entry.oneLine()
    case "type": type = try entry.oneLine()
    case "status": status = try entry.oneLine()
    case "created": created = try entry.oneLine()
    case "assignee": assignee = try entry.oneLine()
    case "reporter": reporter = try entry.oneLine()
    case "priority": priority = try entry.oneLine()
    case "labels": labels = try entry.items()
    case "blocked_by": blockedBy = try entry.items()
    case "history": history = try entry.items()
    default: try takeOther(entry)
    }
  }

  private mutating func takeOther(_ entry: ReadEntry) throws(TicketUnreadable) {
    let name = FieldName(rawValue: entry.key)
    if let schema = FieldSchema.field(name) {
      let typed: FieldValue =
        schema.kind.isList ? .list(try entry.items()) : .scalar(try entry.oneLine())
      others.append(Ticket.Field(name: name, value: typed))
    } else if let value = entry.value {
      others.append(Ticket.Field(name: name, value: value))
      hasOwnFields = true
    }
  }
}

/// The fields of a ticket while they are collected, before they are packed.
struct TicketFields {
  var id = ""
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
  var others: [Ticket.Field] = []
  var comments: [CommentMark] = []
  var isTextUndecided = false
  var hasOwnFields = false
}

/// A key with its value, and the document to say where it stands when the value is wrong.
private struct ReadEntry {
  let key: String
  let value: FieldValue?
  let document: TicketDocument

  func oneLine() throws(TicketUnreadable) -> String {
    guard case .scalar(let text)? = value else {
      throw refused(.notOneLine(FieldName(rawValue: key)))
    }
    return text
  }

  func items() throws(TicketUnreadable) -> [String] {
    guard let value else { throw refused(.notAList(FieldName(rawValue: key))) }
    return value.items
  }

  private func refused(_ reason: TicketUnreadable.Reason) -> TicketUnreadable {
    TicketUnreadable(reason: reason, position: document.valuePosition(of: key))
  }
}

extension TicketDocument {
  /// Where a key's value starts, or line 1 when the key is absent.
  package func valuePosition(of key: String) -> Position {
    entry(key).map { position(of: $0.valueRange.lowerBound) } ?? Position(line: 1, column: 1)
  }
}
