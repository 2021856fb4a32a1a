package import TicketDocument
package import TicketModel

/// A ticket that was asked for by its id, with its text.
package struct FoundTicket: Sendable {
  package let ticket: Ticket
  package let document: TicketDocument

  /// Joins a ticket with its text.
  package init(ticket: Ticket, document: TicketDocument) {
    self.ticket = ticket
    self.document = document
  }
}

/// Why no single ticket is meant by what was typed.
package enum TicketNotFound: Error, Sendable, Equatable {
  case missing(typed: String, nearest: [TicketID])
  case ambiguous(typed: String, candidates: [TicketID])
  case tooShort(typed: String)
  /// Two files have the id.
  case shared(id: TicketID, paths: [String])
  /// The file that should hold it cannot be read.
  case unreadable(typed: String, Problem)
}

extension TicketRepository {
  /// Finds a ticket by its id or a unique prefix of at least three symbols.
  ///
  /// Files are named by id, so a look at the names settles nearly every case with one file read;
  /// only when no name fits are all tickets read, for files renamed by hand and near misses.
  package func find(
    _ typed: String, in source: TicketSource = .workTree
  ) throws -> FoundTicket {
    let folded = TicketID.folded(typed)
    let listed = try ticketPaths(in: source, holding: [folded])
    let paths = listed.paths.filter { $0.isNamed(by: folded) }
    var problems = listed.problems.filter { $0.path.isNamed(by: folded) }
    guard !paths.isEmpty || !problems.isEmpty, folded.count >= TicketIDLookup.minimumSymbols else {
      return try findAmongAll(typed, in: source)
    }
    var candidates: [LoadedTicket] = []
    for path in paths {
      guard let bytes = try read(path, from: source) else { continue }
      switch readTicket(bytes, path: path, detail: .documents) {
      case .success(let ticket): candidates.append(ticket)
      case .failure(let refusal): problems.append(refusal.problem)
      }
    }
    // Even beside readable ones: what cannot be read may be the one that is meant.
    if let problem = problems.first {
      throw TicketNotFound.unreadable(typed: typed, problem)
    }
    let lookup = TicketIDLookup(candidates.map(\.ticket.id))
    if case .missing = lookup.resolve(typed) { return try findAmongAll(typed, in: source) }
    return try pick(typed, among: candidates, lookup)
  }

  private func findAmongAll(_ typed: String, in source: TicketSource) throws -> FoundTicket {
    try find(typed, among: load(from: source, detail: .documents))
  }

  /// Finds a ticket among those that were read, with their texts.
  ///
  /// - Parameters:
  ///   - typed: its id or a unique prefix of at least three symbols.
  ///   - loaded: the tickets.
  /// - Returns: the ticket.
  /// - Throws: ``TicketNotFound``.
  package func find(_ typed: String, among loaded: LoadedTickets) throws -> FoundTicket {
    try pick(typed, among: loaded.tickets, TicketIDLookup(loaded.tickets.map(\.ticket.id)))
  }

  private func pick(
    _ typed: String, among candidates: [LoadedTicket], _ lookup: TicketIDLookup
  ) throws -> FoundTicket {
    switch lookup.resolve(typed) {
    case .found(let id):
      let matches = candidates.filter { $0.ticket.id == id }
      guard matches.count == 1, let match = matches.first, let document = match.document else {
        throw TicketNotFound.shared(id: id, paths: matches.map(\.ticket.path))
      }
      return FoundTicket(ticket: match.ticket, document: document)
    case .ambiguous(let ids): throw TicketNotFound.ambiguous(typed: typed, candidates: ids)
    case .tooShort: throw TicketNotFound.tooShort(typed: typed)
    case .missing(let nearest): throw TicketNotFound.missing(typed: typed, nearest: nearest)
    }
  }
}

extension String {
  /// Whether a file's name begins with an id that begins with what was typed.
  fileprivate func isNamed(by typed: String) -> Bool {
    let name = self[(lastIndex(of: "/").map { index(after: $0) } ?? startIndex)...]
    if name.hasPrefix(typed) { return true }
    guard let hyphen = name.firstIndex(of: "-") else { return false }
    return name[name.index(after: hyphen)...].hasPrefix(typed)
  }
}
