import Foundation
import TestSupport
import Testing
import TicketModel

/// Walks tickets along a workflow through the command line, as several people would.
///
/// Before an edge is taken for the first time, everything that it needs is left out once, and each of
/// its guards is made to refuse once: the program has to say so, exit 4, and change nothing.
final class WorkflowWalker {
  let world: CommandLineWorld
  let workflow: Workflow
  /// All workflows of the set, for tickets that others depend on.
  let workflows: [Workflow]
  /// The ticket under way.
  var id = "" {
    didSet { lastShown = nil }
  }
  private(set) var covered: Set<WorkflowEdge> = []
  private var lastShown: [String: Any]?
  /// Guards that refused, by their names.
  var refusals: Set<String> = []

  /// Who reports tickets; whom guards know as the requester.
  static let requester = "rita"
  /// Who works on them.
  static let agent = "ann"
  /// Somebody else of the team.
  static let colleague = "bea"
  /// Who is asked for approval.
  static let approvers = ["paula", "pete"]

  /// Sets a repository up for a set.
  init(_ workflow: Workflow, set: String) throws {
    world = try CommandLineWorld(isSetUp: false)
    self.workflow = workflow
    workflows = try WorkflowSets.workflows(of: set)
    world.ok("init", "--for", set)
    try world.write("0\n", to: "code.txt")
    try world.git("add", "code.txt")
    try world.git("commit", "-qm", "code")
  }

  // MARK: Ways

  /// Takes every edge of the workflow at least once.
  func takeEveryEdge() throws {
    try begin()
    while covered.count < Set(workflow.edges).count {
      let here = try status()
      guard let way = workflow.path(from: here, to: { !open(at: $0).isEmpty }) else {
        try begin()
        guard try workflow.path(from: status(), to: { !open(at: $0).isEmpty }) != nil else {
          return
        }
        continue
      }
      for edge in way { try take(edge) }
      if let edge = try open(at: status()).first { try take(edge) }
    }
  }

  /// Takes a new ticket the shortest way to a status.
  func walk(to target: String) throws {
    try begin()
    let way = try #require(workflow.path(from: workflow.initialStatus) { $0 == target })
    for edge in way { try take(edge, isTrying: false) }
    #expect(try status() == target)
  }

  private func open(at status: String) -> [WorkflowEdge] {
    workflow.edges.filter { $0.from == status && !covered.contains($0) }
  }

  private func begin() throws {
    try returnToMain()
    id = try new(workflow.types.first ?? "")
  }

  /// Makes a ticket whose checklist has an item that is ticked.
  func new(_ type: String) throws -> String {
    try run(as: Self.requester, "new", "Walk", "-t", type, "-m", "- [x] the work").line
  }

  // MARK: One edge

  /// Takes an edge; the first time, when `isTrying`, after everything that must not take it.
  private func take(_ edge: WorkflowEdge, isTrying: Bool = true) throws {
    let transition = try #require(workflow.transition(edge.verb))
    let isFirst = isTrying && !covered.contains(edge)
    if isFirst { try leaveOutWhatIsRequired(transition) }
    for rule in transition.guards {
      if isFirst, rule.name == "branch-has-commits" { try seeRefused(rule, transition) }
      try satisfy(rule)
    }
    if isFirst { for rule in transition.guards { try makeRefuse(rule, transition) } }
    let words = try givings(for: transition)
    let head = try self.head()
    let outcome = try run(as: try actor(for: transition), [edge.verb, id] + words)
    try #require(outcome.status == 0, "\(edge): \(outcome.errors)")
    #expect(try world.git("rev-parse", "HEAD^") == head, "\(edge) is not one commit")
    #expect(try status() == edge.to, "\(edge)")
    try expectEffects(of: transition)
    covered.insert(edge)
  }

  /// Somebody who may take an edge.
  func actor(for transition: Workflow.Transition) throws -> String {
    let assignee = try text("assignee")
    guard transition.guards.contains(where: { $0.name == "not-assignee" }) else {
      return assignee.isEmpty || assignee == Self.requester ? Self.agent : assignee
    }
    return assignee == Self.colleague ? Self.agent : Self.colleague
  }

