import Testing
import TicketDocument

struct ReadingTests {
  @Test(arguments: [
    ("a: b", "b"), ("a:   b  ", "b"), ("a:\tb", "b"), ("a : b", "b"), ("\"a\": b", "b"),
    ("'a': b", "b"), ("a:", ""), ("a: # c", ""), ("a: \"\"", ""), ("a: b # c", "b"),
    ("a: b#c", "b#c"), ("a: 'it''s'", "it's"), ("a: \"\\x41\\u00e9\\U0001F600\\t\"", "Aé😀\t"),
    ("a: 'b' # c", "b"), ("a: ~", "~"), ("a: null", "null"), ("a: NO", "NO"), ("a: 1e10", "1e10"),
    ("a: 02", "02"), ("a: :b", ":b"), ("a: -b", "-b"), ("a: http://x/y", "http://x/y"),
    ("a: b,c]d", "b,c]d"),
    ("a: \"\\0\\a\\b\\e\\N\\_\\L\\P\\/\\ \"", "\0\u{7}\u{8}\u{1B}\u{85}\u{A0}\u{2028}\u{2029}/ "),
  ]) func aScalarIsDecoded(_ line: String, _ value: String) throws {
    let document = try document("---\n\(line)\n---\n")
    #expect(document.scalar("a") == value)
  }

  @Test(arguments: [
    "a:\n- x\n- y", "a:\n  - x\n\n  # c\n  - 'y' # d", "a: # c\n\n# d\n-   x\n- \"y\"",
    "a: [x, y]", "a: [ 'x' ,\"y\", ] # c", "a: [x,y]",
  ]) func aListIsDecoded(_ lines: String) throws {
    let document = try document("---\n\(lines)\nb: z\n---\n")
    #expect(document.list("a") == ["x", "y"])
    #expect(document.scalar("a") == nil)
    #expect(document.scalar("b") == "z")
  }

  @Test(arguments: [
    "a: |\n  x: y\n\n  # no comment\n", "a: >-2\n  x\n", "a: x\n  y\n", "a: \"x\n  y\"\n",
    "a: 'x\n\n  y' # c\n", "a:\n  x\n", "a:\n  x: y\n  z:\n    - 1\n", "a:\n- x: y\n  z: 1\n- w\n",
    "a:\n- - x\n", "a: {x: y}\n", "a: [x, [y]]\n", "a: [\n  x, # c\n  'y]'\n]\n", "a: [x: y]\n",
    "a:\n  - |\n    x\n", "a:\n- x\n - y\n", "a:\n  - x\n    y\n", "a: {}\n",
  ]) func anyOtherValueIsNestedAndEndsWhereItDoes(_ lines: String) throws {
    let document = try document("---\n\(lines)b: z\n---\n")
    let entry = try #require(document.entry("a"))
    guard case .nested = entry.value else {
      Issue.record("not nested")
      return
    }
    #expect(document.bytes[entry.lines].elementsEqual(lines.utf8))
    #expect(document.scalar("a") == nil && document.list("a").isEmpty)
    #expect(document.scalar("b") == "z")
  }

  @Test func entriesTellTheirPlaces() throws {
    let document = try document("---\n# c\na: 'x' # d\n\nb:\n  - y\n  - z\n---\n")
    let entries = document.entries
    #expect(entries.map(\.key) == ["a", "b"])
    #expect(entries.map(\.lines) == [8..<19, 20..<35])
    #expect(entries.map(\.valueRange) == [11..<14, 23..<34])
    #expect(document.rawValue("a") == Array("'x'".utf8))
    #expect(document.rawValue("b") == Array("  - y\n  - z".utf8))
    #expect(document.rawValue("c") == nil)
    #expect(document.position(of: 23) == Position(line: 6, column: 1))
  }

  @Test func linesMayEndInCRLFAndTheFileStartWithAByteOrderMark() throws {
    let input = "\u{FEFF}--- \t\r\na: x\r\nb:\r\n- y\r\n... \r\nbody\r\n---\r\n"
    let document = try document(input)
    #expect(document.bytes == Array(input.utf8))
    #expect(document.lineEnding == .crlf)
    #expect(document.scalar("a") == "x")
    #expect(document.list("b") == ["y"])
    #expect(document.body.utf8.elementsEqual("body\r\n---\r\n".utf8))
    #expect(document.position(of: 0) == Position(line: 1, column: 1))
    #expect(document.position(of: 3) == Position(line: 1, column: 1))
  }

  @Test func theClosingLineMayEndTheFile() throws {
    #expect(try document("---\na: x\n---").body == "")
    #expect(try document("---\n---").entries.isEmpty)
  }
}
