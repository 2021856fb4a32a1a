import TicketModel

/// Reads the JSON lines of Beads; files of other kinds are counted.
func readBeads(
  _ files: [(path: String, bytes: [UInt8])], _ report: inout ImportReport
) -> ForeignData {
  var data = ForeignData()
  for (path, bytes) in files {
    guard path.hasSuffix(".jsonl") else {
      report.count("files left out: not JSON lines")
      continue
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated()
    where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      do {
        let value = try ForeignValue(json: line, path: path, line: index + 1)
        data.tickets.append(try beadsTicket(value, (path, index + 1), &report))
      } catch {
        report.note(error)
      }
    }
  }
  return rankedByUpdate(data)
}

/// Of two lines with one id the later update is kept, as Beads itself does.
private func rankedByUpdate(_ data: ForeignData) -> ForeignData {
  var data = data
  for index in data.tickets.indices {
    let time = data.tickets[index].updated.flatMap(foreignTime)
    data.tickets[index].rank = time.map { -Int($0.seconds) } ?? 0
  }
  return data
}

private func beadsTicket(
  _ value: ForeignValue, _ place: (path: String, line: Int), _ report: inout ImportReport
) throws(ImportError) -> ForeignTicket {
  guard case .map(var record) = value, let id = record.takeText("id") else {
    throw ImportError(
      path: place.path, line: place.line, message: "not an issue: no id", fix: nil)
  }
  var ticket = ForeignTicket(id: id, tracker: .beads, path: place.path)
  ticket.title = record.takeText("title")
  ticket.type = record.takeText("issue_type")
  ticket.status = record.takeText("status")
  ticket.priority = record.takeText("priority")
  ticket.created = record.takeText("created_at")
  ticket.updated = record.takeText("updated_at")
  ticket.closed = record.takeText("closed_at")
  ticket.closeReason = record.takeText("close_reason")
  ticket.reporter = record.takeText("created_by") ?? record.value("owner")?.scalar
  ticket.assignees = record.takeTexts("assignee")
  ticket.labels = record.takeTexts("labels")
  ticket.body = beadsBody(&record)
  ticket.links = beadsLinks(&record, &report)
  ticket.comments = beadsComments(&record)
  ticket.fields = beadsFields(&record)
  noteCounts(of: ticket, &record, &report)
  ticket.others = record
  return ticket
}

private func beadsBody(_ record: inout ForeignRecord) -> String {
  var body = withoutBlankEnds(record.takeText("description") ?? "")
  let sections = [
    ("design", "Design"), ("acceptance_criteria", "Acceptance"), ("notes", "Notes"),
  ]
  for (name, heading) in sections {
    guard let text = record.takeText(name) else { continue }
    body = appending(section: heading, text, to: body)
  }
  return body
}

private func beadsComments(_ record: inout ForeignRecord) -> [ForeignTicket.Comment] {
  let items = record.takeItems("comments")
  var unread: [ForeignValue] = []
  let comments = items.compactMap { item -> ForeignTicket.Comment? in
    guard case .map(var comment) = item, let text = comment.takeText("text") else {
      unread.append(item)
      return nil
    }
    return .init(
      author: comment.takeText("author"), time: comment.takeText("created_at"), text: text)
  }
  if !unread.isEmpty { record.append("comments", .list(unread)) }
  return comments
}

private func beadsFields(_ record: inout ForeignRecord) -> [(name: FieldName, text: String)] {
  var fields: [(name: FieldName, text: String)] = []
  if let due = record.value("due_at")?.scalar, let time = foreignTime(due) {
    fields.append(("due", time.day.description))
    // A due day has no time of day; keep the one that is given.
    if time == time.day.start { record.remove("due_at") }
  }
  if let until = record.takeText("defer_until") { fields.append(("wait_until", until)) }
  if let minutes = record.takeText("estimated_minutes") {
    fields.append(("estimate", "\(minutes)m"))
  }
  return fields
}

/// Leaves out what can be counted again, and notes comments that the export does not hold.
private func noteCounts(
  of ticket: ForeignTicket, _ record: inout ForeignRecord, _ report: inout ImportReport
) {
  let comments = record.takeText("comment_count").flatMap { Int($0) } ?? 0
  if comments > ticket.comments.count {
    report.note(
      .warning, ticket.source,
      "\(comments - ticket.comments.count) of \(comments) comments are not in the export")
    report.count("comments missing in the export", comments - ticket.comments.count)
  }
  for name in ["dependency_count", "dependent_count"] where record.takeText(name) != nil {
    report.count("field \(name) not kept: counted from links")
  }
}
