package import TicketModel
import TicketQuery

/// What is asked of a report.
package struct ReportRequest: Sendable {
  package var kind: ReportKind
  /// When the period begins; nil for the first ticket.
  package var since: Timestamp?
  /// When the period ends, without this moment itself; nil for the moment that is looked at.
  package var until: Timestamp?
  /// The moment that is looked at: what is later has not happened.
  package var asOf: Timestamp
  /// How long the parts of the period are; nil for what fits.
  package var interval: ReportInterval?
  /// Whether each group has figures of its own.
  package var isGrouped = false
  /// Returns the working time between two moments; nil where no calendar was named.
  package var workingSeconds: (@Sendable (Timestamp, Timestamp) -> Int64)?

  /// Asks for a report of everything up to a moment.
  package init(_ kind: ReportKind, asOf: Timestamp) {
    self.kind = kind
    self.asOf = asOf
  }

  /// The period, cut off behind the moment that is looked at.
  package var period: ReportPeriod {
    let last = asOf.adding(seconds: 1)
    return ReportPeriod(start: since, end: until.map { min($0, last) } ?? last)
  }
}

/// Figures about tickets, in rows.
package struct Report: Sendable, Equatable {
  /// A column's names.
  package struct Column: Sendable, Equatable {
    /// In JSON and CSV.
    package let name: String
    /// On a terminal.
    package var title: String {
      String(name.map { $0 == "_" ? " " : $0 }).uppercased()
    }
  }

  /// Figures of one group or one part of the period.
  package struct Row: Sendable, Equatable {
    /// The value of the field that tickets were grouped by; nil where they have none.
    package let group: String?
    /// One for each column.
    package var figures: [Figure]
    /// The figure that matters most, for each part of the period.
    package var trend: [Double?] = []
  }

  package let kind: ReportKind
  package let columns: [Column]
  package let rows: [Row]
  /// All tickets together, where rows are groups.
  package let total: Row?
  package let isGrouped: Bool
  package let period: ReportPeriod
  package let scale: ReportScale
}

/// Reckons reports up.
package struct ReportMaker {
  let request: ReportRequest
  let tickets: [ReportTicket]
  let scale: ReportScale

  /// Prepares a report; nil when the period has too many parts.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - tickets: those that it is about.
  package init?(_ request: ReportRequest, _ tickets: [ReportTicket]) {
    self.request = request
    self.tickets = tickets
    let end = request.period.end
    let first = tickets.lazy.map(\.timeline.created).min() ?? end
    guard
      let scale = ReportScale(
        from: request.since ?? first, to: end, every: request.interval)
    else { return nil }
    self.scale = scale
  }

  var period: ReportPeriod { request.period }

  /// Returns the figures.
  package func report() -> Report {
    switch request.kind {
    case .times: times()
    case .backlog: backlog()
    case .flow: flow()
    case .burndown: burndown()
    case .reopen: reopen()
    case .fcr: firstContact()
    case .csat: satisfaction()
    case .workload: workload()
    case .sla: serviceLevels()
    }
  }

  /// The tickets of each group, groups in natural order, those without a value last.
  func groups() -> [(key: String?, tickets: [ReportTicket])] {
    guard request.isGrouped else { return [(nil, tickets)] }
    var members: [String: [ReportTicket]] = [:]
    var rest: [ReportTicket] = []
    for ticket in tickets {
      if ticket.keys.isEmpty { rest.append(ticket) }
      for key in Set(ticket.keys) { members[key, default: []].append(ticket) }
    }
    let named = members.keys.sorted(by: precedesNaturally).map {
      (key: Optional($0), tickets: members[$0] ?? [])
    }
    return named + (rest.isEmpty ? [] : [(key: nil, tickets: rest)])
  }

  /// Makes a report with rows for each group, and for all tickets together.
  ///
  /// - Parameters:
  ///   - columns: names of the columns.
  ///   - rows: gives the figures and trends of some tickets.
  /// - Returns: the report.
  func grouped(
    _ columns: [String], rows: ([ReportTicket]) -> [(figures: [Figure], trend: [Double?])]
  ) -> Report {
    let made = groups().flatMap { group in
      rows(group.tickets).map {
        Report.Row(group: group.key, figures: $0.figures, trend: $0.trend)
      }
    }
    var total: Report.Row?
    if request.isGrouped {
      let all = rows(tickets)
      if all.count == 1, let only = all.first {
        total = Report.Row(group: nil, figures: only.figures, trend: only.trend)
      }
    }
    return report(columns, made, total: total)
  }

  func report(_ columns: [String], _ rows: [Report.Row], total: Report.Row? = nil) -> Report {
    Report(
      kind: request.kind, columns: columns.map(Report.Column.init), rows: rows, total: total,
      isGrouped: request.isGrouped, period: period, scale: scale)
  }

  /// Puts values into the parts of the period that their moments are in, and reckons each part up.
  func trend<Value>(
    _ events: [(time: Timestamp, value: Value)], _ figure: ([Value]) -> Double?
  ) -> [Double?] {
    var parts = Array(repeating: [Value](), count: scale.parts.count)
    for event in events {
      if let place = scale.place(of: event.time) { parts[place].append(event.value) }
    }
    return parts.map { $0.isEmpty ? nil : figure($0) }
  }
}
