import Foundation
import TestSupport
import Testing
import TicketDesk
import TicketModel

/// Request Tracker's scenarios of service levels: after each step, when the ticket is due.
@Suite(.enabled(if: SharedData.isPresent)) struct LifecycleTests {
  struct Lifecycle: Decodable {
    let scenarios: [Scenario]
  }

  struct Scenario: Decodable {
    let id: String
    let sla_minutes: [String: Int]
    let paused_states: [String]?
    let paused_states_of: [String: [String]]?
    let pause_shifts: Bool?
    let steps: [Step]
  }

  struct Step: Decodable {
    let at: Int64
    let `do`: String
    let by: String?
    let requester: String?
    let owner: String?
    let to: String?
    let sla_minutes: [String: Int]?
    /// Absent where the source says nothing, null where nothing is due.
    let due: Due?

    enum CodingKeys: String, CodingKey {
      case at, `do`, by, requester, owner, to, sla_minutes, due
    }

    struct Due {
      let minute: Int64?
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      at = try values.decode(Int64.self, forKey: .at)
      `do` = try values.decode(String.self, forKey: .do)
      by = try values.decodeIfPresent(String.self, forKey: .by)
      requester = try values.decodeIfPresent(String.self, forKey: .requester)
      owner = try values.decodeIfPresent(String.self, forKey: .owner)
      to = try values.decodeIfPresent(String.self, forKey: .to)
      sla_minutes = try values.decodeIfPresent([String: Int].self, forKey: .sla_minutes)
      due =
        values.contains(.due)
        ? Due(minute: try values.decodeIfPresent(Int64.self, forKey: .due)) : nil
    }
  }

  /// Scenarios that a design decision rules out, with the reason.
  private static let excluded = [
    "rt-10-pause-hides-but-does-not-shift": "here a pause always shifts what is due"
  ]

  @Test func everyStepIsDueWhenExpected() throws {
    let data = try Data(SharedData.bytes("sla/rt-lifecycle.json"))
    let scenarios = try JSONDecoder().decode(Lifecycle.self, from: data).scenarios
    #expect(scenarios.count == 12)
    for scenario in scenarios where Self.excluded[scenario.id] == nil {
      try check(scenario)
    }
  }

  private func check(_ scenario: Scenario) throws {
    var scene = ClockScene()
    var minutes = scenario.sla_minutes
    for step in scenario.steps {
      minutes = step.sla_minutes ?? minutes
      Self.take(step, in: &scene)
      guard let due = step.due else { continue }
      let policy = try Self.policy(minutes, of: scenario)
      let clocks = try scene.clocks(at: step.at, policy, staff: ["staff"])
      let found = clocks.current.filter { !$0.standing.isEnded }.compactMap(\.due).min()
      #expect(found == due.minute.map(ClockScene.time), "\(scenario.id) at \(step.at)")
    }
  }

  private static func take(_ step: Step, in scene: inout ClockScene) {
    switch step.do {
    case "create":
      scene.reporter = step.by ?? ""
      scene.requester = step.requester ?? ""
      scene.assignee = step.owner ?? ""
    case "reply": scene.comments.append((step.at, step.by ?? "", false))
    case "state": scene.history.append((step.at, step.to ?? ""))
    default: break
    }
  }

  private static func policy(
    _ minutes: [String: Int], of scenario: Scenario
  ) throws -> ServicePolicy {
    var targets: [String] = []
    for (name, minutes) in minutes {
      // There one word stands for the first and every later answer.
      let names = name == "response" ? ["first_response", "next_response"] : [name]
      targets += names.map { "\($0): \(minutes)m" }
    }
    var entry = "targets: {any: {\(targets.joined(separator: ", "))}}"
    if let pauses = scenario.paused_states_of {
      let rows = pauses.map { "\($0): [\($1.joined(separator: ", "))]" }
      entry += ", pause: {\(rows.joined(separator: ", "))}"
    } else if let pauses = scenario.paused_states {
      entry += ", pause: [\(pauses.joined(separator: ", "))]"
    }
    return try ClockScene.policy(entry)
  }
}
