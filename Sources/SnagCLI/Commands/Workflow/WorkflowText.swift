import TicketModel

/// A workflow as a person reads it.
struct WorkflowText {
  let style: Style

  /// A heading, a line for each status, and one for each verb.
  func lines(of workflow: Workflow) -> [String] {
    let types = workflow.types.map { safeCell($0) }.joined(separator: ", ")
    let heading =
      style.bold("workflow \(safeCell(workflow.name))") + " for \(types) (\(workflow.path))"
    return [heading, "  statuses"]
      + columns(workflow.statuses.map { [$0.name, $0.category.rawValue, terms(of: $0)] })
      + ["  verbs"]
      + columns(workflow.transitions.map { [$0.name, steps(of: $0), terms(of: $0, workflow)] })
  }

  /// What the names of guards and effects mean.
  var legend: [String] {
    [style.bold("guards") + " that a transition can name"]
      + columns(
        Workflow.Guard.rules.map { [$0.takesNumber ? "\($0.name): N" : $0.name, $0.summary] })
      + [style.bold("effects") + " that a transition can name"]
      + columns(Workflow.Effect.all.map { [$0.name, $0.summary] })
  }

  private func terms(of status: Workflow.Status) -> String {
    let limit = status.wip.map { "at most \($0)" }
    let requires = words("requires", status.requires.map(\.rawValue))
    return [limit, requires].compactMap { $0 }.joined(separator: "; ")
  }

  private func steps(of transition: Workflow.Transition) -> String {
    let from = transition.from.joined(separator: ", ")
    return transition.to.map { "\(from) -> \($0)" } ?? "\(from) (stays)"
  }

  /// With what the status asks for that the verb leads to.
  private func terms(of transition: Workflow.Transition, _ workflow: Workflow) -> String {
    [
      words("requires", workflow.requirements(of: transition).map(\.text)),
      words("guards", transition.guards.map(\.text)),
      words("effects", transition.effects.map(\.name)),
    ].compactMap { $0 }.joined(separator: "; ")
  }

  private func words(_ kind: String, _ names: [String]) -> String? {
    names.isEmpty ? nil : "\(kind) \(names.joined(separator: ", "))"
  }

  /// Rows whose cells stand below each other.
  private func columns(_ rows: [[String]]) -> [String] {
    let cells = rows.map { $0.map { safeCell($0) } }
    let count = cells.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in cells.map { displayWidth($0[column]) }.max() ?? 0 }
    return cells.map { row in
      let padded = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - displayWidth(cell))
      }
      let line = "    " + padded.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
