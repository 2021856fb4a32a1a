/// A row of a table that workflow files name.
package protocol NamedRule: Sendable, Hashable {
  /// The word in the workflow file.
  var name: String { get }
  /// One line for people.
  var summary: String { get }
}

extension NamedRule {
  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Workflow {
  /// What a transition also does; ``Effect/all`` is the only place that lists them.
  package struct Effect: NamedRule {
    package let name: String
    package let summary: String
    /// The edits it stands for; none for what a front end does.
    let edits: @Sendable (TransitionAttempt) throws -> [TicketEdit]

    /// Every effect.
    package static let all: [Effect] = [
      assignMe, unassign, branch, recordApproval, clearApprovals, clearResolution,
      clearWaiting,
    ]

    package static let assignMe = Effect(
      name: "assign-me", summary: "assigns the ticket to whoever takes it, when nobody has it"
    ) { $0.ticket.assignee.isEmpty ? [.set(.assignee, $0.actor)] : [] }

    package static let unassign = Effect(
      name: "unassign", summary: "assigns it to nobody"
    ) { $0.ticket.assignee.isEmpty ? [] : [.set(.assignee, "")] }

    package static let branch = Effect(
      name: "branch", summary: "makes or goes on with the ticket's branch"
    ) { _ in [] }

    package static let recordApproval = Effect(
      name: "record-approval", summary: "records an approval of the branch as it is"
    ) { try $0.recordedApproval() }

    package static let clearApprovals = Effect(
      name: "clear-approvals", summary: "takes all approvals back"
    ) { $0.ticket.items(of: .approvals).isEmpty ? [] : [.setItems(.approvals, [])] }

    package static let clearResolution = Effect(
      name: "clear-resolution", summary: "unsets the resolution"
    ) { $0.ticket.items(of: .resolution).isEmpty ? [] : [.set(.resolution, "")] }

    package static let clearWaiting = Effect(
      name: "clear-waiting", summary: "unsets what it waits for and until when"
    ) { attempt in
      let fields: [FieldName] = ["waiting_for", "wait_until"]
      return fields.filter { !attempt.ticket.items(of: $0).isEmpty }.map { .set($0, "") }
    }
  }
}

extension TransitionAttempt {
  /// The actor's approval in the place of older ones of theirs.
  fileprivate func recordedApproval() throws -> [TicketEdit] {
    let approval = Approval(handle: actor, tip: try facts.branch()?.tip)
    let written = ticket.items(of: .approvals)
    let older = written.filter { Approval($0)?.handle == actor && $0 != approval.description }
    return older.map { .remove(.approvals, $0) }
      + (written.contains(approval.description) ? [] : [.add(.approvals, approval.description)])
  }
}
