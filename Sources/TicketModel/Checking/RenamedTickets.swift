/// Finds which changes of a comparison are those of one ticket although its id is another one.
///
/// A ticket that gave up its id in a collision says so (`formerly`); what it went through under the
/// old id is judged as that of any other ticket.
struct RenamedTickets {
  /// A change, and what became of the ticket's id.
  struct Judged {
    let change: TicketChange
    /// The id that it had and does not name, which no ticket may do.
    var lostID: TicketID?
    /// Whether the id may differ.
    var isRenamed = false
  }

  private(set) var judged: [Judged] = []
  private var rest: [TicketChange]

  /// Takes all changes of a comparison.
  init(_ changes: [TicketChange]) {
    rest = changes
    for added in changes where added.kind == .added {
      if !pairWithRemoved(added) { exchange(added) }
    }
    judged += rest.map { Judged(change: $0) }
  }

  /// Joins a new ticket with one that is gone: the one it names, else the one whose file it has.
  private mutating func pairWithRemoved(_ added: TicketChange) -> Bool {
    let gone = rest.filter { $0.kind == .removed }
    let named = gone.filter { added.ticket.isNamed(formerly: $0.ticket.id) }
    let partner =
      named.first { $0.ticket.path == added.ticket.path }
      ?? named.first { $0.ticket.beginsAs(added.ticket) } ?? named.first
    if let partner {
      join(partner, added, Judged.init(renamed:))
      return true
    }
    guard let place = gone.first(where: { $0.ticket.path == added.ticket.path }) else {
      return false
    }
    join(place, added) { Judged(change: $0, lostID: place.ticket.id, isRenamed: true) }
    return true
  }

  /// Of two tickets with one id the one that was here got the new id, and the other one kept it.
  private mutating func exchange(_ added: TicketChange) {
    let other = rest.first { change in
      guard let old = change.old, let new = change.new else { return false }
      return added.ticket.isNamed(formerly: old.ticket.id) && old.ticket.beginsAs(added.ticket)
        && !old.ticket.beginsAs(new.ticket)
    }
    guard let other else { return }
    join(other, added, Judged.init(renamed:))
    if let arrived = TicketChange(from: nil, to: other.new) { rest.append(arrived) }
  }

  private mutating func join(
    _ old: TicketChange, _ new: TicketChange, _ judgement: (TicketChange) -> Judged
  ) {
    guard let change = TicketChange(from: old.old, to: new.new) else { return }
    judged.append(judgement(change))
    rest.removeAll { $0.isOf(old) || $0.isOf(new) }
  }
}

extension RenamedTickets.Judged {
  fileprivate init(renamed change: TicketChange) { self.init(change: change, isRenamed: true) }
}

extension TicketChange {
  /// Whether it is the same change of one comparison.
  fileprivate func isOf(_ other: TicketChange) -> Bool {
    kind == other.kind && ticket.path == other.ticket.path && ticket.id == other.ticket.id
  }
}

extension Ticket {
  fileprivate func isNamed(formerly id: TicketID) -> Bool {
    TicketID.folded(text(of: .formerly)) == id.text
  }

  /// Whether two histories begin with the same line, as those of one ticket do.
  fileprivate func beginsAs(_ other: Ticket) -> Bool {
    guard let first = historyLines.first else { return false }
    return first == other.historyLines.first
  }
}
