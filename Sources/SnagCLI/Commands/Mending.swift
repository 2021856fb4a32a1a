import TicketDocument
import TicketModel
import TicketStore

/// `check --fix`: what has one right answer, as one commit.
struct Mending {
  let writer: Writer
  /// Paths of the files to mend; all when empty.
  let wanted: [String]
  /// Paths of the files whose steps are not allowed: no line is added that would say they are.
  let refused: Set<String>

  private var session: Session { writer.session }

  /// Mends what can be mended of the tickets that were read and of those that could not be.
  func mend(_ loaded: LoadedTickets) throws {
    let mender = TextMender(
      workflows: try session.settings().workflows, actor: try session.repository().actor(),
      now: session.context.now(), refused: refused)
    let broken = loaded.problems.filter { $0.rule == "syntax" }.map(\.path)
    let paths = Set(loaded.tickets.map(\.ticket.path) + broken)
      .filter { wanted.isEmpty || wanted.contains($0) }
    let ids = Dictionary(
      loaded.tickets.map { ($0.ticket.path, $0.ticket.id.text) }, uniquingKeysWith: { $1 })
    var changes: [FileChange] = []
    var mended: [String] = []
    for path in paths.sorted() {
      guard let bytes = try session.repository().read(path, from: writer.source),
        mender.mended(bytes, path) != bytes
      else { continue }
      changes.append(.edit(path: path) { mender.mended($0, path) })
      if let id = ids[path] { mended.append(id) }
    }
    guard !changes.isEmpty else { return session.say("nothing to mend") }
    let what = "check --fix: mend \(plural(changes.count, "ticket"))"
    let plan = CommitPlan(changes: changes, subject: what, tickets: mended)
    writer.say(try writer.commit(plan), what: what)
  }
}

/// Mends the text of one ticket.
private struct TextMender {
  let workflows: WorkflowSet
  let actor: String
  let now: Timestamp
  let refused: Set<String>

  /// Mending one thing can lay open the next, so this goes on until nothing more can be done.
  func mended(_ bytes: [UInt8], _ path: String) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<10 {
      let next = mendedOnce(bytes, path)
      if next == bytes { break }
      bytes = next
    }
    return bytes
  }

  private func mendedOnce(_ bytes: [UInt8], _ path: String) -> [UInt8] {
    if let (text, _) = fixed(bytes) { return text }
    do {
      var document = try TicketDocument(parsing: bytes)
      try document.apply(edits(of: document, try Ticket(document, path: path)))
      return document.bytes
    } catch {
      // A person's to mend; `check` says what it is.
      return bytes
    }
  }

  private func edits(of document: TicketDocument, _ ticket: Ticket) -> [TicketEdit] {
    var edits: [TicketEdit] = []
    for schema in FieldSchema.all
    where schema.isAlwaysPresent && document.entry(schema.name.rawValue) == nil {
      if schema.kind == .history { continue }
      edits.append(schema.kind.isList ? .setItems(schema.name, []) : .set(schema.name, ""))
    }
    let problems = TicketCheck(workflows: workflows).problems(in: ticket, document)
    if !ticket.status.isEmpty, !refused.contains(ticket.path),
      problems.contains(where: { $0.rule == "history-missing" })
    {
      let time = max(ticket.historyLines.last?.time ?? ticket.created ?? now, now)
      edits.append(
        .recordHistory(HistoryLine(time: time, actor: actor, status: ticket.status)))
    }
    return edits
  }
}
