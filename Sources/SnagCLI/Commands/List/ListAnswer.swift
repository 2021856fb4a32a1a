import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// The tickets that answer a query, in its order, and what is known besides their fields.
struct ListAnswer {
  let tickets: [LoadedTicket]
  let facts: TicketFacts
  let problems: [Problem]

  /// Puts tickets with the same value together.
  ///
  /// A ticket with several values is in several groups. Groups are in the field's own order, what has
  /// no value comes last; times are grouped by days.
  ///
  /// - Parameter name: a column.
  /// - Returns: groups that have tickets; tickets keep their order.
  /// - Throws: `CommandError` for what is no column.
  func groups(by name: String) throws -> [TicketGroup] {
    let column = try TicketColumn(name, extraFields: facts.extraFields)
    var members: [String: [LoadedTicket]] = [:]
    var rest: [LoadedTicket] = []
    for loaded in tickets {
      let keys = column.keys(for: loaded.ticket, facts)
      if keys.isEmpty { rest.append(loaded) }
      for key in keys { members[key, default: []].append(loaded) }
    }
    return try order(of: column, Set(members.keys)).map {
      TicketGroup(key: $0, tickets: members[$0] ?? [])
    } + (rest.isEmpty ? [] : [TicketGroup(key: nil, tickets: rest)])
  }

  /// Keys in the order in which tickets sorted by the field have them; those of lists as texts.
  private func order(of column: TicketColumn, _ keys: Set<String>) throws -> [String] {
    let natural = keys.sorted(by: precedesNaturally)
    guard let role = Qualifier.find(column.name, ownFields: facts.extraFields)?.role,
      case .field(let field) = role
    else { return natural }
    let query = Query(sort: [Query.SortKey(subject: .field(field), isDescending: false)])
    let sorted = try CompiledQuery(query, in: facts.world).sorted(tickets.map(\.ticket))
    var seen: Set<String> = []
    let byTicket = sorted.map { column.keys(for: $0, facts) }.filter { $0.count == 1 }
      .flatMap { $0 }.filter { seen.insert($0).inserted }
    return byTicket.count == keys.count && !column.isList ? byTicket : natural
  }
}

/// Tickets with the same value.
struct TicketGroup {
  /// The value; nil where there is none.
  let key: String?
  let tickets: [LoadedTicket]
}

extension TicketColumn {
  var isList: Bool { FieldSchema.field(FieldName(rawValue: name))?.kind.isList ?? false }

  /// The groups that a ticket belongs to.
  func keys(for ticket: Ticket, _ facts: TicketFacts) -> [String] {
    let field = FieldName(rawValue: name)
    if isList { return ticket.items(of: field) }
    let text = text(for: ticket, facts)
    if text.isEmpty { return [] }
    return [Timestamp(text).map { $0.day.description } ?? text]
  }
}