  /// The words that give an edge what it and its status require.
  func givings(
    for transition: Workflow.Transition, in other: Workflow? = nil
  ) throws -> [String] {
    try (other ?? workflow).requirements(of: transition).flatMap { requirement -> [String] in
      guard case .field(let name) = requirement else { return ["-m", "Because."] }
      return ["\(name)=\(try value(of: name))"]
    }
  }

  func value(of name: FieldName) throws -> String {
    switch name.rawValue {
    case "approvers": Self.approvers.joined(separator: ",")
    case "duplicate_of": try new(workflow.types.first ?? "")
    case "priority": "P2"
    case "impact", "urgency": "high"
    case "due": "2026-12-01"
    default: "some \(name)"
    }
  }

  /// Without a field or a comment that it requires, an edge is not taken, and what lacks is named.
  private func leaveOutWhatIsRequired(_ transition: Workflow.Transition) throws {
    let requirements = workflow.requirements(of: transition)
    let here = try workflow.status(status())?.requires ?? []
    var missing: [String] = []
    for requirement in requirements {
      guard case .field(let name) = requirement else {
        missing.append("comment")
        continue
      }
      guard !here.contains(name) else { continue }
      if try isSet(name.rawValue) { try run(as: Self.agent, "edit", id, "\(name)=") }
      missing.append(name.rawValue)
    }
    guard !missing.isEmpty else { return }
    let outcome = try refused(as: try actor(for: transition), [transition.name, id])
    for name in missing {
      #expect(outcome.errors.contains(name), "\(transition.name): \(outcome.errors)")
    }
  }

  private func expectEffects(of transition: Workflow.Transition) throws {
    for effect in transition.effects {
      switch effect.name {
      case "assign-me": #expect(try isSet("assignee"), "\(transition.name)")
      case "unassign": #expect(try !isSet("assignee"), "\(transition.name)")
      case "clear-resolution": #expect(try !isSet("resolution"), "\(transition.name)")
      case "clear-approvals": #expect(try !isSet("approvals"), "\(transition.name)")
      case "record-approval": #expect(try isSet("approvals"), "\(transition.name)")
      case "clear-waiting":
        // What was given with the edge is about the new wait.
        let isWaiting = workflow.requirements(of: transition).contains(.field("waiting_for"))
        #expect(try isSet("waiting_for") == isWaiting, "\(transition.name)")
      case "branch": break
      default: Issue.record("no expectation for the effect \(effect.name)")
      }
    }
  }
}

// MARK: The program

extension WorkflowWalker {
  @discardableResult
  func run(as actor: String, _ arguments: String...) throws -> CommandLineWorld.Outcome {
    let outcome = try run(as: actor, arguments)
    try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
    return outcome
  }

  func run(as actor: String, _ arguments: [String]) throws -> CommandLineWorld.Outcome {
    world.variables["SNAG_ACTOR"] = actor
    lastShown = nil
    return world.snag(arguments)
  }

  /// Runs what has to be refused and change nothing.
  func refused(as actor: String, _ arguments: [String]) throws -> CommandLineWorld.Outcome {
    let head = try self.head()
    let outcome = try run(as: actor, arguments)
    #expect(outcome.status == 4, "\(arguments) as \(actor): \(outcome.everything)")
    #expect(outcome.errors.contains("hint: "), "\(outcome.errors)")
    #expect(try self.head() == head, "\(arguments) was refused and committed")
    return outcome
  }

  /// The ticket under way, as JSON has it; shown once after each command.
  private func ticket() throws -> [String: Any] {
    if let lastShown { return lastShown }
    let json = try run(as: Self.agent, "show", id, "--json").json()
    let ticket = try #require((json["tickets"] as? [[String: Any]])?.first)
    lastShown = ticket
    return ticket
  }

  func text(_ field: String) throws -> String { try ticket()[field] as? String ?? "" }

  func items(_ field: String) throws -> [String] { try ticket()[field] as? [String] ?? [] }

  func isSet(_ field: String) throws -> Bool { try !text(field).isEmpty || !items(field).isEmpty }

  func status() throws -> String { try text("status") }

  /// The newest commit, as git prints it; read from its files because it is asked often.
  private func head() throws -> String {
    let reference = try #require(world.read(".git/HEAD")).dropFirst("ref: ".count)
    return try #require(world.read(".git/\(reference.filter { !$0.isNewline })"))
  }
}
