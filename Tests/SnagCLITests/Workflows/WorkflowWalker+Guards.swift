import Foundation
import Testing
import TicketModel

extension WorkflowWalker {
  /// Does what a guard asks for.
  func satisfy(_ rule: Workflow.Guard) throws {
    switch rule.name {
    case "assigned":
      if try !isSet("assignee") { try run(as: Self.agent, "edit", id, "assignee=\(Self.agent)") }
    case "not-assignee", "not-requester": break  // whoever takes the edge is chosen so
    case "checklist-complete": try setTicked(true)
    case "blockers-done", "children-done": break  // those that were open were finished
    case "approved": try approve(atLeast: rule.number)
    case "branch-has-commits": try commitWork()
    case "merged":
      try returnToMain()
      try world.git("commit", "-q", "--allow-empty", "-m", "Work", "-m", "Closes: \(id)")
    default: Issue.record("no way to satisfy \(rule.name)")
    }
  }

  /// Makes a guard refuse, sees it named, and satisfies it again.
  func makeRefuse(_ rule: Workflow.Guard, _ transition: Workflow.Transition) throws {
    var actor = try actor(for: transition)
    var undo: () throws -> Void = { try self.satisfy(rule) }
    switch rule.name {
    case "assigned": try run(as: actor, "edit", id, "assignee=")
    case "not-assignee":
      if try !isSet("assignee") { try run(as: actor, "edit", id, "assignee=\(Self.agent)") }
      actor = try text("assignee")
    case "not-requester": actor = Self.requester
    case "checklist-complete": try setTicked(false)
    case "blockers-done":
      let other = try newDependency()
      try run(as: actor, "edit", id, "blocked_by+=\(other)")
      undo = { try self.finish(other) }
    case "children-done":
      let other = try newDependency()
      try run(as: actor, "edit", other, "parent=\(id)")
      undo = { try self.finish(other) }
    case "approved":
      let canApprove = try approval != nil
      try #require(canApprove, "nothing gives approvals here")
      try run(as: actor, "edit", id, "approvals=")
    case "branch-has-commits": return  // was seen to refuse before there was work
    case "merged": try commitWork()
    default: Issue.record("no way to make \(rule.name) refuse")
    }
    try seeRefused(rule, transition, as: actor)
    try undo()
  }

  /// Tries an edge that a guard must refuse.
  func seeRefused(
    _ rule: Workflow.Guard, _ transition: Workflow.Transition, as person: String? = nil
  ) throws {
    let actor = try person ?? actor(for: transition)
    let outcome = try refused(as: actor, [transition.name, id] + (try givings(for: transition)))
    #expect(outcome.errors.contains(rule.name), "\(rule.text): \(outcome.errors)")
    refusals.insert(rule.name)
  }

  // MARK: Approvals

  /// The edge that gives an approval where the ticket is.
  private var approval: Workflow.Transition? {
    get throws {
      try workflow.transitions(from: status()).first { edge in
        edge.effects.contains { $0.name == "record-approval" }
      }
    }
  }

  private func approve(atLeast number: Int?) throws {
    guard let approval = try approval else { return }
    let named = try items("approvers")
    let needed = number ?? max(named.count, 1)
    for person in (named.isEmpty ? Self.approvers : named).prefix(needed) {
      guard try !items("approvals").contains(where: { $0.hasPrefix(person) }) else { continue }
      try run(as: person, approval.name, id)
    }
  }

  // MARK: Other tickets

  /// Makes a ticket of the set that is the quickest to finish.
  private func newDependency() throws -> String {
    try new(try quickest().types.first ?? "")
  }

  private func quickest() throws -> Workflow {
    let ended = workflows.filter { $0.shortestEnd != nil }
    return try #require(
      ended.min { ($0.shortestEnd?.count ?? 0) < ($1.shortestEnd?.count ?? 0) })
  }

  private func finish(_ other: String) throws {
    let way = try #require(try quickest().shortestEnd)
    let mine = id
    id = other
    defer { id = mine }
    for edge in way {
      let transition = try #require(try quickest().transition(edge.verb))
      let words = try givings(for: transition, in: try quickest())
      let outcome = try run(as: Self.agent, [edge.verb, other] + words)
      try #require(outcome.status == 0, "\(edge) of \(other): \(outcome.errors)")
    }
  }

  // MARK: Files

  /// Ticks the items of the checklist, or takes the ticks away, as in an editor.
  private func setTicked(_ isTicked: Bool) throws {
    let path = world.path(of: id)
    let old = try #require(world.read(path))
    let new = old.replacingOccurrences(
      of: isTicked ? "- [ ]" : "- [x]", with: isTicked ? "- [x]" : "- [ ]")
    guard new != old else { return }
    try world.write(new, to: path)
    try world.git("commit", "-qm", "checklist", "--", path)
  }

  /// Commits something that is no ticket to the ticket's branch.
  private func commitWork() throws {
    let branch = try world.git("branch", "--show-current").filter { !$0.isNewline }
    if !branch.contains(id) {
      let own = try world.git("branch", "--list", "--format=%(refname:short)", "*\(id)*")
      if let name = own.split(separator: "\n").first {
        try world.git("switch", "-q", String(name))
        try world.git("merge", "-q", "--ff-only", branch)
      } else {
        try world.git("switch", "-q", "-c", "work/\(id)")
      }
    }
    try world.write("\((world.read("code.txt") ?? "")) more\n", to: "code.txt")
    try world.git("commit", "-qm", "work", "--", "code.txt")
  }

  /// Merges the branch that is checked out into main and goes there.
  func returnToMain() throws {
    let branch = try world.git("branch", "--show-current").filter { !$0.isNewline }
    guard branch != "main" else { return }
    try world.git("switch", "-q", "main")
    try world.git("merge", "-q", "--no-edit", branch)
  }
}
