import TestSupport
import Testing

@testable import TicketMerge

/// Bytes that nobody would write.
@Suite struct ProseFuzzTests {
  private static let pieces: [String] = [
    "<<<<<<< one\n", "||||||| base\n", "=======\n", ">>>>>>> other\n", "<<<<<<<< one\n", "a\n",
    "b\n",
    "\n", "\r\n", "\r", "- [ ] a\n", "- [x] a\n", "  - [X] b\n", "```\n", "%%%%%%% x\n",
    "+++++++ x\n",
    "------- x\n", " a\n", "-a\n", "+b\n", "<<<<<<< HEAD\n", ">>>>>>> topic\n", "|||||||\n", "\t\n",
    "<<<<<<< one\na\n||||||| base\n=======\nb\n>>>>>>> other\n",
    "<<<<<<< one\na\n||||||| base\nb\n=======\nb\nb\n=======\n- [ ] a\n>>>>>>> other\n", "a",
    "1. [ ] c\n",
  ]

  private func text(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<12, using: &random) {
      bytes += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)].utf8
    }
    return mutated(bytes, &random)
  }

  private func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 0..<3, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2:
        let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
        bytes.insert(contentsOf: piece.utf8, at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + 9))
      }
    }
    return bytes
  }

  /// Seeds that once failed.
  static let kept: [UInt64] = [283, 289, 332, 982, 1054, 1171, 1305]

  @Test func mergesOfAnythingKeepTheLaws() {
    for seed in Self.kept + Array(1...300) {
      var random = SeededGenerator(seed: seed)
      let base = text(&random)
      let one = mutated(base, &random)
      let other = Bool.random(using: &random) ? text(&random) : mutated(base, &random)
      let merged = mergeProse(base: base, ours: one, theirs: other, markerSize: 7)
      let swapped = mergeProse(base: base, ours: other, theirs: one, markerSize: 7)
      let again = mergeProse(base: base, ours: merged.bytes, theirs: one, markerSize: 7)
      #expect(merged == swapped, "P1 seed \(seed)")
      if again.bytes != merged.bytes {
        Issue.record(
          """
          P5 seed \(seed)
          o \(base.shown)
          a \(one.shown)
          b \(other.shown)
          m \(merged.bytes.shown)
          a \(again.bytes.shown)
          """)
      }
    }
  }

  @Test func anythingIsReadAsAConflictedFileOrRefused() {
    for seed in UInt64(1)...2000 {
      var random = SeededGenerator(seed: seed)
      let bytes = text(&random)
      let file = try? ConflictedFile.read(bytes)
      #expect((file?.alternatives.count ?? 2) >= 2, "seed \(seed)")
    }
  }
}
