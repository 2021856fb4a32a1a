import TestSupport
import Testing

@testable import TicketMerge

/// Ticks against what the other side did to the item.
@Suite struct TickedItemTests {
  private func merge(_ base: String, _ ours: String, _ theirs: String) -> String {
    let texts = [base, ours, theirs].map { Array($0.utf8) }
    let merged = mergeProse(base: texts[0], ours: texts[1], theirs: texts[2], markerSize: 7)
    let swapped = mergeProse(base: texts[0], ours: texts[2], theirs: texts[1], markerSize: 7)
    #expect(merged == swapped)
    for side in texts[1...] {
      #expect(
        mergeProse(base: texts[0], ours: merged.bytes, theirs: side, markerSize: 7).bytes
          == merged.bytes)
    }
    return String(decoding: merged.bytes, as: UTF8.self)
  }

  private func block(_ base: String, _ one: String, _ other: String) -> String {
    "<<<<<<< one\n\(one)||||||| base\n\(base)=======\n\(other)>>>>>>> other\n"
  }

  @Test func tickedAndRewordedConflicts() {
    let merged = merge(
      "x\n\n- [ ] call the bank\n- [ ] b\n", "x\n\n- [x] call the bank\n- [ ] b\n",
      "x\n\n- [ ] call the bank today\n- [ ] b\n")
    #expect(
      merged
        == "x\n\n"
        + block(
          "- [ ] call the bank\n", "- [ ] call the bank today\n", "- [x] call the bank\n")
        + "- [ ] b\n")
  }

  @Test func tickedAndDeletedStays() {
    #expect(
      merge("- [ ] a\n- [ ] b\n- [ ] c\n", "- [ ] a\n- [x] b\n- [ ] c\n", "- [ ] a\n- [ ] c\n")
        == "- [ ] a\n- [x] b\n- [ ] c\n")
    #expect(merge("x\n- [ ] a\n", "x\n- [x] a\n", "x\n") == "x\n- [x] a\n")
  }

  @Test func untickedAndDeletedStays() {
    #expect(
      merge("- [x] a\n- [x] b\n- [x] c\n", "- [x] a\n- [ ] b\n- [x] c\n", "- [x] a\n- [x] c\n")
        == "- [x] a\n- [ ] b\n- [x] c\n")
  }

  @Test func rewordedInTwoWaysConflicts() {
    let one = "- [ ] call the bank today\n"
    let other = "- [ ] call the big bank\n"
    #expect(
      merge("- [ ] call the bank\n", one, other) == block("- [ ] call the bank\n", one, other))
    #expect(
      merge("- [ ] call the bank\n- [ ] b\n", one + "- [ ] b\n", other + "- [ ] c\n")
        .contains(block("- [ ] call the bank\n- [ ] b\n", one + "- [ ] b\n", other + "- [ ] c\n")))
  }

  @Test func anotherItemInThePlaceIsNoRewording() {
    #expect(
      merge("- [ ] call the bank\n", "- [x] call the bank\n", "- [ ] buy milk\n")
        == "- [ ] buy milk\n- [x] call the bank\n")
    #expect(
      merge("- [ ] step 1\n", "- [ ] step 2\n", "- [ ] step 3\n") == "- [ ] step 2\n- [ ] step 3\n")
  }

  @Test func anItemBelowIsTickedAndDeletedWithItsItem() {
    #expect(
      merge("- [ ] a\n  - [ ] b\n- [ ] c\n", "- [ ] a\n  - [x] b\n- [ ] c\n", "- [ ] c\n")
        == "- [ ] a\n  - [x] b\n- [ ] c\n")
  }

  @Test func aTickedItemDeletedWithItsTextConflicts() {
    #expect(
      merge("x\n\ntext\n- [ ] a\n\ny\n", "x\n\ntext\n- [x] a\n\ny\n", "x\n\ny\n")
        .contains("text\n- [x] a\n"))
  }

  @Test func aTickJoinsAConflict() {
    let conflict = block(
      "- [ ] call the bank\n", "- [ ] call a bank\n", "- [ ] call the bank now\n")
    let merged = merge("- [ ] call the bank\n", conflict, "- [x] call the bank\n")
    #expect(merged.contains("=======\n- [x] call the bank\n>>>>>>> other\n"))
  }

  /// What one side ticked or unticked is so in the result, or in a conflict.
  @Test(arguments: ProseGenerator.Style.allCases, [8, nil])
  func noTickIsLost(style: ProseGenerator.Style, alphabet: Int?) {
    for seed in UInt64(1)...400 {
      var generator = ProseGenerator(seed: seed, style: style, alphabet: alphabet)
      let lines = generator.body(upTo: 12)
      let sides = (0..<2).map { _ in generator.edited(lines, upTo: 4) }
      let texts = ([lines] + sides).map { Array(($0.joined(separator: "\n") + "\n").utf8) }
      let merged = mergeProse(base: texts[0], ours: texts[1], theirs: texts[2], markerSize: 7)
      let result = Result(merged.bytes)
      for side in sides {
        for item in toggled(from: lines, to: side) where !result.holds(item) {
          Issue.record(
            "\(item) seed \(seed)\n\((texts + [merged.bytes]).map(\.shown).joined(separator: "\n"))"
          )
        }
      }
    }
  }

  /// Returns the lines that are ticked otherwise on a side, of items that each text has once.
  private func toggled(from base: [String], to side: [String]) -> [String] {
    side.filter { line in
      guard line != tickless(line) || base.contains(where: { $0 != line && tickless($0) == line })
      else { return false }
      let before = base.filter { tickless($0) == tickless(line) }
      let after = side.filter { tickless($0) == tickless(line) }
      return before.count == 1 && after.count == 1 && before != after
    }
  }
}

/// Returns an item's line without its tick.
private func tickless(_ line: String) -> String { line.replacing("[x]", with: "[ ]") }

/// A merged text: lines outside and inside of conflicts.
private struct Result {
  private var clean: [String] = []
  private var disputed: Set<String> = []

  init(_ bytes: [UInt8]) {
    var isDisputed = false
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("<<<<<<<") { isDisputed = true }
      if isDisputed { disputed.insert(tickless(String(line))) } else { clean.append(String(line)) }
      if line.hasPrefix(">>>>>>>") { isDisputed = false }
    }
  }

  /// Whether an item is in a conflict, or ticked as the side has it.
  func holds(_ item: String) -> Bool {
    clean.contains(item) || disputed.contains(tickless(item))
  }
}
