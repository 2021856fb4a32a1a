package import TicketDocument

extension FieldValue {
  /// Whether nothing is set.
  package var isEmpty: Bool {
    switch self {
    case .scalar(let text), .typed(let text): text.isEmpty
    case .list(let items): items.isEmpty
    }
  }

  /// A list's items, or the one of a scalar that is set.
  package var items: [String] {
    switch self {
    case .list(let items): items
    case .scalar(let text), .typed(let text): text.isEmpty ? [] : [text]
    }
  }
}

extension TicketDocument {
  /// Returns the decoded value of an entry; nil when it is nested or takes several lines.
  package func value(of entry: Entry) -> FieldValue? {
    switch entry.value {
    case .empty: .scalar("")
    case .scalar(let scalar): .scalar(scalar.text)
    case .list(let items): .list(items.map(\.text))
    case .nested: nil
    }
  }
}
