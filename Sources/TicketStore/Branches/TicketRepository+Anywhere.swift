import GitKit
package import TicketModel

extension TicketRepository {
  /// Returns the ticket of an id: here, or as any branch has it; nil when none has it.
  ///
  /// Files are looked for by their names. Only here is one found whose file was renamed by hand.
  ///
  /// - Parameter id: the whole id.
  /// - Returns: the ticket.
  /// - Throws: `GitError`, ``TicketNotFound`` for a file that cannot be read.
  package func ticketAnywhere(_ id: TicketID) throws -> Ticket? {
    if try isNamedHere(id), let found = try ticketHere(id) { return found }
    if let found = try ticketOnBranches(id) { return found }
    return try ticketHere(id)
  }

  /// Whether ids that begin as this one does, up to the hyphen, are those of tickets here.
  ///
  /// - Parameter id: an id that may be another tracker's.
  /// - Returns: whether its prefix is the one of new tickets, or one that a file here is named with.
  /// - Throws: `GitError` or what reading the settings throws.
  package func hasPrefix(of id: TicketID) throws -> Bool {
    let prefix = id.text.prefix { $0 != "-" }
    if try prefix == settings().configuration.prefix.text { return true }
    return try pathsHere(holding: [id.text, "\(prefix)-"]).contains { path in
      path.split(separator: "/").last?.hasPrefix("\(prefix)-") == true
    }
  }

  private func isNamedHere(_ id: TicketID) throws -> Bool {
    try pathsHere(holding: [id.text]).contains { $0.isTicketFileName(of: id) }
  }

  private func pathsHere(holding typed: [String]) throws -> [String] {
    do {
      return try ticketPaths(in: .workTree, holding: typed).paths
    } catch is NoTickets {
      return []
    }
  }

  private func ticketHere(_ id: TicketID) throws -> Ticket? {
    do {
      let found = try find(id.text).ticket
      return found.id == id ? found : nil
    } catch TicketNotFound.missing, TicketNotFound.tooShort, TicketNotFound.ambiguous {
    } catch is NoTickets {
    }
    return nil
  }

  private func ticketOnBranches(_ id: TicketID) throws -> Ticket? {
    let git = try git()
    var seen: Set<ObjectID> = []
    for branch in try branches() {
      guard let commit = branch.commit,
        let folder = try git.ticketFolder(in: git.tree(of: commit)),
        seen.insert(folder).inserted
      else { continue }
      if let loaded = try git.loadedTicket(id, in: folder) { return loaded.ticket }
    }
    return nil
  }
}
