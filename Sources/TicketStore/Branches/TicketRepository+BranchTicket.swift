import GitKit
package import TicketModel

/// Why the branch that is checked out does not tell which ticket is meant.
package enum NoTicketOfBranch: Error, Sendable, Equatable {
  /// HEAD is detached.
  case detached
  /// The branch's name holds no id, and no ticket's field names the branch.
  case none(branch: String)
  /// It stands for several tickets.
  case several(branch: String, ids: [TicketID])
}

extension TicketRepository {
  /// Finds the ticket that the current branch is the branch of.
  ///
  /// Nearly always its id is in the branch's name, which costs one file to read; else it is the
  /// ticket whose field `branch` names it.
  ///
  /// - Parameter source: where the ticket is read.
  /// - Returns: the ticket.
  /// - Throws: ``NoTicketOfBranch``, and what ``find(_:in:)`` throws.
  package func findTicketOfBranch(in source: TicketSource = .workTree) throws -> FoundTicket {
    guard let branch = try currentBranch() else { throw NoTicketOfBranch.detached }
    let named = try ids(inBranch: branch, source)
    let ids = named.isEmpty ? try ids(ofField: branch, source) : named
    guard let id = ids.first else {
      // An id of ours that no ticket has is rather a ticket that is elsewhere.
      if let missing = try ownID(inBranch: branch) { return try find(missing.text, in: source) }
      throw NoTicketOfBranch.none(branch: branch)
    }
    guard ids.count == 1 else { throw NoTicketOfBranch.several(branch: branch, ids: ids) }
    return try find(id.text, in: source)
  }

  /// The tickets whose ids a name holds; of ids that begin at one place the longest.
  private func ids(inBranch name: String, _ source: TicketSource) throws -> [TicketID] {
    let candidates = TicketID.candidates(inBranch: name)
    let paths = try ticketPaths(in: source, holding: candidates.map(\.text)).paths
      .filter { path in candidates.contains { path.isTicketFileName(of: $0) } }
    var found: Set<TicketID> = []
    for path in paths {
      guard let bytes = try read(path, from: source) else { continue }
      switch readTicket(bytes, path: path, detail: .fields) {
      case .success(let loaded):
        if candidates.contains(loaded.ticket.id) { found.insert(loaded.ticket.id) }
      // It may be the one that is meant.
      case .failure(let refusal): throw refusal
      }
    }
    return found.filter { id in !found.contains { $0.holds(id) } }.sorted()
  }

  private func ownID(inBranch name: String) throws -> TicketID? {
    let prefix = try settings().configuration.prefix.text
    return TicketID.candidates(inBranch: name).first { id in
      id.text.hasPrefix("\(prefix)-") && (6...7).contains(id.suffix.count)
        && id.suffix.allSatisfy { TicketID.symbols.contains($0) }
    }
  }

  private func ids(ofField branch: String, _ source: TicketSource) throws -> [TicketID] {
    try load(from: source).tickets.map(\.ticket)
      .filter { $0.text(of: .branch) == branch }.map(\.id)
  }
}

extension TicketID {
  /// Whether another id is a part of this one, up to a word's end.
  fileprivate func holds(_ other: TicketID) -> Bool {
    self != other && other.isNamed(inBranch: text)
  }
}
