import TicketModel
import TicketQuery
import TicketStore

extension [BranchWord] {
  /// The branches in words, each once: `topic`, `old (deleted)`.
  ///
  /// A remote-tracking branch that is where a local one of its name is says nothing of its own.
  var places: [String] {
    let locals = filter(\.isLocal)
    return filter { word in
      word.isLocal
        || !locals.contains { word.branch.hasSuffix("/\($0.branch)") && $0.commit == word.commit }
    }.map { $0.ticket == nil ? "\($0.branch) (deleted)" : $0.branch }
  }
}

extension BranchWord {
  /// The word in JSON; `status` and what hangs on it are null when the branch deleted the ticket.
  func json(_ world: QueryWorld) -> JSON {
    func text(_ value: String?) -> JSON {
      value.flatMap { $0.isEmpty ? nil : .string($0) } ?? .null
    }
    return .object([
      ("name", .string(branch)), ("commit", .string(commit)), ("deleted", .bool(ticket == nil)),
      ("status", text(ticket?.status)),
      ("category", text(ticket.map { world.category(of: $0).rawValue })),
      ("assignee", text(ticket?.assignee)), ("path", text(ticket?.path)),
    ])
  }
}
