import Testing
import TicketDocument
import TicketMerge
import TicketModel

@Suite struct TicketCollisionTests {
  private static func origin(
    _ created: String = "2026-11-20T09:15:00Z", _ reporter: String = "bob",
    _ title: String = "Log in"
  ) throws -> TicketOrigin {
    TicketOrigin(
      try TicketDocument(
        parsing: Array(
          "---\nid: sn-k7m3qx\ntitle: \(title)\ncreated: \(created)\nreporter: \(reporter)\n---\n"
            .utf8)))
  }

  @Test func theEarlierOneKeepsTheIDThenTheSmallerReporterThenTheSmallerTitle() throws {
    let all = [
      try Self.origin(), try Self.origin("2026-11-20T09:15:00Z", "bob", "Log out"),
      try Self.origin("2026-11-20T09:15:00Z", "carol", "A"),
      try Self.origin("2026-11-21T09:15:00Z", "ada"),
    ]
    #expect(all.shuffled().sorted() == all)
    #expect(all[0].isSameTicket(as: all[1]))
    #expect(!all[0].isSameTicket(as: all[2]))
    #expect(!all[0].isSameTicket(as: all[3]))
  }

  /// Written down, because another version of the program must not derive another id.
  @Test func theDerivedIDNeverChanges() throws {
    let id = try #require(TicketID("sn-k7m3qx"))
    let derived = id.derived(for: try Self.origin()) { _ in false }
    #expect(derived.text == "sn-cqntjj")
    let next = id.derived(for: try Self.origin()) { $0 == derived }
    #expect(next != derived)
    #expect(next.text.count == id.text.count)
  }

  @Test(arguments: [
    "sn-k7m3qx", "sn-k7m3qxz", "tc-1609", "bd-kwro.2", "proj-a-very-long-name-of-another-tracker",
  ])
  func derivedIDsLookLikeOthers(old: String) throws {
    let id = try #require(TicketID(old))
    for title in 0..<50 {
      let derived = id.derived(for: try Self.origin("2026-11-20T09:15:00Z", "bob", "T\(title)")) {
        _ in false
      }
      #expect(derived.text.hasPrefix(old.prefix { $0 != "-" } + "-"))
      #expect(derived.suffix.count == min(max(id.suffix.count, 6), 32))
      #expect(derived.suffix.allSatisfy { TicketID.symbols.contains($0) })
      #expect(derived.suffix.first?.isLetter == true)
    }
  }

  @Test func anIDIsChangedAndTheOldOneNoted() throws {
    var document = try TicketDocument(
      parsing: Array("---\nid: sn-k7m3qx\ntitle: Log in\nhistory:\n---\n".utf8))
    try document.changeID(to: try #require(TicketID("sn-z4n8dp")), formerly: "sn-k7m3qx")
    #expect(
      String(decoding: document.bytes, as: UTF8.self)
        == "---\nid: sn-z4n8dp\ntitle: Log in\nformerly: sn-k7m3qx\nhistory:\n---\n")
  }
}
