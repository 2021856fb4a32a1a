import TicketDocument
import TicketModel

/// Tells whether both sides are one ticket; two are never blended.
struct Identities {
  private let base: Identity?
  private let ours: Identity
  private let theirs: Identity

  enum Side { case ours, theirs }

  init(base: TicketDocument?, ours: TicketDocument, theirs: TicketDocument) {
    self.base = base.map(Identity.init)
    self.ours = Identity(ours)
    self.theirs = Identity(theirs)
  }

  /// Returns a ticket's id as ids are compared: in lower case, without blanks around.
  static func id(of document: TicketDocument) -> String {
    let text = document.scalar(FieldName.id.rawValue) ?? ""
    return TicketID(text)?.text ?? text
  }

  /// Returns which side stays at the path when the sides are two tickets; nil when they are one.
  ///
  /// They are one when the ids are equal and the base has that id too, or, without such a base, when
  /// they were created at one time by one person.
  func stays(at path: String?) -> Side? {
    if ours.id == theirs.id {
      if base?.id == ours.id { return nil }
      if ours.created == theirs.created, ours.reporter == theirs.reporter { return nil }
    }
    return isFirst(path) ? .ours : .theirs
  }

  private func isFirst(_ path: String?) -> Bool {
    let fits = (isName(ours.id, in: path), isName(theirs.id, in: path))
    if fits.0 != fits.1 { return fits.0 }
    if let base, (base.id == ours.id) != (base.id == theirs.id) { return base.id == ours.id }
    return !theirs.precedes(ours)
  }

  /// Whether a path's file name is `<id>.md` or `<id>-<slug>.md`.
  private func isName(_ id: String, in path: String?) -> Bool {
    guard let name = path?.split(separator: "/").last, !id.isEmpty, name.hasPrefix(id) else {
      return false
    }
    return name.dropFirst(id.count).first.map { $0 == "." || $0 == "-" } ?? true
  }

  private struct Identity {
    let id: String
    let created: String
    let reporter: String
    let title: String
    let bytes: [UInt8]

    init(_ document: TicketDocument) {
      id = Identities.id(of: document)
      created = document.scalar(FieldName.created.rawValue) ?? ""
      reporter = document.scalar(FieldName.reporter.rawValue) ?? ""
      title = document.scalar(FieldName.title.rawValue) ?? ""
      bytes = document.bytes
    }

    /// The earlier created keeps the id, then the smaller reporter, then the smaller title.
    func precedes(_ other: Identity) -> Bool {
      let (left, right) = (
        [created, reporter, title, id], [other.created, other.reporter, other.title, other.id]
      )
      if left != right { return left.lexicographicallyPrecedes(right, by: isSmaller) }
      return isSmaller(bytes, other.bytes)
    }
  }
}
