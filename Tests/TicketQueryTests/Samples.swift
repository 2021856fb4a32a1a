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

/// Words that the samples' repository adds to the language.
let vocabulary = QueryVocabulary(
  ownFields: ["severity", "Team"],
  views: [
    "triage": "status:new no:assignee sort:created", "mine": "assignee:@me -label:later",
    "both": "@triage @mine", "two words": "label:ui",
  ])

/// What the samples' tickets are asked in.
func world(of tickets: [Ticket], actor: String = "ada", at moment: Timestamp = now) -> QueryWorld {
  var world = QueryWorld(
    tickets: tickets, workflows: workflows, actor: actor, now: moment, withChildren: true)
  // Tickets with a due day have a clock that is due then.
  world.service = { ticket in
    var facts = ServiceFacts()
    facts.dueAt = CalendarDay(ticket.text(of: "due"))?.start
    facts.isBreached = facts.dueAt.map { $0 < moment } ?? false
    facts.isAtRisk = facts.dueAt != nil
    facts.isPaused = facts.dueAt != nil
    return facts
  }
  return world
}

/// Ids of the tickets that answer a query asked by ada, in the query's order only when it gives one.
func ids(
  _ query: String, among tickets: [Ticket], actor: String = "ada", bodies: [String: String] = [:]
) throws -> [String] {
  let query = try Query(parsing: query, vocabulary)
  let compiled = try CompiledQuery(query, in: world(of: tickets, actor: actor))
  let body: (Ticket) -> SearchText = { SearchText(bodies[$0.id.text] ?? "") }
  let matches = tickets.filter { ticket in compiled.matches(ticket) { body(ticket) } }
  let answer = query.order.isEmpty ? matches : compiled.sorted(matches, ticket: { $0 }, body: body)
  return answer.map { String($0.id.suffix) }
}
