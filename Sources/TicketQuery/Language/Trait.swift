extension Query {
  /// A word after `is:`.
  package enum Trait: String, Sendable, CaseIterable {
    case open, closed, ready, blocked, mine, waiting, overdue, snoozed, woken, conflicted

    /// One line for people.
    package var summary: String {
      switch self {
      case .open: "not done; what a query without is: and status: means"
      case .closed: "done"
      case .ready: "not done, not waiting, every blocker done"
      case .blocked: "not done, and something in blocked_by is not done either"
      case .mine: "not done, and you are the assignee"
      case .waiting: "in a status where it waits for somebody"
      case .overdue: "not done, and due before today"
      case .snoozed: "not done, and put aside until a later time (wait_until)"
      case .woken: "not done, and the time until which it was put aside has come"
      case .conflicted: "holds what a merge could not decide; see `snag settle`"
      }
    }

    /// Words that belong to the language and have no meaning yet, with what they need.
    package static let planned = ["breached": "service levels", "at-risk": "service levels"]
  }
}
