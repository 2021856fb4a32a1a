import TicketDesk
import TicketDocument
import TicketModel
import Testing

@Suite struct MacroTests {
  private func read(_ text: String) throws(ConfigurationError) -> Macro {
    try Macro(parsing: text, name: "m", path: ".tickets/macros/m.md", ownFields: [])
  }

  @Test func readsChangesAndComment() throws {
    let macro = try read(
      """
      ---
      summary: Ask for the log
      labels+: [vpn, log]
      waiting_for: the requester
      transition: wait
      internal: true
      ---

      Dear {{requester.name}},

      please send the log of {{id}}.

      """)
    #expect(macro.summary == "Ask for the log" && macro.isInternal)
    #expect(
      macro.actions == [
        .edit("labels", .add, try PlaceholderText(parsing: "vpn,log")),
        .edit("waiting_for", .set, try PlaceholderText(parsing: "the requester")),
        .transition("wait"),
      ])
    #expect(
      macro.comment
        == (try PlaceholderText(
          parsing: "Dear {{requester.name}},\n\nplease send the log of {{id}}.")))
  }

  @Test func labelsMayBeWrittenWithTheSign() throws {
    #expect(try read("---\n\"labels+=\": x\n---\n").actions.count == 1)
  }

  @Test func withoutFrontMatterAllIsComment() throws {
    #expect(try read("Thanks.\n").comment?.plain == "Thanks.")
  }

  @Test(arguments: [
    ("---\nstatus: done\n---\n", 2, "by transitions"),
    ("---\npriority: P2\nlables: x\n---\n", 3, "unknown field lables"),
    ("---\npriority: P9\n---\n", 2, "cannot be P9"),
    ("---\ninternal: maybe\n---\nx", 2, "true or false"),
    ("---\n---\n", 1, "nothing to do"),
    ("---\npriority: P1\n---\n{{nobody}}\n", 1, "unknown placeholder"),
  ])
  func refusesWithPlace(text: String, line: Int, message: String) {
    do {
      _ = try read(text)
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.message.contains(message), "\(error.message)")
      #expect(error.position.line >= line)
    }
  }
}
