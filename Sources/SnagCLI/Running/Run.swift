import ArgumentParser
import TicketModel
import TicketStore

/// Runs the program once.
///
/// - Parameters:
///   - arguments: what follows the program's name.
///   - context: the world around it.
/// - Returns: the exit status; see ``ExitStatus``.
package func run(_ arguments: [String], in context: Context) -> Int32 {
  if let call = MergeDriverCall(fromGit: arguments) {
    return call.run(
      in: context.directory, context, say: { context.writeError("\(safeText($0))\n") }
    ).rawValue
  }
  if let call = CompletionCall(fromShell: arguments) {
    call.run(in: context)
    return ExitStatus.success.rawValue
  }
  // Errors say where in JSON only when that was asked for, even if the arguments make no sense.
  let isJSON = arguments.contains { $0 == "--json" || $0.hasPrefix("--json=") }
  do {
    try checkClock(context)
    try refuseMisread(arguments)
    let verb = try parse(arguments, in: context)
    let common = (verb as? any CommonVerb)?.common ?? CommonOptions.none
    try verb.run(in: Session(context: context, common: common))
    return ExitStatus.success.rawValue
  } catch let exit as ExitStatus {
    return exit.rawValue
  } catch {
    return report(error, of: ArgumentRewriting.split(arguments).verb, isJSON: isJSON, in: context)
  }
}

/// A clock that was to be fixed and is not would put wrong times into tickets.
private func checkClock(_ context: Context) throws {
  guard let text = context.variables["SNAG_NOW"], !text.isEmpty, Timestamp(text) == nil else {
    return
  }
  throw CommandError(
    "SNAG_NOW is \(text), which is no time", code: "bad-clock",
    hint: "write it as 2026-11-21T09:15:00Z, or unset it", status: .usage)
}

/// Returns the command that the words name, with their values in it.
func parse(_ arguments: [String], in context: Context) throws -> any Verb {
  let (verb, rest) = ArgumentRewriting.split(arguments)
  let takesQuery = ArgumentRewriting.takesQuery(verb)
  var full = ArgumentRewriting.rewritten(rest, takesQuery: takesQuery)
  if let verb {
    if SnagCommand.verbNames.contains(verb) {
      // Anything that is no plain call (help, a misuse) is for the whole program to answer.
      if let command = try? SnagCommand.verb(named: verb)?.parseAsRoot(full) as? any Verb {
        return command
      }
      full.insert(verb, at: 0)
    } else {
      full = ["transition", verb] + full
    }
  } else if !rest.contains(where: { ["--help", "-h", "--version"].contains($0) }) {
    full.insert(OverviewCommand.configuration.commandName ?? "", at: 0)
  }
  // What stands before the verb are options and their values.
  let leading = zip(arguments, rest).prefix { $0 == $1 }.count
  let place = rest.indices.dropFirst(leading).first { !rest[$0].hasPrefix("-") }
  let topic = verb == "help" ? place.map { rest[$0] } : nil
  if let place, let topic, topic == WorkflowCommand.configuration.commandName {
    // What can be done to a ticket is the repository's to say.
    let options = Array(rest[..<place] + rest[(place + 1)...])
    full = [topic] + ArgumentRewriting.rewritten(options, takesQuery: false)
  } else if let place, topic == QueryHelpCommand.topic {
    return try QueryHelpCommand.parse(
      ArgumentRewriting.rewritten(
        Array(rest[..<place] + rest[(place + 1)...]), takesQuery: false))
  } else if let topic, !SnagCommand.verbNames.contains(topic) {
    // A transition's help is that of all transitions; any other word is a mistake.
    try refuseUnknownVerb(topic, Session(context: context, common: .none))
    full = ["transition", topic, "--help"]
  }
  var command = try SnagCommand.parseAsRoot(full)
  guard let verb = command as? any Verb else {
    // ArgumentParser's own commands (help, completion scripts) print by throwing.
    try command.run()
    throw ExitStatus.success
  }
  return verb
}

private func report(
  _ error: any Error, of verb: String?, isJSON: Bool, in context: Context
) -> Int32 {
  if let text = informationText(error) {
    context.writeOutput("\(text)\n")
    return ExitStatus.success.rawValue
  }
  let report = refined(ErrorReport(error), of: verb, in: context)
  context.writeError(isJSON ? "\(report.json.text)\n" : report.text)
  if let trace = context.variables["SNAG_TRACE"], !trace.isEmpty, trace != "0" {
    var detail = ""
    dump(error, to: &detail)
    for line in detail.split(separator: "\n") {
      context.writeError("trace: \(safeText(String(line)))\n")
    }
  }
  return report.status.rawValue
}

/// Says which verb's options were misused, or that the verb itself is the mistake.
private func refined(_ report: ErrorReport, of verb: String?, in context: Context) -> ErrorReport {
  guard let verb, report.code == "usage" else { return report }
  if SnagCommand.verbNames.contains(verb) {
    guard report.hint == ErrorReport.misuseHint else { return report }
    var report = report
    report.hint = "`snag \(verb) --help` shows its options"
    return report
  }
  do {
    try refuseUnknownVerb(verb, Session(context: context, common: .none))
    return report
  } catch {
    return ErrorReport(error)
  }
}

/// The text of `--help`, `--version` and the like, which ArgumentParser delivers as errors.
private func informationText(_ error: any Error) -> String? {
  guard SnagCommand.exitCode(for: error) == .success else { return nil }
  return SnagCommand.fullMessage(for: error)
}

extension CommonOptions {
  /// No option given.
  static var none: CommonOptions {
    var options = CommonOptions()
    options.directory = []
    options.jsonFields = nil
    options.quiet = false
    options.color = .auto
    options.noInput = false
    return options
  }
}
