import TicketModel

/// Refuses words that would be read as something else than was meant, and have an empty answer.
///
/// - Parameter arguments: what follows the program's name.
/// - Throws: `CommandError` with the command that was meant.
func refuseMisread(_ arguments: [String]) throws {
  let words = arguments.prefix { $0 != "--" }
  for place in words.indices {
    if let meant = commandMeant(byFieldsAt: place, of: arguments, words) {
      throw CommandError(
        "the fields of --json stand behind an equals sign", code: "usage", hint: meant,
        status: .usage)
    }
    if let meant = commandMeant(byShortOptionsAt: place, of: arguments, words) {
      throw CommandError(
        "no option \(words[place])", code: "usage",
        hint: "to leave out tickets with a word: \(meant)", status: .usage)
    }
  }
}

/// `--json id,title`, as other programs have it.
private func commandMeant(
  byFieldsAt place: Int, of arguments: [String], _ words: ArraySlice<String>
) -> String? {
  guard words[place] == "--json", place + 1 < words.endIndex else { return nil }
  let fields = words[place + 1]
  let names = fields.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  let known = TicketColumn.names([]) + TicketColumn.onRequest + TicketJSON.textNames
  let isName: (String) -> Bool = { name in
    !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }
  guard names.count > 1, names.allSatisfy(isName), names.contains(where: known.contains) else {
    return nil
  }
  return command(arguments[..<place] + ["--json=\(fields)"] + arguments[(place + 2)...])
}

/// `-crash`, which is `-c -r -a -s -h` to ArgumentParser, and `-h` prints help.
private func commandMeant(
  byShortOptionsAt place: Int, of arguments: [String], _ words: ArraySlice<String>
) -> String? {
  let word = words[place]
  let letters = word.dropFirst()
  guard ArgumentRewriting.takesQuery(ArgumentRewriting.split(arguments).verb),
    word.hasPrefix("-"), letters.count > 1, letters.first?.isLetter == true,
    !"nC".contains(letters.first ?? "n"), !letters.allSatisfy({ "qzh".contains($0) }),
    letters != "help",
    !ArgumentRewriting.isNegatedTerm(word),
    place == 0 || !ArgumentRewriting.takesNextWord(words[place - 1])
  else { return nil }
  let rest = arguments[(place + 1)...]
  let terms = rest.contains("--") ? [] : ["--"]
  return command(
    arguments[..<place] + rest.prefix { $0 != "--" } + terms + rest.drop { $0 != "--" } + [word])
}

private func command(_ arguments: some Sequence<String>) -> String {
  (["snag"] + arguments).map(shellQuoted).joined(separator: " ")
}
