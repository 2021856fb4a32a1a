package import TicketModel

/// A tracker whose tickets can be taken over.
package enum ForeignTracker: String, CaseIterable, Sendable {
  /// `tk`: Markdown files in `.tickets`.
  case tk
  /// Beads: one JSON object to a line in `issues.jsonl`.
  case beads
  /// Backlog.md: Markdown files in the folders of `backlog`.
  case backlogMD = "backlog-md"
}

/// What an import needs to know of the repository it is for.
package struct ImportContext: Sendable {
  /// Governs which types and statuses there are.
  package let workflows: WorkflowSet
  /// Stands in where a ticket gives no time at all.
  package let now: Timestamp
  /// Handle of who imports.
  ///
  /// No ticket names them: they neither wrote it nor moved it, and whoever
  /// did and is not known is `unknown`.
  package let actor: String
  /// Sources of the tickets that were imported before.
  package let known: Set<String>

  /// Makes a context from its parts.
  package init(
    workflows: WorkflowSet, now: Timestamp, actor: String, known: Set<String> = []
  ) {
    self.workflows = workflows
    self.now = now
    self.actor = actor
    self.known = known
  }
}

/// Turns the files of another tracker into tickets.
///
/// The result depends on nothing but the arguments, and not on the order of the files: the same
/// input gives the same bytes. A file or line that cannot be read becomes a note of severity
/// `error` and the others go on. Tickets that were imported before are only counted.
///
/// - Parameters:
///   - tracker: The tracker they come from.
///   - files: Every file of it; paths as the person knows them.
///   - context: The repository's workflows, the time, and the person.
/// - Returns: The tickets, and what is to be said about them.
/// - Throws: ``ImportError`` when there is no workflow, or no file is one of the tracker's.
package func importTickets(
  from tracker: ForeignTracker, files: [(path: String, bytes: [UInt8])],
  _ context: ImportContext
) throws(ImportError) -> ImportResult {
  guard context.workflows.workflows.contains(where: { !$0.types.isEmpty }) else {
    throw ImportError(
      path: "", line: 1, message: "no workflow governs any type",
      fix: "add a file to .tickets/workflows, or run `snag init --for dev`")
  }
  let sorted = files.sorted { $0.path < $1.path }
  var report = ImportReport()
  let data =
    switch tracker {
    case .tk: readTk(sorted, &report)
    case .beads: readBeads(sorted, &report)
    case .backlogMD: readBacklog(sorted, &report)
    }
  guard !data.tickets.isEmpty || !report.notes.isEmpty else {
    throw ImportError(
      path: "", line: 1, message: "no tickets of \(tracker.rawValue) in \(files.count) files",
      fix: tracker.whereToLook)
  }
  let kept = withoutDuplicates(withoutHuge(data.tickets, &report), &report)
  let ids = IDMap(kept, referenceKey: data.referenceKey)
  // Those that are here already stand for their ids only.
  let new = kept.filter { !context.known.contains(fieldLine($0.source)) }
  if new.isEmpty { report = report.errors }
  let tickets = new.map { foreign in
    var mapping = DraftMapping(foreign, ids: ids, context: context)
    defer { report.add(mapping.report) }
    return mapping.imported()
  }
  noteCycles(tickets, &report)
  return ImportResult(
    tickets: tickets, notes: report.notes, summary: report.summary,
    skipped: kept.count - new.count)
}

extension ForeignTracker {
  fileprivate var whereToLook: String {
    switch self {
    case .tk: "name the folder with its .md files, usually .tickets"
    case .beads: "name its issues.jsonl, usually .beads/issues.jsonl"
    case .backlogMD: "name the folder that holds tasks and completed, usually backlog"
    }
  }
}

/// Notes each circle of links; such links are kept because only people know which one is wrong.
private func noteCycles(_ tickets: [ImportedTicket], _ report: inout ImportReport) {
  let read = tickets.compactMap { ticket in
    try? Ticket(ticket.draft.document(), path: "\(ticket.draft.id).md")
  }
  for finding in LinkCheck(read).findings() where finding.rule == "cycle" {
    report.note(.warning, tickets[finding.ticket].source, finding.message)
    report.count("circles of \(finding.field) kept")
  }
}
