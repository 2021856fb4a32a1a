import TestSupport
import Testing

/// How `diff` prints what changed.
@Suite struct DiffFormatTests {
  private let world: CommandLineWorld

  /// A branch on which something of each kind happened.
  init() throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    let id = world.ok(
      "new", "Login crashes on an empty password", "-t", "bug", "-l", "ui",
      "-m", "The form sends null.\n\nOne is logged out.\n\n## Tasks\n\n- [ ] reject it\n- [ ] tell")
    world.ok("comment", id, "-m", "I see it too.")
    let layout = world.ok("new", "Only its layout changes")
    let moved = world.ok("new", "Only its file moves")
    let gone = world.ok("new", "Not needed any more", "-p", "P3")
    world.ok("comment", gone, "-m", "Bye.")
    try world.git("switch", "-q", "-c", "topic")

    world.ok("start", id)
    world.variables["SNAG_ACTOR"] = "bob"
    world.ok("close", id, "resolution=fixed", "-m", "Fixed.")
    world.ok("comment", id, "-m", "Really.")
    world.ok("edit", id, "labels+=regression", "labels-=ui", "title=Login crashes without password")
    world.ok("new", "Token refresh fails twice", "-t", "bug", "-p", "P2")
    try edit(id) { text in
      text.replacing("history:", with: "x_map:\n  a: 1\nx_words: [two words, three]\nhistory:")
        .replacing("- [ ] reject it", with: "- [x] reject it").replacing("- [ ] tell\n", with: "")
        .replacing("One is logged out.", with: "One is logged out,\nand in again.")
        .replacing("I see it too.", with: "I see it, too.")
    }
    try edit(layout) { $0.replacing("title: ", with: "# why\ntitle: ") }
    try world.git("rm", "-q", world.path(of: gone))
    try world.git("mv", world.path(of: moved), ".tickets/\(moved).md")
    _ = world.takeTranscript()
  }

  private func edit(_ id: String, _ change: (String) -> String) throws {
    let path = world.path(of: id)
    try world.write(change(try #require(world.read(path))), to: path)
  }

  @Test func textIsAsRecorded() throws {
    world.snag("diff")
    world.snag("diff", "--color=always")
    try expectSnapshot(
      world.takeTranscript().replacing("\u{1B}", with: "␛"), named: "diff-text")
  }

  @Test func aTerminalHasTheSameWords() throws {
    let plain = world.snag("diff").output
    world.terminalWidth = 40
    world.variables["NO_COLOR"] = "1"
    #expect(world.snag("diff").output == plain)
  }

  @Test func markdownIsAsRecorded() throws {
    world.snag("diff", "--format=md")
    try expectSnapshot(world.takeTranscript(), named: "diff-md")
  }

  @Test func jsonIsAsRecorded() throws {
    let outcome = world.snag("diff", "--json")
    _ = try outcome.json()
    #expect(outcome.output == world.snag("diff", "--format=json").output)
    // A line for each member, so that a difference can be seen.
    try expectSnapshot(
      outcome.output.replacing(",\"", with: ",\n\"").replacing("{\"id\"", with: "\n{\"id\""),
      named: "diff-json")
  }

  @Test func fieldsOfTheJSONCanBePicked() throws {
    let tickets = try #require(
      try world.snag("diff", "--json=id,change").json()["tickets"] as? [[String: Any]])
    #expect(
      tickets.map { $0["change"] as? String }
        == ["changed", "changed", "moved", "added", "removed"])
    #expect(tickets.allSatisfy { $0.count == 2 })
  }

  // MARK: Markdown

  private func markdown(title: String) throws -> String {
    try world.write(
      "---\nid: we-kkkb2c\ntitle: \"\(title)\"\n---\n", to: ".tickets/we-kkkb2c.md")
    let lines = world.ok("diff", "--format=md", "we-kkkb2c").split(separator: "\n")
    #expect(lines.count == 1)
    return String(try #require(lines.first))
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
    ("`code` and ``more``", "\\`code\\` and \\`\\`more\\`\\`"), ("a | b", "a \\| b"),
    ("*a* _b_ ~~c~~", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~"),
    ("![x](http://e)", "!\\[x\\](http\\://\u{2060}e)"), ("&lt;b&gt;", "\\&lt;b\\&gt;"),
    ("<!-- x -->", "\\<!-- x -->"), ("$x$", "\\$x\\$"), ("x #", "x \\#"),
    ("hi @octocat and a@b.c", "hi @\u{2060}octocat and a@\u{2060}b.c"),
    ("fixes #12, GH-3, o/r#4", "fixes \\#\u{2060}12, GH-\u{2060}3, o/r\\#\u{2060}4"),
    ("closes https://github.com/o/r/issues/1", "closes https\\://\u{2060}github.com/o/r/issues/1"),
    ("see www.example.org", "see www\\.\u{2060}example.org"), ("a @ b # c", "a @ b \\# c"),
    ("http://x\\\\<b>", "http\\://\u{2060}x\\\\\\<b>"), ("10:30 a.b", "10:30 a.b"),
    ("back\\\\slash\\\\", "back\\\\slash\\\\"), ("two\\nlines", "two lines"),
    ("esc\\e[31m", "esc\\\\u{1b}\\[31m"), ("\\u202Eevil", "\\\\u{202e}evil"),
  ])
  func nothingInATitleIsMarkup(title: String, expected: String) throws {
    #expect(try markdown(title: title) == "### New: we-kkkb2c: \(expected)")
  }

  @Test(arguments: [
    ("1. one", "1\\. one"), ("2) two", "2\\) two"), ("- three", "\\- three"),
    ("> four", "\\> four"),
    ("# five", "\\# five"), ("```", "\\`\\`\\`"), ("===", "\\==="), ("2 words", "2 words"),
  ])
  func nothingAtTheStartOfALineIsMarkup(type: String, expected: String) throws {
    try world.write(
      "---\nid: we-kkkb2c\ntitle: One\ntype: \"\(type)\"\n---\n", to: ".tickets/we-kkkb2c.md")
    #expect(
      world.ok("diff", "--format=md", "we-kkkb2c") == "### New: we-kkkb2c: One\n\n- \(expected)")
  }
}
