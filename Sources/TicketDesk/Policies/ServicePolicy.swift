package import TicketDocument
package import TicketModel
package import TicketQuery

/// What a service level measures; one such running target of a ticket is a clock.
package enum ClockKind: String, Sendable, CaseIterable, Comparable {
  /// From the opening to the first public comment of somebody other than the requester.
  case firstResponse = "first_response"
  /// From the oldest unanswered comment of the requester to the next public one of somebody else.
  case nextResponse = "next_response"
  /// From a public comment of somebody other than the requester to the next such one.
  case update
  /// From the opening to a done status.
  case resolution

  package static func < (left: ClockKind, right: ClockKind) -> Bool {
    left.order < right.order
  }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Rules of service for some tickets: targets by priority, in the hours of a calendar.
package struct ServicePolicy: Sendable {
  package let name: String
  /// Which tickets it is for, whatever their status; nil for all.
  package let when: Query?
  /// Name of its calendar; nil when work never stops.
  package let calendarName: String?
  package let calendar: WorkingCalendar
  /// Share of a target, in percent, from which on a clock is at risk.
  package let warn: Int
  /// How long each clock may take, by priority; nil for priorities that have no row, and for none.
  package let targets: [Priority?: [ClockKind: WorkingDuration]]
  package let escalations: [Escalation]
  package let pauses: Pauses
  /// Tickets that were created before are not its business.
  package let enforcedFrom: Timestamp?
  /// Where the file names it.
  package let position: Position

  /// Returns how long the clocks of a ticket may take.
  ///
  /// - Parameter priority: as the ticket has it.
  /// - Returns: no clocks when the policy says nothing of that priority.
  package func targets(forPriority priority: String) -> [ClockKind: WorkingDuration] {
    if let row = Priority(priority).flatMap({ targets[$0] }) { return row }
    return targets[nil] ?? [:]
  }
}

extension ServicePolicy {
  /// Where clocks stand still besides done statuses.
  package enum Pauses: Sendable, Equatable {
    /// In every status of the category waiting.
    case waiting
    /// In these statuses or categories, by clock; those without a row never pause.
    case named([ClockKind: Set<String>])

    /// Whether a clock stands still in a status.
    ///
    /// - Parameters:
    ///   - kind: which clock.
    ///   - status: the status's name.
    ///   - category: its category.
    /// - Returns: whether it does; in done it always does.
    func pauses(_ kind: ClockKind, in status: String, _ category: Workflow.Category) -> Bool {
      if category == .done { return true }
      switch self {
      case .waiting: return category == .waiting
      case .named(let names):
        guard let names = names[kind] else { return false }
        return names.contains(status) || names.contains(category.rawValue)
      }
    }
  }

  /// Something that is done once when a clock comes so far.
  package struct Escalation: Sendable {
    package let clock: ClockKind
    package let at: Level
    /// Further condition on the ticket; nil for none.
    package let when: Query?
    package let actions: [Action]
    /// Where the file has it.
    package let position: Position

    /// How far a clock has to come.
    package enum Level: Sendable, Hashable, CustomStringConvertible {
      /// So much of its target, in percent.
      case percent(Int)
      /// So much working time after it was due.
      case after(WorkingDuration)

      package var description: String {
        switch self {
        case .percent(let percent): "\(percent)%"
        case .after(let duration): "+\(duration)"
        }
      }
    }

    /// One line under `do:`, to be read by those who carry it out.
    package struct Action: Sendable, Equatable {
      package let text: String
      package let position: Position
    }

    /// Returns the working seconds that a clock with a target has run when this is to be done.
    package func seconds(of target: WorkingDuration) -> Int64 {
      switch at {
      case .percent(let percent): (target.seconds * Int64(percent) + 99) / 100
      case .after(let duration): target.seconds + duration.seconds
      }
    }
  }
}
