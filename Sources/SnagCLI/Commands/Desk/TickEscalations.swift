import TicketDesk
import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// The escalations of `.tickets/sla.yml`: each level once for a clock.
///
/// A level leaves a note in the ticket, by which every clone knows that it was reached.
struct TickEscalations {
  private let figures: ServiceFigures
  private let ground: TickGround
  private let hasAny: Bool
  private let reader: ActionReader

  init(_ writer: Writer, _ settings: Settings, _ ground: TickGround) throws {
    let session = writer.session
    let levels = try session.desk(from: writer.source, session.vocabulary(settings)).serviceLevels
    hasAny = levels.policies.contains { !$0.escalations.isEmpty }
    figures = try ServiceFigures(levels, in: ground.world(as: nil), staff: settings.staff)
    self.ground = ground
    reader = ActionReader(ownFields: settings.configuration.fields)
  }

  /// Carries out the levels that the clocks of a ticket have reached.
  func escalate(_ state: inout TicketAtHand, by run: RuleRun) throws -> [RuleRun.Deed] {
    guard hasAny, let (policy, clocks) = figures.clocks(of: state.ticket) else { return [] }
    var deeds: [RuleRun.Deed] = []
    for clock in clocks.current where !clock.standing.isEnded {
      for level in policy.escalations
      where level.clock == clock.kind && clock.elapsed >= level.seconds(of: clock.target) {
        guard try applies(level, to: &state) else { continue }
        let name = "\(policy.name)/\(clock.kind.rawValue)/\(level.at)/\(clock.cycle)"
        let found = try state.open()
        guard RuleMark(name).lastTime(in: found.document) == nil else { continue }
        let deed = try run.carryOut(
          try actions(level, name), of: .init(escalation: name, policy: policy.name), on: found)
        state.wasChanged(by: deed, run)
        if let deed { deeds.append(deed) }
      }
    }
    return deeds
  }

  private func applies(
    _ level: ServicePolicy.Escalation, to state: inout TicketAtHand
  ) throws -> Bool {
    guard let when = level.when else { return true }
    return try state.answers(try CompiledQuery(when, in: ground.world(as: nil)))
  }

  /// What is to be done, and the note.
  private func actions(
    _ level: ServicePolicy.Escalation, _ name: String
  ) throws -> [DeskAction] {
    let path = "\(Workspace.folder)/\(DeskFile.serviceLevels.rawValue)"
    var actions = try level.actions.map { action in
      try reader.action(action.text, at: ActionPlace(path: path, position: action.position))
    }
    let note = try PlaceholderText(parsing: "Escalation \(name)")
    if !actions.contains(where: \.isMessage) { actions.append(.comment(note, isInternal: true)) }
    return actions
  }
}
