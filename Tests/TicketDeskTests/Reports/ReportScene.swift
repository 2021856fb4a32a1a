import Testing
import TicketDesk
import TicketDocument
import TicketModel

/// A ticket in the making, whose times count in hours from Monday 2026-01-05 00:00 UTC.
struct ReportScene {
  static let start = Timestamp(seconds: 1_767_571_200)

  static let workflows: WorkflowSet = {
    let text = """
      name: case
      types: [case]
      statuses:
        new: { category: new }
        working: { category: active }
        waiting: { category: waiting }
        resolved: { category: done }
        closed: { category: done }
        cancelled: { category: done }
      transitions:
        work: { from: [new, waiting, resolved, closed, cancelled], to: working }
        wait: { from: [new, working], to: waiting }
        resolve: { from: [new, working, waiting], to: resolved }
        close: { from: resolved, to: closed }
        cancel: { from: [new, working, waiting], to: cancelled }
      """
    return WorkflowSet((try? Workflow(parsing: text, path: "case.yml")).map { [$0] } ?? [])
  }()

  static func time(_ hour: Double) -> Timestamp { start.adding(seconds: Int64(hour * 3_600)) }

  var created = 0.0
  /// Hours, and the status that it came into.
  var steps: [(hour: Double, status: String)] = []
  /// Hours, who, and whether for the team only.
  var comments: [(hour: Double, author: String, isInternal: Bool)] = []
  /// The status that the file says; nil for the last step's.
  var status: String?
  var assignee = ""
  var resolution = ""
  var rating = ""
  var estimate = ""
  var queue = ""
  var hasHistory = true

  func ticket(_ number: Int = 0) throws -> Ticket {
    let lines = ([(created, "new")] + steps).map { "- \(Self.time($0.0)) ada \($0.1)\n" }
    let headings = comments.enumerated().map { number, comment in
      "### \(comment.author), \(Self.time(comment.hour)), c-\(number)"
        + (comment.isInternal ? ", internal\n" : "\n")
    }
    let text = """
      ---
      id: sn-\(number)
      title: A case
      type: case
      status: \(status ?? steps.last?.status ?? "new")
      created: \(Self.time(created))
      assignee: \(assignee)
      reporter: customer
      priority: P1
      labels:
      blocked_by:
      queue: \(queue)
      estimate: \(estimate)
      resolution: \(resolution)
      rating: \(rating)
      history:
      \(hasHistory ? lines.joined() : "")---
      ## Comments
      \(headings.joined())
      """
    return try Ticket(TicketDocument(parsing: Array(text.utf8)), path: ".tickets/sn-\(number).md")
  }
}

extension ReportRequest {
  /// Asks about hours of a ``ReportScene``.
  init(_ kind: ReportKind, at hour: Double, from since: Double? = nil, to until: Double? = nil) {
    self.init(kind, asOf: ReportScene.time(hour))
    self.since = since.map(ReportScene.time)
    self.until = until.map(ReportScene.time)
  }

  /// Returns the report about some tickets, grouped by their queue where that is asked for.
  func report(_ scenes: [ReportScene]) throws -> Report {
    try report(scenes.enumerated().map { try $1.ticket($0) })
  }

  func report(_ tickets: [Ticket]) throws -> Report {
    var kinds = StatusKinds(ReportScene.workflows)
    let subjects = tickets.compactMap { ticket -> ReportTicket? in
      guard var subject = ReportTicket(ticket, &kinds, asOf: asOf) else { return nil }
      subject.keys = ticket.items(of: "queue")
      if [.times, .fcr].contains(kind),
        let events = TicketEvents(ticket, workflows: ReportScene.workflows)
      {
        subject.take(events, asOf: asOf)
      }
      return subject
    }
    return try #require(ReportMaker(self, subjects)).report()
  }
}

extension Report {
  /// The figures of the first row.
  var first: [Figure] { rows.first?.figures ?? [] }
}
