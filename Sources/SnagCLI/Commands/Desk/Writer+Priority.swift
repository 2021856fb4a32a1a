import TicketDesk
import TicketDocument
import TicketModel
import TicketStore

extension Session {
  /// The matrix of priorities of a source; nil without an `sla.yml`, where priorities are people's alone.
  func derivedPriority(from source: TicketSource) throws -> DerivedPriority? {
    let path = "\(Workspace.folder)/sla.yml"
    guard let bytes = try repository().read(path, from: source) else { return nil }
    return try DerivedPriority(parsing: String(decoding: bytes, as: UTF8.self), path: path)
  }
}

extension Writer {
  /// Adds the priority that follows when impact or urgency is among the edits.
  func withPriority(_ edits: [TicketEdit], of ticket: Ticket) throws -> [TicketEdit] {
    guard edits.setsImpact, let rule = try session.derivedPriority(from: source),
      let edit = rule.edit(after: edits, of: ticket)
    else { return edits }
    return edits + [edit]
  }

  /// Sets the priority that follows from a new ticket's impact and urgency, unless it was given.
  func setPriority(of draft: inout TicketDraft, given: [TicketEdit]) throws {
    let isGiven = given.contains { if case .set(.priority, _) = $0 { true } else { false } }
    let hasPriority = draft.fields[.priority]?.isEmpty == false
    guard !isGiven, given.setsImpact || !hasPriority,
      DerivedPriority.fields.allSatisfy({ draft.fields[$0]?.isEmpty == false }),
      let rule = try session.derivedPriority(from: source)
    else { return }
    func text(_ name: FieldName) -> String { draft.fields[name]?.items.first ?? "" }
    guard let new = rule.priority(impact: text("impact"), urgency: text("urgency")) else { return }
    draft.fields[.priority] = .scalar(new.text)
  }
}

extension [TicketEdit] {
  /// Whether impact or urgency is set.
  fileprivate var setsImpact: Bool {
    contains { edit in
      if case .set(let name, _) = edit { DerivedPriority.fields.contains(name) } else { false }
    }
  }
}
