import Testing
import TicketDocument

struct FindingTests {
  @Test(arguments: [
    ("a: x #1 y", DocumentFinding.Kind.commentCutsValue(key: "a"), 6, "write: a: \"x #1 y\""),
    ("a: 1\nb:\n  - x  #1", .commentCutsValue(key: "b"), 8, "write:   - \"x  #1\""),
    ("a: x\u{2028}y", .lineSeparator(key: "a"), 5, "write: a: \"x\\Ly\""),
  ]) func aValueThatMayNotBeMeantIsReported(
    _ lines: String, _ kind: DocumentFinding.Kind, _ column: Int, _ fix: String
  ) throws {
    let warnings = try document("---\n\(lines)\n---\n").warnings
    #expect(warnings.map(\.kind) == [kind])
    let line = lines.split(separator: "\n").count + 1
    #expect(warnings.first?.position == Position(line: line, column: column))
    #expect(warnings.first?.fix == fix)
  }

  @Test(arguments: [
    "a: x # why", "a: x #", "a: x ## why", "a: \"x\" #1", "a: x#1", "a: #1", "a:\n- x # y",
  ])
  func anOrdinaryCommentIsNotReported(_ lines: String) throws {
    #expect(try document("---\n\(lines)\n---\n").warnings.isEmpty)
  }

  @Test func valuesThatCanOnlyBeTextAreQuoted() throws {
    let broken =
      "---\na: fix: it # why\nb: @x\nc:\n  - `y` z\nd: [wip] x\ne: *bold* x\nf: x:\n---\n- [ ] x\n"
    let (bytes, notes) = try #require(fixed(Array(broken.utf8)))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "---\na: \"fix: it\" # why\nb: \"@x\"\nc:\n  - \"`y` z\"\nd: \"[wip] x\"\ne: \"*bold* x\"\nf: \"x:\"\n---\n- [ ] x\n"
    )
    #expect(notes.count == 6)
    #expect(notes.first == "line 2: put in quotes: a: \"fix: it\"")
    #expect(try TicketDocument(parsing: bytes).scalar("a") == "fix: it")
  }

  @Test(arguments: [
    "a: b", "a: 'don't'", "a: &x y", "a: !x", "a: *x", "a:\n\t- x", "a: \"b", "a: b: c\nd: [",
    "a: 1\na: 2",
  ]) func whatNeedsAGuessIsLeftAlone(_ lines: String) {
    #expect(fixed(Array("---\n\(lines)\n---\n".utf8)) == nil)
  }
}
