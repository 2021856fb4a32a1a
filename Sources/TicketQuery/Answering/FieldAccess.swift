import TicketModel

/// How to get at a field's texts; chosen once for a query, so that no ticket costs a look-up.
enum FieldAccess: Sendable {
  case one(@Sendable (Ticket) -> String)
  case many(@Sendable (Ticket) -> [String])
  case other(FieldName)

  init(_ name: FieldName) {
    self =
      switch name {
      case .id: .one { $0.id.text }
      case .title: .one { $0.title }
      case .type: .one { $0.type }
      case .status: .one { $0.status }
      case .created: .one { $0.created?.description ?? "" }
      case .assignee: .one { $0.assignee }
      case .reporter: .one { $0.reporter }
      case .priority: .one { $0.priority }
      case .labels: .many { $0.labels }
      case .blockedBy: .many { $0.blockedBy }
      case .history: .many { $0.history }
      default: .other(name)
      }
  }

  /// Whether the field is set and one of its texts is as asked.
  func contains(in ticket: Ticket, where isMeant: (String) -> Bool) -> Bool {
    switch self {
    case .one(let text):
      let text = text(ticket)
      return !text.isEmpty && isMeant(text)
    case .many(let texts): return texts(ticket).contains(where: isMeant)
    case .other(let name): return ticket.hasItem(of: name, where: isMeant)
    }
  }
}
