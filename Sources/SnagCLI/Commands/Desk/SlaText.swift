import TicketDesk
import TicketModel

/// Clocks of tickets, what is due first at the top.
struct SlaText {
  /// A ticket and its clocks.
  struct Row {
    let ticket: Ticket
    let policy: String
    let clocks: TicketClocks
  }

  /// An open clock of a ticket.
  struct OpenClock {
    let ticket: Ticket
    let clock: TicketClock
  }

  /// Tickets in the order of the clock that is due first.
  let tickets: [Row]
  /// Open clocks, those that are due first at the top, those that stand still at the end.
  let clocks: [OpenClock]
  let now: Timestamp
  /// How many clocks are breached, whether they are shown or not.
  let breachedCount: Int

  /// Names of a ticket's members in JSON.
  static let names = ["id", "title", "priority", "status", "policy", "clocks"]

  init(rows: [Row], now: Timestamp, limit: Int? = nil) {
    self.now = now
    var keyed = rows.map { row in
      (row: row, due: row.clocks.nearest.map { $0.due?.seconds ?? .max - 1 } ?? .max)
    }
    keyed.sort { ($0.due, $0.row.ticket.id.text) < ($1.due, $1.row.ticket.id.text) }
    let shownTickets = keyed.map(\.row)
    let open = rows.flatMap { row in
      row.clocks.current.filter { !$0.standing.isEnded }.map {
        OpenClock(ticket: row.ticket, clock: $0)
      }
    }
    breachedCount = open.count { $0.clock.standing == .breached }
    let order = open.indices.sorted { left, right in
      let (first, second) = (open[left], open[right])
      let dues = (first.clock.due?.seconds ?? .max, second.clock.due?.seconds ?? .max)
      if dues.0 != dues.1 { return dues.0 < dues.1 }
      if first.ticket.id.text != second.ticket.id.text {
        return first.ticket.id.text < second.ticket.id.text
      }
      return first.clock.kind < second.clock.kind
    }
    let sorted = order.map { open[$0] }
    clocks = limit.map { Array(sorted.prefix($0)) } ?? sorted
    tickets = limit.map { Array(shownTickets.prefix($0)) } ?? shownTickets
  }

  // MARK: For people

  func table(width: Int, _ style: Style) -> String {
    guard !clocks.isEmpty else { return "" }
    var table = Table(columns: [
      Table.Column(title: "ID"), Table.Column(title: "P"), Table.Column(title: "CLOCK"),
      Table.Column(title: "STANDS"), Table.Column(title: "DUE"), Table.Column(title: "LEFT"),
      Table.Column(title: "TITLE", fit: .main),
    ])
    table.rows = clocks.map { open in
      let (ticket, clock) = (open.ticket, open.clock)
      return [
        Table.Cell(text: ticket.id.text, decorate: style.yellow),
        Table.Cell(text: ticket.priority),
        Table.Cell(text: clock.kind.words),
        Table.Cell(text: clock.standing.words) { style.standing($0, clock.standing) },
        Table.Cell(text: clock.due.map { fromNow($0) } ?? "-"),
        Table.Cell(text: clock.remainingText), Table.Cell(text: ticket.title),
      ]
    }
    return table.aligned(width: width, style: style)
  }

  /// `in 3h`, or `2d ago`.
  private func fromNow(_ due: Timestamp) -> String {
    due >= now
      ? "in \(relativeAge(seconds: due.seconds - now.seconds))"
      : "\(relativeAge(of: due, now: now)) ago"
  }

  // MARK: For programs

  /// The clocks with tabs between the columns.
  var lines: String {
    clocks.map { open in
      [
        open.ticket.id.text, open.ticket.priority, open.clock.kind.rawValue,
        open.clock.standing.rawValue, open.clock.due?.description ?? "", open.clock.remainingText,
        open.ticket.title,
      ].map(safeCell).joined(separator: "\t") + "\n"
    }.joined()
  }

  func json(_ common: CommonOptions) -> [JSON] {
    tickets.map { row in
      .object(
        common.picked([
          ("id", .string(row.ticket.id.text)), ("title", .string(row.ticket.title)),
          ("priority", row.ticket.priority.isEmpty ? .null : .string(row.ticket.priority)),
          ("status", .string(row.ticket.status)), ("policy", .string(row.policy)),
          ("clocks", .array(row.clocks.all.map(\.json))),
        ]))
    }
  }
}

extension ClockKind {
  /// How people call it.
  var words: String { rawValue.replacing("_", with: " ") }
}

extension ClockStanding {
  /// How people call it.
  var words: String { rawValue.replacing("-", with: " ") }
}

extension TicketClock {
  /// Working time that is left, with a minus when the clock is over: `1h30m`, `-20m`.
  var remainingText: String {
    let text = WorkingDuration(seconds: abs(remaining)).description
    return remaining < 0 && text != "0m" ? "-\(text)" : text
  }

  /// One line for people: `resolution 1h30m left, due 2026-11-24T16:00:00Z`.
  var sentence: String {
    let due = due.map { ", due \($0)" } ?? ""
    switch standing {
    case .met, .missed: return "\(kind.words) \(standing.words)"
    case .paused: return "\(kind.words) paused with \(remainingText) left"
    case .breached: return "\(kind.words) breached\(due)"
    case .atRisk: return "\(kind.words) at risk, \(remainingText) left\(due)"
    case .ok: return "\(kind.words) \(remainingText) left\(due)"
    }
  }

  /// The clock as an object; lengths are working seconds.
  var json: JSON {
    func time(_ moment: Timestamp?) -> JSON { moment.map { .string($0.description) } ?? .null }
    return .object([
      ("clock", .string(kind.rawValue)), ("policy", .string(policy)),
      ("state", .string(standing.rawValue)), ("target", .number(Int(target.seconds))),
      ("elapsed", .number(Int(elapsed))), ("remaining", .number(Int(remaining))),
      ("due", time(due)), ("started", time(started)), ("stopped", time(stopped)),
      ("cycle", .number(cycle)),
    ])
  }
}

extension Style {
  /// Colours by urgency; the standing itself is always in words.
  func standing(_ text: String, _ standing: ClockStanding) -> String {
    switch standing {
    case .breached, .missed: red(text)
    case .atRisk: yellow(text)
    case .paused: dim(text)
    case .ok, .met: text
    }
  }
}
