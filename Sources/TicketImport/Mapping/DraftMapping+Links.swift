import TicketDocument
import TicketModel

extension DraftMapping {
  /// Sets blocked_by, parent, related and duplicate_of; links that lead nowhere become unknown keys.
  mutating func mapLinks() {
    for link in foreign.links { map(link) }
  }

  private mutating func map(_ link: ForeignTicket.Link) {
    if case .other(let kind) = link.kind {
      let key = "imported_\(kind.replacing("-", with: "_"))"
      keep(key, .list([fieldLine(link.target)]))
      note(
        .info, "link \(oneLine(kind)) to \(oneLine(link.target)) (kept as \(KeptFields.safe(key)))")
      report.count("links of kind \(oneLine(kind)) kept as \(KeptFields.safe(key))")
      return
    }
    let field = link.kind.field
    guard let target = ids.resolve(link.target) else {
      return keepDangling(link, field, "is not in the data")
    }
    guard target != id else { return keepDangling(link, field, "is the ticket itself") }
    if TicketID.folded(link.target) != target.text {
      report.count("links by an older id followed")
    }
    add(target.text, to: field)
  }

  private mutating func keepDangling(
    _ link: ForeignTicket.Link, _ field: FieldName, _ reason: String
  ) {
    let key = "imported_\(field)"
    keep(key, .list([fieldLine(link.target)]))
    note(.warning, "\(field) \(oneLine(link.target)) \(reason) (kept as \(key))")
    report.count("\(field) that leads nowhere kept as \(key)")
  }

  private mutating func add(_ target: String, to field: FieldName) {
    guard FieldSchema.field(field)?.kind.isList == false else {
      let items = fields[field]?.items ?? []
      if !items.contains(target) { fields[field] = .list(items + [target]) }
      return
    }
    guard let taken = fields[field]?.items.first else {
      fields[field] = .scalar(target)
      return
    }
    guard taken != target else { return }
    note(.warning, "a second \(field), \(target), is in related: a ticket has one")
    report.count("second \(field) kept as related")
    add(target, to: .related)
  }
}

extension ForeignTicket.Link.Kind {
  fileprivate var field: FieldName {
    switch self {
    case .blockedBy: .blockedBy
    case .parent: .parent
    case .duplicateOf: .duplicateOf
    case .related, .other: .related
    }
  }
}
