import TestSupport
import Testing
import TicketModel

@Suite struct SlugTests {
  @Test(arguments: [
    ("Login crashes on an empty password", "login-crashes-on-an-empty-password"),
    ("  --Fix: `foo()`/bar!  ", "fix-foo-bar"),
    ("HTTP 500", "http-500"),
    ("", ""), ("日本語", ""), ("../../etc/passwd", "etc-passwd"),
    ("One two three four five six seven eight nine", "one-two-three-four-five-six-seven-eight"),
    (
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b",
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    ),
    ("İstanbul", "stanbul"), ("a\nb\0c", "a-b-c"),
  ])
  func aSlugIsTheTitlesWords(title: String, expected: String) {
    #expect(slug(of: title) == expected)
  }

  @Test(arguments: [
    ("Log in", false, "sn-k7m3qx-log-in.md"), ("日本", false, "sn-k7m3qx.md"),
    ("Log in", true, "k/7/sn-k7m3qx-log-in.md"),
  ])
  func aFileIsNamedByIDAndSlug(title: String, isSharded: Bool, expected: String) {
    #expect(id("sn-k7m3qx").fileName(title: title, isSharded: isSharded) == expected)
  }

  @Test func aSlugIsShortAndSafeWhateverTheTitle() {
    var generator = SeededGenerator(seed: 6)
    let pieces = ["a", "Z", "9", " ", "-", "/", ".", "é", "\u{301}", "🦊", "\n", "İ", "ẞ", "word"]
    for _ in 0..<3_000 {
      let title = (0..<Int.random(in: 0...60, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let slug = slug(of: title)
      #expect(slug.utf8.count <= 40)
      #expect(slug.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) })
      #expect(!slug.hasPrefix("-") && !slug.hasSuffix("-") && !slug.contains("--"))
    }
  }
}
