import TicketDocument
import TicketModel
import TicketStore

extension Session {
  /// Transitions with the name of a verb of the program, which that verb hides; none where the
  /// configuration cannot be read, which is a finding of its own.
  var hiddenTransitions: [Problem] {
    guard let workflows = try? settings().workflows.workflows else { return [] }
    return workflows.flatMap { workflow in
      workflow.transitions.filter { SnagCommand.hidingVerbs.contains($0.name) }.map { transition in
        Problem(
          path: workflow.path, position: transition.position, severity: .warning,
          rule: "hidden-transition",
          message: "`snag \(transition.name)` is a verb of the program, not this transition",
          fix: "rename it, or take it with: snag transition \(transition.name) ID")
      }
    }
  }
}
