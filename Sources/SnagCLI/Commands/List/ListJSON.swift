import TicketDocument
import TicketModel
import TicketStore

/// A list in JSON: tickets, groups of them, or how many there are.
struct ListJSON {
  private let answer: ListAnswer
  private let encoder: TicketJSON
  private let common: CommonOptions
  private let isCount: Bool

  /// Prepares to print a list.
  ///
  /// - Parameters:
  ///   - answer: what to print.
  ///   - common: names the fields to print of each ticket.
  ///   - isCount: whether only numbers are printed.
  /// - Throws: `CommandError` for a field that no ticket can have.
  init(answer: ListAnswer, common: CommonOptions, isCount: Bool) throws {
    self.answer = answer
    self.common = common
    self.isCount = isCount
    encoder = try TicketJSON(facts: answer.facts, common)
  }

  /// Returns the object, with groups where they are given.
  func json(_ groups: [TicketGroup]?) throws -> JSON {
    let content: [(String, JSON)] =
      if let groups {
        [("groups", .array(try groups.map(json)))]
      } else if isCount {
        [("count", .number(answer.tickets.count))]
      } else {
        [("tickets", try json(answer.tickets))]
      }
    return .object(
      [("schema", .number(1)), ("kind", .string("list"))] + content
        + [("problems", .array(answer.problems.map(\.json)))])
  }

  private func json(_ group: TicketGroup) throws -> JSON {
    let head: [(String, JSON)] = [
      ("key", group.key.map(JSON.string) ?? .null), ("count", .number(group.tickets.count)),
    ]
    return .object(try head + (isCount ? [] : [("tickets", json(group.tickets))]))
  }

  /// A list is without texts unless they are asked for.
  private func json(_ tickets: [LoadedTicket]) throws -> JSON {
    .array(
      try tickets.map { loaded in
        try encoder.json(loaded.ticket, common.fields == nil ? nil : loaded.document)
      })
  }
}
