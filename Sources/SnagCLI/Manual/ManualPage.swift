/// A page for `man`, in the language of its macros.
///
/// Source: man(7) and groff_man(7).
struct ManualPage {
  /// The page's name, such as `snag-list`.
  let name: String
  /// Its section: 1 for commands, 7 for conventions.
  let section: Int
  /// What it is about, in one line.
  let summary: String
  /// The rest of the page.
  var body = ""

  /// Name of the page's file.
  var fileName: String { "\(name).\(section)" }

  /// The whole page, ready for `man`.
  var text: String {
    """
    .TH \(Self.escaped(name.uppercased())) \(section) "" "snag \(SnagCommand.version)" "Snag manual"
    .nh
    .ad l
    .SH NAME
    \(Self.escaped("\(name) - \(summary)"))
    \(body)
    """
  }

  /// Returns name and text of the file of a page that is another one.
  ///
  /// - Parameters:
  ///   - name: what people look it up by.
  ///   - page: the page that they find.
  /// - Returns: the file's name, and what is in it.
  static func alias(_ name: String, of page: ManualPage) -> (fileName: String, text: String) {
    ("\(name).\(page.section)", ".so man\(page.section)/\(page.fileName)\n")
  }

  /// Text in which nothing is a command of man's language: hyphens stay hyphens when they are copied.
  static func escaped(_ text: some StringProtocol) -> String {
    var escaped = ""
    if text.first == "." || text.first == "'" { escaped = #"\&"# }
    for character in text {
      switch character {
      case "\\": escaped += #"\e"#
      case "-": escaped += #"\-"#
      case "~": escaped += #"\(ti"#
      case "^": escaped += #"\(ha"#
      case "`": escaped += #"\(ga"#
      case "'": escaped += #"\(aq"#
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

extension ManualPage {
  /// Begins a section.
  mutating func heading(_ title: some StringProtocol) {
    body += ".SH \(Self.escaped(title))\n"
  }

  /// Adds prose as it stands in our help: paragraphs with blank lines between them, headings in capitals,
  /// and indented lines, which keep their shape.
  mutating func add(prose: String) {
    var isLiteral = false
    var isParagraph = false
    func end(_ body: inout String) {
      if isLiteral { body += ".fi\n.RE\n" }
      isLiteral = false
      isParagraph = false
    }
    for line in prose.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        end(&body)
      } else if line.hasPrefix(" ") {
        if !isLiteral { body += ".PP\n.RS 2\n.nf\n" }
        isLiteral = true
        body += Self.escaped(line.drop { $0 == " " }.indented(like: line)) + "\n"
      } else if line.isHeading {
        end(&body)
        heading(line)
      } else {
        if isLiteral { end(&body) }
        if !isParagraph { body += ".PP\n" }
        isParagraph = true
        body += Self.escaped(line) + "\n"
      }
    }
    end(&body)
  }

  /// Adds a list of terms, each with its meaning.
  mutating func add(terms: [(term: String, meaning: String)]) {
    for (term, meaning) in terms {
      body += ".TP\n.B \(Self.escaped(term))\n"
      if !meaning.isEmpty { body += Self.escaped(meaning) + "\n" }
    }
  }
}

extension Substring {
  /// Whether the line is a heading as our help writes them: words in capitals.
  fileprivate var isHeading: Bool {
    contains { $0.isLetter } && allSatisfy { $0.isUppercase || " ,".contains($0) }
  }

  /// The line with the blanks before it that go beyond the two of every example.
  fileprivate func indented(like line: Substring) -> String {
    String(repeating: " ", count: Swift.max(line.count - count - 2, 0)) + self
  }
}
