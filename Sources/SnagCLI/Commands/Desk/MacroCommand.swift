import ArgumentParser
import TicketDesk
import TicketDocument
import TicketModel
import TicketStore

/// Applies a canned change and reply.
struct MacroCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "macro",
    abstract: "Apply a canned change and reply to a ticket, or list them.",
    discussion: """
      A macro is a file .tickets/macros/NAME.md: its front matter gives fields, `labels+: [x]` and \
      `transition: NAME`, its text the comment, for the team alone with `internal: true`. Text and \
      values may hold {{title}}, {{requester.name}} or any other field. All of it is one commit; \
      guards hold.

      EXAMPLES
        snag macro
        snag macro ask-for-log sn-k7m
        snag macro ask-for-log sn-k7m --dry-run
      """)

  @Argument(help: "The macro's name; without one, all are listed.")
  var name: String?

  @Argument(
    help: "The ticket's id, or a unique beginning of it; by default the current branch's ticket.")
  var id: String?

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    guard let name else { return try list(session) }
    let writer = Writer(session: session, options: writing)
    let macro = try session.macro(name)
    let found = try writer.find(id)
    var random = session.context.random
    var world = try session.actionWorld(writer) { DraftComment.randomID(using: &random) }
    world.assignsActor = true
    let plan: ActionPlan
    do {
      plan = try world.plan(macro.allActions, for: found.ticket, found.document)
    } catch ActionRefused.transition(let refusal) {
      throw TicketTransitionRefused(id: found.ticket.id, refusal: refusal)
    } catch ActionRefused.assignment(let refusal) {
      throw refusal
    } catch ActionRefused.nobody(let text) {
      throw CommandError(
        "macro \(name) would assign \(found.ticket.id) to \(text.isEmpty ? "nobody" : text)",
        code: "nobody", hint: "set the field it takes the handle from first", status: .refused)
    }
    var change = Writer.Change(id: found.ticket.id, what: "macro \(name)")
    if let edge = plan.transition {
      change = .taking(edge, found.ticket)
    }
    try writer.apply(plan.edits, to: found.ticket, change)
  }

  private func list(_ session: Session) throws {
    try common.checkFields(among: Self.names)
    let files = try session.macroFiles()
    for file in files {
      if case .failure(let error) = file.macro { session.warn(about: [Problem(error)]) }
    }
    let macros = files.compactMap { try? $0.macro.get() }
    if common.isJSON {
      let rows = macros.map { macro in
        JSON.object(
          common.picked([("name", .string(macro.name)), ("summary", .string(macro.summary))]))
      }
      return session.print(
        .object([("schema", .number(1)), ("kind", .string("macros")), ("macros", .array(rows))]))
    }
    for macro in macros { session.print("\(safeCell(macro.name))\t\(safeCell(macro.summary))") }
    if files.isEmpty { session.say("no macros; put one into .tickets/macros/NAME.md") }
  }

  private static let names = ["name", "summary"]
}

extension Session {
  /// The macros of the work tree, with what is wrong in those that cannot be read.
  func macroFiles() throws -> [(name: String, macro: Result<Macro, ConfigurationError>)] {
    let own = try repository().settings().configuration.fields
    return try repository().texts(in: "macros", suffix: ".md").map { file in
      let macro = Result { () throws(ConfigurationError) in
        try Macro(parsing: file.text, name: file.name, path: file.path, ownFields: own)
      }
      return (file.name, macro)
    }
  }

  /// Finds a macro by its name.
  ///
  /// - Parameter name: without `.md`.
  /// - Returns: the macro.
  /// - Throws: `ConfigurationError`, or `CommandError` when there is none.
  func macro(_ name: String) throws -> Macro {
    let files = try macroFiles()
    guard let file = files.first(where: { $0.name == name }) else {
      let names = files.map(\.name)
      let nearest = nearestNames(to: name, among: names)
      throw CommandError(
        "no macro \(name)", code: "unknown-macro",
        hint: nearest.first.map { "did you mean \($0)?" }
          ?? (names.isEmpty
            ? "put one into .tickets/macros" : "macros: \(names.joined(separator: ", "))"),
        candidates: nearest, status: .usage)
    }
    return try file.macro.get()
  }
}
