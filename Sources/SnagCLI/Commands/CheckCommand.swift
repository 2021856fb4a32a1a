import ArgumentParser
import TicketDocument
import TicketModel
import TicketStore

/// Judges tickets and configuration.
struct CheckCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find what is wrong in tickets and configuration.",
    discussion: """
      Prints path:line:col: severity: message [rule] and exits 1 when there are errors. --fix mends \
      what has one right answer (missing keys and history lines, values that need quotes) as one \
      commit. --format=github prints annotations for GitHub's pull requests. --merge-with says for \
      each ticket that HEAD and a branch both changed what a host, which merges plain text, would \
      make of it, and what a merge here would.

      EXAMPLES
        snag check
        snag check --fix
        snag check --format=github .tickets/sn-k7m3qx-login.md
        snag check --merge-with origin/main
      """)

  @Argument(help: "Report on, and mend, only these files.", completion: .file(extensions: ["md"]))
  var files: [String] = []

  @Option(help: "text, github or json.")
  var format: Format?

  @Flag(help: "Mend what has one right answer.")
  var fix = false

  @Option(help: ArgumentHelp("Judge a merge of HEAD with this instead.", valueName: "revision"))
  var mergeWith: String?

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  /// How findings are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, github, json
  }

  func validate() throws {
    if common.isJSON, format != nil {
      throw ValidationError("--json and --format exclude each other")
    }
    if mergeWith != nil, fix || writing.on != nil {
      throw ValidationError("--merge-with excludes --fix and --on")
    }
  }

  func run(in session: Session) throws {
    try common.checkFields(among: Problem.names)
    let repository = try session.repository()
    if fix { try session.requireSetUp() } else { try session.warnOfForeignTickets() }
    let repairs = try repository.repairInterruptedCommit()
    for repair in repairs { session.say(repair) }
    let writer = Writer(session: session, options: writing)
    let wanted = try files.map { try relative($0, session) }
    if let mergeWith { return try checkMerge(with: mergeWith, wanted, session) }
    var (loaded, problems) = try repository.check(writer.source)
    if fix {
      try Mending(writer: writer, wanted: wanted).mend(loaded)
      if !writing.dryRun { (loaded, problems) = try repository.check(writer.source) }
    }
    if writing.on == nil, try session.isSetUp() {
      // A pull request is judged in a clone that merges nothing and is thrown away.
      problems += try repository.mergeDriverProblems(judgesClone: format != .github)
      problems.sort()
    }
    if !wanted.isEmpty { problems.removeAll { !wanted.contains($0.path) } }
    print(problems, session)

    let errors = problems.count { $0.severity == .error }
    session.say(
      "checked \(plural(loaded.tickets.count + loaded.problems.count, "ticket")): "
        + "\(plural(errors, "error")), \(plural(problems.count - errors, "warning"))")
    if errors > 0 { throw ExitStatus.failure }
  }

  /// `--merge-with`.
  private func checkMerge(with revision: String, _ wanted: [String], _ session: Session) throws {
    let merges = try session.repository().plainMerges(with: revision).filter { merge in
      let paths = [merge.ticket.ours?.path, merge.ticket.theirs?.path].compactMap { $0 }
      return wanted.isEmpty || paths.contains(where: wanted.contains)
    }
    let check = MergeCheck(revision: revision, merges: merges)
    print(check.problems, session)
    session.say(check.summary)
    guard !check.problems.isEmpty else { return }
    session.say("hint: git merge \(revision) here, where tickets are merged by meaning, and push")
    throw ExitStatus.failure
  }

  private func relative(_ file: String, _ session: Session) throws -> String {
    guard let root = try session.repository().root else { return file }
    let absolute = file.hasPrefix("/") ? file : "\(session.directory)/\(file)"
    guard let path = Files.resolved(absolute) else {
      throw CommandError(
        "no file \(file)", code: "file", hint: "leave it out to check every ticket", status: .usage)
    }
    let top = Files.resolved(root) ?? root
    guard path.hasPrefix("\(top)/\(Workspace.folder)/") else {
      throw CommandError(
        "\(file) is not below \(Workspace.folder)", code: "file",
        hint: "`snag check` judges tickets and their configuration", status: .usage)
    }
    return String(path.dropFirst(top.count + 1))
  }

  private func print(_ problems: [Problem], _ session: Session) {
    if common.isJSON || format == .json {
      session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("check")),
          ("problems", .array(problems.map { .object(common.picked($0.members)) })),
        ]))
      return
    }
    for problem in problems {
      switch format ?? .text {
      case .github: session.print(githubAnnotation(problem))
      case .text, .json:
        let fix = problem.fix.map { " (\($0))" } ?? ""
        session.print(safeCell(problem.line + fix))
      }
    }
  }

  /// Source: GitHub Actions, "Workflow commands", which names the escapes.
  private func githubAnnotation(_ problem: Problem) -> String {
    func escaped(_ text: String) -> String {
      text.replacingEach(["%": "%25", "\r": "%0D", "\n": "%0A"])
    }
    func property(_ text: String) -> String {
      escaped(safeText(text)).replacingEach([":": "%3A", ",": "%2C"])
    }
    let message = problem.message + (problem.fix.map { " (\($0))" } ?? "")
    return "::\(problem.severity.rawValue) file=\(property(problem.path)),"
      + "line=\(problem.position.line),col=\(problem.position.column),"
      + "title=\(property(problem.rule))::\(escaped(safeText(message)))"
  }
}

extension String {
  fileprivate func replacingEach(_ replacements: [Character: String]) -> String {
    reduce(into: "") { $0 += replacements[$1] ?? String($1) }
  }
}

/// Returns `1 ticket`, `2 tickets`.
func plural(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
