import TicketModel
import TicketQuery

/// Tickets in columns: by status, or by category where workflows differ.
struct Board {
  let columns: [BoardColumn]
  /// Whether columns are categories, so that a card has to say its status.
  let isByCategory: Bool

  /// How tickets are put into columns.
  enum Grouping: String, CaseIterable {
    case status, category
  }

  /// What goes onto a board.
  struct Request {
    /// The tickets that answer the query, in order.
    let tickets: [Ticket]
    /// All tickets: limits are about work in progress, whoever is looking.
    let all: [Ticket]
    let world: QueryWorld
    /// nil for statuses when all workflows have the same ones, else categories.
    var grouping: Grouping?
    /// At most so many cards in a column; nil for ten of what is done and all of the rest.
    var limit: Int?
  }

  private static let recentlyDone = 10

  /// Arranges tickets.
  init(_ request: Request) {
    let world = request.world
    let all = world.workflows.workflows
    let used = all.filter { workflow in
      request.tickets.contains { world.workflows.workflow(forType: $0.type) == workflow }
    }
    let workflows = used.isEmpty ? all : used
    let areAlike = workflows.allSatisfy { workflow in
      workflow.statuses.map(\.name) == workflows.first?.statuses.map(\.name)
    }
    isByCategory = request.grouping.map { $0 == .category } ?? !areAlike
    let slots =
      isByCategory
      ? Workflow.Category.allCases.map { BoardSlot(name: $0.rawValue, category: $0) }
      : BoardSlot.statuses(of: workflows, request.tickets, world)
    let byName = Dictionary(grouping: request.tickets) { [isByCategory] ticket in
      isByCategory ? world.category(of: ticket).rawValue : ticket.status
    }
    let limits = BoardLimit.limits(of: workflows, request.all, world)
    columns = slots.map { [isByCategory] slot in
      let tickets = byName[slot.name] ?? []
      let isDone = slot.category == .done
      let ordered = isDone ? tickets.latestFirst(world) : tickets
      let count = request.limit ?? (isDone ? Self.recentlyDone : tickets.count)
      return BoardColumn(
        name: slot.name, category: slot.category, count: tickets.count,
        tickets: Array(ordered.prefix(count)),
        limits: limits.filter {
          isByCategory ? $0.category == slot.category : $0.status == slot.name
        })
    }
  }
}

/// One column of a board.
struct BoardColumn {
  /// A status or a category.
  let name: String
  let category: Workflow.Category
  /// How many tickets belong into it.
  let count: Int
  /// Those that are shown.
  let tickets: [Ticket]
  /// Limits on work in progress of the statuses in it.
  let limits: [BoardLimit]

  /// How many tickets are not shown.
  var hidden: Int { count - tickets.count }
  /// Whether more is in progress than there should be.
  var isOver: Bool { limits.contains(where: \.isOver) }

  /// What stands after the name: `4/3 over`, `10 of 57`, `2`.
  var measure: String {
    let shown = hidden > 0 ? "\(tickets.count) of \(count)" : "\(count)"
    guard !limits.isEmpty else { return shown }
    if limits.count == 1, limits[0].status == name, limits[0].count == count, hidden == 0 {
      return limits[0].text
    }
    let words = limits.map { limit in
      // Workflows with a status of the same name are told apart by their own.
      let isShared = limits.count { $0.status == limit.status } > 1
      let labels =
        (isShared ? [limit.workflow] : []) + (limit.status == name ? [] : [limit.status])
      return (labels + [limit.text]).joined(separator: " ")
    }
    return "\(shown) (\(words.joined(separator: ", ")))"
  }
}

/// How much is in progress of how much there should be.
struct BoardLimit {
  let workflow: String
  let status: String
  let category: Workflow.Category
  let count: Int
  let limit: Int

  var isOver: Bool { count > limit }

  /// In words, not by colour alone: `2/3`, `3/3 full`, `4/3 over`.
  var text: String {
    "\(count)/\(limit)" + (isOver ? " over" : count == limit ? " full" : "")
  }

  fileprivate static func limits(
    of workflows: [Workflow], _ tickets: [Ticket], _ world: QueryWorld
  ) -> [BoardLimit] {
    workflows.flatMap { workflow in
      workflow.statuses.compactMap { status in
        status.wip.map { limit in
          let count = tickets.count {
            $0.status == status.name
              && world.workflows.workflow(forType: $0.type)?.name == workflow.name
          }
          return BoardLimit(
            workflow: workflow.name, status: status.name, category: status.category,
            count: count, limit: limit)
        }
      }
    }
  }
}

/// A place for tickets, before there are any.
private struct BoardSlot {
  let name: String
  let category: Workflow.Category

  /// The statuses in order, by category where there are several workflows; those that no workflow knows
  /// come last, so that their tickets are not lost.
  static func statuses(
    of workflows: [Workflow], _ tickets: [Ticket], _ world: QueryWorld
  ) -> [BoardSlot] {
    var slots: [BoardSlot] = []
    func add(_ name: String, _ category: Workflow.Category) {
      guard !slots.contains(where: { $0.name == name }) else { return }
      slots.append(BoardSlot(name: name, category: category))
    }
    if workflows.count == 1 {
      for status in workflows[0].statuses { add(status.name, status.category) }
    } else {
      for category in Workflow.Category.allCases {
        for workflow in workflows {
          for status in workflow.statuses where status.category == category {
            add(status.name, category)
          }
        }
      }
    }
    for ticket in tickets { add(ticket.status, world.category(of: ticket)) }
    return slots
  }
}

extension [Ticket] {
  /// What was done last comes first.
  fileprivate func latestFirst(_ world: QueryWorld) -> [Ticket] {
    enumerated().sorted { left, right in
      let times = (world.closed(left.element)?.seconds, world.closed(right.element)?.seconds)
      if times.0 != times.1 { return (times.0 ?? .min) > (times.1 ?? .min) }
      return left.offset < right.offset
    }.map(\.element)
  }
}
