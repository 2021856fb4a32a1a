import TicketDocument

extension Ticket {
  /// Whether a field is set and one of its items is as asked; makes no list of them.
  package func hasItem(of name: FieldName, where isMeant: (String) -> Bool) -> Bool {
    switch value(of: name) {
    case nil: false
    case .list(let items)?: items.contains(where: isMeant)
    case .scalar(let text)?, .typed(let text)?: !text.isEmpty && isMeant(text)
    }
  }
}
