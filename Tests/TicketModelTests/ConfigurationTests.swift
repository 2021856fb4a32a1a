import TicketDocument
import Testing
@testable import TicketModel

@Suite struct ConfigurationTests {
  private func configuration(_ text: String) throws -> Configuration {
    try Configuration(
      parsing: text, path: ".tickets/config.yml", fallbackPrefix: try #require(IDPrefix("fb")))
  }

  @Test(arguments: ["", "# nothing\n", "version: 1\n", "fields:\nviews:\n"])
  func withoutAWordEverythingIsTheDefault(text: String) throws {
    #expect(
      try configuration(text) == Configuration(prefix: try #require(IDPrefix("fb"))))
  }

  @Test func everyKeyIsRead() throws {
    let configuration = try configuration(
      """
      version: "1"
      prefix: SN
      default_type: no
      layout: sharded
      fields: [severity, on]
      views:
        triage: is:open no:priority
        mine: "assignee:@me sort:priority"
      """)
    #expect(configuration.prefix.text == "sn")
    #expect(configuration.defaultType == "no")
    #expect(configuration.layout == .sharded)
    #expect(configuration.fields == ["severity", "on"])
    #expect(
      configuration.views
        == ["triage": "is:open no:priority", "mine": "assignee:@me sort:priority"])
  }

  @Test func oneFieldNeedsNoBrackets() throws {
    #expect(try configuration("fields: severity").fields == ["severity"])
  }

  /// `¦` stands where the error must be reported.
  @Test(
    arguments: [
      (
        "version: ¦2\n", "this repository's format is version 2; this program reads version 1",
        "use a newer snag"
      ),
      ("prefix: ¦s\n", "a prefix is 2 to 5 letters", "for example sn"),
      ("version: 1\n¦layot: flat\n", "unknown key layot", "did you mean layout?"),
      ("layout: ¦deep\n", "unknown layout", "one of auto, flat, sharded"),
      ("views: ¦[a]\n", "a mapping (key: value) belongs here", nil),
      ("views:\n  a: ¦[b]\n", "one word or line of text belongs here", nil),
      ("views:\n  a: b\n  ¦a: c\n", "the same key twice: a", "keep one of them"),
      ("fields: ¦{a: b}\n", "a list belongs here", nil),
      ("¦- a\n", "a mapping (key: value) belongs here", nil),
    ] as [(String, String, String?)])
  func aBadFileIsRefusedWithThePlace(marked: String, message: String, fix: String?) throws {
    let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("¦") })
    let column = lines[line].prefix { $0 != "¦" }.count
    #expect(
      throws: ConfigurationError(
        path: ".tickets/config.yml", position: Position(line: line + 1, column: column + 1),
        message: message, fix: fix)
    ) { try configuration(marked.replacing("¦", with: "")) }
  }
}
