import ArgumentParser

/// Turns what people type into what ArgumentParser takes.
///
/// Three things it cannot do by itself: options before the verb (`git -C` style), an option whose
/// value may be left out (`--json`, `--worktree`), and query terms that begin with a hyphen (`-label:wontfix`).
enum ArgumentRewriting {
  /// The value of `--json` when it was given without one.
  static let allFields = "*"

  /// Stands before a query term that begins with a hyphen, so that it is no option.
  ///
  /// It is a private-use character, which nobody types.
  static let termMark: Character = "\u{F8FF}"

  private static let optionsWithValue: Set<String> = ["-C", "--color"]

  /// Returns the verb, or nil when there is none, and its arguments.
  static func split(_ arguments: [String]) -> (verb: String?, rest: [String]) {
    var leading: [String] = []
    var index = 0
    while index < arguments.count, arguments[index].hasPrefix("-"), arguments[index] != "-" {
      let option = arguments[index]
      leading.append(option)
      index += 1
      if optionsWithValue.contains(option), index < arguments.count {
        leading.append(arguments[index])
        index += 1
      }
    }
    guard index < arguments.count else { return (nil, leading) }
    return (arguments[index], leading + arguments[(index + 1)...])
  }

  /// Whether words such as `-label:x` behind the verb are terms of a query.
  static func takesQuery(_ verb: String?) -> Bool {
    let commands: [any ParsableCommand.Type] = [
      ListCommand.self, BoardCommand.self, SlaCommand.self, TickCommand.self, ReportCommand.self,
    ]
    return commands.contains { $0.configuration.names.contains(verb ?? "") }
  }

  /// Options whose value is the next word, even when that begins with a hyphen, by their long name.
  private static let optionsWithAnyValue = [
    "-m": "--message", "--message": "--message", "-F": "--file", "--file": "--file",
    "--format": "--format",
  ]

  /// Whether an option takes the next word as its value whatever that is.
  static func takesNextWord(_ option: String) -> Bool { optionsWithAnyValue[option] != nil }

  /// Puts the arguments of a verb into ArgumentParser's form.
  ///
  /// - Parameters:
  ///   - arguments: what follows the verb.
  ///   - takesQuery: whether words such as `-label:x` are terms of a query.
  /// - Returns: the arguments to parse.
  static func rewritten(_ arguments: [String], takesQuery: Bool) -> [String] {
    var rest = arguments[...]
    var result: [String] = []
    while let argument = rest.popFirst() {
      if argument == "--" { return result + ["--"] + rest }
      if let name = optionsWithAnyValue[argument], let value = rest.popFirst() {
        result.append("\(name)=\(value)")
      } else if argument == "--json" {
        result.append("--json=\(allFields)")
      } else if argument == "--worktree" {
        result.append("--worktree=\(allFields)")
      } else if let count = limit(argument) {
        result += ["-n", count]
      } else {
        result.append(takesQuery && isNegatedTerm(argument) ? "\(termMark)\(argument)" : argument)
      }
    }
    return result
  }

  /// The number of `-n5`.
  private static func limit(_ argument: String) -> String? {
    guard argument.hasPrefix("-n") else { return nil }
    let count = argument.dropFirst(2)
    return !count.isEmpty && count.allSatisfy { ("0"..."9").contains($0) } ? String(count) : nil
  }

  /// Takes the mark off a query term.
  static func unmarked(_ term: String) -> String {
    term.first == termMark ? String(term.dropFirst()) : term
  }

  /// `-label:x`, `-@view` and `-a phrase`, which no option looks like.
  static func isNegatedTerm(_ argument: String) -> Bool {
    guard argument.hasPrefix("-") else { return false }
    let term = argument.dropFirst()
    if term.first == "@" || term.first == "\"" { return true }
    let isNamePart: (Character) -> Bool = { $0 == "_" || $0 == "-" || $0.isLetter || $0.isNumber }
    if let colon = term.firstIndex(of: ":") {
      let name = term[..<colon]
      // One letter and its value are an option: -C:dir.
      return name.count > 1 && name.first != "-" && name.allSatisfy(isNamePart)
    }
    return term.first?.isLetter == true && term.contains(where: \.isWhitespace)
  }
}
