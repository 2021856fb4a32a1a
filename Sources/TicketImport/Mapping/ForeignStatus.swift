import TicketModel

/// How far a ticket has come in another tracker.
enum ForeignStage: Sendable, Equatable {
  case new
  case active
  case waiting
  /// The ending is a resolution, when the status says more than that it is over.
  case done(ending: String?)

  var category: Workflow.Category {
    switch self {
    case .new: .new
    case .active: .active
    case .waiting: .waiting
    case .done: .done
    }
  }
}

/// Returns a status in the spelling of ``foreignStages``: `In Progress` gives `in-progress`.
func normalizedStatus(_ text: String) -> String {
  text.lowercased().filter { $0 != "'" && $0 != "’" }
    .split { $0 == " " || $0 == "_" || $0 == "-" || isUnsafeInLine($0) }
    .joined(separator: "-")
}

private func isUnsafeInLine(_ character: Character) -> Bool {
  character.unicodeScalars.contains { TicketModel.isUnsafeInLine($0) }
}

/// Statuses that need no explanation: the category says all of it.
let plainStatuses: Set<String> = [
  "open", "new", "to-do", "todo", "in-progress", "active", "closed", "done", "complete",
  "completed",
]

/// What the words for a status mean in the trackers that can be read.
let foreignStages: [String: ForeignStage] = [
  "open": .new, "new": .new, "to-do": .new, "todo": .new, "backlog": .new, "draft": .new,
  "proposed": .new, "pending": .new, "ready": .new, "triage": .new, "reopened": .new,
  "pinned": .new,
  "in-progress": .active, "active": .active, "started": .active, "doing": .active,
  "wip": .active, "review": .active, "in-review": .active, "testing": .active, "hooked": .active,
  "blocked": .waiting, "waiting": .waiting, "on-hold": .waiting, "paused": .waiting,
  "deferred": .waiting,
  "closed": .done(ending: nil), "done": .done(ending: nil), "complete": .done(ending: nil),
  "completed": .done(ending: nil), "resolved": .done(ending: nil),
  "fixed": .done(ending: "fixed"), "wont-do": .done(ending: "wontfix"),
  "wont-fix": .done(ending: "wontfix"), "wontfix": .done(ending: "wontfix"),
  "rejected": .done(ending: "wontfix"), "cancelled": .done(ending: "cancelled"),
  "canceled": .done(ending: "cancelled"), "abandoned": .done(ending: "cancelled"),
  "duplicate": .done(ending: "duplicate"), "archived": .done(ending: "archived"),
  "tombstone": .done(ending: "archived"),
]
