import TicketDesk
import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// Carries actions out: each rule's as a commit of its own that names the rule.
struct RuleRun {
  let writer: Writer
  let settings: Settings

  /// What became of one rule and one ticket.
  struct Deed {
    let ticket: TicketID
    let rule: String
    /// What was done, or why it was refused.
    let what: String
    let isRefused: Bool
    var outcome: CommitOutcome?
  }

  /// What asks for actions, and how its commits say so.
  struct Cause {
    /// Name that comments and messages go by.
    let name: String
    let trailers: [(key: String, value: String)]

    init(rule name: String) {
      self.name = name
      trailers = [("Rule", name)]
    }

    init(escalation name: String, policy: String) {
      self.name = name
      trailers = [("Rule", policy), ("Escalation", name)]
    }
  }

  init(_ writer: Writer) throws {
    self.writer = writer
    settings = try writer.session.settings()
  }

  /// Carries out actions on a ticket.
  ///
  /// - Parameters:
  ///   - actions: what to do.
  ///   - cause: what asks for it.
  ///   - found: the ticket.
  ///   - mayDo: whether to go on, now that it is known what would be done.
  /// - Returns: nil when all is as wanted already.
  /// - Throws: what committing throws; a refused action is no error.
  func carryOut(
    _ actions: [DeskAction], of cause: Cause, on found: FoundTicket,
    if mayDo: (ActionPlan) throws -> Bool = { _ in true }
  ) throws -> Deed? {
    let mark = RuleMark(cause.name)
    var spoken = 0
    let world = try writer.session.actionWorld(writer) {
      spoken += 1
      return mark.nextID(in: found.document, offset: spoken - 1)
    }
    do {
      let plan = try world.plan(actions, for: found.ticket, found.document)
      guard !plan.isEmpty, try mayDo(plan) else { return nil }
      return try commit(plan, cause, found.ticket)
    } catch let error as ActionRefused {
      return refused(error, cause, found.ticket)
    } catch let error as CommandError where error.report.status == .refused {
      return Deed(
        ticket: found.ticket.id, rule: cause.name, what: error.report.message, isRefused: true)
    }
  }

  private func commit(_ plan: ActionPlan, _ cause: Cause, _ ticket: Ticket) throws -> Deed {
    let what = plan.transition?.to.map { "\(ticket.status) -> \($0)" } ?? plan.words
    var commit = CommitPlan(
      changes: [.edit(path: ticket.path, plan.edits)],
      subject: "\(ticket.id): \(what) (rule \(cause.name))", body: ticket.title,
      tickets: [ticket.id.text])
    commit.trailers = cause.trailers
    // The messages first: a kill in between leaves some that the next run makes again, by their names.
    let isForGood = !writer.options.dryRun && !writer.options.noCommit
    let messages = isForGood ? try putNotices(plan, cause, ticket) : []
    let outcome: CommitOutcome
    do {
      outcome = try writer.commit(commit)
    } catch {
      for name in messages { try writer.session.repository().outbox().withdraw(name) }
      throw error
    }
    return Deed(
      ticket: ticket.id, rule: cause.name, what: what, isRefused: false, outcome: outcome)
  }

  private func refused(_ error: ActionRefused, _ cause: Cause, _ ticket: Ticket) -> Deed {
    let report: ErrorReport
    switch error {
    case .assignment(let refusal): report = ErrorReport(refusal)
    case .transition(let refusal): report = ErrorReport(refusal, id: ticket.id)
    case .nobody(let text):
      report = ErrorReport(
        code: "nobody", message: "\(text.isEmpty ? "nobody" : text) is no handle")
    case .noAssignee(let reason): report = ErrorReport(code: "nobody", message: reason)
    }
    return Deed(ticket: ticket.id, rule: cause.name, what: report.message, isRefused: true)
  }

  // MARK: Messages

  /// Puts messages into the outbox and returns the names of those that are new in it.
  private func putNotices(
    _ plan: ActionPlan, _ cause: Cause, _ ticket: Ticket
  ) throws -> [String] {
    guard !plan.notices.isEmpty else { return [] }
    var names: [String] = []
    let session = writer.session
    let ids = plan.edits.compactMap { edit -> String? in
      if case .comment(let comment) = edit, comment.text.hasPrefix("Told ") {
        comment.id
      } else {
        nil
      }
    }
    for (notice, id) in zip(plan.notices, ids) {
      let people = notice.recipients.compactMap { session.recipient($0, settings) }
      for handle in notice.recipients where session.recipient(handle, settings) == nil {
        session.warn(
          "rule \(cause.name): no mail address of \(handle) is known; the note in \(ticket.id) stays"
        )
      }
      guard !people.isEmpty else { continue }
      let message = Notice(
        ticket: ticket.id, title: ticket.title, cause: cause.name, occasion: id,
        time: session.context.now(), recipients: people, text: notice.text)
      let outbox = try session.repository().outbox()
      if try outbox.put(Array(message.message.utf8), named: message.fileName) {
        names.append(message.fileName)
      }
    }
    return names
  }
}

extension ActionPlan {
  /// What it does, for a commit's subject.
  fileprivate var words: String {
    let fields = edits.compactMap { edit -> String? in
      switch edit {
      case .set(let name, let value): "\(name)=\(value)"
      case .setItems(let name, let items): "\(name)=\(items.joined(separator: ","))"
      case .add(let name, let item): "\(name)+=\(item)"
      case .remove(let name, let item): "\(name)-=\(item)"
      case .transition, .expectStatus, .comment, .recordHistory: nil
      }
    }
    if !fields.isEmpty { return fields.joined(separator: " ") }
    return notices.isEmpty
      ? "comment" : "told \(notices.flatMap(\.recipients).joined(separator: ", "))"
  }
}

extension Session {
  /// Where mail reaches a person; nil when nobody knows.
  fileprivate func recipient(_ handle: String, _ settings: Settings) -> Notice.Recipient? {
    let person = settings.people?.person(handle)
    return Notice.Recipient(
      name: person.map(\.name) ?? "", address: person?.emails.first ?? handle)
  }
}
