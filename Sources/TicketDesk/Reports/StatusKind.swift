package import TicketModel

/// What a status counts as in reports: its category, with endings without work kept apart.
package enum StatusKind: Int, Sendable, CaseIterable {
  case new, active, waiting, done, cancelled

  /// Whether nothing is left to do.
  package var isEnded: Bool { self == .done || self == .cancelled }

  /// Makes the kind of a category; done is never taken for cancelled.
  package init(_ category: Workflow.Category) {
    self =
      switch category {
      case .new: .new
      case .active: .active
      case .waiting: .waiting
      case .done: .done
      }
  }

  /// Names of statuses and resolutions that end a ticket without the work that it asked for.
  ///
  /// Workflows have no word for this: both are the names that a team gives. Case does not count, and
  /// blanks and underscores count as hyphens.
  package static let namesWithoutWork: Set<String> = [
    "abandoned", "canceled", "cancelled", "declined", "dropped", "duplicate", "invalid",
    "not-planned", "obsolete", "rejected", "spam", "withdrawn", "wont-do", "wont-fix", "wontfix",
  ]

  /// Whether a status or resolution of this name ends a ticket without work.
  package static func isWithoutWork(_ name: String) -> Bool {
    if name.isEmpty { return false }
    let folded = String(
      name.lowercased().compactMap { character -> Character? in
        switch character {
        case "'", "’": nil
        case " ", "_": "-"
        default: character
        }
      })
    return namesWithoutWork.contains(folded)
  }
}

/// The kinds of the statuses of a repository, looked up once for each type and status.
package struct StatusKinds: Sendable {
  private let workflows: WorkflowSet
  private var known: [String: [String: StatusKind]] = [:]

  /// Reads nothing yet.
  package init(_ workflows: WorkflowSet) { self.workflows = workflows }

  /// Returns what a status counts as; one that no workflow knows counts as new, as in lists.
  package mutating func kind(type: String, status: String) -> StatusKind {
    if let kind = known[type]?[status] { return kind }
    let category = workflows.category(type: type, status: status) ?? .new
    let kind: StatusKind =
      category == .done && StatusKind.isWithoutWork(status) ? .cancelled : StatusKind(category)
    known[type, default: [:]][status] = kind
    return kind
  }
}
