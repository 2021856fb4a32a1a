import ArgumentParser
import TicketModel

/// Finds ways to go on with a line of words.
struct Completion {
  /// The words before the one that is being typed.
  let words: [String]
  let current: String
  let values: CompletionValues

  typealias Candidate = CompletionCandidate

  /// The answer, not yet narrowed to what begins with the word.
  var answer: CompletionAnswer {
    if words.last == "-C" { return .files }
    let (verb, rest) = ArgumentRewriting.split(words)
    guard let verb else {
      return .candidates(
        current.hasPrefix("-") ? names(of: CompletionOption.all(of: SnagCommand.self)) : verbs)
    }
    let command = Self.command(verb)
    let options = CompletionOption.all(of: command)
    if let last = rest.last, let option = options.first(where: { $0.names.contains(last) }),
      option.value != nil
    {
      return value(of: option, verb: verb, prefix: "")
    }
    if current.hasPrefix("--"), let equals = current.firstIndex(of: "=") {
      let name = String(current[..<equals])
      guard let option = options.first(where: { $0.names.contains(name) }) else {
        return .candidates([])
      }
      return value(of: option, verb: verb, prefix: "\(name)=")
    }
    let takesQuery = ["list", "ls", "board", "report"].contains(verb)
    if current.hasPrefix("-"), !(takesQuery && current.contains(":")) {
      let negated = takesQuery && !current.hasPrefix("--") ? values.qualifiers(sign: "-") : []
      return .candidates(names(of: options) + negated)
    }
    if takesQuery { return .candidates(values.queryTerms(current)) }
    return positional(verb, operands(rest, options))
  }

  /// The command that a verb is; any word that is none may be a transition.
  private static func command(_ verb: String) -> any ParsableCommand.Type {
    let commands = SnagCommand.configuration.groupedSubcommands.flatMap(\.subcommands)
    return commands.first { $0.configuration.names.contains(verb) } ?? TransitionCommand.self
  }

  /// What stands between a verb and the word, without options and their values.
  private func operands(_ rest: [String], _ options: [CompletionOption]) -> [String] {
    var operands: [String] = []
    var isValue = false
    for word in rest {
      if isValue {
        isValue = false
      } else if word.hasPrefix("-"), word != "-" {
        isValue = options.contains { $0.value != nil && $0.names.contains(word) }
      } else {
        operands.append(word)
      }
    }
    return operands
  }

  // MARK: Verbs and options

  private var verbs: [Candidate] {
    let own = SnagCommand.configuration.groupedSubcommands.dropLast().flatMap(\.subcommands)
      .compactMap { command in
        command.configuration.commandName.map {
          Candidate(value: $0, text: command.configuration.abstract)
        }
      }
    return own + values.transitions.filter { !SnagCommand.verbNames.contains($0.value) }
      + [Candidate(value: "help", text: "Show help.")]
  }

  private func names(of options: [CompletionOption]) -> [Candidate] {
    options.flatMap { option in
      option.names.filter { $0.hasPrefix("--") || option.names.count == 1 }.map { name in
        // Its value is joined to it by = only.
        Candidate(value: name, text: option.summary)
      }
    }
  }

  private func value(
    of option: CompletionOption, verb: String, prefix: String
  ) -> CompletionAnswer {
    if option.value == "file" || option.names.contains("--html") { return .files }
    let typed = String(current.dropFirst(prefix.count))
    let found =
      option.choices.isEmpty
      ? optionValues(option.names, typed) : option.choices.map { Candidate(value: $0) }
    return .candidates(found.map { Candidate(value: prefix + $0.value, text: $0.text) })
  }

  private func optionValues(_ names: [String], _ typed: String) -> [Candidate] {
    switch names.last {
    case "--at", "--on", "--from", "--merge-with": values.branches
    case "--sort":
      values.columns.flatMap { [$0, Candidate(value: "\($0.value)-desc", text: $0.text)] }
    case "--columns", "--json", "--group-by": values.inList(typed, values.columns)
    case "--type": values.values(of: .type)
    case "--priority": values.values(of: .priority)
    case "--label": values.inList(typed, values.values(of: .labels))
    case "--assignee": values.values(of: .assignee)
    case "--template": values.templates
    default: []
    }
  }

  // MARK: What stands behind a verb

  private func positional(_ verb: String, _ operands: [String]) -> CompletionAnswer {
    switch verb {
    case "new":
      return .candidates(operands.isEmpty ? [] : values.assignments(current, lists: false))
    case "edit":
      guard !operands.isEmpty || current.contains("=") else {
        return .candidates(values.ids(current))
      }
      return .candidates(values.assignments(current, lists: true))
    case "show", "where", "settle", "log", "tree", "comment":
      return .candidates(values.ids(current))
    case "move":
      return .candidates(operands.isEmpty ? values.ids(current) : values.values(of: .status))
    case "diff", "changelog": return .candidates(values.branches)
    case "help": return .candidates(operands.isEmpty ? verbs : [])
    case "workflow": return .candidates(values.workflows)
    case "completion": return .candidates(named(CompletionCommand.Shell.allCases))
    case "export": return .candidates(named(ExportCommand.System.allCases))
    case "import", "check": return .files
    case "transition":
      guard let name = operands.first else { return .candidates(values.transitions) }
      return transition(name, Array(operands.dropFirst()))
    default:
      return Self.command(verb) == TransitionCommand.self
        ? transition(verb, operands) : .candidates([])
    }
  }

  private func transition(_ name: String, _ operands: [String]) -> CompletionAnswer {
    guard !operands.isEmpty || current.contains("=") else {
      return .candidates(values.ids(current, taking: name))
    }
    return .candidates(values.assignments(current, lists: true))
  }

  private func named(_ cases: [some RawRepresentable<String>]) -> [Candidate] {
    cases.map { Candidate(value: $0.rawValue) }
  }
}
