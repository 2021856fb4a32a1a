import Testing

@testable import TicketMerge

/// Merges whose result a person can read.
@Suite struct ProseMergeTests {
  private func merge(_ base: String, _ ours: String, _ theirs: String, size: Int = 7) -> String {
    let texts = [base, ours, theirs].map { Array($0.utf8) }
    let merged = mergeProse(base: texts[0], ours: texts[1], theirs: texts[2], markerSize: size)
    let swapped = mergeProse(base: texts[0], ours: texts[2], theirs: texts[1], markerSize: size)
    #expect(merged == swapped)
    return String(decoding: merged.bytes, as: UTF8.self)
  }

  private func newConflicts(_ base: String, _ ours: String, _ theirs: String) -> Int {
    let texts = [base, ours, theirs].map { Array($0.utf8) }
    return mergeProse(base: texts[0], ours: texts[1], theirs: texts[2], markerSize: 7).newConflicts
  }

  private let conflict = "a\n<<<<<<< one\nB\n||||||| base\nb\n=======\nβ\n>>>>>>> other\nc\n"

  @Test func changesApartAreJoined() {
    #expect(merge("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n") == "A\nb\nC\n")
  }

  @Test func aConflictTellsNoSides() {
    #expect(merge("a\nb\nc\n", "a\nB\nc\n", "a\nβ\nc\n") == conflict)
    #expect(newConflicts("a\nb\nc\n", "a\nB\nc\n", "a\nβ\nc\n") == 1)
  }

