import TicketModel

extension ReportMaker {
  func times() -> Report {
    let measures: [(name: String, end: (ReportTicket) -> Timestamp?)] = [
      ("first_response", { $0.isOpenedByRequester ? $0.replies.first : nil }),
      ("first_resolution", { $0.timeline.resolutions.first }),
      ("full_resolution", { $0.timeline.kind == .done ? $0.timeline.resolutions.last : nil }),
    ]
    let working = request.workingSeconds
    let columns =
      ["measure", "tickets", "median", "p90"]
      + (working == nil ? [] : ["median_working", "p90_working"])
    return grouped(columns) { tickets in
      measures.map { measure in
        let spans = tickets.compactMap { ticket -> (start: Timestamp, end: Timestamp)? in
          guard let end = measure.end(ticket), period.contains(end) else { return nil }
          return (ticket.timeline.created, end)
        }
        func percentiles(_ length: (Timestamp, Timestamp) -> Int64) -> [Figure] {
          let lengths = spans.map { length($0.start, $0.end) }.sorted()
          return [50, 90].map { Self.length(percentile($0, of: lengths)) }
        }
        let events = spans.map {
          (time: $0.end, value: working?($0.start, $0.end) ?? $0.end.seconds - $0.start.seconds)
        }
        return (
          [.text(measure.name), .count(spans.count)]
            + percentiles { $1.seconds - $0.seconds } + (working.map(percentiles) ?? []),
          trend(events) { percentile(50, of: $0.sorted()).map(Double.init) }
        )
      }
    }
  }

  func reopen() -> Report {
    grouped(["resolved", "reopened", "rate", "reopens"]) { tickets in
      let resolved = tickets.compactMap { ticket in
        resolvedInPeriod(ticket).map { time in
          (time: time, value: ticket.timeline.reopens.count { $0 >= time })
        }
      }
      let reopened = resolved.count { $0.value > 0 }
      return [
        (
          [
            .count(resolved.count), .count(reopened), .share(reopened, of: resolved.count),
            .count(resolved.reduce(0) { $0 + $1.value }),
          ], trend(resolved) { Self.rate($0) { $0 > 0 } }
        )
      ]
    }
  }

  func firstContact() -> Report {
    grouped(["resolved", "first_contact", "rate"]) { tickets in
      let resolved = tickets.compactMap { ticket in
        resolvedInPeriod(ticket).map { time in
          (time: time, value: ticket.replies.count == 1 && ticket.timeline.reopens.isEmpty)
        }
      }
      let hits = resolved.count(where: \.value)
      return [
        (
          [.count(resolved.count), .count(hits), .share(hits, of: resolved.count)],
          trend(resolved) { Self.rate($0) { $0 } }
        )
      ]
    }
  }

  func satisfaction() -> Report {
    grouped(["resolved", "rated", "response_rate", "average", "satisfied"]) { tickets in
      let resolved = tickets.compactMap { ticket -> (time: Timestamp, value: Int?)? in
        guard ticket.timeline.kind == .done, let time = ticket.timeline.resolutions.last,
          period.contains(time)
        else { return nil }
        return (time, Int(ticket.ticket.text(of: "rating")).flatMap { 1...5 ~= $0 ? $0 : nil })
      }
      let ratings = resolved.compactMap(\.value)
      let rated = resolved.compactMap { event in event.value.map { (time: event.time, value: $0) } }
      return [
        (
          [
            .count(resolved.count), .count(ratings.count),
            .share(ratings.count, of: resolved.count),
            Self.average(ratings).map(Figure.decimal) ?? .none,
            .share(ratings.count { $0 >= 4 }, of: ratings.count),
          ], trend(rated, Self.average)
        )
      ]
    }
  }

  /// The first time in the period that a ticket became done; nil when it did not.
  private func resolvedInPeriod(_ ticket: ReportTicket) -> Timestamp? {
    ticket.timeline.resolutions.first { period.contains($0) }
  }

  private static func average(_ ratings: [Int]) -> Double? {
    ratings.isEmpty ? nil : Double(ratings.reduce(0, +)) / Double(ratings.count)
  }

  static func rate<Value>(_ values: [Value], where holds: (Value) -> Bool) -> Double? {
    values.isEmpty ? nil : Double(values.count(where: holds)) / Double(values.count)
  }

  func serviceLevels() -> Report {
    grouped(["clock", "met", "missed", "breached", "compliance"]) { tickets in
      ClockKind.allCases.map { kind in
        let clocks = tickets.flatMap(\.clocks).filter { $0.kind == kind }.compactMap(judged)
        func count(_ standing: ClockStanding) -> Int { clocks.count { $0.value == standing } }
        return (
          [
            .text(kind.rawValue), .count(count(.met)), .count(count(.missed)),
            .count(count(.breached)), .share(count(.met), of: clocks.count),
          ], trend(clocks) { Self.rate($0) { $0 == .met } }
        )
      }
    }
  }

  /// When a clock ended or was breached, and how, where that was in the period.
  private func judged(_ clock: TicketClock) -> (time: Timestamp, value: ClockStanding)? {
    let times: [Timestamp?] =
      switch clock.standing {
      case .met: [clock.stopped]
      case .missed: [clock.stopped, clock.due]
      case .breached: [clock.due]
      case .ok, .atRisk, .paused: []
      }
    let time = times.compactMap { $0 }.first(where: period.contains)
    return time.map { ($0, clock.standing) }
  }
}
