import TicketQuery

/// The query language as a person reads it; made from the tables that the parser uses.
struct QueryHelp {
  let style: Style

  private static let width = 96

  /// Examples first.
  var text: String {
    [
      "What `snag list` and `snag board` take, and what views in .tickets/config.yml hold.",
      section("examples", Self.examples),
      section("terms", Self.terms),
      section("words after is:", Query.Trait.allCases.map { ($0.rawValue, $0.summary) }),
      section("names", names),
      section("values", ValueKind.allCases.map { ($0.rawValue, $0.forms) }),
      section("order", Self.order),
    ].joined(separator: "\n\n") + "\n"
  }

  private static let examples = [
    ("snag list is:ready no:assignee", "what could be picked up"),
    ("snag list label:auth,ui -label:wontfix", "either label, but not the third"),
    ("snag list 'priority:<=P1' 'updated:>2w'", "urgent, and not moved for two weeks"),
    ("snag list is:closed closed:@today-7d..@today", "what was done in a week"),
    ("snag list \"refresh token\" sort:relevance", "a phrase, what fits best first"),
    ("snag list @triage -assignee:@me", "a saved query, and more"),
  ]

  private static let terms = [
    ("word", "title or body contains it, also inside a longer word, or the id begins with it"),
    ("\"a phrase\"", "the same of several words in a row; \\\" is a quotation mark inside quotes"),
    ("name:value", "the field has the value"),
    ("name:a,b", "it has one of them"),
    ("-term", "the term does not hold; a bare -word follows -- on a command line"),
    ("@name", "the terms of a saved query, and its order unless there is another"),
    (
      "",
      "All terms must hold. Without is:, status:, category: or closed: open tickets are meant. "
        + "Quotes keep blanks, commas, stars and colons as they are; for the shell put "
        + "'…' around < > * and \"…\"."
    ),
  ]

  private static let order = [
    ("sort:priority,created-desc", "by several fields; -desc turns one around"),
    (
      "sort:relevance",
      "words found in the title first (the id, or its beginning with at least one symbol behind "
        + "the hyphen, counts as title), then whole words before parts of longer ones, then more "
        + "hits; the rest as without sort:. The best is always first, with -desc too"
    ),
    (
      "",
      "Without sort: by priority, then oldest first. Turned around or not, what is unset comes last, "
        + "and before it what is no value of the field (a priority soon); ids break ties."
    ),
  ]

  private var names: [(String, String)] {
    Qualifier.builtIn.map { row in
      let aliases = row.aliases.isEmpty ? "" : " (also \(row.aliases.joined(separator: ", ")):)"
      return ("\(row.name):", (row.kind.map { "\($0.rawValue): " } ?? "") + row.summary + aliases)
    } + [("your own:", "text: any other key that a ticket or fields: in config.yml has")]
  }

  // MARK: Layout

  private func section(_ title: String, _ rows: [(String, String)]) -> String {
    let left = min(46, rows.map { displayWidth($0.0) }.max() ?? 0)
    let lines = rows.flatMap { name, words -> [String] in
      guard !name.isEmpty else { return wrapped(words, to: Self.width - 2).map { "  \($0)" } }
      let wrapped = wrapped(words, to: Self.width - left - 4)
      let indent = String(repeating: " ", count: left + 4)
      let head = "  \(name)" + String(repeating: " ", count: max(0, left - displayWidth(name)))
      // A long name stands on a line of its own.
      if displayWidth(name) > left { return [head] + wrapped.map { indent + $0 } }
      return wrapped.enumerated().map { ($0 == 0 ? "\(head)  " : indent) + $1 }
    }
    return ([style.bold(title.uppercased())] + lines).joined(separator: "\n")
  }

  private func wrapped(_ words: String, to width: Int) -> [String] {
    var lines = [""]
    for word in words.split(separator: " ") {
      let last = lines[lines.count - 1]
      if !last.isEmpty, displayWidth(last) + 1 + displayWidth(word) > width {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = last.isEmpty ? String(word) : "\(last) \(word)"
      }
    }
    return lines
  }
}
