import TestSupport
import Testing
import TicketDocument

struct ListEditTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var before: String
    var items: [String]
    var after: String
    var testDescription: String { "\(before) = \(items)" }
  }

  static let cases: [Case] = [
    Case(before: "a:\n- x\n- z\n", items: ["x", "x2", "z"], after: "a:\n- x\n- x2\n- z\n"),
    Case(before: "a:\n- x\n- z\n", items: ["w", "x", "z"], after: "a:\n- w\n- x\n- z\n"),
    Case(
      before: "a: # k\n\n  # of x\n  -   'x' # c\n\n  # of z\n  - z\n", items: ["w", "x", "x2"],
      after: "a: # k\n  - w\n\n  # of x\n  -   'x' # c\n  - x2\n\n  # of z\n"),
    Case(before: "a:\n- x\n- x2\n", items: ["x2", "x"], after: "a:\n- x2\n- x\n"),
    Case(before: "a:\n- x # c\n- x2\n", items: [], after: "a:\n"),
    Case(before: "a:\n- x\n- x\n- x2\n", items: ["x", "x2"], after: "a:\n- x\n- x2\n"),
    Case(before: "a:\n", items: ["x", "1"], after: "a:\n- x\n- \"1\"\n"),
    Case(before: "a: # c\n", items: ["x"], after: "a: # c\n- x\n"),
    Case(before: "a: x # c\n", items: ["x", "x2"], after: "a: # c\n- x\n- x2\n"),
    Case(before: "a: 'x'\n", items: ["x2"], after: "a:\n- x2\n"),
    Case(before: "a: x\n", items: ["x"], after: "a: x\n"),
    Case(before: "a: [x, z] # c\n", items: ["x", "x2", "z"], after: "a: [x, x2, z] # c\n"),
    Case(
      before: "a: [ a1 , b2 ,c3]\n", items: ["a1", "b1", "b2", "c3"],
      after: "a: [ a1 , b1, b2 ,c3]\n"),
    Case(before: "a: [x, x2]\n", items: ["x2"], after: "a: [x2]\n"),
    Case(before: "a: [ x, x2 ]\n", items: ["x", "x2", "z"], after: "a: [ x, x2, z ]\n"),
    Case(before: "a: [x, x2]\n", items: ["w", "x", "x2"], after: "a: [w, x, x2]\n"),
    Case(before: "a: ['x',\"x2\",]\n", items: ["x", "it, too"], after: "a: ['x',\"it, too\",]\n"),
    Case(before: "a: [x]\n", items: [], after: "a: []\n"),
    Case(before: "a: [ ]\n", items: ["x", "x2"], after: "a: [x, x2]\n"),
    Case(before: "b: c\n", items: ["x"], after: "a:\n- x\nb: c\n"),
  ]

  @Test(arguments: cases, ["\n", "\r\n"])
  func linesOfItemsThatStayAreKept(_ edit: Case, _ end: String) throws {
    let frame = { (lines: String) in
      "---\n# top\n\(lines)b2: c\n---\nbody\n".replacing("\n", with: end)
    }
    var document = try document(frame(edit.before))
    try document.setList("a", to: edit.items, insertingBefore: ["b"])
    let expected =
      edit.before.hasPrefix("b")
      ? frame(edit.after).replacing(
        "# top\(end)a:\(end)- x\(end)", with: "a:\(end)- x\(end)# top\(end)") : frame(edit.after)
    #expect(text(document).utf8.elementsEqual(expected.utf8), "\(text(document))")
    #expect(document.list("a") == edit.items)
  }

  @Test func itemsAreInsertedOnceAndRemovedEverywhere() throws {
    var document = try document("---\na:\n- b\n- d\nn: {}\n---\n")
    #expect(document.insertItem("c", in: "a", at: .sorted) == .changed)
    #expect(document.insertItem("c", in: "a", at: .end) == .unchanged)
    #expect(document.insertItem("a", in: "a", at: .end) == .changed)
    #expect(document.insertItem("x", in: "m", at: .end, insertingBefore: ["n"]) == .changed)
    #expect(text(document) == "---\na:\n- b\n- c\n- d\n- a\nm:\n- x\nn: {}\n---\n")
    #expect(document.removeItem("d", from: "a") == .changed)
    #expect(document.removeItem("d", from: "a") == .unchanged)
    #expect(document.removeItem("x", from: "m") == .changed)
    #expect(document.removeItem("x", from: "zz") == .unchanged)
    #expect(text(document) == "---\na:\n- b\n- c\n- a\nm:\nn: {}\n---\n")
    let before = document
    #expect(document.insertItem("x", in: "n", at: .end) == .refused(.notAList(key: "n")))
    #expect(document.removeItem("x", from: "n") == .refused(.notAList(key: "n")))
    #expect(document == before)
  }

  /// Random lists become other lists: kept lines are there in order, comments all stay.
  @Test func randomListEditsReadBackAndKeepComments() throws {
    for seed in 0..<2000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let texts = (0..<8).map { _ in random.text() }
      let old = Array(texts.shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random)))
      let new = Array(texts.shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random)))
      let indent = ["", "  "].randomElement(using: &random) ?? ""
      let lines = old.map { "\(indent)# c\n\(indent)- \(TicketDocument.quoted($0)) # d\n" }.joined()
      var document = try document("---\nx: y\na: # k\n\(lines)z: w\n---\nbody")
      try document.setList("a", to: new)
      #expect(document.list("a") == new, "seed \(seed)")
      #expect(try judgedValues(document) == values(document), "seed \(seed)")
      #expect(
        text(document).hasPrefix("---\nx: y\na: # k\n")
          && text(document).hasSuffix("z: w\n---\nbody"))
      #expect(text(document).components(of: "\(indent)# c\n") == old.count, "seed \(seed)")

      let brackets = old.isEmpty ? "" : old.map { _ in " 'q'," }.joined()
      var inline = try TicketDocument(parsing: Array("---\na: [\(brackets)] # k\n---\n".utf8))
      try inline.setList("a", to: new)
      #expect(inline.list("a") == new, "seed \(seed)")
      #expect(text(inline).hasSuffix("] # k\n---\n"))
      #expect(try judgedValues(inline) == values(inline), "seed \(seed) \(text(inline))")
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
