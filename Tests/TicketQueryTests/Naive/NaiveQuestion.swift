import TestSupport

/// A whole query as text, and what it means worked out without the query module.
struct NaiveQuestion {
  let text: String
  let terms: [NaiveTerm]
  let keys: [NaiveKey]

  /// The tickets that answer it, in the order of the tickets.
  func matches(in world: NaiveWorld) -> [NaiveTicket] {
    let isOpenOnly = !terms.contains(where: \.isAboutStatus)
    return world.tickets.filter { ticket in
      (!isOpenOnly || !world.isDone(ticket)) && terms.allSatisfy { $0.holds(ticket, world) }
    }
  }

  /// The tickets that answer it, in its order.
  func answer(in world: NaiveWorld) -> [NaiveTicket] {
    // One of the saved queries has an order of its own.
    let isTriage = terms.contains { $0.text.hasSuffix("@triage") }
    let standard = (isTriage ? ["created"] : ["priority", "created"])
      .map { NaiveKey(name: $0, isDescending: false) }
    return world.sorted(matches(in: world), by: keys.isEmpty ? standard : keys)
  }
}

extension NaiveQuestions {
  /// A query of any number of terms, with or without an order.
  mutating func question() -> NaiveQuestion {
    let terms = (0..<pick([0, 1, 1, 2, 2, 3, 4])).map { _ in term() }
    let keys = keys()
    let order = keys.isEmpty ? [] : ["sort:" + keys.map(\.text).joined(separator: ",")]
    return NaiveQuestion(
      text: (terms.map(\.text) + order).joined(separator: pick([" ", "  ", "\n"])), terms: terms,
      keys: keys)
  }

  /// A ticket's file, with values that make sense and some that do not.
  mutating func ticketText(_ id: String) -> String {
    let times = ["2026-10-31T23:59:59Z", "2026-11-20T12:00:00Z", "2026-11-23T10:00:00Z"]
    var history = (0..<pick([0, 1, 2])).map { _ in "\(pick(times)) ada new" }
    if chance(8) { history.append("soon ada done") }
    let bodies = [
      "", "A Login here", "the page\nof text", "Über\u{A0}\n\n\tuns",
      "größe \u{212A}elvin a\u{30A}se", "x",
    ]
    return """
      ---
      id: \(id)
      title: \(pick(["Login", "login  page", "text", "Über", "U\u{308}ber", "log in", "Login Page"]))
      type: \(pick(["bug", "bug", "Task"]))
      status: \(pick(["new", "doing", "waiting", "done", "dropped", "strange"]))
      created: \(pick(["", "soon"] + times))
      assignee: \(pick(["", "ada", "Ada", "bob"]))
      priority: \(pick(["", "P0", "P1", "p2", "3", "soon"]))
      labels: \(pick(["", "[ui]", "[auth, UI]", "[needs x]"]))
      blocked_by: \(pick(["", "[sn-t01]", "[SN-T02, sn-gone]", "[sn-t03, sn-longer]"]))
      impact: \(pick(["", "low", "medium", "high", "dire"]))
      milestone: \(pick(["", "v1.9", "v1.10", "V2", "v01.9"]))
      estimate: "\(pick(["", "9", "10", "2 days", "09"]))"
      due: \(pick(["", "2026-11-20", "2026-11-23", "2026-11-30"]))
      parent: \(pick(["", "sn-t01", "SN-T02", "sn-gone"]))
      rating: "\(pick(["", "1", "2", "5", "good"]))"
      severity: \(pick(["", "high", "low"]))
      conflicts: \(pick(["", "[title]"]))
      history: [\(history.joined(separator: ", "))]
      ---

      \(pick(bodies))

      """
  }

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
