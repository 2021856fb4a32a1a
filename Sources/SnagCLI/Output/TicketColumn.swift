import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// What is shown of a ticket besides what its file says.
struct TicketFacts {
  let world: QueryWorld
  private let tickets: [Ticket]
  private let settings: Settings
  /// What other branches say; nil where that was not asked.
  let branches: BranchView?
  private let children = CountedChildren()
  private let changes: ChangeTimes?
  /// Where a query's words stand; nil where that was not asked.
  var snippets: Snippets?

  /// Collects facts.
  ///
  /// - Parameters:
  ///   - world: what queries are answered from.
  ///   - tickets: all of the source.
  ///   - settings: of the source.
  ///   - branches: what other branches say, where that was asked.
  ///   - changes: when files were changed; without it only the tickets' own histories count.
  init(
    world: QueryWorld, tickets: [Ticket], settings: Settings, branches: BranchView? = nil,
    changes: ChangeTimes? = nil
  ) {
    self.changes = changes
    self.world = world
    self.tickets = tickets
    self.settings = settings
    self.branches = branches
  }

  /// How far the tickets below one are; nil when it is nobody's parent.
  func progress(of ticket: Ticket) -> TicketProgress? {
    children.progress(of: ticket, among: tickets, world.workflows)
  }

  /// When the ticket was last moved, or its file changed.
  func updated(_ ticket: Ticket) -> Timestamp? {
    [world.updated(ticket), changes?.time(of: ticket)].compactMap(\.self).max()
  }

  /// Ids of the tickets whose parent it is.
  func children(of ticket: Ticket) -> [String] {
    children.ids(below: ticket, among: tickets)
  }

  /// How long ago it was created.
  func age(of ticket: Ticket) -> Int64? {
    ticket.created.map { max(0, world.now.seconds - $0.seconds) }
  }

  /// How long it was in each status.
  func times(of ticket: Ticket) -> [TimeInStatus] {
    ticket.timesInStatus(now: world.now, isDone: world.category(of: ticket) == .done)
  }

  /// Keys of the user's own that some ticket or the configuration has; found by looking at all.
  var extraFields: Set<String> {
    settings.ownFields(of: tickets).union(askedFields)
      .union(snippets == nil ? [] : [TicketColumn.snippetName])
  }

  /// Facts that are known only where they were asked for.
  var askedFields: Set<String> { branches == nil ? [] : [TicketColumn.branchesName] }
}

/// The children and the progress of all parents, counted when they are first asked for.
private final class CountedChildren {
  private var counted: ChildProgress?
  private var children: [String: [String]]?

  func ids(below ticket: Ticket, among tickets: [Ticket]) -> [String] {
    let children = children ?? QueryWorld.children(of: tickets)
    self.children = children
    return children[ticket.id.text] ?? []
  }

  func progress(
    of ticket: Ticket, among tickets: [Ticket], _ workflows: WorkflowSet
  ) -> TicketProgress? {
    let counted = counted ?? ChildProgress(tickets, workflows: workflows)
    self.counted = counted
    return counted[ticket.id]
  }
}

/// Something that can be shown of a ticket: a field, or a derived fact.
struct TicketColumn {
  /// Name in `--columns`, `--format` and JSON.
  let name: String
  /// Heading on a terminal.
  let title: String

  /// Finds a column by its name.
  init(_ name: String, extraFields: Set<String>) throws {
    let names = Self.names(extraFields)
    guard names.contains(name) || Self.onRequest.contains(name) else {
      throw CommandError(unknownField: name, among: names)
    }
    self.init(known: name)
  }

  private init(known name: String) {
    self.name = name
    title = Self.shortTitles[name] ?? name.uppercased()
  }

  /// The columns of a plain list.
  static let standard = ["id", "priority", "status", "title", "labels", "assignee", "created"]
    .map(TicketColumn.init(known:))

  /// The columns of a list over all branches.
  static let acrossBranches = standard + [TicketColumn(known: branchesName)]

  /// What other branches know of a ticket; known only when it was asked for.
  static let branchesName = "branches"

  /// The line in which a query's words stand; known only in a list.
  static let snippetName = "snippet"

  private static let shortTitles = [
    "priority": "P", "assignee": "WHO", "created": "AGE", branchesName: "WHERE",
  ]
  private static let derived = [
    "category", "updated", "closed", "path", "ready", "blocked", "progress",
  ]

  /// What changes by itself or with other tickets, and so is shown only where it is asked for by name,
  /// and by `show`.
  static let onRequest = ["age", "children", "times", "due_at", "reopens"]

  static func names(_ extraFields: Set<String>) -> [String] {
    FieldSchema.all.map(\.name.rawValue) + derived + extraFields.sorted()
  }

  /// How the column gives way on a narrow terminal.
  var fit: Table.Fit {
    switch name {
    case "title": .main
    case Self.snippetName: .cut(least: 24)
    case "labels", "blocked_by", "related", "watchers", "children": .cut(least: 10)
    case "assignee", "reporter", "milestone", "path": .cut(least: 8)
    case Self.branchesName: .cut(least: 16)
    default: .whole
    }
  }

