import GitKit
import TicketDocument
import TicketModel

/// Texts of tickets by the names of their blobs, each read and taken apart once; some are in memory only.
///
/// A `sync` looks at the same texts several times: what is unsettled, what is merged, what came in;
/// and so does the view over all branches.
final class TicketTexts {
  private let git: GitRepository
  private var texts: [ObjectID: [UInt8]] = [:]
  private var ids: [ObjectID: TicketID?] = [:]
  /// Blobs that the repository has.
  private var stored: Set<ObjectID> = []

  init(_ git: GitRepository) { self.git = git }

  /// Returns the bytes of a blob.
  func text(_ blob: ObjectID) throws -> [UInt8] {
    if let known = texts[blob] { return known }
    let bytes = try git.blob(blob)
    texts[blob] = bytes
    stored.insert(blob)
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

  /// Takes the id in a text as known.
  func know(_ blob: ObjectID, is id: TicketID) { ids[blob] = id }

  /// Whether the repository is known to have a text.
  func isStored(_ blob: ObjectID) -> Bool { stored.contains(blob) }

  /// Returns the name that a text has as a blob, and remembers it; nothing is written.
  func keep(_ bytes: [UInt8]) throws -> ObjectID {
    let name = try git.blobID(bytes)
    texts[name] = bytes
    return name
  }

  /// Writes the texts that the repository is not known to have, and returns the names of all.
  func store(_ versions: [[UInt8]]) throws -> [ObjectID] {
    let names = try versions.map(keep)
    let new = zip(names, versions).filter { !stored.contains($0.0) }
    stored.formUnion(try git.makeBlobs(new.map(\.1)))
    return names
  }
}
