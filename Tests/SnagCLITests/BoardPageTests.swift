import Foundation
import TestSupport
import Testing

@testable import SnagCLI

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The board as a page: nothing in it but what we put there, and everybody can read it.
@Suite struct BoardPageTests {
  private let world: CommandLineWorld

  init() throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
  }

  private static let titles = [
    "<script>alert(1)</script>", "\"quotes\" & 'more' &amp; &lt;",
    "</h3></li><img src=x onerror=a>",
    "日本語 עברית 👨‍👩‍👧‍👦", "x --> ]]> <!-- <![CDATA[",
  ]

  private func make() throws -> String {
    for title in Self.titles { world.ok("new", title, "-t", "bug", "-p", "P1", "-l", "a\"b<c") }
    let outcome = world.snag("board", "--html", "-")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test func itIsWellFormedAndSaysWhatTheTicketsSay() throws {
    let page = try PageReader(try make())
    #expect(page.texts["h1"] == ["webshop board"])
    #expect(page.texts["h3"]?.sorted() == Self.titles.sorted())
    #expect(page.texts["h2"]?.first == "new 5")
    #expect(page.count["section"] == 6)
    #expect(page.count["script"] == nil && page.count["img"] == nil)
    #expect(page.count["main"] == 1 && page.count["nav"] == 1)
  }

  @Test func itNeedsNothingElse() throws {
    let page = try PageReader(try make())
    for (name, value) in page.attributes {
      #expect(!name.hasPrefix("on"), "\(name)")
      #expect(name != "src" && name != "style")
      if name == "href" { #expect(value.hasPrefix("#")) }
    }
    let style = try #require(page.texts["style"]?.first)
    #expect(!style.contains("url(") && !style.contains("@import"))
    #expect(style.contains("prefers-color-scheme: dark") && style.contains("@media print"))
  }

  @Test func linksLeadToElementsAndNamesAreUnique() throws {
    let blocker = world.ok("new", "First", "-t", "bug")
    let id = world.ok("new", "Second", "-t", "bug")
    world.ok("edit", id, "blocked_by+=\(blocker)")
    // Two files with one id are two cards.
    let path = world.path(of: id)
    try world.write(try #require(world.read(path)), to: ".tickets/\(id)-again.md")
    let page = try PageReader(world.snag("board", "--html", "-").output)
    let names = page.attributes.filter { $0.name == "id" }.map(\.value)
    #expect(Set(names).count == names.count)
    let targets = page.attributes.filter { $0.name == "href" }.map { String($0.value.dropFirst()) }
    #expect(targets.contains(blocker))
    #expect(Set(targets).subtracting(names).isEmpty)
  }

  // MARK: Writing

  @Test func aBoardIsReplacedAndNothingElse() throws {
    world.ok("new", "One", "-t", "bug")
    #expect(world.snag("board", "--html", "b.html").errors == "wrote b.html\n")
    world.ok("new", "Two", "-t", "bug")
    world.ok("board", "--html", "b.html")
    #expect(world.read("b.html")?.contains("Two") == true)
    try world.write("my own page", to: "own.html")
    let refused = world.snag("board", "--html", "own.html")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("own.html is there and is no board"))
    #expect(world.read("own.html") == "my own page")
    world.ok("board", "--html", "own.html", "--force")
    #expect(world.read("own.html")?.contains("One") == true)
    #expect(world.snag("board", "--html", "no/such/folder.html").status == 1)
  }

  // MARK: Colours

  @Test func textHasEnoughContrast() throws {
    let pairs = [
      ("text", "page"), ("text", "column"), ("text", "card"), ("quiet", "page"),
      ("quiet", "column"),
      ("quiet", "card"), ("quiet", "chip"), ("link", "page"), ("link", "card"), ("alarm", "card"),
      ("alarm", "alarm-back"), ("strong", "strong-back"), ("warm", "warm-back"),
    ]
    for (front, back) in pairs {
      for scheme in [\BoardStyle.Color.light, \BoardStyle.Color.dark] {
        func color(_ role: String) throws -> String {
          try #require(BoardStyle.colors.first { $0.role == role })[keyPath: scheme]
        }
        let contrast = Self.contrast(try color(front), try color(back))
        #expect(contrast >= 4.5, "\(front) on \(back): \(contrast)")
      }
    }
  }

  /// WCAG 2.2, "contrast ratio".
  private static func contrast(_ first: String, _ second: String) -> Double {
    let (one, other) = (luminance(first), luminance(second))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  private static func luminance(_ color: String) -> Double {
    let number = Int(color.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let value = Double(number >> shift & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  // MARK: In a browser

  static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: browser != nil, "no Chromium here: apt-get install chromium"))
  func aBrowserMakesTheSameOfIt() throws {
    let text = try make()
    try world.write(text, to: "page.html")
    let browser = try #require(Self.browser)
    let result = try TestSupport.run(
      [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
        "--user-data-dir=\(world.scratch.path("profile"))", "file://\(world.directory)/page.html",
      ], in: world.directory)
    let document = result.output
    try #require(document.contains("</html>"), "\(result.errors)")
    #expect(document.components(separatedBy: "<h3>").count - 1 == Self.titles.count)
    #expect(document.components(separatedBy: "<section ").count - 1 == 6)
    #expect(!document.contains("<script") && !document.contains("<img"))
    #expect(document.contains("<h3>&lt;script&gt;alert(1)&lt;/script&gt;</h3>"))
    // What the browser made, written out, is what we wrote: it had nothing to repair.
    func bare(_ html: String) -> [Substring] {
      html.replacing("/>", with: ">").replacing("</body></html>", with: "</body>\n</html>")
        .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
        .split(whereSeparator: \.isWhitespace)
    }
    let body = { (html: String) in
      bare(String(html[(html.range(of: "<body>")?.lowerBound ?? html.startIndex)...]))
    }
    #expect(body(document) == body(text))
  }
}

/// What an XML parser reads in a page.
private final class PageReader: NSObject, XMLParserDelegate {
  private(set) var count: [String: Int] = [:]
  private(set) var texts: [String: [String]] = [:]
  private(set) var attributes: [(name: String, value: String)] = []
  private var open: [(name: String, text: String)] = []

  init(_ page: String) throws {
    super.init()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = self
    let isRead = parser.parse()
    try #require(isRead, "line \(parser.lineNumber): \(String(describing: parser.parserError))")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    count[name, default: 0] += 1
    self.attributes += attributes.map { ($0.key, $0.value) }
    open.append((name, ""))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    for index in open.indices { open[index].text += text }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if let last = open.popLast() { texts[name, default: []].append(last.text) }
  }
}
