import Testing
import TicketDesk
import TicketDocument
import TicketModel

/// A ticket that is opened on Monday 2026-11-23 at 08:00 UTC, with what happens to it.
struct ClockScene {
  static let created = Timestamp(seconds: 1_795_420_800)

  static let workflows: WorkflowSet = {
    let text = """
      name: case
      types: [case]
      statuses:
        new: { category: new }
        open: { category: active }
        stalled: { category: waiting }
        done: { category: done }
      transitions:
        work: { from: [new, stalled, done], to: open }
        stall: { from: [new, open], to: stalled }
        finish: { from: [new, open, stalled], to: done }
      """
    return WorkflowSet(
      (try? Workflow(parsing: text, path: "case.yml")).map { [$0] } ?? [])
  }()

  var reporter = "customer"
  var requester = ""
  var assignee = ""
  var priority = "P1"
  var policy = ""
  /// Minutes after the opening, and the status.
  var history: [(minute: Int64, status: String)] = []
  /// Minutes after the opening, who, and whether for the team only.
  var comments: [(minute: Int64, author: String, isInternal: Bool)] = []

  static func time(_ minute: Int64) -> Timestamp { created.adding(seconds: minute * 60) }

  func ticket() throws -> Ticket {
    let lines = ([(0, "new")] + history).map { "  - \(Self.time($0.0)) ada \($0.1)" }
    let headings = comments.enumerated().map { number, comment in
      "### \(comment.author), \(Self.time(comment.minute)), c-\(number)"
        + (comment.isInternal ? ", internal" : "")
    }
    let text = """
      ---
      id: sn-k7m3qx
      title: A case
      type: case
      status: \(history.last?.status ?? "new")
      created: \(Self.created)
      assignee: \(assignee)
      reporter: \(reporter)
      priority: \(priority)
      labels:
      blocked_by:
      sla: \(policy)
      requester: \(requester)
      history:
      \(lines.joined(separator: "\n"))
      ---
      ## Comments
      \(headings.joined(separator: "\n"))
      """
    return try Ticket(TicketDocument(parsing: Array(text.utf8)), path: ".tickets/sn-k7m3qx.md")
  }

  func events(staff: Set<String> = []) throws -> TicketEvents {
    try #require(TicketEvents(try ticket(), workflows: Self.workflows, staff: staff))
  }

  /// Asks how the clocks stand so many minutes after the opening.
  func clocks(
    at minute: Int64, _ policy: ServicePolicy, staff: Set<String> = []
  ) throws -> TicketClocks {
    TicketClocks(
      try events(staff: staff), under: policy, priority: priority, now: Self.time(minute))
  }

  /// Reads a policy's entry; a calendar `office` is there.
  static func policy(_ entry: String) throws -> ServicePolicy {
    let text = """
      calendars:
        office: { timezone: UTC, hours: { mon-fri: 08:00-17:00 } }
      policies:
        - { name: p, \(entry) }
      """
    return try #require(try ServiceLevels(parsing: text, path: "sla.yml").policies.first)
  }
}
