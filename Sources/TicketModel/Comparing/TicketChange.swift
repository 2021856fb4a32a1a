import TicketDocument

/// What separates two versions of one ticket.
///
/// It speaks of what a ticket says: how a value is quoted, the order of keys and of a set, comments
/// in the front matter and line ends are ``isLayoutOnly`` at most.
package struct TicketChange: Sendable {
  /// What happened to the ticket as a whole.
  package enum Kind: String, Sendable {
    case changed, moved, added, removed
  }

  /// The version that is there: the new one, or the old one of a ticket that is gone.
  package let ticket: Ticket
  /// nil for a ticket that was made.
  package let old: ReadTicket?
  /// nil for a ticket that is gone.
  package let new: ReadTicket?
  /// Fields in the order of the schema, then those of the user's own.
  ///
  /// `history` is among them only for what is no new transition.
  package let fields: [FieldChange]
  /// History lines that came.
  package let transitions: [RecordedTransition]
  package let comments: [CommentChange]
  package let checklist: [ChecklistChange]
  /// What else became of the text.
  package let text: TextChange?

  /// Compares two versions of a ticket, either of which may be missing.
  ///
  /// - Returns: nil when there is no difference at all, in path or text.
  package init?(from old: ReadTicket?, to new: ReadTicket?) {
    guard let ticket = (new ?? old)?.ticket,
      old?.ticket.path != new?.ticket.path || old?.document.bytes != new?.document.bytes
    else { return nil }
    self.ticket = ticket
    self.old = old
    self.new = new
    let history = HistoryChange(
      from: old?.ticket.history ?? [], to: new?.ticket.history ?? [])
    fields =
      Self.fields(from: old?.document, to: new?.document) + [history.rest].compactMap { $0 }
    transitions = history.transitions
    comments = CommentChange.changes(
      from: old?.document.comments ?? [], to: new?.document.comments ?? [])
    let checklist = ChecklistComparison(
      from: old?.document.checklist.items ?? [], to: new?.document.checklist.items ?? [])
    self.checklist = checklist.changes
    text = TextChange(
      from: old?.document.textLines(without: checklist.offsets(.removed)) ?? [],
      to: new?.document.textLines(without: checklist.offsets(.added)) ?? [])
  }

  private static func fields(
    from old: TicketDocument?, to new: TicketDocument?
  ) -> [FieldChange] {
    let (oldEntries, newEntries) = (old.contents, new.contents)
    let keys = FieldSchema.all.map(\.name) + (newEntries + oldEntries).map(\.name)
    var seen: Set<FieldName> = [.history]
    return keys.filter { seen.insert($0).inserted }.compactMap { name in
      FieldChange(
        name: name, from: oldEntries.content(of: name), to: newEntries.content(of: name))
    }
  }

  // MARK: Facts

  /// Whether the file has another path than before.
  package var isMoved: Bool {
    guard let old, let new else { return false }
    return old.ticket.path != new.ticket.path
  }

  /// Whether the texts differ in nothing that the ticket says.
  package var isLayoutOnly: Bool {
    old != nil && new != nil && saysTheSame && old?.document.bytes != new?.document.bytes
  }

  /// Whether both versions say the same.
  private var saysTheSame: Bool {
    fields.isEmpty && transitions.isEmpty && comments.isEmpty && checklist.isEmpty && text == nil
  }

  package var kind: Kind {
    if old == nil { return .added }
    if new == nil { return .removed }
    return saysTheSame && isMoved ? .moved : .changed
  }
}

/// A field's name and what it says.
private typealias NamedContent = (name: FieldName, content: FieldContent)

extension TicketDocument? {
  fileprivate var contents: [NamedContent] {
    guard let self else { return [] }
    return self.entries.map { entry in
      let name = FieldName(rawValue: entry.key)
      return (name, FieldContent(entry, of: name, in: self))
    }
  }
}

extension [NamedContent] {
  fileprivate func content(of name: FieldName) -> FieldContent {
    first { $0.name == name }?.content ?? .unset
  }
}
