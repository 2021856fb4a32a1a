import TicketModel

/// Which ticket has which id now.
struct IDMap {
  private var ids: [String: TicketID] = [:]
  private var byReference: [String: TicketID] = [:]
  private let referenceKey: ((String) -> String?)?

  /// Keeps the ids that can be kept and makes new ones for the others.
  init(_ tickets: [ForeignTicket], referenceKey: ((String) -> String?)?) {
    self.referenceKey = referenceKey
    for ticket in tickets { ids[TicketID.folded(ticket.id)] = TicketID(ticket.id) }
    var taken = Set(ids.values)
    for ticket in tickets where TicketID(ticket.id) == nil {
      let id = newID(for: ticket, taken)
      taken.insert(id)
      ids[TicketID.folded(ticket.id)] = id
    }
    guard let referenceKey else { return }
    for ticket in tickets {
      guard let key = referenceKey(ticket.id), let id = self[ticket.id] else { continue }
      byReference[key] = byReference[key] ?? id
    }
  }

  /// The new id of a ticket by exactly its old one.
  subscript(_ foreignID: String) -> TicketID? { ids[TicketID.folded(foreignID)] }

  /// The ticket that a reference means; nil when it is not in the data.
  func resolve(_ reference: String) -> TicketID? {
    self[reference] ?? referenceKey?(reference).flatMap { byReference[$0] }
  }
}

/// Makes an id out of one that cannot be kept: the old prefix where it is one, and symbols from a
/// hash of the old id.
private func newID(for ticket: ForeignTicket, _ taken: Set<TicketID>) -> TicketID {
  let letters = TicketID.folded(ticket.id).prefix { $0.isASCII && $0.isLetter }
  let prefix = IDPrefix(letters)?.text ?? ticket.tracker.defaultPrefix
  var attempt = 0
  while true {
    let symbols = stableSymbols(6, of: [ticket.id, String(attempt)])
    attempt += 1
    if symbols.first?.isLetter == true, let id = TicketID("\(prefix)-\(symbols)"),
      !taken.contains(id)
    {
      return id
    }
  }
}

extension ForeignTracker {
  fileprivate var defaultPrefix: String {
    switch self {
    case .tk: "tk"
    case .beads: "bd"
    case .backlogMD: "back"
    }
  }
}

/// Returns symbols of ids that depend on nothing but the texts.
///
/// FNV-1a with 64 bits (Fowler, Noll, Vo), and MurmurHash3's finalizer so that every bit counts.
func stableSymbols(_ count: Int, of parts: [String]) -> String {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for part in parts {
    for byte in Array(part.utf8) + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }
  hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
  hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
  hash ^= hash >> 33
  let symbols = TicketID.symbols
  return String(
    (0..<count).map { _ in
      defer { hash /= UInt64(symbols.count) }
      return symbols[Int(hash % UInt64(symbols.count))]
    })
}
