package import TicketModel

/// How the clocks of a ticket's service level stand, as far as queries ask.
package struct ServiceFacts: Sendable, Equatable {
  /// Whether the due time of an open clock is over.
  package var isBreached = false
  /// Whether an open clock has used up most of its time and is not over.
  package var isAtRisk = false
  /// Whether an open clock stands still.
  package var isPaused = false
  /// When the open clock that is due first is, or was.
  package var dueAt: Timestamp?

  /// Makes the facts of a ticket without clocks.
  package init() {}
}
