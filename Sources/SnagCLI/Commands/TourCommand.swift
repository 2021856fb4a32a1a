import ArgumentParser
import TicketModel
import TicketStore

/// Plays the main job in a temporary repository.
struct TourCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "tour",
    abstract: "See it at work in a throw-away repository.",
    discussion: "Prints each command and what it did. Nothing of yours is touched.")

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if common.isJSON { throw ValidationError("the tour is for reading: it prints no JSON") }
  }

  func run(in session: Session) throws {
    let folder = try TemporaryFolder()
    defer { folder.delete() }
    let tour = Tour(
      session: session, context: Tour.context(session.context, in: "\(folder.path)/webshop"),
      root: "\(folder.path)/webshop")
    try Files.makeDirectories(tour.root)
    try tour.play()
  }
}

/// The scenes of the tour.
private struct Tour {
  let session: Session
  /// The world outside without what would steer git or name somebody else.
  let context: Context
  let root: String

  static func context(_ outer: Context, in root: String) -> Context {
    var context = outer
    context.directory = root
    context.variables = outer.variables.filter { name, _ in
      name != "SNAG_ACTOR" && !name.hasPrefix("GIT_")
    }
    // Signing keys, hooks and identities of the person's own are no part of the tour.
    context.variables["GIT_CONFIG_GLOBAL"] = "/dev/null"
    context.variables["GIT_CONFIG_NOSYSTEM"] = "1"
    context.variables["GIT_PAGER"] = "cat"
    // git calls the merge driver by its name.
    let path = outer.variables["PATH"] ?? "/usr/bin:/bin"
    context.variables["PATH"] = outer.programFolder.map { "\($0):\(path)" } ?? path
    return context
  }

  func play() throws {
    say("A git repository like any other, and tickets set up in it:")
    try git("init", "-q", "-b", "main")
    try git("config", "user.name", "Ada Lovelace")
    try git("config", "user.email", "ada@example.org")
    try snag("init")

    say("A bug comes in. The ticket is a Markdown file, and its making is one commit:")
    let id = try snag(
      "new", "Login crashes on an empty password", "-t", "bug", "-p", "P1", "-l", "auth",
      "-m", "The form sends null.")
    try snag("list")

    say("Ada takes it on a branch; each transition of the workflow is a verb and a commit:")
    try git("switch", "-q", "-c", "bug/\(id)-empty-password")
    try snag("start", id)
    try git("log", "--oneline", "-3")

    say("The file is the truth. Any editor will do; git sees the change like any other:")
    let path = try path(of: id)
    try edit(path, appending: "\n- [ ] reject empty passwords in the form\n")
    try git("diff", "--stat")
    try git("commit", "-q", "-a", "-m", "Note what is to be done")
    try snag("check")

    say("What the workflow does not allow is refused, with the way out:")
    try snag("close", id)
    try snag("close", id, "resolution=fixed", "-m", "Fixed by checking before the request.")

    say("Meanwhile somebody works on the same ticket on the main branch:")
    try git("switch", "-q", "main")
    try snag("edit", id, "priority=P0", "labels+=urgent")
    try snag("comment", id, "-m", "Three customers have called.")

    say(
      "git merges tickets by what they mean: both sides' fields, labels, steps and comments stay.")
    try git("merge", "-q", "-m", "Merge the fix", "bug/\(id)-empty-password")
    try snag("check")

    say("The whole story, from the file's history and from git:")
    try snag("show", id)
    try snag("log", id)
    say("That was all. In a repository of yours: snag init")
  }

  // MARK: Steps

  private func say(_ line: String) { session.print("\n# \(line)") }

  @discardableResult
  private func snag(_ arguments: String...) throws -> String {
    session.print(session.style.bold("$ snag \(arguments.map(shellQuoted).joined(separator: " "))"))
    var output = ""
    var context = context
    context.writeOutput = { output += $0 }
    let outer = session.context.writeOutput
    context.writeError = { text in outer(text) }
    let status = SnagCLI.run(arguments, in: context)
    session.write(output)
    if status != ExitStatus.success.rawValue { session.print("(exit status \(status))") }
    return output.trimmingTrailingNewlines().description
  }

  private func git(_ arguments: String...) throws {
    session.print(session.style.bold("$ git \(arguments.map(shellQuoted).joined(separator: " "))"))
    var environment = context.storeEnvironment
    // One clock for what git commits and what the verbs do.
    for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
      environment.variables[name] = "@\(context.now().seconds) +0000"
    }
    session.write(try runGit(arguments, in: root, environment))
  }

  private func path(of id: String) throws -> String {
    try TicketRepository(around: root, environment: context.storeEnvironment)
      .find(id).ticket.path
  }

  private func edit(_ path: String, appending text: String) throws {
    let escaped = text.replacing("\n", with: "\\n")
    session.print(session.style.bold("$ printf '\(escaped)' >> \(path)"))
    try Files.append(Array(text.utf8), to: "\(root)/\(path)")
  }
}
