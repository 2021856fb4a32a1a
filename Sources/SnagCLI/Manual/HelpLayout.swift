/// The parts of a help text after its prose: how the command is called, and lists of words with meanings.
///
/// ArgumentParser gives help as text only, so this reads that text; nothing is wrapped in it when it is
/// asked for with more columns than the longest line has.
struct HelpLayout {
  /// How the command is called.
  private(set) var usage = ""
  /// Arguments, options and subcommands under their headings, in order.
  private(set) var lists: [(heading: String, terms: [(term: String, meaning: String)])] = []

  /// Reads the help text of a command.
  ///
  /// - Parameter help: the text, from `OVERVIEW:` on.
  init(_ help: String) {
    for line in help.split(separator: "\n") {
      if line.hasPrefix(Self.usageMark) {
        usage = String(line.dropFirst(Self.usageMark.count))
      } else if usage.isEmpty || line.hasPrefix("  See '") {
        continue
      } else if let heading = Self.heading(line) {
        lists.append((heading, []))
      } else if let term = Self.term(line), !lists.isEmpty {
        lists[lists.count - 1].terms.append(term)
      } else if !lists.isEmpty, let last = lists[lists.count - 1].terms.indices.last {
        // A term that leaves no room has its meaning on the next line.
        let text = line.drop { $0 == " " }
        let terms = lists[lists.count - 1].terms
        let known = terms[last].meaning
        lists[lists.count - 1].terms[last].meaning =
          known.isEmpty ? String(text) : "\(known) \(text)"
      }
    }
    lists.removeAll { $0.terms.isEmpty }
  }

  private static let usageMark = "USAGE: "

  private static func heading(_ line: Substring) -> String? {
    guard line.last == ":", line.first != " ", line.allSatisfy({ !$0.isLowercase }) else {
      return nil
    }
    return String(line.dropLast())
  }

  /// Reads a line such as `  -n, --limit <limit>     At most so many tickets.`, nil when it is none.
  private static func term(_ line: Substring) -> (term: String, meaning: String)? {
    let text = line.dropFirst(2)
    guard line.hasPrefix("  "), let first = text.first, first != " " else { return nil }
    var gap = text.startIndex
    while gap < text.endIndex, !text[gap...].hasPrefix("  ") {
      // The column of meanings begins after 24 characters, also behind a term that fills it.
      if text.distance(from: text.startIndex, to: gap) >= 23, text[gap] == " " { break }
      gap = text.index(after: gap)
    }
    return (String(text[..<gap]), String(text[gap...].drop { $0 == " " }))
  }
}
