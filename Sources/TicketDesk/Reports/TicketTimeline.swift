package import TicketModel

/// What a ticket's history says up to a moment: when it was what.
///
/// Times never go back: a line older than the one before it counts as of the same time. Where the
/// status is not the one that the last line says, somebody changed it by hand, and it counts from that line on.
package struct TicketTimeline: Sendable, Equatable {
  /// The coming into a status.
  package struct Step: Sendable, Equatable {
    package let time: Timestamp
    package var kind: StatusKind
  }

  /// When it was created; where the file does not say, the time of its first line.
  package let created: Timestamp
  /// In the order of time; the first is the creation.
  package private(set) var steps: [Step]
  /// Whether the history says when the first step was; without it, nothing is known of endings.
  private let isRecorded: Bool

  /// Reads a ticket's history; nil when it was not there yet, or nothing says since when it is.
  ///
  /// - Parameters:
  ///   - ticket: the ticket.
  ///   - kinds: what statuses count as.
  ///   - moment: what is later is left out.
  package init?(_ ticket: Ticket, _ kinds: inout StatusKinds, asOf moment: Timestamp) {
    let lines = ticket.historyLines
    guard var time = ticket.created ?? lines.first?.time, time <= moment else { return nil }
    created = time
    isRecorded = !lines.isEmpty
    steps = []
    steps.reserveCapacity(lines.count + 1)
    if let first = lines.first, first.time > time { steps.append(Step(time: time, kind: .new)) }
    var isWhole = true
    for line in lines {
      time = max(time, line.time)
      guard time <= moment else {
        isWhole = false
        break
      }
      steps.append(Step(time: time, kind: kinds.kind(type: ticket.type, status: line.status)))
    }
    if isWhole, lines.last?.status != ticket.status {
      steps.append(Step(time: time, kind: kinds.kind(type: ticket.type, status: ticket.status)))
    }
    settleEndings(isWhole ? ticket.text(of: .resolution) : "")
  }

  /// Gives every step of an ending the kind that it came to: resolved and then closed is one ending.
  ///
  /// - Parameter resolution: of the last ending; history does not say those of earlier ones.
  private mutating func settleEndings(_ resolution: String) {
    var isLast = true
    var ending: StatusKind?
    for place in steps.indices.reversed() {
      guard steps[place].kind.isEnded else {
        (ending, isLast) = (nil, false)
        continue
      }
      let isCancelled = isLast && StatusKind.isWithoutWork(resolution)
      ending = ending ?? (isCancelled ? .cancelled : steps[place].kind)
      steps[place].kind = ending ?? .done
    }
  }

  /// What it is at the moment up to which it was read.
  package var kind: StatusKind { steps.last?.kind ?? .new }

  /// Whether something is left to do.
  package var isOpen: Bool { !kind.isEnded }

  /// When it came out of an open status into done, cancelled left out.
  package var resolutions: [Timestamp] {
    guard isRecorded else { return [] }
    return steps.indices.filter { place in
      steps[place].kind == .done && (place == 0 || !steps[place - 1].kind.isEnded)
    }.map { steps[$0].time }
  }

  /// When it came back from done, cancelled left out.
  package var reopens: [Timestamp] {
    steps.indices.dropFirst().filter { place in
      steps[place - 1].kind == .done && !steps[place].kind.isEnded
    }.map { steps[$0].time }
  }

  /// What it was at a moment; nil before it was created.
  package func kind(at moment: Timestamp) -> StatusKind? {
    guard created <= moment else { return nil }
    return steps.last { $0.time <= moment }?.kind ?? .new
  }
}

/// A ticket as reports see it.
package struct ReportTicket: Sendable {
  package let ticket: Ticket
  package let timeline: TicketTimeline
  /// Groups that it belongs to; [] where it has no value.
  package var keys: [String] = []
  /// When somebody else than the requester wrote a public comment, in the order of time.
  package private(set) var replies: [Timestamp] = []
  /// Whether somebody who does not work on it waits for an answer since its creation.
  package private(set) var isOpenedByRequester = false
  /// Its service-level clocks, where the report is about them.
  package var clocks: [TicketClock] = []

  /// Makes one; nil when the ticket was not there yet.
  package init?(_ ticket: Ticket, _ kinds: inout StatusKinds, asOf moment: Timestamp) {
    guard let timeline = TicketTimeline(ticket, &kinds, asOf: moment) else { return nil }
    self.ticket = ticket
    self.timeline = timeline
  }

  /// Takes the comments that answer the requester, as clocks see them.
  ///
  /// - Parameters:
  ///   - events: the ticket's.
  ///   - moment: what is later is left out.
  package mutating func take(_ events: TicketEvents, asOf moment: Timestamp) {
    isOpenedByRequester = events.isOpenedByRequester
    replies = events.replies.filter { !$0.isFromRequester && $0.time <= moment }.map(\.time)
  }
}
