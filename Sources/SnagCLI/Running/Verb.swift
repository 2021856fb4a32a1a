import ArgumentParser

/// A command of the program: parsed by ArgumentParser, run in a context.
protocol Verb: ParsableCommand {
  /// Carries the command out.
  func run(in session: Session) throws
}

/// A command that has the options all commands have.
protocol CommonVerb: Verb {
  var common: CommonOptions { get }
}

/// Options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customShort("C"),
    help: ArgumentHelp("Run as if started in this directory.", valueName: "directory"))
  var directory: [String] = []

  @Option(
    name: .customLong("json"),
    help: ArgumentHelp(
      "Print JSON; --json=id,title picks fields.", valueName: "fields"))
  var jsonFields: String?

  @Flag(name: .shortAndLong, help: "Say less: no status messages.")
  var quiet = false

  @Option(help: "Use colour: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Never ask; fail instead.")
  var noInput = false

  func validate() throws {
    if let jsonFields, jsonFields.isEmpty {
      throw ValidationError("--json= needs field names, or leave the = out for all of them")
    }
  }

  /// Whether the answer is JSON.
  var isJSON: Bool { jsonFields != nil }

  /// The fields to print; nil for all.
  var fields: [String]? {
    jsonFields == ArgumentRewriting.allFields
      ? nil : jsonFields?.split(separator: ",").map(String.init)
  }
}

extension CommonOptions {
  /// Refuses `--json` beside a format, which may be another one.
  ///
  /// - Parameter format: what `--format` says; nil without it.
  /// - Throws: `ValidationError`.
  func refuseJSON(besides format: (some ExpressibleByArgument)?) throws {
    if isJSON, format != nil { throw ValidationError("--json and --format exclude each other") }
  }
}

/// How what can go into a document is printed.
enum DocumentFormat: String, ExpressibleByArgument, CaseIterable {
  case text, md, json
}

/// When to use colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// Options of every command that changes tickets.
struct WriterOptions: ParsableArguments {
  @Flag(help: "Write the file only; you commit it yourself.")
  var noCommit = false

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("Commit to this branch instead of the current one.", valueName: "branch"))
  var on: String?

  func validate() throws {
    if noCommit, on != nil { throw ValidationError("--no-commit and --on exclude each other") }
  }
}

/// Text given with -m or -F.
struct MessageOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "Text, in Markdown.")
  var message: [String] = []

  @Option(
    name: [.customShort("F"), .customLong("file")],
    help: "Read the text from a file; - is standard input.")
  var file: String?

  func validate() throws {
    if !message.isEmpty, file != nil { throw ValidationError("-m and -F exclude each other") }
  }

  /// Returns the text, or nil when none was given; several -m are paragraphs.
  func text(in session: Session) throws -> String? {
    let text: String
    if let file {
      text = try session.readText(file)
    } else if message.isEmpty {
      return nil
    } else {
      text = message.joined(separator: "\n\n")
    }
    return String(text.trimmingTrailingNewlines())
  }
}

extension String {
  /// The text without line breaks at its end.
  func trimmingTrailingNewlines() -> Substring {
    guard let last = lastIndex(where: { !$0.isNewline }) else { return "" }
    return self[...last]
  }
}
