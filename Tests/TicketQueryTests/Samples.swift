import TicketDocument
import TicketModel
import TicketQuery

/// Two workflows: `dropped` is done, `waiting` waits.
let workflows: WorkflowSet = {
  do {
    return WorkflowSet([
      try Workflow(
        parsing: """
          types: [bug]
          statuses:
            new: { category: new }
            doing: { category: active }
            waiting: { category: waiting }
            done: { category: done }
            dropped: { category: done }
          transitions:
            start: { from: [new, waiting], to: doing }
            wait: { from: [new, doing], to: waiting }
            done: { from: doing, to: done }
            drop: { from: [new, doing], to: dropped }
          """, path: "bug.yml")
    ])
  } catch {
    preconditionFailure("\(error)")
  }
}()

/// A Monday, half past ten.
let now: Timestamp = time("2026-11-23T10:30:00Z")

func time(_ text: String) -> Timestamp {
  guard let time = Timestamp(text) else { preconditionFailure("\(text) is not a time") }
  return time
}

/// A ticket with these front-matter lines; type and status are bug and new unless given.
func ticket(_ id: String, _ lines: String...) throws -> Ticket {
  let given = lines.joined(separator: "\n")
  let type = given.hasPrefix("type:") || given.contains("\ntype:") ? [] : ["type: bug"]
  let status = given.hasPrefix("status:") || given.contains("\nstatus:") ? [] : ["status: new"]
  let text = (["---", "id: \(id)"] + type + status + lines + ["---", ""]).joined(separator: "\n")
  return try Ticket(try TicketDocument(parsing: Array(text.utf8)), path: ".tickets/\(id).md")
}

/// Ids of the tickets that answer a query asked by ada.
func ids(
  _ query: String, among tickets: [Ticket], actor: String = "ada", bodies: [String: String] = [:]
) throws -> [String] {
  let world = QueryWorld(tickets: tickets, workflows: workflows, actor: actor, now: now)
  let query = try Query(parsing: query, extraFields: ["severity", "Team"])
  return tickets.filter { ticket in
    query.matches(ticket, in: world) { bodies[ticket.id.text] ?? "" }
  }.map { String($0.id.suffix) }
}
