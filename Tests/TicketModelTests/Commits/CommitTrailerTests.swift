import TestSupport
import Testing
import TicketModel

@Suite struct CommitTrailerTests {
  @Test(arguments: [
    "Fix\n\nTicket: sn-k7m3qx\n", "Fix\n\nticket : sn-k7m3qx", "Ticket: sn-k7m3qx\n",
    "Fix\n\nBody\nTicket: sn-k7m3qx\n", "Fix\n\nBody\nTicket: a-b\nSigned-off-by: Ada <a@b>\n",
    "Fix\n\nTicket: a-b,\n  c-d\n\tand e-f\n\n\n", "Fix\n\n# comment\nTicket: a-b\n# comment\n\n",
    "Fix\n\nTicket: a-b\n# ------------------------ >8 ------------------------\ndiff\nRefs: c-d\n",
    "Fix\n\nTicket: a-b\n\nConflicts:\n\tcode.txt\n", "#\n#\nTicket: a-b\n", "\n\nTicket: a-b\n",
    "\nTicket: a-b\n# Please enter\n# Lines\n", "Fix\n\nTicket: a-b\r\nRefs:\r\n",
    "Fix\n\n  Ticket: a-b\n", "Fix\n\nTicket: a-b\n  \n",
    "Fix\n\n(cherry picked from commit 12)\nx\n",
  ])
  func areThoseThatGitFinds(message: String) throws {
    #expect(try ours(message) == gits([message]))
  }

  /// Many messages out of the pieces that the rules are about; git reads all of a round at once.
  @Test func randomMessagesHaveTheTrailersThatGitFinds() throws {
    let pieces = [
      "Ticket: a-b", "ticket:a-b", "Refs : c-d", "Signed-off-by: Ada <a@b>", "word", "two words",
      " indented", "\tmore: text", "", "", "", "# comment", "#", "Conflicts:", "\tcode.txt",
      "(cherry picked from commit 1234567)", "x y: z", "-k: v", ": v", "Key:", "é: v", "  ",
      "# ------------------------ >8 ------------------------", "a\r", "Closes: a-b, c-d\r",
    ]
    var generator = SeededGenerator(seed: 20_261_123)
    let messages = (0..<120).map { _ in
      (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined(separator: "\n") + (Bool.random(using: &generator) ? "\n" : "")
    }
    for message in messages {
      #expect(try ours(message) == gits([message]), "\(message.debugDescription)")
    }
  }

  private func ours(_ message: String) -> String {
    CommitTrailer.trailers(of: message).map { "\($0.key): \($0.value)\n" }.joined()
  }

  private func gits(_ messages: [String]) throws -> String {
    try messages.map {
      try git("interpret-trailers", "--parse", "--no-divider", in: "/", input: $0)
    }.joined()
  }
}

@Suite struct TicketTrailerTests {
  private func ids(_ value: String, key: String = "Ticket") -> [String] {
    TicketTrailer(CommitTrailer(key: key, value: value))?.ids.map(\.text) ?? []
  }

  @Test func idsAreSeparatedByCommasOrBlanks() {
    #expect(ids("sn-k7m3qx") == ["sn-k7m3qx"])
    #expect(ids("SN-k7m3qx, sn-b2,sn-c3 sn-k7m3qx") == ["sn-k7m3qx", "sn-b2", "sn-c3"])
    #expect(ids("") == [])
  }

  @Test func keysAreReadInAnyCase() {
    #expect(["CLOSES", "fixes", "Refs"].allSatisfy { ids("a-b", key: $0) == ["a-b"] })
    #expect(TicketTrailer(CommitTrailer(key: "Signed-off-by", value: "a-b")) == nil)
  }

  @Test func aCommitAndItsSubjectAreNoTickets() {
    let trailer = TicketTrailer(
      CommitTrailer(key: "Fixes", value: "54a4f0239f2e (\"mm: no-op when empty\")"))
    #expect(trailer?.ids == [])
    #expect(trailer?.firstOther == "54a4f0239f2e")
  }

  @Test func onlyClosesAndFixesClaimCompletion() {
    #expect(TicketTrailer.Key.allCases.filter(\.completes) == [.closes, .fixes])
  }
}

@Suite struct CommitLinksTests {
  @Test func aSquashListsCommitsSubjectsAndTrailers() {
    let links = CommitLinks(
      message: """
        Login (#12)

        * Check for null

        Ticket: sn-k7m3qx

        * Test it

        Refs: sn-b2
        """)
    #expect(links.tickets.map(\.text) == ["sn-b2"])
    #expect(links.listedTickets.map(\.text).sorted() == ["sn-b2", "sn-k7m3qx"])
    #expect(links.listedSubjects == ["Check for null", "Test it"])
    let ofGit = CommitLinks(
      message: """
        Squashed commit of the following:

        commit 1234567890123456789012345678901234567890
        Author: Ada

            Check for null

            Ticket: sn-k7m3qx
        """)
    #expect(ofGit.listedCommits == ["1234567890123456789012345678901234567890"])
    #expect(ofGit.names(TicketID("sn-k7m3qx")!))
    #expect(ofGit.tickets.isEmpty)
  }

  @Test func aRevertNamesItsCommit() {
    let links = CommitLinks(
      message: "Revert \"x\"\n\nThis reverts commit 1234567890123456789012345678901234567890.\n")
    #expect(links.reverted == ["1234567890123456789012345678901234567890"])
    #expect(CommitLinks(message: "x\n\nThis reverts commit abc.\n").reverted.isEmpty)
  }
}
