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
      Prints path:line:col: severity: message [rule] and exits 1 when there are errors. What was \
      changed is judged as if it had been done by a verb: steps that the workflow has not, what \
      they require and their guards, a history that was rewritten. Without a range that is what the \
      work tree changes; A..B judges what B changes, and A...B what it changes since it left A.

      --fix mends what has one right answer (missing keys and history lines, values that need \
      quotes) as one commit. --format=github prints annotations for GitHub's pull requests. \
      --merge-with says for each ticket that HEAD and a branch both changed what a host, which \
      merges plain text, would make of it, and what a merge here would; and judges what HEAD changes.

      EXAMPLES
        snag check
        snag check --fix
        snag check .tickets/sn-k7m3qx-login.md
        snag check origin/main...HEAD --format=github
        snag check --merge-with origin/main
      """)

  @Argument(
    help: "A..B or A...B, then files: report on, and mend, only these.",
    completion: .file(extensions: ["md"]))
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
    try common.refuseJSON(besides: format)
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
    let range = try range(session)
    let wanted = try files.dropFirst(range == nil ? 0 : 1).map { try relative($0, session) }
    if let range { return try check(range, wanted, session) }
    if let mergeWith { return try checkMerge(with: mergeWith, wanted, session) }
    var (loaded, problems) = try repository.check(writer.source)
    var changes = writing.on == nil ? try repository.changeProblems() : []
    if fix {
      let refused = Set(changes.filter { $0.severity == .error }.map(\.path))
      try Mending(writer: writer, wanted: wanted, refused: refused).mend(loaded)
      if !writing.dryRun {
        (loaded, problems) = try repository.check(writer.source)
        changes = writing.on == nil ? try repository.changeProblems() : []
      }
    }
    problems = changes.joined(with: problems) + session.hiddenTransitions
    if writing.on == nil {
      problems +=
        ViewCheck(
          try repository.settings(), tickets: loaded.tickets.map(\.ticket)
        ).problems
    }
    problems += try session.deskProblems(from: writer.source, loaded.tickets)
    problems.sort()
    if writing.on == nil, try session.isSetUp() {
      // A pull request is judged in a clone that merges nothing and is thrown away.
      problems += try repository.mergeDriverProblems(judgesClone: format != .github)
      problems.sort()
    }
    if !wanted.isEmpty { problems.removeAll { !wanted.contains($0.path) } }
    try report(
      problems, on: plural(loaded.tickets.count + loaded.problems.count, "ticket"), session)
  }

  private func report(_ problems: [Problem], on what: String, _ session: Session) throws {
    print(problems, session)
    let errors = problems.count { $0.severity == .error }
    session.say(
      "checked \(what): "
        + "\(plural(errors, "error")), \(plural(problems.count - errors, "warning"))")
    if errors > 0 { throw ExitStatus.failure }
  }

  /// The first word is a range unless a file is meant.
  private func range(_ session: Session) throws -> TicketRange? {
    guard let first = files.first, let range = TicketRange(first) else { return nil }
    let path = first.hasPrefix("/") ? first : "\(session.directory)/\(first)"
    guard Files.kind(of: path) == nil, !first.hasPrefix("../") else { return nil }
    guard !fix, writing.on == nil, mergeWith == nil else {
      throw CommandError(
        "a range excludes --fix, --on and --merge-with", code: "usage",
        hint: "leave \(first) out", status: .usage)
    }
    return range
  }

  private func check(_ range: TicketRange, _ wanted: [String], _ session: Session) throws {
    let repository = try session.repository()
    let judged = try repository.judged(range)
    if case .branch(let old, let new) = judged, judged != range {
      session.say("\(old) went on meanwhile: judging \(old)...\(new), from where they parted")
    }
    let checked = try repository.check(judged)
    try report(
      checked.problems.filter { wanted.isEmpty || wanted.contains($0.path) },
      on: plural(checked.changed, "changed ticket"), session)
  }

  /// `--merge-with`.
  private func checkMerge(with revision: String, _ wanted: [String], _ session: Session) throws {
    let merges = try session.repository().plainMerges(with: revision).filter { merge in
      let paths = [merge.ticket.ours?.path, merge.ticket.theirs?.path].compactMap { $0 }
      return wanted.isEmpty || paths.contains(where: wanted.contains)
    }
    let check = MergeCheck(revision: revision, merges: merges)
    let changes = try changeProblems(since: revision, session)
      .filter { wanted.isEmpty || wanted.contains($0.path) }
    print((check.problems + changes).sorted(), session)
    session.say(check.summary)
    guard !check.problems.isEmpty else {
      if changes.contains(where: { $0.severity == .error }) { throw ExitStatus.failure }
      return
    }
    session.say("hint: git merge \(revision) here, where tickets are merged by meaning, and push")
    throw ExitStatus.failure
  }

  /// What HEAD did since it left the revision; histories that share nothing have no such place.
  private func changeProblems(since revision: String, _ session: Session) throws -> [Problem] {
    do {
      return try session.repository().changeProblems(in: .branch(from: revision, "HEAD"))
    } catch is NoMergeBase {
      return []
    }
  }

  private func relative(_ file: String, _ session: Session) throws -> String {
    guard let root = try session.repository().root else { return file }
    let absolute = file.hasPrefix("/") ? file : "\(session.directory)/\(file)"
    guard let path = Files.resolved(absolute) else {
      throw CommandError(
        "no file \(file)", code: "file",
        hint: isRevision(file, session)
          ? "to judge what changed since that commit: snag check \(shellQuoted(file)).."
          : "leave it out to check every ticket", status: .usage)
    }
    let top = Files.resolved(root) ?? root
    guard path.hasPrefix("\(top)/\(Workspace.folder)/") else {
      throw CommandError(
        "\(file) is not below \(Workspace.folder)", code: "file",
        hint: "`snag check` judges tickets and their configuration", status: .usage)
    }
    return String(path.dropFirst(top.count + 1))
  }

  private func isRevision(_ word: String, _ session: Session) -> Bool {
    (try? session.repository().compare(.between(word, "HEAD"))) != nil
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