  /// The value as text; lists are joined by commas.
  func text(for ticket: Ticket, _ facts: TicketFacts) -> String {
    // The columns of a plain list first: names are compared one after the other.
    switch name {
    case "id": ticket.id.text
    case "priority": ticket.priority
    case "status": ticket.status
    case "title": ticket.title
    case "labels": ticket.labels.joined(separator: ",")
    case "assignee": ticket.assignee
    case "created": ticket.created?.description ?? ""
    case "category": facts.world.category(of: ticket).rawValue
    case "updated": facts.updated(ticket)?.description ?? ""
    case "times":
      facts.times(of: ticket).filter { $0.seconds > 0 }.map { time in
        "\(time.status) \(relativeAge(seconds: time.seconds))"
      }.joined(separator: ", ")
    case "due_at": facts.world.service(ticket).dueAt?.description ?? ""
    case "reopens": String(ticket.reopens(in: facts.world.workflows))
    case "closed": facts.world.closed(ticket)?.description ?? ""
    case "age": facts.age(of: ticket).map(relativeAge(seconds:)) ?? ""
    case "children": facts.children(of: ticket).joined(separator: ",")
    case "path": ticket.path
    case "ready": facts.world.isReady(ticket) ? "yes" : "no"
    case "blocked": facts.world.isBlocked(ticket) ? "yes" : "no"
    case "progress": facts.progress(of: ticket).map { "\($0.done)/\($0.total)" } ?? ""
    case Self.branchesName where facts.branches != nil:
      (facts.branches?.words(about: ticket) ?? []).places.joined(separator: ",")
    case Self.snippetName where facts.snippets != nil: facts.snippets?.line(of: ticket) ?? ""
    default: ticket.items(of: FieldName(rawValue: name)).joined(separator: ",")
    }
  }

  /// The value as a cell of a terminal's table.
  func cell(for ticket: Ticket, _ facts: TicketFacts, style: Style) -> Table.Cell {
    let category = facts.world.category(of: ticket)
    switch name {
    case "created", "updated", "closed":
      let moment = Timestamp(text(for: ticket, facts))
      return Table.Cell(
        text: moment.map { relativeAge(of: $0, now: facts.world.now) } ?? "", decorate: style.dim)
    case "status":
      return Table.Cell(text: ticket.status, decorate: { style.status($0, category) })
    case "priority" where ticket.priority == "P0" || ticket.priority == "P1":
      return Table.Cell(text: ticket.priority, decorate: style.red)
    case "id": return Table.Cell(text: ticket.id.text, decorate: style.yellow)
    case Self.snippetName where facts.snippets != nil:
      return Table.Cell(text: facts.snippets?.cell(of: ticket) ?? "")
    default: return Table.Cell(text: text(for: ticket, facts))
    }
  }

  /// The value in JSON: null when unset, arrays for lists.
  func json(for ticket: Ticket, _ facts: TicketFacts) -> JSON {
    switch name {
    case "ready": return .bool(facts.world.isReady(ticket))
    case "blocked": return .bool(facts.world.isBlocked(ticket))
    case "age": return facts.age(of: ticket).map { .number(Int($0)) } ?? .null
    case "children": return .array(facts.children(of: ticket).map(JSON.string))
    case "reopens": return .number(ticket.reopens(in: facts.world.workflows))
    case "times":
      return .array(
        facts.times(of: ticket).map { time in
          .object([("status", .string(time.status)), ("seconds", .number(Int(time.seconds)))])
        })
    case "progress":
      return facts.progress(of: ticket).map { progress in
        .object([("done", .number(progress.done)), ("total", .number(progress.total))])
      } ?? .null
    case "category", "updated", "closed", "due_at", "path", Self.snippetName:
      let text = text(for: ticket, facts)
      return text.isEmpty ? .null : .string(text)
    case Self.branchesName where facts.branches != nil:
      return .array((facts.branches?.words(about: ticket) ?? []).map { $0.json(facts.world) })
    default:
      let field = FieldName(rawValue: name)
      let isList = FieldSchema.field(field)?.kind.isList ?? ticket.hasList(field)
      if isList { return .array(ticket.items(of: field).map(JSON.string)) }
      let text = ticket.text(of: field)
      return text.isEmpty ? .null : .string(text)
    }
  }
}

extension Ticket {
  /// Whether the field is written as a list.
  fileprivate func hasList(_ name: FieldName) -> Bool {
    guard case .list(_)? = value(of: name) else { return false }
    return true
  }
}

extension Settings {
  /// Keys of the user's own: those that some ticket has, and those that the configuration names.
  func ownFields(of tickets: [Ticket]) -> Set<String> {
    Set(configuration.fields).union(
      tickets.lazy.filter(\.hasOwnFields).flatMap { $0.others.lazy.map(\.name) }
        .filter { FieldSchema.field($0) == nil }.map(\.rawValue))
  }
}
