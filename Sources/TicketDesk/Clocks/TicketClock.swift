package import TicketModel

/// How a clock stands.
package enum ClockStanding: String, Sendable, CaseIterable {
  case ok
  /// It runs, and most of its target is used up.
  case atRisk = "at-risk"
  /// It is open, and its due time is over.
  case breached
  /// It stands still while the ticket waits.
  case paused
  /// It ended in time.
  case met
  /// It ended too late.
  case missed

  /// Whether the clock has ended.
  package var isEnded: Bool { self == .met || self == .missed }
}

/// One target of a ticket, from when on it counted and how far it has come.
package struct TicketClock: Sendable, Equatable {
  package let kind: ClockKind
  /// Name of the policy that sets the target.
  package let policy: String
  package let standing: ClockStanding
  package let target: WorkingDuration
  /// Working seconds that it has run.
  package let elapsed: Int64
  /// When the target is or was used up; nil while it is paused, and when it ended before.
  package let due: Timestamp?
  package let started: Timestamp
  /// When it ended; nil while it is open.
  package let stopped: Timestamp?
  /// Which clock of its kind it is, from 1; a reopened ticket goes on with the one it had.
  package let cycle: Int

  /// Working seconds that are left; negative by how much it is late.
  package var remaining: Int64 { target.seconds - elapsed }
}

/// The clocks of one ticket.
package struct TicketClocks: Sendable, Equatable {
  /// Every clock that has ever started, by kind and then by cycle.
  package let all: [TicketClock]

  /// The last clock of each kind.
  package var current: [TicketClock] {
    var last: [ClockKind: TicketClock] = [:]
    for clock in all { last[clock.kind] = clock }
    return last.values.sorted { $0.kind < $1.kind }
  }

  /// The open clock that is due first, or was; one that is paused when there is no other.
  package var nearest: TicketClock? {
    var nearest: TicketClock?
    for clock in current where !clock.standing.isEnded {
      guard let other = nearest else {
        nearest = clock
        continue
      }
      if let due = clock.due, other.due.map({ due < $0 }) ?? true { nearest = clock }
    }
    return nearest
  }

  /// Whether one of the clocks is open and stands so.
  package func has(_ standing: ClockStanding) -> Bool {
    all.contains { $0.standing == standing }
  }
}
