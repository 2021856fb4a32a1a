import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketImport
import TicketModel

/// The workflows of templates/dev.
let devWorkflows: WorkflowSet = {
  let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let workflows = ["bug", "feature", "task"].compactMap { name -> Workflow? in
    let path = root.appendingPathComponent("templates/dev/workflows/\(name).yml").path
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return try? Workflow(parsing: text, path: "\(name).yml")
  }
  precondition(workflows.count == 3, "templates/dev/workflows cannot be read")
  return WorkflowSet(workflows)
}()

let noon = Timestamp(seconds: 1_800_000_000)

func context(_ workflows: WorkflowSet = devWorkflows) -> ImportContext {
  ImportContext(workflows: workflows, now: noon, actor: "importer")
}

/// Imports texts, given by path.
func imported(
  _ tracker: ForeignTracker, _ files: KeyValuePairs<String, String>,
  workflows: WorkflowSet = devWorkflows
) throws -> ImportResult {
  try importTickets(
    from: tracker, files: files.map { ($0.key, Array($0.value.utf8)) }, context(workflows))
}

/// Imports one Beads issue from the inside of its JSON object.
func bead(_ json: String, workflows: WorkflowSet = devWorkflows) throws -> ImportedTicket {
  let time = json.contains("created_at") ? "" : #", "created_at": "2026-01-01T00:00:00Z""#
  let line = #"{"id": "bd-1", "title": "one"\#(time), \#(json)}"#
  return try #require(imported(.beads, ["i.jsonl": line], workflows: workflows).tickets.first)
}

/// Imports one Backlog.md task from its front matter and body.
func task(_ yaml: String, _ body: String = "") throws -> ImportedTicket {
  let text = "---\nid: BACK-1\ntitle: one\ncreated_date: '2026-01-01'\n\(yaml)\n---\n\(body)"
  return try #require(imported(.backlogMD, ["backlog/tasks/back-1 - one.md": text]).tickets.first)
}

extension ImportedTicket {
  var text: String { String(decoding: draft.document().bytes, as: UTF8.self) }
  var status: String { draft.history.last?.status ?? "" }
  func scalar(_ name: String) -> String? { draft.document().scalar(name) }
  func list(_ name: String) -> [String] { draft.document().list(name) }
}

extension ImportResult {
  func ticket(_ id: String) throws -> ImportedTicket {
    try #require(tickets.first { $0.draft.id.text == id }, "no ticket \(id)")
  }

  func messages(_ severity: ImportNote.Severity) -> [String] {
    notes.filter { $0.severity == severity }.map { "\($0.source): \($0.message)" }
  }
}

/// What `check` would say about imported tickets.
func problems(in result: ImportResult) throws -> [Problem] {
  let documents = try result.tickets.map { ticket in
    let written = ticket.draft.document().bytes
    return (ticket, try TicketDocument(parsing: written))
  }
  let tickets = try documents.map { ticket, document in
    try Ticket(document, path: ticket.fileName ?? "\(ticket.draft.id).md")
  }
  let check = TicketCheck(workflows: devWorkflows)
  let own = zip(tickets, documents).flatMap { check.problems(in: $0, $1.1) }
  let links = LinkCheck(tickets).findings().map { finding in
    Problem(
      path: tickets[finding.ticket].path, position: Position(line: 1, column: 1),
      rule: finding.rule, message: finding.message)
  }
  return own + links
}

/// The files of a tracker in the shared data.
func corpus(_ folder: String) throws -> [(path: String, bytes: [UInt8])] {
  try SharedData.files(in: "trackers/\(folder)", suffix: "")
    .filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(
        atPath: SharedData.path(path), isDirectory: &isFolder) && !isFolder.boolValue
    }
    .map { ($0, try SharedData.bytes($0)) }
}
