package import TicketDocument
package import TicketModel

/// What actions would do to a ticket: edits for one commit, and messages.
package struct ActionPlan: Sendable {
  /// In the order in which they are to be applied.
  package var edits: [TicketEdit] = []
  /// A transition among them.
  package var transition: Workflow.Transition?
  /// To be handed over when the commit is there.
  package var notices: [PlannedNotice] = []
  /// Whether something besides comments changes.
  package var changesTicket = false

  /// Whether there is nothing to do.
  package var isEmpty: Bool { edits.isEmpty && notices.isEmpty }
}

/// A message that an action asks for.
package struct PlannedNotice: Sendable, Equatable {
  /// Handles of who is told, each once.
  package let recipients: [String]
  package let text: String
}

/// Why an action cannot be carried out.
package enum ActionRefused: Error, Sendable, Equatable {
  /// A value that a ticket filled is not one the field can hold.
  case assignment(AssignmentRefused)
  /// The transition is not possible.
  case transition(TransitionRefused)
  /// What fills `assign NAME` is no handle.
  case nobody(String)
  /// Nobody could be found by `assign auto`.
  case noAssignee(String)
}

/// What actions are carried out with.
package struct ActionWorld {
  package let workflows: WorkflowSet
  package let ownFields: [String]
  /// Handle of who acts.
  package let actor: String
  package let now: Timestamp
  /// A person's name by their handle.
  package var name: (String) -> String = { $0 }
  /// Finds who is to have a ticket.
  package var assignee: (Ticket) throws -> String = { _ in
    throw ActionRefused.noAssignee("assignment by itself needs .tickets/people.yml")
  }
  /// What is true around a ticket.
  package var facts: (Ticket, TicketDocument) -> TransitionFacts = { _, _ in .none }
  /// Whether a transition may give the ticket to who acts; a rule acts for nobody.
  package var assignsActor = false
  /// The id of the next comment.
  package var commentID: () -> String

  /// Collects what is always needed.
  package init(
    workflows: WorkflowSet, ownFields: [String], actor: String, now: Timestamp,
    commentID: @escaping () -> String
  ) {
    self.workflows = workflows
    self.ownFields = ownFields
    self.actor = actor
    self.now = now
    self.commentID = commentID
  }

  /// Plans what actions do to a ticket: fields first, then the transition, then the other comments.
  ///
  /// What is as wanted already is left out; when the transition is, so is everything else.
  ///
  /// - Parameters:
  ///   - actions: at most one of them a transition.
  ///   - ticket: as it is.
  ///   - document: its text.
  /// - Returns: the plan, which may be empty.
  /// - Throws: ``ActionRefused`` when one is not possible, and what the facts throw.
  package func plan(
    _ actions: [DeskAction], for ticket: Ticket, _ document: TicketDocument
  ) throws -> ActionPlan {
    var plan = ActionPlan()
    var fields: [TicketEdit] = []
    var comments: [DraftComment] = []
    var verb: String?
    for action in actions {
      switch action {
      case .assign, .assignAutomatically, .edit:
        fields += try edits(action, ticket).filter { !$0.isDone(in: ticket) }
      case .comment(let text, let isInternal):
        comments.append(comment(filled(text, ticket), isInternal: isInternal))
      case .notify(let recipients, let text):
        let notice = PlannedNotice(
          recipients: recipients.handles(of: ticket), text: filled(text, ticket))
        guard !notice.recipients.isEmpty else { continue }
        plan.notices.append(notice)
        let told = "Told \(notice.recipients.joined(separator: ", ")): \(notice.text)"
        comments.append(comment(told, isInternal: true))
      case .transition(let name): verb = name
      }
    }
    if let verb {
      guard let moved = try taking(verb, ticket, document, fields, &comments) else {
        return ActionPlan()
      }
      plan.transition = moved.edge
      fields = moved.edits
    }
    plan.changesTicket = !fields.isEmpty
    plan.edits = fields + comments.map(TicketEdit.comment)
    return plan
  }

  private func filled(_ text: PlaceholderText, _ ticket: Ticket) -> String {
    text.filled(from: ticket, name: name)
  }

  private func comment(_ text: String, isInternal: Bool) -> DraftComment {
    DraftComment(author: actor, time: now, id: commentID(), isInternal: isInternal, text: text)
  }

  private func edits(_ action: DeskAction, _ ticket: Ticket) throws -> [TicketEdit] {
    switch action {
    case .assign(let text):
      let handle = filled(text, ticket)
      guard Handle(handle) != nil else { throw ActionRefused.nobody(handle) }
      return [.set(.assignee, handle)]
    case .assignAutomatically:
      return ticket.assignee.isEmpty ? [.set(.assignee, try assignee(ticket))] : []
    case .edit(let field, let operation, let text):
      guard let assignment = Assignment("\(field)\(operation.rawValue)\(filled(text, ticket))")
      else { return [] }
      do {
        return try assignment.edit(extraFields: ownFields)
      } catch {
        throw ActionRefused.assignment(error)
      }
    case .comment, .notify, .transition: return []
    }
  }

  /// Takes the transition with the first comment that fits; nil when the ticket is there already.
  private func taking(
    _ verb: String, _ ticket: Ticket, _ document: TicketDocument, _ fields: [TicketEdit],
    _ comments: inout [DraftComment]
  ) throws -> (edge: Workflow.Transition, edits: [TicketEdit])? {
    do {
      guard let workflow = workflows.workflow(forType: ticket.type) else {
        throw TransitionRefused.noWorkflow(type: ticket.type, known: workflows.types)
      }
      guard let edge = try workflow.edge(for: .verb(verb), from: ticket.status) else { return nil }
      let first = comments.isEmpty ? nil : comments.removeFirst()
      let move = Workflow.Move(actor: actor, time: now, edits: fields, comment: first)
      let edits = try workflow.edits(
        taking: assignsActor ? edge : edge.withoutAssigning, of: ticket, move, facts: facts(ticket, document))
      return (edge, edits)
    } catch let refusal as TransitionRefused {
      throw ActionRefused.transition(refusal)
    }
  }
}

extension Workflow.Transition {
  /// The same for somebody who is not to get the ticket.
  fileprivate var withoutAssigning: Workflow.Transition {
    Workflow.Transition(
      name: name, from: from, to: to, requires: requires, guards: guards,
      effects: effects.filter { $0 != .assignMe }, position: position)
  }
}

extension DeskAction.Recipients {
  /// Each once, in order.
  fileprivate func handles(of ticket: Ticket) -> [String] {
    let all: [String]
    switch self {
    case .handles(let handles): all = handles
    case .field(let field): all = ticket.items(of: field)
    }
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }
}

extension TicketEdit {
  /// Whether the ticket is so already.
  package func isDone(in ticket: Ticket) -> Bool {
    switch self {
    case .set(let name, let value): ticket.items(of: name) == (value.isEmpty ? [] : [value])
    case .setItems(let name, let items): Set(ticket.items(of: name)) == Set(items)
    case .add(let name, let item): ticket.items(of: name).contains(item)
    case .remove(let name, let item): !ticket.items(of: name).contains(item)
    case .transition, .expectStatus, .comment, .recordHistory: false
    }
  }
}
