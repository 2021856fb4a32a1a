import TicketDocument
import TicketMerge
import TicketModel

/// A ticket that gives up its id, because another one, created before it, has the same.
struct PartedTicket {
  /// The id it gets, the same on every clone.
  let id: TicketID
  /// The id it had.
  let formerly: TicketID
  let origin: TicketOrigin
  /// Where it stands from now on.
  let path: String
  /// Its text with the new id.
  let bytes: [UInt8]

  /// Gives a ticket its new id; nil for a text without an id.
  ///
  /// - Parameters:
  ///   - document: the ticket's text.
  ///   - path: where it stood; the new file is in `.tickets` or in its shard as the old one was.
  ///   - isTaken: whether an id belongs to a ticket that is not this one.
  /// - Throws: `DocumentEditError` when the text cannot hold the new id.
  init?(
    _ document: TicketDocument, beside path: String,
    isTaken: (_ id: TicketID, _ origin: TicketOrigin, _ formerly: TicketID) -> Bool
  ) throws(DocumentEditError) {
    guard let old = document.id else { return nil }
    let origin = TicketOrigin(document)
    id = old.derived(for: origin) { isTaken($0, origin, old) }
    (formerly, self.origin) = (old, origin)
    self.path = id.path(of: document, beside: path)
    var renamed = document
    try renamed.changeID(to: id, formerly: old.text)
    bytes = renamed.bytes
  }
}

extension TicketID {
  /// The path of a ticket's file in `.tickets` itself or in the id's shard, as another ticket is.
  func path(of document: TicketDocument, beside other: String) -> String {
    let name = fileName(
      title: document.scalar(FieldName.title.rawValue) ?? "",
      isSharded: other.split(separator: "/").count > 2)
    return "\(Workspace.folder)/\(name)"
  }
}

extension TicketDocument {
  /// Whether it is the ticket of that origin, moved off an id before.
  func `is`(_ origin: TicketOrigin, formerly old: TicketID) -> Bool {
    scalar(FieldName.formerly.rawValue) == old.text
      && TicketOrigin(self).isSameTicket(as: origin)
  }
}

extension LoadedTickets {
  /// Tickets that name one of these ids, so that a person looks which ticket is meant.
  func referrers(to ids: Set<TicketID>) -> [TicketID: [TicketID]] {
    guard !ids.isEmpty else { return [:] }
    let fields: [FieldName] = [.blockedBy, .parent, .related, .duplicateOf]
    var referrers: [TicketID: [TicketID]] = [:]
    for loaded in tickets {
      let links = Set(fields.flatMap { loaded.ticket.items(of: $0) }.compactMap { TicketID($0) })
      for id in links.intersection(ids) { referrers[id, default: []].append(loaded.ticket.id) }
    }
    return referrers
  }
}
