import ArgumentParser
import TicketDesk
import TicketDocument
import TicketModel
import TicketStore

/// Makes a ticket.
struct NewCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a ticket.",
    discussion: """
      Prints the new id. Fields without an option of their own are given as field=value.

      EXAMPLES
        snag new "Login crashes on an empty password" -t bug -p P1 -l auth
        snag new "Export as CSV" -t feature milestone=1.2 -F description.md
        id=$(snag new -q "Upgrade the parser")
      """)

  @Argument(help: "The title, in quotes; then field=value for other fields.")
  var words: [String] = []

  @Option(name: .shortAndLong, help: "bug, feature, task or another type of your workflows.")
  var type: String?

  @Option(name: .shortAndLong, help: "P0 (most urgent) to P4.")
  var priority: String?

  @Option(name: .shortAndLong, help: "A label; may be repeated, or several with commas.")
  var label: [String] = []

  @Option(name: .shortAndLong, help: "Who works on it.")
  var assignee: String?

  @Option(help: "Start from this template of .tickets/templates; by default the type's.")
  var template: String?

  @Flag(help: "Begin work on it at once, on a branch of its own.")
  var start = false

  @OptionGroup var text: MessageOptions
  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let repository = try session.repository()
    try session.requireSetUp()
    let settings = try session.settings()
    if settings.workflows.types.isEmpty { throw NoWorkflows() }
    let writer = Writer(session: session, options: writing)
    let place = try repository.newPlace()
    let draft = try self.draft(place.id, session, settings)
    let path =
      "\(Workspace.folder)/"
      + draft.id.fileName(title: draft.title, isSharded: place.isSharded)
    let plan = CommitPlan(
      changes: [.create(path: path, bytes: draft.document().bytes)],
      subject: "\(draft.id): new \(draft.type)", body: draft.title, tickets: [draft.id.text])
    var change = Writer.Change(
      id: draft.id, what: "new \(draft.type)", to: draft.history.last?.status)
    change.event = .created
    guard start else {
      try writer.commit(plan, change)
      return suggestSimilar(to: draft, writer)
    }
    let verb = try startingVerb(draft.type, settings)
    try session.common.checkFields(among: Writer.names)
    let outcome = try writer.commit(plan)
    writer.say(outcome, what: "\(change.id): \(change.what)")
    if case .committed = outcome { writer.letRulesReact(to: .created, of: draft.id) }
    if case .planned = outcome {
      session.say("dry run: would \(verb) it then")
      return writer.report(outcome, change)
    }
    try TransitionRun(
      writer: writer, request: .verb(verb), assignments: [], comment: nil, isInternal: false
    ).run(on: draft.id.text)
  }

  /// The verb that begins work on a new ticket: the one with a branch, or else `start`.
  private func startingVerb(_ type: String, _ settings: Settings) throws -> String {
    let workflow = settings.workflows.workflow(forType: type)
    let first = workflow?.transitions(from: workflow?.initialStatus ?? "") ?? []
    if let verb = first.first(where: { $0.effects.contains(.branch) })
      ?? first.first(where: { $0.name == "start" })
    {
      return verb.name
    }
    throw CommandError(
      "no transition begins work on a new \(type)", code: "no-start",
      hint: "leave out --start; then: \(first.map(\.name).joined(separator: ", "))",
      status: .usage)
  }

  private func draft(
    _ id: TicketID, _ session: Session, _ settings: Settings
  ) throws -> TicketDraft {
    let repository = try session.repository()
    guard let title = words.first else {
      throw CommandError(
        "a ticket needs a title", code: "no-title",
        hint: "snag new \"Login crashes on an empty password\"", status: .usage)
    }
    let assignments = try parsedAssignments(
      words.dropFirst(),
      otherwise: "put the title in quotes: snag new \"\(words.joined(separator: " "))\"")
    let named = try namedType(assignments)
    let template = try self.template(settings, type: named)
    let type = try self.type(settings, template, named)
    guard let workflow = settings.workflows.workflow(forType: type) else {
      throw CommandError(
        type.isEmpty ? "a ticket needs a type" : "no workflow governs type \(type)",
        code: "unknown-type",
        hint: "types here: \(settings.workflows.types.joined(separator: ", "))",
        candidates: nearestNames(to: type, among: settings.workflows.types), status: .usage)
    }
    let actor = try repository.actor()
    let now = session.context.now()
    var draft = TicketDraft(
      id: id, title: try canonical(.title, title), type: type, created: now,
      reporter: actor,
      history: [HistoryLine(time: now, actor: actor, status: workflow.initialStatus)])
    for (name, value) in template?.fields ?? [] where name != .type { draft.fields[name] = value }
    for edit in try optionEdits() { draft.set(edit) }
    if assignments.contains(where: { $0.field == .status }) {
      throw CommandError(
        "a new ticket begins as \(workflow.initialStatus)", code: "status",
        hint: "leave status= out and move the ticket when it is there", status: .usage)
    }
    let edits = try assignments.filter { $0.field != .type }.flatMap { assignment in
      try assignment.edit(extraFields: settings.configuration.fields)
    }
    let writer = Writer(session: session, options: writing)
    try writer.checkLinks(edits, of: id)
    try writer.warnOfUnknownNames(optionEdits() + edits)
    for edit in edits { draft.set(edit) }
    try writer.setPriority(of: &draft, given: optionEdits() + edits)
    draft.body = try text.text(in: session) ?? template?.body ?? ""
    return draft
  }

  /// The type of `-t` or `type=`; it decides workflow and template, so it is no edit like others.
  private func namedType(_ assignments: [Assignment]) throws -> String? {
    guard let assigned = assignments.last(where: { $0.field == .type })?.value else { return type }
    guard type == nil || type == assigned else {
      throw CommandError(
        "-t \(type ?? "") and type=\(assigned) contradict each other", code: "usage",
        hint: "leave one of them out", status: .usage)
    }
    return assigned
  }

  private func template(_ settings: Settings, type: String?) throws -> TicketTemplate? {
    guard let template else {
      return settings.templates.first { $0.name == (type ?? settings.defaultType) }
    }
    guard let found = settings.templates.first(where: { $0.name == template }) else {
      let names = settings.templates.map(\.name)
      throw CommandError(
        "no template \(template)", code: "unknown-template",
        hint: names.isEmpty
          ? "put one into .tickets/templates" : "templates: \(names.joined(separator: ", "))",
        candidates: nearestNames(to: template, among: names), status: .usage)
    }
    return found
  }

  private func type(
    _ settings: Settings, _ template: TicketTemplate?, _ named: String?
  ) throws -> String {
    let ofTemplate = template?.fields.first { $0.name == .type }?.value.items.first
    return named ?? ofTemplate ?? settings.defaultType
  }

  private func optionEdits() throws -> [TicketEdit] {
    var edits: [TicketEdit] = []
    if let priority { edits.append(.set(.priority, try canonical(.priority, priority))) }
    if let assignee { edits.append(.set(.assignee, try canonical(.assignee, assignee))) }
    for label in label.flatMap({ $0.split(separator: ",") }) {
      edits.append(.add(.labels, try canonical(.labels, String(label))))
    }
    return edits
  }

  private func canonical(_ name: FieldName, _ value: String) throws -> String {
    try FieldSchema.field(name)?.canonical(value) ?? value
  }
}

/// Nothing says how tickets work here: `init` was not run, or its files are gone.
struct NoWorkflows: Error {}

extension Settings {
  /// The type of a ticket when none is given.
  var defaultType: String {
    configuration.defaultType ?? workflows.types.first { $0 == "task" } ?? workflows.types.first
      ?? "task"
  }
}

extension TicketDraft {
  /// Takes over a field edit; an empty value unsets.
  mutating func set(_ edit: TicketEdit) {
    switch edit {
    case .set(.reporter, let value): reporter = value
    case .set(.title, let value): title = value
    case .set(let name, let value) where FieldSchema.field(name) == nil:
      unknown.append((name.rawValue, .scalar(value)))
    case .set(let name, let value): fields[name] = .scalar(value)
    case .setItems(let name, let items): fields[name] = .list(items)
    case .add(let name, let item): fields[name] = .list((fields[name]?.items ?? []) + [item])
    case .remove(let name, let item):
      fields[name] = .list((fields[name]?.items ?? []).filter { $0 != item })
    case .transition, .expectStatus, .comment, .recordHistory:
      preconditionFailure("a draft takes field edits only")
    }
  }
}
