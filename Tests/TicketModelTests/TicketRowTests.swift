import TestSupport
import TicketDocument
import TicketModel
import Testing

@Suite struct TicketRowTests {
  @Test func whatIsPackedComesOutAgain() throws {
    for seed in 0..<400 as Range<UInt64> { try packAndUnpack(seed) }
  }

  private func packAndUnpack(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let entries = RandomEntries.draw(&generator)
    let document = TicketDocument.make(
      entries: entries.map { ($0.name.rawValue, $0.value) }, body: "Text.\n")
    let ticket = try Ticket(document, path: ".tickets/sn-abc.md")
    for schema in FieldSchema.all {
      let written = entries.first { $0.name == schema.name }?.value
      #expect(ticket.value(of: schema.name) == expected(written, of: schema), "seed \(seed)")
    }
    let others = entries.filter { FieldSchema.field($0.name)?.isAlwaysPresent != true }
    #expect(ticket.others.map(\.name) == others.map(\.name), "seed \(seed)")
    for field in ticket.others { #expect(ticket.value(of: field.name) == field.value) }
    #expect(ticket.hasOwnFields == others.contains { FieldSchema.field($0.name) == nil })
    #expect(ticket == (try Ticket(document, path: ".tickets/sn-abc.md")))
    #expect(ticket != (try Ticket(document, path: ".tickets/sn-abd.md")))
  }

  /// What reading gives for a written value: lists of one, and nothing as text of no length.
  private func expected(_ value: FieldValue?, of schema: FieldSchema) -> FieldValue? {
    guard let value else {
      return schema.isAlwaysPresent ? schema.kind.isList ? .list([]) : .scalar("") : nil
    }
    if schema.kind.isList { return .list(value.items) }
    guard case .scalar(let text) = value else { return value }
    return .scalar(schema.name == .created ? Timestamp(text)?.description ?? "" : text)
  }

  @Test func damagedBytesAreReadWithoutLeavingThem() throws {
    for seed in 0..<2_000 as Range<UInt64> { try readDamaged(seed) }
  }

  private func readDamaged(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let text = exampleText.replacing("created", with: "due: x\nown") + commentText
    var bytes = Array(try ticket(text).row.buffer)
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let place = bytes.indices.randomElement(using: &generator) ?? 0
      bytes[place] = UInt8.random(in: 0...255, using: &generator)
    }
    if Bool.random(using: &generator) {
      bytes.removeLast(.random(in: 0..<bytes.count, using: &generator))
    }
    let all = TicketBytes(bytes)
    guard let row = TicketRow(all, 0..<all.count) else { return }
    let ticket = Ticket(row, at: TicketPlace("x.md"))
    #expect(ticket == ticket)
    for schema in FieldSchema.all { _ = ticket.value(of: schema.name) }
    _ = (ticket.others, ticket.lastMoved, ticket.value(of: "own"), ticket.comments)
  }

  private let commentText = """

    ## Comments

    ### ada, 2026-11-20T09:15:00Z, c-1

    Public.

    ```
    ### nobody, 2026-11-20T09:15:00Z, c-2
    ```

    ### Bob Ó Briain, 2026-11-20T10:15:00+01:00, c-3, internal

    Not public.

    ### eve, 2026-13-20T10:15:00Z, c-4
    """

  @Test func commentsAreThereWithoutTheirTexts() throws {
    #expect(try ticket(exampleText).comments.isEmpty)
    let moment = try #require(Timestamp("2026-11-20T09:15:00Z"))
    #expect(
      try ticket(exampleText + commentText).comments == [
        CommentMark(time: moment, author: "ada", isInternal: false),
        CommentMark(time: moment, author: "Bob Ó Briain", isInternal: true),
      ])
  }

  @Test func aRowOutsideOfItsBytesIsNone() throws {
    let row = try ticket(exampleText).row
    let bytes = TicketBytes(Array(row.buffer))
    #expect(TicketRow(bytes, 0..<bytes.count) != nil)
    #expect(TicketRow(bytes, 0..<(bytes.count + 1)) == nil)
    #expect(TicketRow(bytes, 1..<bytes.count) == nil)
    #expect(TicketRow(bytes, -1..<bytes.count) == nil)
    #expect(TicketRow(bytes, 0..<12) == nil)
  }

  @Test func textsOfOtherBytesThatAreEqualMakeEqualTickets() throws {
    let composed = try ticket(id: "sn-abc", "title: caf\u{E9}")
    #expect(composed == (try ticket(id: "sn-abc", "title: cafe\u{301}")))
    #expect(composed != (try ticket(id: "sn-abc", "title: cafe")))
  }

  @Test func aPathOfPartsIsTheWholePath() {
    let names = TicketBytes(Array("sn-aa.mdsn-é.md".utf8))
    #expect(TicketPlace(".tickets/k/", names, 8..<16)?.path == ".tickets/k/sn-é.md")
    #expect(TicketPlace(".tickets/k/", names, 8..<99) == nil)
  }
}

/// Fields with values of any kind, each key once, `id` among them.
private enum RandomEntries {
  static func draw(
    _ generator: inout SeededGenerator
  ) -> [(name: FieldName, value: FieldValue)] {
    var entries: [(name: FieldName, value: FieldValue)] = [(.id, .scalar("sn-k7m3qx"))]
    for schema in FieldSchema.all
    where schema.name != .id && Int.random(in: 0..<3, using: &generator) > 0 {
      let isList = schema.kind.isList && Int.random(in: 0..<6, using: &generator) > 0
      entries.append((schema.name, isList ? list(&generator) : .scalar(text(&generator))))
    }
    if Bool.random(using: &generator) { entries.append(("created2", .scalar(text(&generator)))) }
    if Bool.random(using: &generator) { entries.append(("tags", list(&generator, least: 1))) }
    if let place = entries.firstIndex(where: { $0.name == .created }),
      Bool.random(using: &generator)
    {
      entries[place].value = .scalar("2026-11-20T09:15:00Z")
    }
    return entries.shuffled(using: &generator)
  }

  private static func list(_ generator: inout SeededGenerator, least: Int = 0) -> FieldValue {
    .list((0..<Int.random(in: least...5, using: &generator)).map { _ in "x" + text(&generator) })
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    let parts = [
      "a", "Zq", " b", "é", "漢字", "🏳️‍🌈", "\"", "'", ": ", "#", "-", "\t", "~", "null", "e\u{301}",
    ]
    // Lengths around those at which a length takes another byte.
    let count = [0, 1, 3, 20, 127, 128, 300].randomElement(using: &generator) ?? 0
    return (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
  }
}
