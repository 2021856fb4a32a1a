import TestSupport
import Testing
import TicketDocument
import TicketModel

@testable import TicketMerge

/// Comparing random tickets, which are made in this module; a failure prints its seed.
@Suite struct RandomChangeTests {
  private static let runs = 600

  private func version(_ ticket: RandomTicket) -> ReadTicket? {
    guard let document = try? TicketDocument(parsing: ticket.bytes),
      let read = try? Ticket(document, path: ".tickets/sn-k7m3qx.md")
    else { return nil }
    return ReadTicket(ticket: read, document: document)
  }

  private func each(
    _ scope: RandomTicket.Scope, _ body: (UInt64, ReadTicket, ReadTicket) throws -> Void
  ) rethrows {
    var compared = 0
    for seed in 0..<UInt64(Self.runs) {
      var random = SeededGenerator(seed: seed)
      var old = RandomTicket()
      old.change(.all, using: &random)
      var new = old
      new.change(scope, using: &random)
      guard let old = version(old), let new = version(new) else { continue }
      compared += 1
      try body(seed, old, new)
    }
    #expect(compared > Self.runs / 2)
  }

  @Test func everyEditShowsAndNothingElseDoes() {
    each(.all) { seed, old, new in
      let change = TicketChange(from: old, to: new)
      #expect((change == nil) == (old.document.bytes == new.document.bytes), "seed \(seed)")
      #expect(TicketChange(from: old, to: old) == nil)
    }
  }

  @Test func quotesCommentsAndPlacesAreLayout() {
    each([.styles, .orders, .lineEnds]) { seed, old, new in
      guard let change = TicketChange(from: old, to: new) else { return }
      #expect(change.isLayoutOnly, "seed \(seed): \(change.fields)")
    }
  }

  @Test func fieldsSayExactlyHowTheirValuesDiffer() {
    each(.all) { seed, old, new in
      guard let change = TicketChange(from: old, to: new) else { return }
      let said = Set(change.fields.map(\.name))
      for key in Set((old.document.entries + new.document.entries).map(\.key)) {
        let name = FieldName(rawValue: key)
        guard name != .history, let before = items(old, name), let after = items(new, name) else {
          continue
        }
        let isRight = said.contains(name) == (before != after)
        if !isRight { #expect(isRight, "seed \(seed): \(key)") }
      }
    }
  }

  /// The items of a field by another road than the comparison's; nil for a nested value.
  private func items(_ version: ReadTicket, _ name: FieldName) -> Set<String>? {
    if version.document.rawValue(name.rawValue)?.contains(UInt8(ascii: ":")) == true,
      version.ticket.value(of: name) == nil
    {
      return nil
    }
    return Set(version.ticket.items(of: name))
  }

  @Test func turnedAroundWhatCameHasGone() throws {
    each(.all) { seed, old, new in
      guard let change = TicketChange(from: old, to: new),
        let back = TicketChange(from: new, to: old)
      else { return }
      for field in change.fields where field.name != .history {
        let mirror = back.fields.first { $0.name == field.name }
        #expect(mirror?.difference == turned(field.difference), "seed \(seed): \(field.name)")
      }
      let added = change.comments.filter { $0.kind == .added }.map(\.comment.id)
      let removed = back.comments.filter { $0.kind == .removed }.map(\.comment.id)
      #expect(added == removed, "seed \(seed)")
      #expect(change.isLayoutOnly == back.isLayoutOnly, "seed \(seed)")
      #expect((change.text == nil) == (back.text == nil), "seed \(seed)")
    }
  }

  private func turned(_ difference: FieldChange.Difference) -> FieldChange.Difference {
    switch difference {
    case .value(let from, let to): .value(from: to, to: from)
    case .items(let added, let removed): .items(added: removed, removed: added)
    case .order(let from, let to): .order(from: to, to: from)
    case .block(let from, let to): .block(from: to, to: from)
    }
  }
}
