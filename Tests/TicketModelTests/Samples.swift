import TicketDocument
import TicketModel

/// The ticket of format.md.
let exampleText = """
  ---
  id: sn-k7m3qx
  title: Login crashes on an empty password
  type: bug
  status: in-progress
  created: 2026-11-20T09:15:00Z
  assignee: ada
  reporter: bob
  priority: P2
  labels:
  - login
  - regression
  blocked_by:
  - sn-z4n8dp
  history:
  - 2026-11-20T09:15:00Z bob new
  - 2026-11-23T08:02:11Z ada in-progress
  ---

  Two tabs refresh the token at once; one is logged out.

  """

/// Statuses and transitions that use every part of a workflow file.
let bugWorkflowText = """
  name: bug
  types: [bug]
  statuses:
    new:         { category: new }
    triaged:     { category: new }
    in-progress: { category: active, wip: 3 }
    waiting:     { category: waiting, requires: [waiting_for] }
    done:        { category: done, requires: [resolution] }
  transitions:
    triage: { from: new, to: triaged, requires: [priority] }
    start:  { from: [new, triaged, waiting], to: in-progress, effects: [assign-me] }
    wait:   { from: [new, in-progress], to: waiting }
    done:   { from: in-progress, to: done, requires: [labels] }
    finish: { from: [in-progress, waiting], to: done }
    reopen: { from: done, to: new, requires: [comment], effects: [unassign, clear-resolution] }

  """

func bugWorkflow() throws -> Workflow {
  try Workflow(parsing: bugWorkflowText, path: ".tickets/workflows/bug.yml")
}

func document(_ text: String) throws -> TicketDocument {
  try TicketDocument(parsing: Array(text.utf8))
}

func ticket(_ text: String, path: String = ".tickets/sn-k7m3qx-login.md") throws -> Ticket {
  try Ticket(try document(text), path: path)
}

/// A ticket with these front-matter lines behind its id.
func ticket(id: String, _ lines: String...) throws -> Ticket {
  try ticket(
    "---\nid: \(id)\n" + lines.map { "\($0)\n" }.joined() + "---\n", path: ".tickets/\(id).md")
}

func time(_ text: String) -> Timestamp {
  guard let time = Timestamp(text) else { preconditionFailure("\(text) is not a time") }
  return time
}

func id(_ text: String) -> TicketID {
  guard let id = TicketID(text) else { preconditionFailure("\(text) is not an id") }
  return id
}

func schema(_ name: FieldName) -> FieldSchema {
  guard let schema = FieldSchema.field(name) else { preconditionFailure("no field \(name)") }
  return schema
}

extension TicketDocument {
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
