/// Reads the Markdown files of tk; others, and those without an id, are counted.
func readTk(
  _ files: [(path: String, bytes: [UInt8])], _ report: inout ImportReport
) -> ForeignData {
  var data = ForeignData()
  for (path, bytes) in files {
    guard path.hasSuffix(".md") else {
      report.count("files left out: not Markdown")
      continue
    }
    do {
      let file = try FrontMatterFile(parsing: bytes, path: path)
      guard file.record.value("id")?.scalar?.isEmpty == false else {
        report.count("files left out: no id")
        continue
      }
      data.tickets.append(tkTicket(file, path, &report))
    } catch {
      report.note(error)
    }
  }
  return data
}

private func tkTicket(
  _ file: FrontMatterFile, _ path: String, _ report: inout ImportReport
) -> ForeignTicket {
  var record = file.record
  var ticket = ForeignTicket(id: record.takeText("id") ?? "", tracker: .tk, path: path)
  noteChanges(in: file, of: ticket, &report)
  ticket.status = record.takeText("status")
  ticket.created = record.takeText("created")
  ticket.type = record.takeText("type")
  ticket.priority = record.takeText("priority")
  ticket.assignees = record.takeTexts("assignee")
  ticket.labels = record.takeTexts("tags")
  ticket.links =
    record.takeTexts("deps").map { .init(kind: .blockedBy, target: $0) }
    + record.takeTexts("parent").map { .init(kind: .parent, target: $0) }
    + record.takeTexts("links").map { .init(kind: .related, target: $0) }
  let text = TkText(file.body)
  ticket.title = text.title ?? record.takeText("title")
  ticket.body = text.body
  ticket.comments = text.notes.map { .init(author: nil, time: $0.time, text: $0.text) }
  ticket.others = record
  return ticket
}

/// Notes what reading a file could not keep as it was.
func noteChanges(
  in file: FrontMatterFile, of ticket: ForeignTicket, _ report: inout ImportReport
) {
  if file.hadCRLF { report.count("files whose CR LF line ends became LF") }
  guard file.isRepaired else { return }
  report.note(.info, ticket.source, "front matter of \(ticket.path) read with its values in quotes")
  report.count("front matter that was no YAML, read with its values in quotes")
}
