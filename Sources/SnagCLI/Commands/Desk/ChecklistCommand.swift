import ArgumentParser
import TicketDocument
import TicketModel
import TicketStore

/// Shows and ticks the items of a ticket's task lists.
struct ChecklistCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "Show a ticket's task list, tick and untick its items.",
    discussion: """
      EXAMPLES
        snag checklist sn-k7m
        snag checklist sn-k7m --tick 2 --tick 3
        snag checklist sn-k7m --untick "order the laptop"
      """)

  @Argument(
    help: "The ticket's id, or a unique beginning of it; by default the current branch's ticket.")
  var id: String?

  @Option(help: ArgumentHelp("Tick an item: its number, or words of it.", valueName: "item"))
  var tick: [String] = []

  @Option(help: ArgumentHelp("Untick an item: its number, or words of it.", valueName: "item"))
  var untick: [String] = []

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  private static let names = ["number", "done", "text", "section"]

  func run(in session: Session) throws {
    let writer = Writer(session: session, options: writing)
    guard !tick.isEmpty || !untick.isEmpty else {
      let found =
        try id.map { try session.repository().find($0, in: writer.source) }
        ?? session.repository().findTicketOfBranch(in: writer.source)
      return try show(found, session)
    }
    let found = try writer.find(id)
    let items = found.document.checklist.items
    let ticked = try tick.map { ($0, try place(of: $0, in: items, found.ticket.id)) }
    let unticked = try untick.map { ($0, try place(of: $0, in: items, found.ticket.id)) }
    let marks =
      ticked.map { Mark($0.1, items, isDone: true) }
      + unticked.map { Mark($0.1, items, isDone: false) }
    let done =
      items.count
      - items.indices.count { index in
        !(marks.last { $0.place == index }?.isDone ?? items[index].isDone)
      }
    let what = marks.map { "\($0.isDone ? "ticked" : "unticked") \($0.text)" }
    let change = Writer.Change(
      id: found.ticket.id,
      what: "\(what.joined(separator: ", ")) (\(done) of \(items.count))")
    let plan = CommitPlan(
      changes: [.edit(path: found.ticket.path) { try Mark.set(marks, in: $0) }],
      subject: "\(found.ticket.id): \(change.what)", body: found.ticket.title,
      tickets: [found.ticket.id.text])
    try writer.commit(plan, change)
  }

  private func show(_ found: FoundTicket, _ session: Session) throws {
    try common.checkFields(among: Self.names)
    let items = found.document.checklist.items
    guard common.isJSON else {
      let lines = items.enumerated().map { index, item in
        "\(index + 1)\t[\(item.isDone ? "x" : " ")]\t\(safeCell(item.text))\n"
      }
      return session.write(lines.joined())
    }
    let rows = items.enumerated().map { index, item in
      JSON.object(
        common.picked([
          ("number", .number(index + 1)), ("done", .bool(item.isDone)),
          ("text", .string(item.text)), ("section", .string(item.section)),
        ]))
    }
    session.print(
      .object([
        ("schema", .number(1)), ("kind", .string("checklist")),
        ("id", .string(found.ticket.id.text)), ("items", .array(rows)),
      ]))
  }

  /// The place of the item that is meant: by its number, its whole text, or words that only it has.
  private func place(
    of typed: String, in items: [TicketDocument.Checklist.Item], _ id: TicketID
  ) throws -> Int {
    if let number = Int(typed), items.indices.contains(number - 1) { return number - 1 }
    let wanted = typed.lowercased()
    let whole = items.indices.filter { items[$0].text.lowercased() == wanted }
    let some = items.indices.filter { items[$0].text.lowercased().contains(wanted) }
    let meant = whole.isEmpty ? some : whole
    guard meant.count == 1 else {
      throw CommandError(
        meant.isEmpty ? "no item \(typed)" : "\(typed) is in several items", code: "no-item",
        hint: "name it by its number: snag checklist \(id)",
        candidates: (meant.isEmpty ? Array(items.indices) : meant).prefix(9).map {
          "\($0 + 1) \(items[$0].text)"
        }, status: .usage)
    }
    return meant[0]
  }
}

/// What becomes of one item.
private struct Mark {
  let place: Int
  let text: String
  let isDone: Bool
  /// How many items before it have the same text.
  private let repetition: Int

  init(_ place: Int, _ items: [TicketDocument.Checklist.Item], isDone: Bool) {
    self.place = place
    text = items[place].text
    self.isDone = isDone
    repetition = items[..<place].count { $0.text == items[place].text }
  }

  /// Sets marks in one of a ticket's texts, which may differ by what nobody has committed yet.
  static func set(_ marks: [Mark], in bytes: [UInt8]) throws -> [UInt8] {
    var bytes = bytes
    let document: TicketDocument
    do { document = try TicketDocument(parsing: bytes) } catch {
      throw EditDoesNotApply(error.summary)
    }
    for mark in marks {
      let items = document.checklist.items.filter { $0.text == mark.text }
      guard items.indices.contains(mark.repetition) else {
        throw EditDoesNotApply("it has no item \(mark.text)")
      }
      let item = items[mark.repetition]
      if item.isDone != mark.isDone {
        bytes[item.offset] = mark.isDone ? UInt8(ascii: "x") : UInt8(ascii: " ")
      }
    }
    return bytes
  }
}
