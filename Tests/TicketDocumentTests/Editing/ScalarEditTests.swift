import TestSupport
import Testing
import TicketDocument

struct ScalarEditTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var before: String
    var value: String
    var after: String
    var testDescription: String { "\(before) = \(value)" }
  }

  static let cases: [Case] = [
    Case(before: "a: b", value: "c", after: "a: c"),
    Case(before: "a:   b   # why", value: "c", after: "a:   c   # why"),
    Case(before: "a: 'b'", value: "it's", after: "a: 'it''s'"),
    Case(before: "a: 'b'", value: "x\ny", after: "a: \"x\\ny\""),
    Case(before: "a: \"b\" # c", value: "d", after: "a: \"d\" # c"),
    Case(before: "a: b", value: "fix: it", after: "a: \"fix: it\""),
    Case(before: "a: b", value: "no", after: "a: \"no\""),
    Case(before: "a: yes", value: "no", after: "a: no"),
    Case(before: "a: 3", value: "5", after: "a: 5"),
    Case(before: "a: 2026-11-20", value: "2026-12-01", after: "a: 2026-12-01"),
    Case(before: "a: 3", value: "no", after: "a: \"no\""),
    Case(before: "a: b", value: "", after: "a:"),
    Case(before: "a:  b  # c", value: "", after: "a:  # c"),
    Case(before: "a: \"\"", value: "b", after: "a: \"b\""),
    Case(before: "a:", value: "b", after: "a: b"),
    Case(before: "a:    ", value: "b", after: "a:    b"),
    Case(before: "a: # c", value: "b", after: "a: b # c"),
    Case(before: "a:    # c", value: "b", after: "a: b   # c"),
    Case(before: "\"a\" : b", value: "c", after: "\"a\" : c"),
    Case(before: "a: b # c", value: "b", after: "a: b # c"),
  ]

  @Test(arguments: cases, ["\n", "\r\n"])
  func onlyTheValueIsReplaced(_ edit: Case, _ end: String) throws {
    let frame = { (line: String) in
      "---\n# top\nx: y\n\n# own\n\(line)\n- no: 1\n---\n\n---\nbody\n"
        .replacing("- no: 1\n", with: "z: 'w'\n").replacing("\n", with: end)
    }
    var document = try document(frame(edit.before))
    try document.setScalar("a", to: edit.value)
    #expect(text(document).utf8.elementsEqual(frame(edit.after).utf8), "\(text(document))")
    #expect(document.scalar("a") == edit.value)
  }

  @Test func aTypedValueIsPlainWhereSyntaxAllows() throws {
    var document = try document("---\na: x\nb:\n---\n")
    try document.setScalar("a", to: "3", as: .typed)
    try document.setScalar("b", to: "2026-11-20", as: .typed)
    try document.setScalar("c", to: "true", as: .typed)
    #expect(text(document) == "---\na: 3\nb: 2026-11-20\nc: true\n---\n")
  }

  @Test func aMissingKeyGoesAboveItsFollowersComments() throws {
    var document = try document("---\na: |\n  x\n\nb:\n- x\n\n# of c\nc: z\nd: w\n# end\n---\n")
    try document.setScalar("n", to: "1st", insertingBefore: ["missing", "c", "b"])
    try document.setScalar("first", to: "x", insertingBefore: ["a"])
    try document.setScalar("last", to: "", insertingBefore: ["missing"])
    try document.setScalar("later", to: "x", insertingBefore: ["b"])
    #expect(
      text(document)
        == "---\nfirst: x\na: |\n  x\n\nlater: x\nb:\n- x\nn: 1st\n\n# of c\nc: z\nd: w\n# end\nlast:\n---\n"
    )
  }

  @Test(arguments: ["a:\n- b", "a: [b]", "a: []", "a: {}", "a: |\n  b", "a: b\n  c"])
  func aListOrOpaqueValueIsNotOverwritten(_ entry: String) throws {
    var document = try document("---\n\(entry)\n---\n")
    let before = document
    #expect(throws: DocumentEditError.notAScalar(key: "a")) {
      try document.setScalar("a", to: "x")
    }
    #expect(document == before)
  }

  @Test func removingAKeyTakesItsCommentsAndNoOthers() throws {
    var document = try document(
      "---\n# top\na: b\n\n# of c\nc:\n  - d # e\n# of f\nf: g # h\n# end\n---\n")
    #expect(document.remove("c") == .changed)
    #expect(text(document) == "---\n# top\na: b\n# of f\nf: g # h\n# end\n---\n")
    #expect(document.remove("c") == .unchanged)
    document.remove("f")
    document.remove("a")
    #expect(text(document) == "---\n# end\n---\n")
  }

  /// Random edits of one key: all lines that are not the key's stay as they were.
  @Test func randomEditsTouchNoOtherLine() throws {
    let lines = [
      "# top", "id:   x  # c", "t: 'it''s'", "", "u: \"q\" #c", "e:", "l:", "  - a # b",
      "m: {x: y}",
    ]
    for seed in 0..<3000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let end = Bool.random(using: &random) ? "\n" : "\r\n"
      let shuffled = lines.prefix(6).shuffled(using: &random) + lines.suffix(3)
      let file = (["---"] + shuffled + ["---", "body"]).joined(separator: end)
      var document = try document(file)
      let key = ["id", "t", "u", "e"].randomElement(using: &random) ?? ""
      let value = random.text()
      try document.setScalar(key, to: value)
      #expect(document.scalar(key) == value, "seed \(seed)")
      let before = file.utf8.split(separator: 10, omittingEmptySubsequences: false)
      let after = document.bytes.split(separator: 10, omittingEmptySubsequences: false)
      #expect(before.count == after.count, "seed \(seed)")
      for (old, new) in zip(before, after) where !old.starts(with: "\(key):".utf8) {
        #expect(old.elementsEqual(new), "seed \(seed)")
      }
    }
  }
}
