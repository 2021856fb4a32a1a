import GitKit
import TestSupport
import Testing

/// What git would store of a work file, whatever the attributes say.
@Suite struct FilterTests {
  @Test(arguments: ["", "*.md text", "*.md text eol=crlf ident", "*.md -text ident", "*.md binary"])
  func textsAreCleanedAsGitDoes(attributes: String) throws {
    let repository = try TestRepository()
    try repository.scratch.write("\(attributes)\n", to: ".gitattributes")
    let opened = try repository.open()
    for text in [
      "", "plain\n", "one\r\ntwo\r\n", "mixed\r\nplain\n", "$Id$\n", "$Id: 1234 $\n", "$", "$I",
      "costs 5 $\n$Identity\n", "last$Id: x $", "lone \r return\n", "\r", "Grüße $Id: ü $\r\n",
    ] {
      let name = try id(
        try repository.git("hash-object", "--path", "a.md", "--stdin", input: text))
      let cleaned = try opened.cleaned(Array(text.utf8), path: "a.md")
      #expect(try opened.blobID(cleaned) == name, "\(attributes): \(text.debugDescription)")
    }
  }
}
