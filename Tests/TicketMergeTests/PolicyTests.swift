import Testing
import TicketModel

@testable import TicketMerge

/// P11: every key of the schema has a policy that is carried out.
struct PolicyTests {
  /// Two values of each kind, the one that wins first.
  private static func values(_ schema: FieldSchema) -> (winner: String, loser: String) {
    switch (schema.kind, schema.merge) {
    case (.id, _): ("sn-k7m3qx", "sn-k7m3qx")
    case (.priority, _): ("P1", "P3")
    case (.time, _): ("2026-11-20T09:00:00Z", "2026-11-21T09:00:00Z")
    case (.day, _): ("2026-11-20", "2026-11-21")
    case (.status, _): ("done", "review")
    case (.rating, _): ("5", "4")
    case (.link, _): ("sn-z4n8dp", "sn-b2c3df")
    case (.links, _): ("sn-z4n8dp", "sn-b2c3df")
    case (.history, _): ("2026-11-21T09:15:00Z bob triaged", "2026-11-22T09:15:00Z ada done")
    case (_, .identity): ("alpha", "beta")
    case (.level, _): ("medium", "high")
    default: ("beta", "alpha")
    }
  }

  private func ticket(_ schema: FieldSchema, _ value: String) -> [UInt8] {
    var ticket = RandomTicket()
    ticket.entries.removeAll { $0.key == schema.name.rawValue }
    let value: RandomTicket.Value =
      schema.kind.isList ? .block(value.isEmpty ? [] : [value]) : .scalar(value)
    ticket.entries.insert(.init(key: schema.name.rawValue, value: value), at: 1)
    return ticket.bytes
  }

  @Test(arguments: FieldSchema.all.filter { $0.name != .id && $0.name != "conflicts" }.map(\.name))
  func bothSidesSetIt(_ name: FieldName) throws {
    let schema = try #require(FieldSchema.field(name))
    let (winner, loser) = Self.values(schema)
    let result = TestWorkflows.merger.merge(
      base: ticket(schema, ""), ours: ticket(schema, loser), theirs: ticket(schema, winner))
    let text = String(decoding: result.bytes, as: UTF8.self)
    switch schema.merge {
    case .elements, .historyLines:
      #expect(result.isClean && text.contains("- \(winner)\n") && text.contains("- \(loser)\n"))
    case .statusGroup where name == .status:
      #expect(result.isClean && text.contains("\nstatus: \(winner)\n"))
    case .statusGroup:
      #expect(text.contains("- status = triaged, resolution = \(loser)\n"))
    case .moreUrgent, .earlier, .greater, .identity:
      #expect(text.contains("\n\(name): \(winner)\n") && text.contains("- \(name) = \(loser)\n"))
      #expect(result.conflicts == [.field(name: name.rawValue, kept: winner, others: [loser])])
    }
  }
}
