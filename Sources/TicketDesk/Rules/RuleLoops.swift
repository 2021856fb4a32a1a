import TicketDocument
package import TicketModel
import TicketQuery

/// Rules that would undo each other without end.
///
/// Tickets that answer each rule's query are made up, and all rules are asked of them again and again:
/// where they never come to rest, they loop. Ages and words of a query count as true, requirements
/// and guards as met, values that a ticket fills as left alone; what else cannot be made up is not
/// judged.
package struct RuleLoops {
  private let rules: [DeskRule]
  private let workflows: WorkflowSet
  private let ownFields: [String]

  /// Judges rules; those about new tickets are asked once in a ticket's life and cannot loop.
  package init(_ rules: DeskRules, workflows: WorkflowSet, ownFields: [String]) {
    self.rules = rules.rules.filter { $0.event != .created }.map(\.withoutAges)
    self.workflows = workflows
    self.ownFields = ownFields
  }

  /// The groups of rules that loop, each once, by name.
  package func loops() -> [[DeskRule]] {
    var found: [[DeskRule]] = []
    for rule in rules {
      for type in rule.types ?? workflows.types {
        guard let seed = seed(for: rule, type: type) else { continue }
        let loop = run(seed)
        if !loop.isEmpty, !found.contains(where: { $0.map(\.name) == loop.map(\.name) }) {
          found.append(loop)
        }
      }
    }
    return found
  }

  /// Problems for `check`, at the first rule of each loop.
  package func problems() -> [Problem] {
    loops().compactMap { loop in
      loop.first.map { first in
        Problem(
          path: DeskRules.path, position: first.position, rule: "rule-loop",
          message: loop.count == 1
            ? "rule \(first.name) undoes itself without end"
            : "rules \(loop.map(\.name).joined(separator: " and ")) undo each other without end",
          fix: "say in when: of one of them what the other leaves behind")
      }
    }
  }

  /// Asks all rules until nothing changes; those that still change something in the end loop.
  private func run(_ seed: TicketDocument) -> [DeskRule] {
    var document = seed
    var last: [DeskRule] = []
    for _ in 0...(2 * rules.count + 2) {
      last = []
      for rule in rules where change(&document, by: rule) { last.append(rule) }
      if last.isEmpty { return [] }
    }
    return last
  }

  private func change(_ document: inout TicketDocument, by rule: DeskRule) -> Bool {
    guard let ticket = try? Ticket(document, path: ""), matches(rule, ticket) else { return false }
    let edits = rule.actions.flatMap { self.edits($0, ticket) }.filter { !$0.isDone(in: ticket) }
    guard !edits.isEmpty, (try? document.apply(edits)) != nil else { return false }
    return true
  }

  private func edits(_ action: DeskAction, _ ticket: Ticket) -> [TicketEdit] {
    switch action {
    case .edit(let field, let operation, let text):
      guard let value = text.plain,
        let assignment = Assignment("\(field)\(operation.rawValue)\(value)")
      else { return [] }
      return (try? assignment.edit(extraFields: ownFields)) ?? []
    case .assign(let text): return text.plain.map { [.set(.assignee, $0)] } ?? []
    case .assignAutomatically: return ticket.assignee.isEmpty ? [.set(.assignee, "somebody")] : []
    case .transition(let name):
      guard let edge = workflows.workflow(forType: ticket.type)?.transition(name),
        let status = edge.to, edge.from.contains(ticket.status), status != ticket.status
      else { return [] }
      return [.set(.status, status)]
    case .comment, .notify: return []
    }
  }

  private func matches(_ rule: DeskRule, _ ticket: Ticket) -> Bool {
    let world = QueryWorld(
      tickets: [ticket], workflows: workflows, actor: "somebody", now: Timestamp(seconds: 0))
    guard let query = try? CompiledQuery(rule.when, in: world) else { return false }
    return query.matches(ticket) { SearchText("") }
  }

  // MARK: Tickets that are made up

  /// A ticket that answers the rule's query; nil when none can be made up.
  private func seed(for rule: DeskRule, type: String) -> TicketDocument? {
    guard let workflow = workflows.workflow(forType: type), let id = TicketID("xx-loop") else {
      return nil
    }
    var draft = TicketDraft(
      id: id, title: "", type: type, created: Timestamp(seconds: 0), reporter: "somebody",
      history: [
        HistoryLine(
          time: Timestamp(seconds: 0), actor: "somebody",
          status: rule.status(in: workflow) ?? workflow.initialStatus)
      ])
    for (name, value) in rule.fieldValues {
      if FieldSchema.field(name) == nil {
        draft.unknown.append((name.rawValue, .scalar(value)))
      } else {
        draft.fields[name] = .list((draft.fields[name]?.items ?? []) + [value])
      }
    }
    let document = draft.document()
    guard let ticket = try? Ticket(document, path: ""), matches(rule, ticket) else { return nil }
    return document
  }
}

extension ValueKind {
  fileprivate var isAge: Bool { [.time, .age].contains(self) }
}

extension DeskRule {
  /// The same without what depends on time and text.
  fileprivate var withoutAges: DeskRule {
    var query = when
    query.terms.removeAll { term in
      switch term.condition {
      case .words: true
      case .field(let field, _): field.kind.isAge
      case .traits(let traits): traits == [.overdue]
      case .has, .view: false
      }
    }
    return DeskRule(name: name, event: event, when: query, actions: actions, position: position)
  }

  /// The types that its query names; nil for any.
  fileprivate var types: [String]? {
    let values = equalValues.filter { $0.0 == .type }.map(\.1)
    return values.isEmpty ? nil : values
  }

  /// What a ticket has to hold to answer the query, as far as that can be told.
  fileprivate var fieldValues: [(FieldName, String)] {
    var values = equalValues.filter { $0.0 != .type && $0.0 != .status }
    for term in when.terms where !term.isNegated {
      if case .has(let fields) = term.condition, case .known(let name)? = fields.first {
        values.append((name, "somebody"))
      }
    }
    return values
  }

  /// The first value of each field that the query names.
  private var equalValues: [(FieldName, String)] {
    when.terms.filter { !$0.isNegated }.flatMap { term -> [(FieldName, String)] in
      guard case .field(.known(let name), let values) = term.condition else { return [] }
      let texts = values.compactMap { value -> String? in
        if case .compared(.equal, let text) = value.match { text } else { nil }
      }
      return (name == .type ? texts : Array(texts.prefix(1))).map { (name, $0) }
    }
  }

  /// A status of the workflow that the query asks for.
  fileprivate func status(in workflow: Workflow) -> String? {
    if let named = equalValues.first(where: { $0.0 == .status })?.1 { return named }
    for term in when.terms where !term.isNegated {
      guard case .traits(let traits) = term.condition, let trait = traits.first else { continue }
      let category: Workflow.Category? =
        switch trait {
        case .closed: .done
        case .waiting: .waiting
        default: nil
        }
      if let category { return workflow.statuses.first { $0.category == category }?.name }
    }
    return nil
  }
}
