import TicketDocument
import TicketImport
import TicketModel
import TicketStore

extension Setup {
  /// Returns the tickets of tk that are in `.tickets`, as ours, with the changes that make them so.
  func adopted() throws -> (result: ImportResult, changes: [FileChange]) {
    guard case .foreign(let paths) = try state() else {
      throw CommandError(
        "there are no tickets of tk in .tickets", code: "nothing-to-adopt",
        hint: "leave --adopt out", status: .usage)
    }
    let repository = try session.repository()
    let texts = try paths.compactMap { path in
      try repository.read(path, from: .workTree).map { (path: path, bytes: $0) }
    }
    let workflows = try teams.flatMap { try $0.workflows() }.map(\.workflow)
    let result = try importTickets(
      from: .tk, files: texts,
      ImportContext(
        workflows: WorkflowSet(workflows), now: session.context.now(),
        actor: try repository.actor()))
    let originals = Dictionary(uniqueKeysWithValues: texts.map { ($0.path, $0.bytes) })
    let changes = result.tickets.compactMap { ticket -> FileChange? in
      guard let old = originals[ticket.path] else { return nil }
      let new = ticket.draft.document().bytes
      return .edit(path: ticket.path) { bytes in
        guard bytes == old else {
          throw EditDoesNotApply("it differs from the work tree; commit or restore it first")
        }
        return new
      }
    }
    return (result, changes)
  }
}
