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
      let texts = (0..<8).map { "\(ticketText($0, &draw))" }
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
    let terms = (0..<draw.pick([0, 1, 1, 2, 2, 3, 4])).map { _ in draw.term() }
    let keys = draw.keys()
    let text =
      (terms.map(\.text)
      + (keys.isEmpty ? [] : ["sort:" + keys.map(\.text).joined(separator: ",")]))
      .joined(separator: draw.pick([" ", "  ", "\n"]))
    let isOpenOnly = !terms.contains(where: \.isAboutStatus)
    let expected = naive.filter { ticket in
      (!isOpenOnly || !naiveWorld.isDone(ticket))
        && terms.allSatisfy { $0.holds(ticket, naiveWorld) }
    }
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

  private func ticketText(_ number: Int, _ draw: inout NaiveQuestions) -> String {
    let times = ["2026-10-31T23:59:59Z", "2026-11-20T12:00:00Z", "2026-11-23T10:00:00Z"]
    var history = (0..<draw.pick([0, 1, 2])).map { _ in "\(draw.pick(times)) ada new" }
    if draw.chance(8) { history.append("soon ada done") }
    return """
      ---
      id: \(Self.id(number))
      title: \(draw.pick(["Login", "login  page", "text", "Über", "U\u{308}ber", "log in", "Login Page"]))
      type: \(draw.pick(["bug", "bug", "Task"]))
      status: \(draw.pick(["new", "doing", "waiting", "done", "dropped", "strange"]))
      created: \(draw.pick(["", "soon"] + times))
      assignee: \(draw.pick(["", "ada", "Ada", "bob"]))
      priority: \(draw.pick(["", "P0", "P1", "p2", "3", "soon"]))
      labels: \(draw.pick(["", "[ui]", "[auth, UI]", "[needs x]"]))
      blocked_by: \(draw.pick(["", "[sn-t01]", "[SN-T02, sn-gone]", "[sn-t03, sn-longer]"]))
      impact: \(draw.pick(["", "low", "medium", "high", "dire"]))
      milestone: \(draw.pick(["", "v1.9", "v1.10", "V2", "v01.9"]))
      estimate: "\(draw.pick(["", "9", "10", "2 days", "09"]))"
      due: \(draw.pick(["", "2026-11-20", "2026-11-23", "2026-11-30"]))
      parent: \(draw.pick(["", "sn-t01", "SN-T02", "sn-gone"]))
      rating: "\(draw.pick(["", "1", "2", "5", "good"]))"
      severity: \(draw.pick(["", "high", "low"]))
      conflicts: \(draw.pick(["", "[title]"]))
      history: [\(history.joined(separator: ", "))]
      ---

      \(draw.pick(["", "A Login here", "the page\nof text", "Über\u{A0}\n\n\tuns", "größe \u{212A}elvin a\u{30A}se", "x"]))

      """
  }
}

extension NaiveQuestions {
  mutating func keys() -> [NaiveKey] {
    let names = [
      "priority", "created", "updated", "closed", "age", "status", "assignee", "labels",
      "milestone", "estimate", "impact", "due", "rating", "id", "severity", "category", "children",
      "title",
    ]
    return (0..<pick([0, 0, 1, 2, 3])).map { _ in
      NaiveKey(name: pick(names), isDescending: chance(2))
    }
  }
}

extension NaiveWorld {
  /// Sorts by one key after the other, the last first; each keeps what the later ones did.
  func sorted(_ tickets: [NaiveTicket], by keys: [NaiveKey]) -> [NaiveTicket] {
    var answer = tickets.sorted { Array($0.id.utf8).lexicographicallyPrecedes(Array($1.id.utf8)) }
    for key in keys.reversed() {
      // Values, what is none, what is unset: only the first two are ever turned around.
      var parts: [[(value: [UInt8], ticket: NaiveTicket)]] = [[], [], []]
      for ticket in answer {
        let text = sortText(key.name, ticket)
        let isUnset = text == nil && items(key.name, of: ticket).joined().isEmpty
        let value = text ?? padded(items(key.name, of: ticket).joined())
        let part = text != nil ? 0 : isUnset ? 2 : 1
        let place = parts[part].firstIndex {
          key.isDescending
            ? $0.value.lexicographicallyPrecedes(value) : value.lexicographicallyPrecedes($0.value)
        }
        parts[part].insert((value, ticket), at: place ?? parts[part].count)
      }
      answer = parts.flatMap { $0.map(\.ticket) }
    }
    return answer
  }

  /// A text that sorts as the value does; nil when it is unset or no value of the field.
  private func sortText(_ name: String, _ ticket: NaiveTicket) -> [UInt8]? {
    let items = items(name, of: ticket)
    func number(_ place: Int?) -> [UInt8]? { place.map { padded(String($0 + 5_000_000_000)) } }
    switch name {
    case "created", "updated", "closed", "due":
      return items.first.flatMap(seconds).flatMap { number(Int($0)) }
    case "age": return items.first.flatMap(seconds).flatMap { number(-Int($0)) }
    case "status":
      let order = ["new", "doing", "waiting", "done", "dropped"]
      let isKnown = ticket.first("type") == "bug"
      return number(isKnown ? order.firstIndex(of: ticket.first("status")) ?? 5 : 0)
    case "impact":
      guard let first = items.first else { return nil }
      return number(["low", "medium", "high"].firstIndex(of: first))
    case "priority":
      guard let first = items.first else { return nil }
      return number(["P0", "P1", "p2", "3"].firstIndex(of: first))
    case "rating": return number(items.first.flatMap { Int($0) })
    default:
      let text = items.joined(separator: ",")
      return text.isEmpty ? nil : padded(text)
    }
  }
}
