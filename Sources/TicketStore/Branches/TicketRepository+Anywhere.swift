import GitKit
package import TicketModel

extension TicketRepository {
  /// Returns the ticket of an id: here, or as any branch has it; nil when none has it.
  ///
  /// - Parameter id: the whole id.
  /// - Returns: the ticket.
  /// - Throws: `GitError`, ``TicketNotFound`` for a file that cannot be read.
  package func ticketAnywhere(_ id: TicketID) throws -> Ticket? {
    do {
      let found = try find(id.text).ticket
      if found.id == id { return found }
    } catch TicketNotFound.missing, TicketNotFound.tooShort, TicketNotFound.ambiguous {
    } catch is NoTickets {
    }
    let git = try git()
    var seen: Set<ObjectID> = []
    for branch in try branches() {
      guard let commit = branch.commit,
        let folder = try git.entry(at: Workspace.folder, in: git.tree(of: commit)),
        folder.kind == .tree, seen.insert(folder.id).inserted
      else { continue }
      let entries = try git.entries(under: "", in: folder.id, recursive: true)
      for entry in entries where entry.kind.isFile && entry.path.isTicketFileName(of: id) {
        if case .success(let loaded) = readTicket(
          try git.blob(entry.id), path: "\(Workspace.folder)/\(entry.path)", detail: .fields),
          loaded.ticket.id == id
        {
          return loaded.ticket
        }
      }
    }
    return nil
  }
}
