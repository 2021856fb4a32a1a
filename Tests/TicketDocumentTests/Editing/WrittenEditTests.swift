import Testing
import TicketDocument

@Suite struct WrittenEditTests {
  private static let sample = """
    ---
    id: sn-k7m3qx
    # above
    size: "3"   # mine
    tags: [a, b]
    list:
      - a
      - b
    map:
      a: 1
    note: |
      one
      two
    empty:
    ---

    """

  /// A key, what is to be written, and the lines that come out.
  @Test(
    arguments: [
      ("size", "five", "size: five   # mine\n"),
      ("size", "", "# above\nsize:\n"),
      ("size", "[a]", "size: [a]\n"),
      ("size", "\n- a\n- b", "size:\n- a\n- b\n"),
      ("tags", "x", "tags: x\n"),
      ("list", "[]", "list: []\n"),
      ("map", "\n  b: 2", "map:\n  b: 2\n"),
      ("note", "|\n  three", "note: |\n  three\n"),
      ("empty", "'x'", "empty: 'x'\n"),
      ("new", "\n- a", "empty:\nnew:\n- a\n"),
    ])
  func valuesAreSetAsTheyAreWritten(key: String, written: String, lines: String) throws {
    var document = try document(Self.sample)
    try document.setWritten(key, to: written)
    #expect(text(document).contains(lines))
    #expect(document.written(key) == written)
    #expect(document.entries.count == (key == "new" ? 8 : 7))
  }

  @Test(arguments: ["size", "tags", "list", "map", "note", "empty", "id"])
  func whatIsWrittenGoesBackUnchanged(key: String) throws {
    for ending in ["\n", "\r\n"] {
      let original = try document(Self.sample.replacing("\n", with: ending))
      let written = try #require(original.written(key))
      var copy = original
      try copy.setWritten(key, to: "other")
      try copy.setWritten(key, to: written)
      #expect(copy.written(key) == written)
      #expect(values(copy) == values(original))
      var same = original
      try same.setWritten(key, to: written)
      #expect(same == original)
    }
  }

  @Test func whatIsNoValueIsRefused() throws {
    var document = try document(Self.sample)
    #expect(throws: DocumentEditError.self) { try document.setWritten("size", to: "[a") }
    #expect(throws: DocumentEditError.self) { try document.setWritten("size", to: "a\nlist: b") }
    #expect(text(document) == Self.sample)
    #expect(document.written("nowhere") == nil)
  }

  @Test(arguments: [("carol", "carol"), ("'a: b'", "a: b"), ("\"\\n\"", "\n"), ("", "")])
  func writtenScalarsAreRead(written: String, text: String) {
    #expect(TicketDocument.scalarText(written: written) == text)
  }

  @Test(arguments: ["[a, b]", "\n- a", "a: b", "'a", "x\nkey2: y"])
  func otherValuesHaveNoText(written: String) {
    #expect(TicketDocument.scalarText(written: written) == nil)
  }
}
