import TestSupport
import Testing
import TicketModel
import TicketQuery
import TicketStore

/// Thousands of random queries over random tickets that are edited meanwhile: the answer is the same
/// with the cache, without it, with a damaged one, and by an evaluator that shares no code with ours.
@Suite struct CachedAnswersTests {
  @Test(arguments: 1...4)
  func answersAgree(seed: UInt64) throws {
    var draw = NaiveQuestions(generator: SeededGenerator(seed: seed))
    var repository = try CachedRepository(&draw)
    for round in 0..<10 {
      try repository.edit(&draw)
      try repository.hurry(&draw)
      let readings = try readings(of: repository, &draw)
      for _ in 0..<50 {
        let question = draw.question()
        let expected = question.answer(in: repository.world).map(\.id)
        let query = try Query(parsing: question.text, vocabulary)
        for reading in readings where reading.hasTexts || !query.needsBody {
          #expect(
            try reading.answer(to: query) == expected,
            "seed \(seed), round \(round), \(reading.name): \(question.text)")
        }
      }
    }
    #expect(repository.cacheFiles.contains { $0.hasPrefix("table-") }, "there was a cache")
  }

  /// All tickets, read in one way after the other.
  private func readings(
    of repository: CachedRepository, _ draw: inout NaiveQuestions
  ) throws -> [Reading] {
    var readings = [
      // Files that were edited a moment ago are read, the others come out of the cache.
      Reading("with the cache", try repository.load(.texts), hasTexts: true),
      Reading("with the cache, fields", try repository.load(.fields), hasTexts: false),
      Reading("without it", try repository.load(.documents), hasTexts: true),
    ]
    for _ in 0..<draw.pick([1, 2, 3]) { try repository.damage(&draw) }
    let isFirst = draw.chance(2)
    readings.append(
      Reading("damaged", try repository.load(isFirst ? .texts : .fields), hasTexts: isFirst))
    readings.append(Reading("after damage", try repository.load(.texts), hasTexts: true))
    return readings
  }

  /// Tickets and the world that they make.
  private struct Reading {
    let name: String
    let hasTexts: Bool
    private let tickets: [LoadedTicket]
    private let world: QueryWorld

    init(_ name: String, _ tickets: [LoadedTicket], hasTexts: Bool) {
      self.name = name
      self.tickets = tickets
      self.hasTexts = hasTexts
      world = TicketQueryTests.world(of: tickets.map(\.ticket))
    }

    /// Ids in the query's order.
    func answer(to query: Query) throws -> [String] {
      let compiled = try CompiledQuery(query, in: world)
      let body: (LoadedTicket) -> SearchText = {
        SearchText(folded: $0.foldedText.bytes, $0.foldedText.range)
      }
      let found = tickets.filter { loaded in
        compiled.matches(loaded.ticket) { body(loaded) }
      }
      return compiled.sorted(found, ticket: \.ticket, body: body).map(\.ticket.id.text)
    }
  }
}
