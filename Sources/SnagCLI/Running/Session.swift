import TicketDocument
import TicketModel
import TicketStore

/// One run of one command: the context, the options all commands share, and the repository.
final class Session {
  let context: Context
  let common: CommonOptions
  private var openedRepository: TicketRepository?
  private var hasWarnedOfSettings = false
  /// The moment in the past that was asked for; nil without one.
  var momentAskedFor: Timestamp?

  init(context: Context, common: CommonOptions) {
    self.context = context
    self.common = common
  }

  /// Absolute path of the directory the command runs in; as in git, each -C starts from the last.
  var directory: String {
    guard !common.directory.isEmpty else { return context.directory }
    let path = common.directory.reduce(context.directory) { directory, next in
      next.hasPrefix("/") ? next : "\(directory)/\(next)"
    }
    // The directory above X/.. is not X.
    return Files.resolved(path) ?? path
  }

  /// The repository around the directory; opened once.
  func repository() throws -> TicketRepository {
    if let openedRepository { return openedRepository }
    guard common.directory.isEmpty || Files.kind(of: directory) == .directory else {
      throw CommandError(
        "no directory \(common.directory.joined(separator: "/"))", code: "no-directory",
        hint: "-C takes a directory; each further one starts from the last",
        status: .usage)
    }
    let repository = try TicketRepository(
      around: directory, environment: context.storeEnvironment)
    openedRepository = repository
    return repository
  }

  /// Goes on in another repository: the same one after its branch was switched, or a new work tree.
  func use(_ repository: TicketRepository) { openedRepository = repository }

  /// The time that ages, `@today` and `is:overdue` go by: the moment asked for, or the present.
  var asOf: Timestamp { momentAskedFor ?? context.now() }

  /// The settings for a command that writes, refused when a configuration file cannot be read.
  func settings() throws -> Settings {
    let settings = try repository().settings()
    if let problem = settings.problems.first { throw problem }
    return settings
  }

  /// The settings for a command that only reads: what a bad file says is missing, and that is said.
  func readableSettings() throws -> Settings {
    let settings = try repository().settings()
    if !hasWarnedOfSettings { warn(about: settings.problems.map(Problem.init)) }
    hasWarnedOfSettings = true
    return settings
  }

  // MARK: Output

  /// How to decorate what a person reads.
  var style: Style {
    let isColored =
      switch common.color {
      case .always: true
      case .never: false
      case .auto: usesColorByItself
      }
    return Style(isColored: isColored)
  }

  private var usesColorByItself: Bool {
    let variables = context.variables
    if let forced = variables["CLICOLOR_FORCE"], forced != "0", !forced.isEmpty { return true }
    guard variables["NO_COLOR"]?.isEmpty != false, variables["TERM"] != "dumb" else { return false }
    return context.terminal.isOutput
  }

  /// Prints a line of the answer.
  func print(_ line: String) { context.writeOutput("\(line)\n") }

  /// Prints an answer as it is.
  func write(_ text: String) { context.writeOutput(text) }

  /// Prints a JSON answer.
  func print(_ json: JSON) { print(json.text) }

  /// Says something on standard error, unless it is to be quiet.
  func say(_ line: String) {
    if !common.quiet { context.writeError("\(safeText(line))\n") }
  }

  /// Says something that must not be missed on standard error.
  func warn(_ line: String) { context.writeError("warning: \(safeText(line))\n") }

  // MARK: Input

  /// Reads a file the person named; `-` is standard input.
  ///
  /// What is not UTF-8 is refused: it would come out as something else than was written.
  func readText(_ path: String) throws -> String {
    let bytes = try readBytes(path)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    throw CommandError(
      "\(path == "-" ? "standard input" : path) is not UTF-8 at byte \(bytes.validUTF8Count)",
      code: "not-utf8", hint: "convert it: iconv -f LATIN1 -t UTF-8", status: .usage)
  }

  /// Reads the bytes of a file the person named; `-` is standard input.
  func readBytes(_ path: String) throws -> [UInt8] {
    if path == "-" { return context.readInput() }
    let absolute = path.hasPrefix("/") ? path : "\(directory)/\(path)"
    do {
      return try Files.read(absolute)
    } catch let error as FileError {
      // As the person wrote it, not as the program found it.
      throw CommandError(
        "cannot \(error.operation) \(path): \(error.reason.prefix(1).lowercased())"
          + error.reason.dropFirst(), code: "file", hint: "name a file, or - for standard input")
    }
  }

  /// Whether the program may open an editor or ask.
  var isInteractive: Bool {
    !common.noInput && context.terminal.isInput && context.terminal.isOutput
  }
}

extension [UInt8] {
  /// How many bytes from the beginning are UTF-8.
  fileprivate var validUTF8Count: Int {
    var decoder = UTF8()
    var iterator = makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      count += UTF8.width(scalar)
    }
    return count
  }
}
