import TestSupport
import Testing
import TicketDocument
import TicketModel
import TicketQuery

/// Random queries over random tickets, against an evaluator that shares no code with ours.
@Suite struct NaiveEvaluationTests {
  @Test(arguments: 1...8)
  func answersAgree(seed: UInt64) throws {
    var draw = NaiveQuestions(generator: SeededGenerator(seed: seed))
    for _ in 0..<30 {
      let texts = (0..<8).map { draw.ticketText(Self.id($0)) }
      let naive = try texts.enumerated().map { try NaiveTicket($1, id: Self.id($0)) }
      let tickets = try naive.map { try Ticket($0.document, path: $0.path) }
      let naiveWorld = NaiveWorld(tickets: naive, actor: "ada", now: 1_795_429_800)
      for _ in 0..<25 { try compare(naive, tickets, naiveWorld, seed, &draw) }
    }
  }

  private func compare(
    _ naive: [NaiveTicket], _ tickets: [Ticket], _ naiveWorld: NaiveWorld, _ seed: UInt64,
    _ draw: inout NaiveQuestions
  ) throws {
    let question = draw.question()
    let (text, keys) = (question.text, question.keys)
    let expected = question.matches(in: naiveWorld)
    let query = try Query(parsing: text, vocabulary)
    #expect(try Query(parsing: query.description, vocabulary) == query, "\(text)")
    let compiled = try CompiledQuery(query, in: world(of: tickets))
    let found = zip(tickets, naive).filter { ticket, naive in
      compiled.matches(ticket) { SearchText(naive.document.body) }
    }.map(\.0)
    #expect(found.map(\.id.text) == expected.map(\.id), "seed \(seed): \(text)")
    guard !keys.isEmpty else { return }
    let sorted = naiveWorld.sorted(expected, by: keys).map(\.id)
    #expect(compiled.sorted(found).map(\.id.text) == sorted, "seed \(seed): \(text)")
    #expect(compiled.sorted(found.reversed()).map(\.id.text) == sorted, "seed \(seed): \(text)")
  }

  private static func id(_ number: Int) -> String { number == 7 ? "sn-longer" : "sn-t0\(number)" }
}
