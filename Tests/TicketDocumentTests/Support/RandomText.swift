import TestSupport

extension SeededGenerator {
  /// Returns a text made of what is hard for YAML writers, sometimes of plain words.
  mutating func text() -> String {
    if Int.random(in: 0..<4, using: &self) == 0 {
      return Self.trickyTexts.randomElement(using: &self) ?? ""
    }
    let count = Int.random(in: 0...7, using: &self)
    return (0..<count).map { _ in Self.pieces.randomElement(using: &self) ?? "" }.joined()
  }

  private static let trickyTexts = [
    "null", "~", "Yes", "no", "0x1F", "0o17", "1e10", "02", "12:34:56", "2026-11-20", ".inf",
    "2026-11-20T09:15:00Z", "2026-11-20 09:15:00", "-", "- x", "? x", ": x", "x:", "--- x", "...",
    "<<", "=", "\u{FEFF}bom", "a\u{2028}b", "a\u{85}b", "[x]", "{x", "*star*", "&amp", "!bang",
    "%percent", "@at", "`tick`", "it's", "\"quoted\"", "a #1 b", "#hash", "C:\\path", "ends in \\",
    " lead", "trail ", "\ttab", "line\nbreak", "\r\n", "\0", "\u{1F600}", "e\u{301}", "a, b",
    "fix: the thing", "|", "> x", "'", "''", "\u{7F}", "\u{9F}", "\u{FFFE}", "1_000", "+1", "-.5e3",
  ]
  private static let pieces = [
    "a", "Z", "0", "9", " ", "  ", ":", ": ", " #", "#", "-", "- ", "?", ",", "[", "]", "{", "}",
    "&",
    "*", "!", "|", ">", "'", "\"", "%", "@", "`", "\\", "\\n", "\n", "\r", "\t", ".", "~", "=", "<",
    "é", "中", "\u{1F468}\u{200D}\u{1F469}", "\u{A0}", "\u{AD}", "\u{2029}", "word", "TODO", "e5",
  ]
}
