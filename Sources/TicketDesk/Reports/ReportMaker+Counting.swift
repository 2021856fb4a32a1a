import TicketModel

extension ReportMaker {
  /// Upper ends of the age bands, in days.
  private static let bands: [(name: String, days: Int64?)] = [
    ("under_1d", 1), ("1d_to_3d", 3), ("3d_to_7d", 7), ("7d_to_28d", 28), ("28d_to_90d", 90),
    ("over_90d", nil),
  ]

  func backlog() -> Report {
    grouped(["open"] + Self.bands.map(\.name) + ["median_age", "oldest"]) { tickets in
      let open = tickets.filter { isOpenAtEnd($0) }
      let ages = open.map { lastMoment.seconds - $0.timeline.created.seconds }.sorted()
      var counts = Array(repeating: 0, count: Self.bands.count)
      for age in ages {
        let place = Self.bands.firstIndex { band in band.days.map { age < $0 * 86_400 } ?? true }
        counts[place ?? 0] += 1
      }
      return [
        (
          [.count(open.count)] + counts.map(Figure.count)
            + [percentile(50, of: ages), ages.last].map(Self.length),
          openCounts(tickets).map(Double.init)
        )
      ]
    }
  }

  func workload() -> Report {
    let unit = estimateUnit
    return grouped(["open", "active", "waiting", "estimate", "unestimated"]) { tickets in
      let open = tickets.filter { isOpenAtEnd($0) }
      let kinds = open.map { $0.timeline.kind(at: lastMoment) }
      let sizes = open.map { Estimate($0.ticket, unit: unit)?.number }
      let known = sizes.compactMap { $0 }
      return [
        (
          [
            .count(open.count), .count(kinds.count { $0 == .active }),
            .count(kinds.count { $0 == .waiting }),
            known.isEmpty ? .none : .decimal(known.reduce(0, +)),
            .count(sizes.count - known.count),
          ], openCounts(tickets).map(Double.init)
        )
      ]
    }
  }

  func flow() -> Report {
    parts(["new", "active", "waiting", "done", "created", "resolved"]) { tickets in
      let kinds = kindCounts(tickets)
      let created = counts(tickets.map { [$0.timeline.created] })
      let resolved = counts(tickets.map(\.timeline.resolutions))
      return scale.parts.indices.map { part in
        let at = kinds[part]
        return [
          at[0], at[1], at[2], at[3] + at[4], created[part], resolved[part],
        ].map(Figure.count)
      }
    }
  }

  func burndown() -> Report {
    let unit = estimateUnit
    return parts(["scope", "added", "done", "remaining", "estimate_remaining"]) { tickets in
      let kinds = kindCounts(tickets)
      let added = counts(tickets.map { [$0.timeline.created] })
      let sizes = tickets.map { Estimate($0.ticket, unit: unit)?.number }
      let hasEstimates = sizes.contains { $0 != nil }
      var left = Array(repeating: 0.0, count: scale.parts.count)
      for (ticket, size) in zip(tickets, sizes) {
        guard let size else { continue }
        forEachPart(of: ticket) { part, kind in if !kind.isEnded { left[part] += size } }
      }
      return scale.parts.indices.map { part in
        let done = kinds[part][3] + kinds[part][4]
        let scope = kinds[part].reduce(0, +)
        return [scope, added[part], done, scope - done].map(Figure.count)
          + [hasEstimates ? .decimal(left[part]) : .none]
      }
    }
  }

  /// Makes a report with a row for each part of the period, in each group.
  private func parts(
    _ columns: [String], figures: ([ReportTicket]) -> [[Figure]]
  ) -> Report {
    let rows = groups().flatMap { group in
      zip(scale.parts, figures(group.tickets)).map { part, figures in
        Report.Row(group: group.key, figures: [.day(part.lowerBound.day)] + figures)
      }
    }
    return report([scale.interval.rawValue] + columns, rows)
  }

  // MARK: Counting

  /// The last moment of the period.
  var lastMoment: Timestamp { period.end.adding(seconds: -1) }

  func isOpenAtEnd(_ ticket: ReportTicket) -> Bool {
    ticket.timeline.kind(at: lastMoment).map { !$0.isEnded } ?? false
  }

  /// Calls the body with what a ticket is at the end of each part, from the one it was created in.
  private func forEachPart(of ticket: ReportTicket, _ body: (Int, StatusKind) -> Void) {
    let steps = ticket.timeline.steps
    guard let last = scale.parts.last, let start = scale.parts.first,
      ticket.timeline.created < last.upperBound
    else { return }
    let created = ticket.timeline.created
    let first = created < start.lowerBound ? 0 : scale.place(of: created) ?? 0
    var next = 0
    var kind = StatusKind.new
    for part in first..<scale.parts.count {
      let end = scale.parts[part].upperBound
      while next < steps.count, steps[next].time < end {
        kind = steps[next].kind
        next += 1
      }
      body(part, kind)
    }
  }

  /// How many tickets are of each kind at the end of each part.
  private func kindCounts(_ tickets: [ReportTicket]) -> [[Int]] {
    let kinds = StatusKind.allCases.count
    var flat = Array(repeating: 0, count: scale.parts.count * kinds)
    for ticket in tickets {
      forEachPart(of: ticket) { part, kind in flat[part * kinds + kind.rawValue] += 1 }
    }
    return scale.parts.indices.map { Array(flat[($0 * kinds)..<(($0 + 1) * kinds)]) }
  }

  /// How many tickets are open at the end of each part.
  private func openCounts(_ tickets: [ReportTicket]) -> [Int] {
    kindCounts(tickets).map { $0[0] + $0[1] + $0[2] }
  }

  /// How many tickets something happened to in each part; twice in one part is once.
  private func counts(_ moments: [[Timestamp]]) -> [Int] {
    var counts = Array(repeating: 0, count: scale.parts.count)
    for moments in moments {
      var last = -1
      for moment in moments {
        guard let part = scale.place(of: moment), part != last else { continue }
        counts[part] += 1
        last = part
      }
    }
    return counts
  }

  /// The unit of the first ticket that has an estimate with a number.
  private var estimateUnit: String {
    tickets.lazy.compactMap { Estimate($0.ticket)?.unit }.first ?? ""
  }

  static func length(_ seconds: Int64?) -> Figure { seconds.map(Figure.seconds) ?? .none }
}

/// The number in a ticket's estimate, `3`, `2.5h` or `5 points`, and its unit.
struct Estimate {
  let number: Double
  let unit: String

  init?(_ ticket: Ticket, unit wanted: String? = nil) {
    let text = ticket.text(of: "estimate")
    let digits = text.prefix { "0123456789.".contains($0) }
    guard let first = digits.first, first != ".", let number = Double(digits), number < 1e9 else {
      return nil
    }
    unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    self.number = number
    if let wanted, unit != wanted { return nil }
  }
}
