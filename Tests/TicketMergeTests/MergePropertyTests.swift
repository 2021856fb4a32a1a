import TestSupport
import Testing
import TicketDocument
import TicketModel

@testable import TicketMerge

/// P1 to P7 of merge.md on thousands of random tickets; a failure prints its seed.
///
/// A seed that once failed stays in `seeds` and is tried first.
@Suite struct MergePropertyTests {
  /// Seeds that once failed.
  static let seeds: [UInt64] = [16, 144, 417, 501, 2349, 2350, 2491, 4653, 8178]
  static let runs = 2_000

  private func each(
    _ scope: RandomTicket.Scope, base: RandomTicket.Scope = .all,
    _ body: (_ seed: UInt64, Versions<[UInt8]>, _ third: [UInt8]) -> Bool
  ) {
    for seed in Self.seeds + (0..<UInt64(Self.runs)) {
      var random = SeededGenerator(seed: seed)
      var start = RandomTicket()
      start.change(base, using: &random)
      let sides = (0..<3).map { _ -> [UInt8] in
        var side = start
        side.change(scope, using: &random)
        return side.bytes
      }
      let versions = Versions(base: start.bytes, ours: sides[0], theirs: sides[1])
      guard body(seed, versions, sides[2]) else { return }
    }
  }

  private func merge(_ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8]) -> [UInt8] {
    TestWorkflows.merger.merge(base: base, ours: ours, theirs: theirs).bytes
  }

  @Test func swappingTheSidesGivesTheSameBytes() {
    each(.all) { seed, versions, _ in
      let merger = TestWorkflows.merger
      let one = merger.merge(base: versions.base, ours: versions.ours, theirs: versions.theirs)
      let other = merger.merge(base: versions.base, ours: versions.theirs, theirs: versions.ours)
      let isSame = one == other
      #expect(isSame, "seed \(seed)\n\(text(one.bytes))\n=====\n\(text(other.bytes))")
      return isSame
    }
  }

  @Test func equalSidesAndAnUnchangedSideGiveTheOther() {
    each(.all) { seed, versions, _ in
      let isSame =
        merge(versions.base, versions.ours, versions.ours) == versions.ours
        && merge(versions.base, versions.base, versions.ours) == versions.ours
        && merge(versions.base, versions.ours, versions.base) == versions.ours
      #expect(isSame, "seed \(seed)")
      return isSame
    }
  }

  @Test func mergingASideAgainChangesNothing() {
    each(.all) { seed, versions, _ in
      let merged = merge(versions.base, versions.ours, versions.theirs)
      for side in [versions.ours, versions.theirs] {
        let again = merge(versions.base, merged, side)
        guard again != merged else { continue }
        let isSame = again == merged
        #expect(
          isSame,
          "seed \(seed)\n\(report(versions))\n== merged\n\(text(merged))\n== again\n\(text(again))")
        return false
      }
      return true
    }
  }

  /// Comments on an entry that another side takes out go with it, or not if a third side keeps the
  /// entry: that pair is not promised, nor prose that two sides dispute.
  @Test(
    arguments: [
      [.values, .comments, .removals], [.values, .styles, .comments],
    ] as [RandomTicket.Scope])
  func threeSidesMayBeMergedInAnyOrder(scope: RandomTicket.Scope) {
    each(scope, base: [.values, .styles, .comments, .prose]) { seed, versions, third in
      let left = merge(versions.base, merge(versions.base, versions.ours, versions.theirs), third)
      let right = merge(versions.base, versions.ours, merge(versions.base, versions.theirs, third))
      let isSame = left == right
      #expect(
        isSame,
        "seed \(seed)\n\(report(versions))\n== third\n\(text(third))\n== left\n\(text(left))\n== right\n\(text(right))"
      )
      return isSame
    }
  }

  @Test func theResultIsATicket() {
    each(.all) { seed, versions, _ in
      let result = TestWorkflows.merger.merge(
        base: versions.base, ours: versions.ours, theirs: versions.theirs)
      do {
        let document = try TicketDocument(parsing: result.bytes)
        let keys = document.entries.map(\.key)
        #expect(Set(keys).count == keys.count, "seed \(seed)")
      } catch {
        #expect(
          Bool(false), "seed \(seed): \(error)\n\(report(versions))\n\(text(result.bytes))")
        return false
      }
      return true
    }
  }

  @Test func whatOneSideChangedIsKeptToTheByte() throws {
    each([.values, .styles]) { seed, versions, _ in
      guard
        let parts = try? Versions(
          base: TicketParts(TicketDocument(parsing: versions.base)),
          ours: TicketParts(TicketDocument(parsing: versions.ours)),
          theirs: TicketParts(TicketDocument(parsing: versions.theirs))),
        let merged = try? TicketParts(
          TicketDocument(parsing: merge(versions.base, versions.ours, versions.theirs)))
      else { return true }
      for entry in parts.ours.entries where entry.key != "conflicts" && !isInGroup(entry.key) {
        let base = parts.base.entries.first { $0.key == entry.key }
        guard parts.theirs.entries.first(where: { $0.key == entry.key }) == base else { continue }
        let result = merged.entries.first { $0.key == entry.key }
        let isSame = result?.bytes == entry.bytes
        guard !isSame else { continue }
        #expect(isSame, "seed \(seed): \(entry.key)\n\(report(versions))")
        return false
      }
      return true
    }
  }

  @Test func cuttingIntoPartsLosesNothing() throws {
    each(.all) { seed, versions, _ in
      let bytes = LineEnds.removed(from: versions.ours)
      guard let document = try? TicketDocument(parsing: bytes) else { return true }
      let isSame = TicketParts(document).bytes == bytes
      #expect(isSame, "seed \(seed)")
      return isSame
    }
  }

  private func isInGroup(_ key: String) -> Bool { ["status", "resolution"].contains(key) }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func report(_ versions: Versions<[UInt8]>) -> String {
    "== base\n\(text(versions.base))\n== ours\n\(text(versions.ours))\n== theirs\n\(text(versions.theirs))"
  }
}
