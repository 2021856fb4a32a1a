import ArgumentParser

/// An option of a verb, as its help names it.
struct CompletionOption: Equatable {
  /// `-n`, `--limit`.
  let names: [String]
  /// What stands for its value, such as `rev`; nil for a flag.
  let value: String?
  let summary: String
  /// The only values that it takes, when help lists them.
  let choices: [String]

  /// Reads the options out of a verb's help, so that none can be missing.
  static func all(of verb: any ParsableCommand.Type) -> [CompletionOption] {
    let help = SnagCommand.helpMessage(for: verb, columns: 1_000)
    return help.split(separator: "\n").compactMap { CompletionOption(helpLine: String($0)) }
  }

  /// Reads a line of help: `  -n, --limit <limit>     At most so many`.
  init?(helpLine: String) {
    guard helpLine.hasPrefix("  -") else { return nil }
    let line = helpLine.dropFirst(2)
    let end = line.firstRange(of: "  ")?.lowerBound ?? line.endIndex
    var names: [String] = []
    var value: String?
    for word in line[..<end].split(whereSeparator: { $0 == " " || $0 == "," || $0 == "/" }) {
      if word.hasPrefix("-") {
        names.append(String(word))
      } else if word.hasPrefix("<") {
        value = String(word.drop { $0 == "<" }.prefix { $0 != ">" })
      }
    }
    guard !names.isEmpty else { return nil }
    self.names = names
    self.value = value
    let text = line[end...].drop { $0 == " " }
    let list = text.firstRange(of: "(values: ")
    summary = String(text[..<(list?.lowerBound ?? text.endIndex)].prefix { $0 != ";" })
    choices =
      list.map { range in
        text[range.upperBound...].prefix { $0 != ";" && $0 != ")" }
          .split(separator: ",").map { String($0.drop { $0 == " " }) }
      } ?? []
  }
}
