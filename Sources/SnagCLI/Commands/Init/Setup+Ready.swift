import TicketModel
import TicketStore

/// What `init` does where tickets are set up already.
extension Setup {
  /// Adds the kinds of team that were asked for and are not here; without any, says that there is
  /// nothing to do, and how to get what was asked for all the same.
  ///
  /// What git needs to merge tickets is added where it is missing: in a fresh clone, or when an older
  /// program set the repository up.
  func completeReady(adding asked: [Team], prefix: String?, _ writing: WriterOptions) throws {
    let settings = try session.settings()
    let current = settings.configuration.prefix
    let new = try asked.filter { try !isHere($0, settings.workflows) }
    let here = asked.filter { !new.contains($0) }
    if asked.isEmpty {
      sayReady("tickets are", asked: prefix, current)
    } else if !here.isEmpty {
      sayReady("\(here.text) \(here.count == 1 ? "is" : "are")", asked: prefix, current)
    }
    for team in new { try refuseClash(of: team, settings.workflows) }
    var lines = SetupLines(session: session)
    if try session.repository().mergeAttributeLine() == nil { try lines.add(.merging) }
    let outcome = try commit(
      try creations(of: new) + lines.committed,
      new.isEmpty ? "ask git to merge tickets with snag" : "add workflows (\(new.text))", writing)
    try lines.changeOwn(writing)
    try setUpMergeDriver(writing)
    printJSON(outcome, current)
  }

  private func sayReady(_ what: String, asked: String?, _ current: IDPrefix) {
    guard asked != nil, prefix != current else { return session.say("\(what) set up already") }
    session.say("\(what) set up already; the prefix is \(current)")
    session.say("to change it, edit prefix: in \(Self.configPath)")
  }

  /// Whether a kind of team was set up before, even if its files were changed or some deleted since.
  private func isHere(_ team: Team, _ workflows: WorkflowSet) throws -> Bool {
    try team.workflows().contains { file, workflow in
      try session.repository().read(file.path, from: .workTree) != nil
        && workflow.types.contains { workflows.workflow(forType: $0) != nil }
    }
  }

  /// Which workflow governs a type must not depend on what was set up last.
  private func refuseClash(of team: Team, _ workflows: WorkflowSet) throws {
    for (file, workflow) in try team.workflows() {
      if let type = workflow.types.first(where: { workflows.workflow(forType: $0) != nil }) {
        throw CommandError(
          "\(team) has the type \(type), which workflow "
            + "\(workflows.workflow(forType: type)?.name ?? "") governs here", code: "type-clash",
          hint: "give the type another name in the types: of one, then write \(file.path) by hand",
          status: .refused)
      }
      if try session.repository().read(file.path, from: .workTree) != nil {
        throw CommandError(
          "\(team) has a file \(file.path), and another one is there", code: "exists",
          hint: "git mv \(file.path) another name, then init again", status: .refused)
      }
    }
  }
}