  @Test func aThirdSideJoinsTheConflict() {
    let merged = merge("a\nb\nc\n", conflict, "a\nbb\nc\n")
    #expect(
      merged
        == "a\n<<<<<<< one\nB\n||||||| base\nb\n=======\nbb\n=======\nβ\n>>>>>>> other\nc\n")
    #expect(newConflicts("a\nb\nc\n", conflict, "a\nbb\nc\n") == 1)
  }

  @Test func aKnownConflictIsNotNew() {
    #expect(merge("a\nb\nc\n", conflict, "a\nB\nc\n") == conflict)
    #expect(newConflicts("a\nb\nc\n", conflict, "a\nB\nc\n") == 0)
    #expect(newConflicts("a\nb\nc\n\nd\n", conflict + "\nd\n", "a\nb\nc\n\ne\n") == 0)
  }

  @Test func oneSideThatEndsAConflictOfTheBaseWins() {
    #expect(merge(conflict, "a\nB\nc\n", conflict + "d\n") == "a\nB\nc\nd\n")
  }

  @Test func aConflictOfTheBaseEndedInTwoWays() {
    #expect(
      merge(conflict, "a\nB\nc\n", "a\nBβ\nc\n")
        == "a\n<<<<<<< one\nB\n||||||| base\nb\n=======\nBβ\n>>>>>>> other\nc\n")
  }

  @Test func twoWhoAgreeStandAgainstAThird() {
    let base = "a\nb\nc\nd\ne\n"
    let sides = ["A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n", "x\ny\nz\n"]
    let first = merge(base, merge(base, sides[0], sides[1]), sides[2])
    #expect(first == merge(base, sides[0], merge(base, sides[1], sides[2])))
    #expect(first == merge(base, sides[1], merge(base, sides[2], sides[0])))
    #expect(first.contains("<<<<<<< one\nA\nb\nc\nd\nE\n||||||| base\n"))
  }

  @Test func runsGrowWithWhatTheyMark() {
    let merged = merge("a\n", "Head\n=======\n", "Head\n---\n")
    #expect(
      merged
        == "<<<<<<<< one\nHead\n---\n|||||||| base\na\n========\nHead\n=======\n>>>>>>>> other\n")
    #expect(merge("a\n", merged, "Head\n---\n") == merged)
    #expect(merge("a\n", "b\n", "c\n", size: 9).hasPrefix("<<<<<<<<< one\n"))
  }

  @Test func whatLooksLikeAMarkerIsText() {
    let base = "Head\n=======\n\ntext\n\n<<<<<<< one\nquoted\n"
    #expect(
      merge(base, base + "more\n", "Title\n=======\n\ntext\n\n<<<<<<< one\nquoted\n")
        == "Title\n=======\n\ntext\n\n<<<<<<< one\nquoted\nmore\n")
  }

  @Test func linesAtTheEndDoNotConflictByTheirEnd() {
    #expect(merge("a\nb\nc", "A\nb\nc", "a\nb\nc\nd\n") == "A\nb\nc\nd\n")
    #expect(merge("a\nb\nc\n", "a\nb\nc", "a\nb\nC\n") == "a\nb\nC")
    #expect(merge("a\nb\n", "a\nb\n\n\n", "A\nb\n") == "A\nb\n\n\n")
    #expect(merge("a\nb\n", "\na\nb\n", "a\nb\n\n") == "\na\nb\n\n")
    #expect(merge("a\nb\n", "a\nb\n\n\n\n", "a\nb\n\n") == "a\nb\n\n")
  }

  @Test func lineEndsAreAValueOfTheWholeText() {
    #expect(merge("a\nb\nc\n", "a\r\nb\r\nc\r\n", "a\nB\nc\n") == "a\r\nB\r\nc\r\n")
    #expect(merge("a\r\nb\r\nc\r\n", "A\r\nb\r\nc\r\n", "a\r\nb\r\nC\r\n") == "A\r\nb\r\nC\r\n")
    #expect(merge("a\r\nb\r\n", "a\nb\n", "a\r\nB\r\n") == "a\nB\n")
    let windows = conflict.replacing("\n", with: "\r\n")
    #expect(merge("a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n", "a\r\nβ\r\nc\r\n") == windows)
    #expect(merge("a\r\nb\r\nc\r\n", windows, "a\r\nB\r\nc\r\n") == windows)
  }

  @Test func ticksAreNoChangeOfTheLine() {
    #expect(
      merge("- [ ] a\n- [ ] b\n", "- [x] a\n- [ ] b\n", "- [ ] a\n- [x] b\n- [ ] c\n")
        == "- [x] a\n- [x] b\n- [ ] c\n")
    #expect(merge("- [x] a\nb\n", "- [ ] a\nb\n", "- [x] a\nB\n") == "- [ ] a\nB\n")
    #expect(merge("\nx\n", "- [ ] a\nx\n", "- [x] a\nx\n") == "- [x] a\nx\n")
  }

  @Test func aTickFollowsAMovedItem() {
    #expect(
      merge(
        "- [ ] a\n- [ ] b\n- [ ] c\n\ntext\n", "- [ ] b\n- [ ] c\n- [ ] a\n\ntext\n",
        "- [x] a\n- [ ] b\n- [ ] c\n\ntext\n") == "- [ ] b\n- [ ] c\n- [x] a\n\ntext\n")
  }

  @Test func ticksInCodeAreText() {
    let merged = merge("```\n- [ ] a\n```\n", "```\n- [x] a\n```\n", "```\n- [X] a\n```\n")
    #expect(merged.contains("<<<<<<< one\n- [X] a\n||||||| base\n"))
  }

  @Test func itemsAreASet() {
    #expect(
      merge("- [ ] a\n", "- [ ] a\n- [ ] c\n", "- [ ] a\n- [ ] b\n")
        == "- [ ] a\n- [ ] b\n- [ ] c\n")
    #expect(
      merge("- [ ] a\n- [ ] b\n- [ ] c\n", "- [ ] a\n- [ ] c\n", "- [ ] a\n- [ ] b\n- [x] d\n")
        == "- [ ] a\n- [x] d\n")
    #expect(
      merge("x\n\n", "x\n\n- [ ] a\n  - [ ] a1\n", "x\n\n- [ ] b\n")
        == "x\n\n- [ ] a\n  - [ ] a1\n- [ ] b\n")
  }

  @Test func anItemWithDifferentChildrenConflicts() {
    #expect(newConflicts("x\n", "x\n- [ ] a\n  - [ ] 1\n", "x\n- [ ] a\n  - [ ] 2\n") == 1)
  }

  @Test func itemsBesideTextConflict() {
    #expect(newConflicts("x\n", "x\n- [ ] a\n", "x\ntext\n") == 1)
  }

  @Test func whatOneSideHoldsOfTheOtherIsNotRepeated() {
    let base = "a\n=\n"
    let one = "a\n=\n=\n"
    let merged = merge(base, one, "a\nb\n=\n")
    #expect(merged == "a\nb\n=\n=\n")
    #expect(merge(base, merged, one) == merged)
  }

  @Test func anyBytesAreText() {
    let merged = mergeProse(
      base: [0xFF, 0x0A, 0x00, 0x0A, 0x62], ours: [0xFE, 0x0A, 0x00, 0x0A, 0x62],
      theirs: [0xFF, 0x0A, 0x00, 0x0A, 0x0D, 0xC3], markerSize: 7)
    #expect(merged.bytes == [0xFE, 0x0A, 0x00, 0x0A, 0x0D, 0xC3])
  }
}
