package import TicketDocument

/// One change of a ticket, as an edit that can be applied to several texts of it.
///
/// A command's change goes into the committed text, the staged text and the work file, which may
/// differ by what the person has not committed yet; so it is kept as edits, not as a new text.
package enum TicketEdit: Sendable, Equatable {
  /// Sets a one-line field; "" unsets it.
  case set(FieldName, String)
  /// Replaces a list field.
  case setItems(FieldName, [String])
  /// Adds an item to a set.
  case add(FieldName, String)
  /// Takes an item out of a set.
  case remove(FieldName, String)
  /// Moves from one status to another and records the line.
  case transition(from: String, HistoryLine)
  /// Changes nothing, and is refused where the ticket has another status.
  case expectStatus(String)
  /// Appends a comment.
  case comment(DraftComment)
  /// Appends a history line for a status that was set by hand.
  case recordHistory(HistoryLine)
}

/// An edit that cannot be applied to a text of the ticket.
package enum TicketEditRefused: Error, Sendable, Equatable {
  /// The text has another status than the one the transition starts from.
  case otherStatus(expected: String, found: String)
  /// The document refused it.
  case document(DocumentEditError)
}

extension TicketDocument {
  /// Applies the edits in order; only the named fields' bytes change, and none when one is refused.
  ///
  /// What merges recorded about the fields goes away: whoever sets a field has decided.
  package mutating func apply(_ edits: [TicketEdit]) throws(TicketEditRefused) {
    var edited = self
    for edit in edits { try edited.apply(edit) }
    do {
      try edited.dropConflicts(about: Set(edits.compactMap(\.settledField)))
    } catch {
      throw .document(error)
    }
    self = edited
  }

  private mutating func apply(_ edit: TicketEdit) throws(TicketEditRefused) {
    do {
      switch edit {
      case .set(let name, let value): try set(name, to: value)
      case .setItems(let name, let items): try set(name, to: items)
      case .add(let name, let item):
        try insertItem(
          item, in: name.rawValue, at: .sorted, insertingBefore: FieldSchema.followers(of: name)
        ).check()
      case .remove(let name, let item):
        let outcome = removeItem(item, from: name.rawValue)
        try outcome.check()
        if outcome == .changed { try set(name, to: list(name.rawValue)) }
      case .transition(let from, let line):
        try expect(status: from)
        try set(.status, to: line.status)
        try record(line)
      case .expectStatus(let status): try expect(status: status)
      case .comment(let comment):
        appendComment(
          author: comment.author, time: comment.time.description, id: comment.id,
          isInternal: comment.isInternal, text: comment.text)
      case .recordHistory(let line): try record(line)
      }
    } catch let refusal as TicketEditRefused {
      throw refusal
    } catch let refusal as DocumentEditError {
      throw .document(refusal)
    } catch {
      preconditionFailure("edits throw only these two: \(error)")
    }
  }

  private func expect(status: String) throws(TicketEditRefused) {
    let found = scalar(FieldName.status.rawValue) ?? ""
    guard found == status else { throw .otherStatus(expected: status, found: found) }
  }

  /// Sets a scalar; an optional field that becomes empty goes away with its line.
  private mutating func set(_ name: FieldName, to value: String) throws(DocumentEditError) {
    let stays = FieldSchema.field(name)?.isAlwaysPresent ?? true
    if value.isEmpty, !stays {
      try remove(name.rawValue).check()
    } else {
      try setScalar(
        name.rawValue, to: value, insertingBefore: FieldSchema.followers(of: name),
        as: FieldSchema.field(name)?.kind.isTyped == true ? .typed : .text)
    }
  }

  /// Sets a list; an optional field that becomes empty goes away with its lines.
  private mutating func set(_ name: FieldName, to items: [String]) throws(DocumentEditError) {
    let stays = FieldSchema.field(name)?.isAlwaysPresent ?? (entry(name.rawValue) != nil)
    if items.isEmpty, !stays {
      try remove(name.rawValue).check()
    } else {
      try setList(name.rawValue, to: items, insertingBefore: FieldSchema.followers(of: name))
    }
  }

  private mutating func record(_ line: HistoryLine) throws(DocumentEditError) {
    // Not insertItem: a ticket may come into the same status twice in one second.
    try setList(
      FieldName.history.rawValue, to: list(FieldName.history.rawValue) + [line.description],
      insertingBefore: FieldSchema.followers(of: .history))
  }
}

extension TicketEdit {
  /// The field that the edit decides about.
  fileprivate var settledField: FieldName? {
    switch self {
    case .set(let name, _), .setItems(let name, _), .add(let name, _), .remove(let name, _): name
    case .transition: .status
    case .expectStatus, .comment, .recordHistory: nil
    }
  }
}

extension EditOutcome {
  fileprivate func check() throws(DocumentEditError) {
    if case .refused(let error) = self { throw error }
  }
}
