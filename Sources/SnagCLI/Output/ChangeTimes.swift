import TicketModel
import TicketStore

/// When tickets' files were changed, asked for when the first ticket is.
final class ChangeTimes {
  private let read: () throws -> [String: Timestamp]
  private var known: [String: Timestamp]?

  init(_ read: @escaping () throws -> [String: Timestamp]) { self.read = read }

  /// By path; none where git does not know.
  var all: [String: Timestamp] {
    let times = known ?? (try? read()) ?? [:]
    known = times
    return times
  }

  /// When a ticket's file was changed, if that is known.
  func time(of ticket: Ticket) -> Timestamp? { all[ticket.path] }
}

extension Session {
  /// When the tickets of a source were changed; nothing is read until that is asked for.
  func changeTimes(_ source: TicketSource) -> ChangeTimes {
    ChangeTimes { [self] in try repository().changeTimes(in: source) }
  }
}
