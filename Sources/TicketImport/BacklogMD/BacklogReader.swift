import TicketModel

/// Reads the task files of Backlog.md; milestones, decisions, documents and others are counted.
func readBacklog(
  _ files: [(path: String, bytes: [UInt8])], _ report: inout ImportReport
) -> ForeignData {
  let settings = BacklogSettings(files)
  var data = ForeignData()
  for (path, bytes) in files {
    guard let folder = BacklogFolder(path: path) else {
      report.count("files left out: \(BacklogFolder.reason(path))")
      continue
    }
    do {
      let file = try FrontMatterFile(parsing: bytes, path: path)
      data.tickets.append(backlogTicket(file, path, folder, &report))
      data.tickets[data.tickets.count - 1].customStages = settings.stages
    } catch {
      report.note(error)
    }
  }
  let prefix = settings.prefix ?? commonPrefix(data.tickets)
  data.referenceKey = { taskNumber($0, prefix: prefix) }
  return data
}

private func backlogTicket(
  _ file: FrontMatterFile, _ path: String, _ folder: BacklogFolder, _ report: inout ImportReport
) -> ForeignTicket {
  var record = file.record
  let name = path.split(separator: "/").last.map { $0.prefix { $0 != " " } } ?? ""
  var ticket = ForeignTicket(
    id: record.takeText("id") ?? String(name), tracker: .backlogMD, path: path)
  noteChanges(in: file, of: ticket, &report)
  ticket.title = record.takeText("title")
  ticket.type = record.takeText("type")
  ticket.status = record.takeText("status")
  ticket.priority = record.takeText("priority")
  ticket.created = record.takeText("created_date")
  ticket.updated = record.takeText("updated_date")
  ticket.closed = record.takeText("completed_date")
  ticket.reporter = record.takeText("reporter")
  ticket.assignees = record.takeTexts("assignee")
  ticket.labels = record.takeTexts("labels")
  ticket.links =
    record.takeTexts("dependencies").map { .init(kind: .blockedBy, target: $0) }
    + record.takeTexts("parent_task_id").map { .init(kind: .parent, target: $0) }
  if let milestone = record.takeText("milestone") { ticket.fields = [("milestone", milestone)] }
  let text = BacklogComments(file.body)
  ticket.body = text.body
  ticket.comments = text.comments
  ticket.others = record
  folder.apply(to: &ticket, &report)
  return ticket
}
