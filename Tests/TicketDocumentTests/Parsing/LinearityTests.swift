import Testing
import TicketDocument

/// Large inputs of shapes that make careless scanners quadratic or recurse; they only have to finish.
struct LinearityTests {
  static let shapes: [(String, String)] = [
    ("keys", (0..<60_000).map { "key\($0): x\n" }.joined()),
    ("one line", "a: " + String(repeating: "x ", count: 500_000) + "\n"),
    ("long key", String(repeating: "x", count: 1_000_000) + ": y\n"),
    ("items", "a:\n" + String(repeating: "- x\n", count: 250_000)),
    ("bracket items", "a: [" + String(repeating: "x,", count: 500_000) + "]\n"),
    ("open brackets", "a: " + String(repeating: "[", count: 1_000_000) + "\n"),
    (
      "brackets",
      "a: " + String(repeating: "[", count: 400_000) + String(repeating: "]", count: 400_000) + "\n"
    ),
    ("blank lines", "a:\n" + String(repeating: "\n", count: 1_000_000)),
    ("comments", "a:\n" + String(repeating: "# c\n", count: 250_000)),
    ("empty keys", (0..<40_000).map { "k\($0):\n\n# c\n" }.joined()),
    ("quotes", "a: \"" + String(repeating: "\\n", count: 500_000) + "\"\n"),
    ("nested", "a:\n" + (0..<1000).map { String(repeating: " ", count: $0 + 1) + "b:\n" }.joined()),
    ("separators", "a: [" + String(repeating: "\u{2028},", count: 200_000) + "]\n"),
    ("cut values", (0..<40_000).map { "k\($0): a #b\n" }.joined()),
    ("colons", String(repeating: "a: b: c\n", count: 100_000)),
  ]

  @Test(arguments: shapes) func aLargeFrontMatterIsReadInOnePass(
    _ name: String, _ lines: String
  ) throws {
    let bytes = Array("---\n\(lines)---\n".utf8)
    guard var document = try? TicketDocument(parsing: bytes) else {
      _ = fixed(bytes)
      return
    }
    #expect(document.bytes == bytes)
    _ = (document.warnings, document.entries.count, document.list("a"))
    document.insertItem("y", in: "a", at: .sorted)
    document.removeItem("x", from: "a")
    _ = document
  }

  @Test(arguments: [
    "## Comments\n", "### a, 2026-11-20T09:15:00Z, c-1\n", "```\n", "- [ ] x\n", "\\",
  ])
  func aLargeBodyIsReadInOnePass(_ line: String) throws {
    var document = try document(
      "---\n---\n## Comments\n" + String(repeating: line, count: 1_000_000 / line.utf8.count))
    _ = (document.comments, document.checklist, document.warnings)
    document.appendComment(author: "a", time: "b", id: "c", isInternal: false, text: "d")
  }
}
