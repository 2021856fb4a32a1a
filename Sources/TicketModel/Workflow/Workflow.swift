package import TicketDocument

/// Statuses and the named edges between them, for tickets of some types.
package struct Workflow: Sendable, Equatable {
  package let name: String
  /// Repository-relative path of its file.
  package let path: String
  /// Types of ticket it governs.
  package let types: [String]
  /// In order; the first is where a new ticket starts.
  package let statuses: [Status]
  package let transitions: [Transition]

  /// A place in the workflow.
  package struct Status: Sendable, Equatable {
    package let name: String
    package let category: Category
    /// At most this many tickets should be in it; nil for no limit.
    package let wip: Int?
    /// Fields that a ticket in this status must have.
    package let requires: [FieldName]
    /// Where the file names it.
    package let position: Position
  }

  /// What rules and reports go by.
  package enum Category: String, Sendable, CaseIterable {
    case new, active, waiting, done
  }

  /// A named edge; its name is a verb of the command line.
  package struct Transition: Sendable, Equatable {
    package let name: String
    package let from: [String]
    /// Where it leads; nil for an edge that leaves the ticket where it is, such as an approval.
    package let to: String?
    /// What the ticket needs to take this edge.
    package let requires: [Requirement]
    /// What must be true to take it.
    package let guards: [Guard]
    package let effects: [Effect]
    /// Where the file names it.
    package let position: Position

    /// Makes an edge from its parts.
    package init(
      name: String, from: [String], to: String?, requires: [Requirement], guards: [Guard] = [],
      effects: [Effect], position: Position = Position(line: 1, column: 1)
    ) {
      self.name = name
      self.position = position
      self.from = from
      self.to = to
      self.requires = requires
      self.guards = guards
      self.effects = effects
    }
  }

  /// Something that a transition needs.
  package enum Requirement: Sendable, Hashable {
    /// A field that is set, before or with the transition.
    case field(FieldName)
    /// A comment given with the transition.
    case comment

    /// The word in the workflow file.
    package var text: String {
      switch self {
      case .field(let name): name.rawValue
      case .comment: "comment"
      }
    }
  }

  /// Returns a status by its name.
  package func status(_ name: String) -> Status? { statuses.first { $0.name == name } }

  /// Returns a transition by its name.
  package func transition(_ name: String) -> Transition? {
    transitions.first { $0.name == name }
  }

  /// Returns the transitions that leave a status, in file order.
  package func transitions(from status: String) -> [Transition] {
    transitions.filter { $0.from.contains(status) }
  }

  /// Where new tickets start.
  ///
  /// A workflow that was read from a file has at least one status.
  package var initialStatus: String { statuses.first?.name ?? "" }
}

/// The workflows of a repository, by type.
package struct WorkflowSet: Sendable, Equatable {
  /// In the order of their files' names.
  package let workflows: [Workflow]
  /// By type and status: lists ask for each of their tickets.
  private let categories: [String: [String: Workflow.Category]]
  /// By status: what the first workflow says that knows it.
  private let anyCategories: [String: Workflow.Category]

  /// Collects workflows; a type that two of them claim belongs to the first.
  package init(_ workflows: [Workflow]) {
    self.workflows = workflows
    var categories: [String: [String: Workflow.Category]] = [:]
    var anyCategories: [String: Workflow.Category] = [:]
    for workflow in workflows {
      let own = Dictionary(
        workflow.statuses.map { ($0.name, $0.category) }, uniquingKeysWith: { first, _ in first })
      for type in workflow.types where categories[type] == nil { categories[type] = own }
      anyCategories.merge(own) { first, _ in first }
    }
    self.categories = categories
    self.anyCategories = anyCategories
  }

  /// Returns the workflow that governs a type.
  package func workflow(forType type: String) -> Workflow? {
    workflows.first { $0.types.contains(type) }
  }

  /// Every type that some workflow governs, in order.
  package var types: [String] { workflows.flatMap(\.types) }

  /// Every transition's name, sorted, each once: the verbs of this repository.
  package var verbs: [String] { Set(workflows.flatMap { $0.transitions.map(\.name) }).sorted() }

  /// Returns the category of a ticket's status; nil when its workflow does not know it.
  package func category(type: String, status: String) -> Workflow.Category? {
    categories[type]?[status] ?? anyCategories[status]
  }
}
