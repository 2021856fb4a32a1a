import TicketModel
import TicketStore

/// Reads `field=value` words; refuses one that is not, with what it may have been meant for.
func parsedAssignments(
  _ words: some Sequence<String>, otherwise hint: @autoclosure () -> String
) throws -> [Assignment] {
  try words.map { word in
    guard let assignment = Assignment(word) else {
      throw CommandError(
        "\(word.isEmpty ? "an empty word" : word) is not field=value", code: "usage",
        hint: hint(), status: .usage)
    }
    return assignment
  }
}

extension Writer {
  /// Turns assignments to a ticket that is there into edits, and judges the links among them.
  func edits(
    _ assignments: [Assignment], of ticket: Ticket, extraFields: [String]
  ) throws -> [TicketEdit] {
    do {
      let edits = try assignments.flatMap { assignment in
        try assignment.edit(extraFields: extraFields)
      }
      try checkLinks(edits, of: ticket.id)
      try warnOfUnknownNames(edits)
      try checkReporter(edits, of: ticket)
      try checkApprovals(edits.addedApprovals(to: ticket), of: ticket)
      return try withPriority(edits, of: ticket)
    } catch AssignmentRefused.statusNeedsTransition(let status) {
      throw CommandError(ErrorReport(statusOf: ticket.id.text, assigned: status))
    }
  }

  /// Who reported a ticket is written once; approvals and guards go by it.
  private func checkReporter(_ edits: [TicketEdit], of ticket: Ticket) throws {
    for case .set(.reporter, let name) in edits
    where !ticket.reporter.isEmpty && name != ticket.reporter {
      throw AssignmentRefused.immutable(.reporter)
    }
  }

  /// An approval is given by whoever it names, by a transition that records what they saw.
  ///
  /// Where the workflow has none, a name is all there can be.
  ///
  /// - Parameters:
  ///   - added: the approvals that would come.
  ///   - ticket: whose they are.
  /// - Throws: `CommandError`.
  func checkApprovals(_ added: [String], of ticket: Ticket) throws {
    let workflow = try session.settings().workflows.workflow(forType: ticket.type)
    guard let item = added.first, let workflow,
      let edge = workflow.transitions.first(where: { $0.effects.contains(.recordApproval) })
    else { return }
    throw CommandError(
      "approvals are not given by hand: \(item)", code: "approval",
      hint: "ask \(Approval(item)?.handle ?? item) to run: "
        + "snag \(SnagCommand.verb(of: edge.name)) \(ticket.id)",
      status: .refused)
  }

  private static let linkFields: Set<FieldName> = [.blockedBy, .parent, .related, .duplicateOf]

  /// Refuses links of a ticket to itself, and says which ones lead nowhere.
  func checkLinks(_ edits: [TicketEdit], of id: TicketID) throws {
    for (field, target) in edits.flatMap(\.links) where Self.linkFields.contains(field) {
      guard TicketID.folded(target) != id.text else {
        throw CommandError(
          "\(field) of \(id) cannot name the ticket itself", code: "self-link",
          hint: "name another ticket: `snag list` shows the ids", status: .usage)
      }
      try warnIfUnknown(target, field)
    }
  }

  /// Says of labels and people that no list of the configuration has; lists grow after their names.
  func warnOfUnknownNames(_ edits: [TicketEdit]) throws {
    let lists = KnownNameCheck(try session.settings())
    for (field, name) in edits.flatMap(\.links) {
      guard let unknown = lists.unknown(name, in: field) else { continue }
      session.warn("\(unknown.message); \(unknown.fix)")
    }
  }

  private func warnIfUnknown(_ target: String, _ field: FieldName) throws {
    do {
      let found = try session.repository().find(target, in: source).ticket.id.text
      guard found != TicketID.folded(target) else { return }
      session.warn("\(field) names \(target), which is no whole id; did you mean \(found)?")
    } catch let error as TicketNotFound {
      switch error {
      case .shared, .unreadable: break
      case .missing, .ambiguous, .tooShort:
        session.warn("\(field) names \(target), which is no ticket here")
      }
    }
  }
}

extension [TicketEdit] {
  /// The approvals that a ticket would have and has not.
  fileprivate func addedApprovals(to ticket: Ticket) -> [String] {
    let known = Set(ticket.items(of: .approvals))
    return flatMap(\.links).filter { $0.0 == .approvals && !known.contains($0.1) }.map(\.1)
  }
}

extension TicketEdit {
  /// The items that the edit puts into a field.
  fileprivate var links: [(FieldName, String)] {
    switch self {
    case .set(let field, let value): value.isEmpty ? [] : [(field, value)]
    case .setItems(let field, let items): items.map { (field, $0) }
    case .add(let field, let item): [(field, item)]
    case .remove, .transition, .expectStatus, .comment, .recordHistory: []
    }
  }
}

extension KnownNameCheck {
  fileprivate init(_ settings: Settings) {
    self.init(settings.configuration, workflows: settings.workflows)
  }
}
