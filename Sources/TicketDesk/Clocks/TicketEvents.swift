package import TicketModel

/// What happened to a ticket, as far as clocks go by it.
///
/// Times never go back: what is older than what stands before it counts as of the same time.
package struct TicketEvents: Sendable, Equatable {
  /// The coming into a status.
  package struct Step: Sendable, Equatable {
    package let time: Timestamp
    package let status: String
    package let category: Workflow.Category

    /// Makes a step from its parts.
    package init(time: Timestamp, status: String, category: Workflow.Category) {
      self.time = time
      self.status = status
      self.category = category
    }
  }

  /// A public comment.
  package struct Reply: Sendable, Equatable {
    package let time: Timestamp
    /// Whether it is the requester's, and not of those who answer.
    package let isFromRequester: Bool

    /// Makes a reply from its parts.
    package init(time: Timestamp, isFromRequester: Bool) {
      self.time = time
      self.isFromRequester = isFromRequester
    }
  }

  package let created: Timestamp
  /// Whether the requester opened it, so that an answer is owed from the beginning.
  package let isOpenedByRequester: Bool
  package let steps: [Step]
  package let replies: [Reply]

  /// Makes events from their parts, in the order in which they are written.
  ///
  /// - Parameters:
  ///   - created: when the ticket was opened.
  ///   - isOpenedByRequester: whether the requester opened it.
  ///   - steps: the statuses it came into.
  ///   - replies: the public comments.
  package init(
    created: Timestamp, isOpenedByRequester: Bool, steps: [Step], replies: [Reply]
  ) {
    self.created = created
    self.isOpenedByRequester = isOpenedByRequester
    var last = created
    self.steps = steps.map { step in
      last = max(last, step.time)
      return Step(time: last, status: step.status, category: step.category)
    }
    last = created
    self.replies = replies.map { reply in
      last = max(last, reply.time)
      return Reply(time: last, isFromRequester: reply.isFromRequester)
    }
  }
}

extension TicketEvents {
  /// Takes the events out of a ticket; nil when it does not say when it was created.
  ///
  /// The requester is who the ticket is for, or else who reported it; one who also works on it is no
  /// outsider, and nobody owes them an answer.
  ///
  /// - Parameters:
  ///   - ticket: the ticket.
  ///   - workflows: what says which category a status has.
  ///   - staff: handles of those who answer; a ticket that one of them opens without a requester
  ///     owes no answer.
  package init?(
    _ ticket: Ticket, workflows: WorkflowSet, staff: Set<String> = []
  ) {
    guard let created = ticket.created else { return nil }
    let people = Outsider(ticket, staff: staff)
    var steps = ticket.historyLines.map { line in
      Step(
        time: line.time, status: line.status,
        category: workflows.category(type: ticket.type, status: line.status) ?? .new)
    }
    // A status that was written by hand, without a line: nobody knows since when.
    if steps.last?.status != ticket.status {
      let category = workflows.category(type: ticket.type, status: ticket.status) ?? .new
      steps.append(
        Step(time: steps.last?.time ?? created, status: ticket.status, category: category))
    }
    self.init(
      created: created, isOpenedByRequester: people.hasOpened,
      steps: steps,
      replies: ticket.comments.lazy.filter { !$0.isInternal }.map {
        Reply(time: $0.time, isFromRequester: people.names.contains($0.author))
      })
  }
}

/// Who a ticket is for, when that is somebody who does not work on it.
private struct Outsider {
  /// The names they go by; none when nobody is outside.
  let names: Set<String>
  let hasOpened: Bool

  init(_ ticket: Ticket, staff: Set<String>) {
    let requester = ticket.text(of: .requester)
    let reporter = ticket.reporter
    let name = requester.isEmpty ? reporter : requester
    var names: Set<String> = [name]
    if let handle = Handle(fromName: name)?.text { names.insert(handle) }
    let isInside = name.isEmpty || names.contains(ticket.assignee)
    self.names = isInside ? [] : names
    let isStaffs = requester.isEmpty && staff.contains(reporter)
    hasOpened = !isInside && !isStaffs && (reporter.isEmpty || names.contains(reporter))
  }
}
