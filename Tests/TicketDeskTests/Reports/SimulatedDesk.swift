import TestSupport
import TicketDesk
import TicketModel

/// A year of a help desk: 20 people, tickets with all that can happen to them.
struct SimulatedDesk {
  /// Something that happened, in the order in which it did.
  enum Event {
    case became(String)
    case said(by: String, isInternal: Bool)
  }

  /// One ticket's year; hours as in ``ReportScene``.
  struct Case {
    let created: Double
    let queue: String
    let assignee: String
    var events: [(hour: Double, event: Event)] = []
    var rating = 0
    var estimate = 0
    var resolution = ""
  }

  let cases: [Case]

  static let hours = 365.0 * 24

  init(tickets: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    cases = (0..<tickets).map { _ in Self.one(&generator) }
  }

  private static func one(_ generator: inout SeededGenerator) -> Case {
    let person = "agent-\(Int.random(in: 1...20, using: &generator))"
    var one = Case(
      created: .random(in: 0..<hours, using: &generator).rounded(.down),
      queue: ["first", "second", "network", ""].randomElement(using: &generator) ?? "",
      assignee: person)
    one.estimate = .random(in: 0...5, using: &generator)
    var hour = one.created
    var status = "new"
    let next = [
      "new": ["working", "working", "resolved", "cancelled", "waiting"],
      "working": ["waiting", "resolved", "resolved", "cancelled"],
      "waiting": ["working", "resolved", "cancelled"], "resolved": ["closed", "closed", "working"],
      "closed": ["working"], "cancelled": ["working"],
    ]
    for _ in 0..<Int.random(in: 0...9, using: &generator) {
      hour += Double(Int.random(in: 0...90, using: &generator))
      if Bool.random(using: &generator) {
        let author = Int.random(in: 0..<3, using: &generator) == 0 ? "customer" : person
        let isInternal = Int.random(in: 0..<4, using: &generator) == 0
        one.events.append((hour, .said(by: author, isInternal: isInternal)))
      } else if let choice = next[status]?.randomElement(using: &generator) {
        status = choice
        one.events.append((hour, .became(status)))
      }
    }
    if Int.random(in: 0..<3, using: &generator) == 0 {
      one.rating = .random(in: 1...5, using: &generator)
    }
    if ["resolved", "closed"].contains(status) {
      one.resolution = ["fixed", "duplicate", "workaround"].randomElement(using: &generator) ?? ""
    }
    return one
  }
}

extension SimulatedDesk.Case {
  /// The ticket as a file says it.
  var scene: ReportScene {
    var scene = ReportScene(
      created: created, assignee: assignee, resolution: resolution,
      rating: rating == 0 ? "" : String(rating), estimate: estimate == 0 ? "" : String(estimate),
      queue: queue)
    for (hour, event) in events {
      switch event {
      case .became(let status): scene.steps.append((hour, status))
      case .said(let author, let isInternal): scene.comments.append((hour, author, isInternal))
      }
    }
    return scene
  }
}
