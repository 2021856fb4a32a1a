import TicketModel
import TicketStore

/// A comment of whoever asked for a ticket that is resolved or waits: it goes on with that.
struct RequesterComment {
  let writer: Writer
  let found: FoundTicket
  let comment: DraftComment

  /// The edits that go on with the ticket, and what they do; nil where a comment is only that.
  ///
  /// `reopen` is taken where the workflow asks the requester for a verdict (it has `confirm`), or the
  /// ticket names a requester: a developer's second thought reopens nothing. A transition that
  /// a guard refuses, or that asks for more, is left.
  func goingOn() throws -> (edits: [TicketEdit], change: Writer.Change)? {
    let session = writer.session
    let ticket = found.ticket
    let settings = try session.settings()
    let people = settings.people ?? .init([])
    guard !comment.isInternal, !ticket.askedBy.isEmpty,
      people.isSame(comment.author, ticket.askedBy),
      let workflow = settings.workflows.workflow(forType: ticket.type),
      let edge = edge(from: ticket, workflow)
    else { return nil }
    let repository = try session.repository()
    let move = Workflow.Move(
      actor: comment.author, time: comment.time, edits: [], comment: comment)
    do {
      let edits = try workflow.edits(
        taking: edge, of: ticket, move,
        facts: repository.transitionFacts(of: found, in: writer.source))
      // Whoever asks for a ticket does not become the one who works on it.
      return (edits.filter { $0 != .set(.assignee, comment.author) }, .taking(edge, ticket))
    } catch is TransitionRefused {
      session.warn("\(ticket.id) stays \(ticket.status): \(edge.name) is not possible now")
      return nil
    }
  }

  private func edge(from ticket: Ticket, _ workflow: Workflow) -> Workflow.Transition? {
    let name: String
    switch workflow.status(ticket.status)?.category {
    case .done:
      guard workflow.transition("confirm") != nil || !ticket.text(of: .requester).isEmpty else {
        return nil
      }
      name = "reopen"
    case .waiting: name = "resume"
    case .new, .active, nil: return nil
    }
    guard let edge = workflow.transition(name), edge.from.contains(ticket.status),
      !edge.effects.contains(.branch)
    else { return nil }
    return edge
  }
}
