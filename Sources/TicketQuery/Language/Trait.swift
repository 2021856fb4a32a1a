extension Query {
  /// A word after `is:`.
  package enum Trait: String, Sendable, CaseIterable, CustomStringConvertible {
    case open, closed, ready, blocked, mine, waiting, overdue, snoozed, woken, breached
    case atRisk = "at-risk"
    case paused, conflicted

    /// The word as it is written.
    package var description: String { rawValue }

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
      case .breached: "not done, and a clock of its service level is over; see `snag sla`"
      case .atRisk: "a clock has used up most of its time and is not over"
      case .paused: "its clocks stand still, because it waits"
      case .conflicted: "holds what a merge could not decide; see `snag settle`"
      }
    }
  }
}
