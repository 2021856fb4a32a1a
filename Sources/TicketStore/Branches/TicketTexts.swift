import GitKit
import TicketDocument
import TicketModel

/// Texts of tickets by the names of their blobs: each is read once, and some exist in memory only.
final class TicketTexts {
  private let git: GitRepository
  private var texts: [ObjectID: [UInt8]] = [:]
  private var ids: [ObjectID: TicketID?] = [:]

  init(_ git: GitRepository) { self.git = git }

  /// Returns a text.
  func text(_ blob: ObjectID) throws -> [UInt8] {
    if let known = texts[blob] { return known }
    let bytes = try git.blob(blob)
    texts[blob] = bytes
    return bytes
  }

  /// Returns the id in a text; nil when it is no ticket.
  func id(_ blob: ObjectID) throws -> TicketID? {
    if let known = ids[blob] { return known }
    let document = try? TicketDocument(parsing: text(blob))
    let id = document?.scalar(FieldName.id.rawValue).flatMap { TicketID($0) }
    ids[blob] = .some(id)
    return id
  }

  /// Keeps a text that need not be in the repository, and names it.
  func keep(_ bytes: [UInt8]) throws -> ObjectID {
    let name = try git.blobID(bytes)
    texts[name] = bytes
    return name
  }
}
