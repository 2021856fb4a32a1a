import TestSupport
import TicketDocument
import TicketModel

/// Tickets with random links, of which some lead nowhere, to the ticket itself or twice to one, and with
/// ids that several have.
struct RandomLinks {
  let tickets: [Ticket]

  init(count: Int, using generator: inout SeededGenerator) throws {
    var tickets: [Ticket] = []
    for node in 0..<count {
      // Now and then somebody else's id.
      let own = Int.random(in: 0..<10, using: &generator) == 0 ? max(0, node - 1) : node
      let blockers = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        Self.name(Int.random(in: 0...count, using: &generator))
      }
      var lines = ["status: \(Bool.random(using: &generator) ? "done" : "new")"]
      if Bool.random(using: &generator) {
        lines.append("parent: \(Self.name(Int.random(in: 0...count, using: &generator)))")
      }
      lines.append("blocked_by: [\(blockers.joined(separator: ", "))]")
      tickets.append(try Self.ticket(Self.name(own), lines))
    }
    self.tickets = tickets
  }

  static func name(_ node: Int) -> String { "sn-k\(100_000 + node)" }

  /// A ticket of the type bug with nothing but these lines.
  static func ticket(_ id: String, _ lines: [String]) throws -> Ticket {
    let text = (["---", "id: \(id)", "type: bug"] + lines + ["---", ""]).joined(separator: "\n")
    return try Ticket(.init(parsing: Array(text.utf8)), path: ".tickets/\(id).md")
  }

  /// A chain of so many, each linked to the next one by both fields.
  static func chain(_ count: Int) throws -> [Ticket] {
    try (0..<count).map { node in
      let next = node + 1 < count ? name(node + 1) : ""
      return try ticket(
        name(node),
        ["status: \(node % 4 == 0 ? "done" : "new")", "parent: \(next)", "blocked_by: [\(next)]"])
    }
  }
}
