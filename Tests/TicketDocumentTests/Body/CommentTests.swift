import TestSupport
import Testing
import TicketDocument

struct CommentTests {
  private let section = """
    ---
    a: b
    ---
    ## Comments

    Not the section.

    ```
    ## Comments
    ```

    ## Comments

    ### bob, 2026-11-23T10:00:00Z, c-7hq4

    First.

    ```
    ### ada, 2026-11-23T10:00:00Z, c-1
    ```

    ### Steps
    ## Other
    ### ada, 2026-11-23T10:20:00.5+01:00, c-9wd2, internal
    \\### Meant
    \\\\# Two

    """

  @Test func commentsAreReadFromTheLastSection() throws {
    let document = try document(section)
    let comments = document.comments
    #expect(comments.map(\.author) == ["bob", "ada"])
    #expect(comments.map(\.time) == ["2026-11-23T10:00:00Z", "2026-11-23T10:20:00.5+01:00"])
    #expect(comments.map(\.id) == ["c-7hq4", "c-9wd2"])
    #expect(comments.map(\.isInternal) == [false, true])
    #expect(
      comments.map(\.text) == [
        "First.\n\n```\n### ada, 2026-11-23T10:00:00Z, c-1\n```\n\n### Steps\n## Other",
        "### Meant\n\\# Two",
      ])
    #expect(
      document.bytes[comments[1].headingRange].elementsEqual(
        "### ada, 2026-11-23T10:20:00.5+01:00, c-9wd2, internal\n".utf8))
    #expect(comments[0].range.upperBound == comments[1].headingRange.lowerBound)
    #expect(comments[1].range.upperBound == document.bytes.count)
    #expect(
      document.warnings.map(\.kind) == [
        .malformedCommentHeading("Steps"), .headingInComments("Other"),
      ])
    #expect(document.warnings.map(\.position.line) == [22, 23])
  }

  @Test(arguments: [
    "bob, 2026-11-23T10:00:00Z", "bob, 2026-11-23, c-1", "bob, 2026-11-23T10:00:00, c-1",
    ", 2026-11-23T10:00:00Z, c-1", "bob, 2026-11-23T10:00:00Z, c 1", "bob",
    "bob, 2026-11-23T10:00:00Z, c-1, secret", "bob, 2026-11-23T10:00:00Z, c-1, internal, x",
  ]) func aHeadingThatBreaksTheGrammarIsProseAndReported(_ heading: String) throws {
    let document = try document("---\n---\n## Comments\n### \(heading)\ntext\n")
    #expect(document.comments.isEmpty)
    #expect(document.warnings.map(\.kind) == [.malformedCommentHeading(heading)])
  }

  @Test(
    arguments: [
      ("", "\n## Comments\n\n"), ("Body", "Body\n\n## Comments\n\n"),
      ("Body\n", "Body\n\n## Comments\n\n"), ("Body\n\n", "Body\n\n## Comments\n\n"),
      ("\n## Comments\n", "\n## Comments\n\n"), ("```\ncode", "```\ncode\n```\n\n## Comments\n\n"),
    ], ["\n", "\r\n"])
  func aCommentIsAppendedBehindABlankLine(_ bodies: (String, String), _ end: String) throws {
    let head = "---\(end)a: b\(end)---\(end)"
    var document = try document(head + bodies.0.replacing("\n", with: end))
    document.appendComment(
      author: "ada", time: "2026-11-23T10:00:00Z", id: "c-1", isInternal: true, text: "Text\nmore")
    let added = "### ada, 2026-11-23T10:00:00Z, c-1, internal\n\nText\nmore\n"
    let expected = head + (bodies.1 + added).replacing("\n", with: end)
    #expect(text(document).utf8.elementsEqual(expected.utf8), "\(text(document))")
    #expect(document.comments.map(\.text) == ["Text\nmore"])
  }

  @Test(arguments: [
    "## Comments", "### x, 2026-11-23T10:00:00Z, c-9", "# A\n## B\n### C\n#### D\n",
    "\\## x\n\\\\### y",
    "```\n## code\n```", "~~~~\n### code\n~~~\n## code\n~~~~\n## prose", "###", "---\na: b\n---",
    "a\n\n\n\nb", "", "    ## indented", "- [ ] a\n- [x] b", "#hashtag",
  ]) func anyTextIsReadBackAndHidesNoLaterComment(_ written: String) throws {
    var document = try document("---\n---")
    for id in ["c-1", "c-2"] {
      document.appendComment(
        author: "ada", time: "2026-11-23T10:00:00Z", id: id, isInternal: false, text: written)
    }
    var expected = written
    while expected.hasSuffix("\n") { expected.removeLast() }
    #expect(document.comments.map(\.text) == [expected, expected])
    #expect(document.comments.map(\.id) == ["c-1", "c-2"])
    #expect(document.warnings.isEmpty)
  }

  @Test func openFencesAreClosedAndOddHeadingsMadeSafe() throws {
    var document = try document("---\n---\n")
    document.appendComment(
      author: "a, b\n", time: "", id: "c 1", isInternal: false, text: "````x\n## Comments\n```")
    document.appendComment(
      author: "", time: "2026-11-23T10:00:00Z", id: "", isInternal: false, text: "\0")
    #expect(
      text(document)
        == "---\n---\n\n## Comments\n\n### a b, unknown, c-1\n\n````x\n## Comments\n```\n````\n\n### unknown, 2026-11-23T10:00:00Z, c-0\n\n\u{FFFD}\n"
    )
  }

  @Test func randomTextsAreReadBack() throws {
    for seed in 0..<1000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let words = [
        "## ", "### a, 2026-11-23T10:00:00Z, c-9", "```", "~~~", "\n", "\n", "x", "\\", "# ", " ",
      ]
      let count = Int.random(in: 0...12, using: &random)
      let written = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined()
      var document = try document("---\n---\n")
      for id in ["c-1", "c-2"] {
        document.appendComment(
          author: "a", time: "2026-11-23T10:00:00Z", id: id, isInternal: false, text: written)
      }
      #expect(document.comments.map(\.id) == ["c-1", "c-2"], "seed \(seed)")
      #expect(document.comments.first?.text == document.comments.last?.text, "seed \(seed)")
      let lines = document.comments.first?.text.split(separator: "\n").map(String.init) ?? []
      let meant = written.split(separator: "\n").map(String.init).filter {
        !$0.allSatisfy { $0 == " " }
      }
      #expect(lines.filter { !$0.allSatisfy { $0 == " " } }.starts(with: meant), "seed \(seed)")
    }
  }

  @Test func theBodyIsReplacedInTheFilesLineEnds() throws {
    var document = try document("---\r\na: b\r\n---")
    document.replaceBody(with: "x\ny\r\nz\0")
    #expect(text(document).utf8.elementsEqual("---\r\na: b\r\n---\r\nx\r\ny\r\nz\u{FFFD}".utf8))
    document.replaceBody(with: "")
    #expect(text(document).utf8.elementsEqual("---\r\na: b\r\n---\r\n".utf8))
  }
}
