import TicketModel

/// Tickets to work on: the same ones in every run of the program.
struct Picks {
  private let drafts: [TicketDraft]
  private var generator = SplitMix(state: 3)
  private var new: [TicketDraft]

  init(_ repository: GeneratedRepository) {
    drafts = repository.drafts
    new = drafts.filter { $0.history.last?.status == "new" }.shuffled(using: &generator)
  }

  /// Any ticket.
  var any: TicketDraft {
    mutating get { drafts.randomElement(using: &generator) ?? drafts[0] }
  }

  /// A ticket in the status new that was not picked before.
  var nextNew: TicketDraft {
    mutating get { new.popLast() ?? drafts[0] }
  }

  /// Any number.
  mutating func number() -> Int { Int.random(in: 0..<1_000_000, using: &generator) }
}

extension TicketDraft {
  var status: String { history.last?.status ?? "" }
  var isOpen: Bool { status != "done" }
  var labels: [String] { fields[.labels]?.items ?? [] }
  var blockers: [String] { fields[.blockedBy]?.items ?? [] }
  /// The figure of `P2`.
  var priorityNumber: String { String((fields[.priority]?.items.first ?? "P2").dropFirst()) }
}
