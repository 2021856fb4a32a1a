import TestSupport
import Testing
import TicketDesk
import TicketDocument
import TicketModel

@Suite struct SimilarTicketsTests {
  private func tickets(_ titles: [String]) throws -> [SimilarTickets.Candidate] {
    try titles.enumerated().map { index, title in
      let text = "---\nid: sn-t\(1_000 + index)\ntitle: \(title)\n---\n"
      return .init(
        try Ticket(TicketDocument(parsing: Array(text.utf8)), path: ".tickets/sn-t\(index).md"))
    }
  }

  private func ids(_ title: String, among titles: [String], atLeast: Int = 1) throws -> [String] {
    SimilarTickets(title: title).matches(among: try tickets(titles), atLeast: atLeast, limit: 9)
      .map(\.ticket.id.text)
  }

  @Test func rareWordsSayMoreThanFrequentOnes() throws {
    let titles = [
      "The page is slow", "The page is empty", "The page is blank", "Kerberos ticket expires",
    ]
    #expect(try ids("The kerberos page", among: titles).first == "sn-t1003")
    let match = try #require(
      SimilarTickets(title: "The kerberos page").matches(
        among: try tickets(titles), atLeast: 1, limit: 1
      ).first)
    #expect(match.words == ["kerberos"])
  }

  @Test func endingsCaseAndOrderDoNotCount() throws {
    let matches = SimilarTickets(title: "Printers crashing").matches(
      among: try tickets(["CRASHED printer", "Something else", "Über Ärger"]), atLeast: 1, limit: 9)
    #expect(matches.map(\.ticket.id.text) == ["sn-t1000"])
    #expect(matches.first?.percent ?? 0 > 50)
    #expect(try ids("über ärger", among: ["CRASHED printer", "Über Ärger"]) == ["sn-t1001"])
  }

  @Test func theTextCountsLessThanTheTitle() throws {
    let one = try tickets(["Printer", "Scanner", "Mouse"])
    let text = Array("the flux capacitor is broken".utf8)
    let other = try tickets(["x", "x", "x", "flux capacitor"])[3].ticket
    let matches = text.withUnsafeBytes { bytes in
      SimilarTickets(title: "flux capacitor").matches(
        among: one.dropLast() + [.init(one[2].ticket, text: bytes), .init(other)], atLeast: 1,
        limit: 9)
    }
    #expect(matches.map(\.ticket.id.text) == ["sn-t1003", "sn-t1002"])
  }

  @Test func anythingIsComparedAndEqualOnesAreInTheOrderOfIDs() throws {
    #expect(try ids("", among: ["a"]) == [])
    #expect(try ids("word", among: []) == [])
    #expect(try ids("one two", among: ["two one", "one two", "x y"]) == ["sn-t1000", "sn-t1001"])
    var random = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      let titles = (0..<5).map { _ in
        (0..<4).map { _ in "w\(Int.random(in: 0..<6, using: &random))" }.joined(separator: " ")
      }
      let matches = SimilarTickets(title: titles[0]).matches(
        among: try tickets(titles), atLeast: 1, limit: 9)
      #expect(matches.allSatisfy { (1...100).contains($0.percent) })
      let again = SimilarTickets(title: titles[0]).matches(
        among: try tickets(titles).reversed(), atLeast: 1, limit: 9)
      #expect(matches == again, "the order of tickets changes nothing")
    }
  }
}
