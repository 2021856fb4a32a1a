import TestSupport
import Testing
import TicketDocument
import Yams

struct QuotingTests {
  @Test(arguments: [
    "plain", "two words", "fix:it", "http://x/y?z=1&b", "a#b", "it's", "say \"hi\"", "C:\\dir",
    "-x",
    ":x", "?x", "x-y", "a, b", "a [b] {c}", "3 apples", "v1.10", "sn-k7m3qx", "P2", "中文", "😀",
    "2026-11-20T09:15:00Z", "2026-11-20T09:15:00Z bob new", "nullable", "north",
    "x: y".replacing(" ", with: ""),
    "due = 2026-11-20", ".x", "1.2.3-beta", "0xZZ", "e5",
  ]) func whatIsSafeStaysPlain(_ value: String) throws {
    #expect(TicketDocument.quoted(value) == value)
    #expect(try document("---\na: \(value)\n---\n").scalar("a") == value)
  }

  @Test(arguments: [
    ("", "\"\""), (" x", "\" x\""), ("x ", "\"x \""), ("fix: it", "\"fix: it\""),
    ("x:", "\"x:\""), ("a #1", "\"a #1\""), ("# a", "\"# a\""), ("- a", "\"- a\""), ("-", "\"-\""),
    ("? a", "\"? a\""), (": a", "\": a\""), ("---", "\"---\""), ("...", "\"...\""),
    ("[a]", "\"[a]\""), ("{a}", "\"{a}\""), ("]", "\"]\""), ("}", "\"}\""), (",a", "\",a\""),
    ("&a", "\"&a\""), ("*a", "\"*a\""), ("!a", "\"!a\""), ("|", "\"|\""), (">", "\">\""),
    ("%a", "\"%a\""), ("@a", "\"@a\""), ("`a", "\"`a\""), ("'a", "\"'a\""), ("\"a", "\"\\\"a\""),
    ("null", "\"null\""), ("Null", "\"Null\""), ("~", "\"~\""), ("true", "\"true\""),
    ("NO", "\"NO\""), ("y", "\"y\""), ("off", "\"off\""), ("1", "\"1\""), ("02", "\"02\""),
    ("-1.5", "\"-1.5\""), ("1e10", "\"1e10\""), ("0x1F", "\"0x1F\""), ("0o17", "\"0o17\""),
    ("0b1", "\"0b1\""), ("1_000", "\"1_000\""), (".5", "\".5\""), (".inf", "\".inf\""),
    ("-.INF", "\"-.INF\""), (".NaN", "\".NaN\""), ("12:34:56", "\"12:34:56\""),
    ("2026-11-20", "\"2026-11-20\""), ("2026-1-2 3:04:05", "\"2026-1-2 3:04:05\""),
    ("2026-11-20T09:15:00+01:00", "\"2026-11-20T09:15:00+01:00\""), ("<<", "\"<<\""),
    ("=", "\"=\""), ("a\nb", "\"a\\nb\""), ("a\tb", "\"a\\tb\""), ("\0", "\"\\0\""),
    ("\u{1B}[31m", "\"\\e[31m\""), ("\u{7F}", "\"\\x7F\""), ("\u{85}", "\"\\N\""),
    ("\u{2028}", "\"\\L\""), ("\u{2029}", "\"\\P\""), ("\u{FEFF}", "\"\\uFEFF\""),
    ("C: \\x", "\"C: \\\\x\""),
  ]) func whatAReaderWouldMistakeIsQuoted(_ value: String, _ written: String) throws {
    #expect(TicketDocument.quoted(value) == written)
    #expect(try document("---\na: \(written)\n---\n").scalar("a") == value)
  }

  @Test func aNewDocumentIsWrittenInCanonicalStyle() {
    let made = TicketDocument.make(
      entries: [
        ("id", .scalar("sn-1")), ("title", .scalar("fix: it")), ("assignee", .scalar("")),
        ("estimate", .typed("3")), ("due", .typed("2026-11-20")), ("labels", .list(["a", "no"])),
        ("blocked_by", .list([])), ("odd: key", .scalar("x")), ("id", .scalar("sn-2")),
      ], body: "Text\r\nmore")
    #expect(
      text(made) == """
        ---
        id: sn-2
        title: "fix: it"
        assignee:
        estimate: 3
        due: 2026-11-20
        labels:
        - a
        - "no"
        blocked_by:
        "odd: key": x
        ---

        Text
        more

        """)
    #expect(text(TicketDocument.make(entries: [], body: "")) == "---\n---\n")
  }

  /// libyaml reads what we write as the same strings, and takes none of them for another type.
  @Test func everyWrittenTextIsReadBackByLibyaml() throws {
    for seed in 0..<3000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let texts = (0..<6).map { _ in withoutMark(random.text()) }
      var made = TicketDocument.make(
        entries: [
          ("scalar", .scalar(texts[0])), ("key \(texts[1])", .scalar("x")),
          ("list", .list([texts[2], texts[3]])), ("old", .scalar("plain")), ("empty", .list([])),
        ], body: texts[5])
      try made.setScalar("old", to: texts[4])
      try made.setScalar("new", to: texts[5], insertingBefore: ["old"])
      made.insertItem(texts[4], in: "empty", at: .sorted)
      let expected: [String: PlainValue] = [
        "scalar": .scalar(texts[0]), "key \(texts[1])": .scalar("x"),
        "list": .list([texts[2], texts[3]]), "old": .scalar(texts[4]), "new": .scalar(texts[5]),
        "empty": .list([texts[4]]),
      ]
      #expect(values(made) == expected, "seed \(seed)")
      #expect(try judgedValues(made) == expected, "seed \(seed)\n\(text(made))")
    }
  }

  @Test func noWrittenTextHasAnImplicitType() throws {
    for seed in 0..<3000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let value = withoutMark(random.text())
      let written = TicketDocument.quoted(value)
      guard value != "2026-11-20T09:15:00Z" else { continue }
      let loaded = try load(yaml: "- \(written)\n") as? [String]
      #expect(loaded == [value], "seed \(seed): \(written)")
    }
  }
}
