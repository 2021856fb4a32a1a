import ArgumentParser
import TicketModel
import TicketStore

/// Puts the program, its man pages and its completions where shells and `man` find them.
struct InstallCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install this program with its man pages and completions.",
    discussion: """
      Copies this very program to bin/snag below the prefix, makes git find it as `git snag`, and \
      writes man pages and completions for bash, zsh and fish. What an earlier install put there is \
      replaced; --undo takes away exactly these files.

      EXAMPLES
        snag install                              below ~/.local
        sudo snag install --prefix /usr/local
        snag install --dry-run                    which files
        snag install --undo
      """)

  @Option(
    help: ArgumentHelp("Install below this directory instead of ~/.local.", valueName: "directory"))
  var prefix: String?

  @Flag(help: "Delete what an install with this prefix wrote.")
  var undo = false

  @Flag(help: "Say which files, and do nothing.")
  var dryRun = false

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    try common.checkFields(among: ["files", "prefix", "result"])
    let installation = Installation(prefix: try absolutePrefix(in: session))
    let paths = installation.files.map { "\(installation.prefix)/\($0.path)" }
    if dryRun {
      if !common.isJSON { paths.forEach { session.print(safeText($0)) } }
    } else if undo {
      for path in paths { try Files.delete(path) }
      session.say("deleted \(plural(paths.count, "file")) below \(safeText(installation.prefix))")
    } else {
      try installation.write(program: try program(in: session))
      session.say("installed snag \(SnagCommand.version) below \(safeText(installation.prefix))")
      advise(installation, session)
    }
    if common.isJSON {
      session.print(
        kind: "install",
        [
          ("prefix", .string(installation.prefix)), ("files", .array(paths.map(JSON.string))),
          ("result", .string(dryRun ? "planned" : undo ? "deleted" : "installed")),
        ])
    }
  }

  private func absolutePrefix(in session: Session) throws -> String {
    if let prefix {
      guard !prefix.isEmpty else { throw ValidationError("--prefix needs a directory") }
      var path = prefix.hasPrefix("/") ? prefix : "\(session.directory)/\(prefix)"
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      return path
    }
    guard let home = session.context.variables["HOME"], home.hasPrefix("/") else {
      throw CommandError(
        "there is no home directory to install into", code: "no-home",
        hint: "say where: snag install --prefix /usr/local", status: .usage)
    }
    return "\(home)/.local"
  }

  private func program(in session: Session) throws -> [UInt8] {
    guard let path = session.context.program else {
      throw CommandError(
        "the file of this program cannot be found", code: "no-program",
        hint: "call it by its full path, such as .build/release/snag install")
    }
    return try Files.read(path, limit: 1 << 30)
  }

  /// Says what is still to be done by hand before `snag` is found.
  private func advise(_ installation: Installation, _ session: Session) {
    let folder = "\(installation.prefix)/bin"
    let path = session.context.variables["PATH"] ?? ""
    if !path.split(separator: ":").contains(where: { $0 == folder }) {
      session.say("\(safeText(folder)) is not on your PATH yet")
    }
  }
}

/// The files of an installation.
private struct Installation {
  /// Absolute path of the directory that holds `bin` and `share`.
  let prefix: String

  /// What is installed below the prefix.
  enum Content {
    case program
    case link(to: String)
    case text(String)
  }

  /// Every file with its path below the prefix.
  ///
  /// Source: the file systems standard (FHS 3.0, `/usr/share`) and where bash-completion, zsh and fish look.
  var files: [(path: String, content: Content)] {
    let manual = Manual.files.map { file in
      ("share/man/man\(file.name.last ?? "1")/\(file.name)", Content.text(file.text))
    }
    return [
      ("bin/snag", .program),
      ("bin/git-snag", .link(to: "snag")),
      ("share/bash-completion/completions/snag", .text(CompletionScript.bash)),
      ("share/bash-completion/completions/git-snag", .link(to: "snag")),
      ("share/zsh/site-functions/_snag", .text(CompletionScript.zsh)),
      ("share/fish/vendor_completions.d/snag.fish", .text(CompletionScript.fish)),
      ("share/fish/vendor_completions.d/git-snag.fish", .link(to: "snag.fish")),
    ] + manual
  }

  /// Writes every file, the program first.
  ///
  /// - Parameter program: the program's bytes.
  /// - Throws: `FileError`; each file is the old or the new one then.
  func write(program: [UInt8]) throws {
    for (path, content) in files {
      let path = "\(prefix)/\(path)"
      switch content {
      case .program: try Files.replace(with: program, at: path, mode: 0o755)
      case .link(let target): try Files.replaceWithLink(at: path, to: target)
      case .text(let text): try Files.replace(with: Array(text.utf8), at: path, mode: 0o644)
      }
    }
  }
}
