import Foundation
import TestSupport
import Testing

/// A repository in which git finds the built program and calls it to merge tickets.
final class MergeWorld {
  let world: CommandLineWorld
  /// The one ticket, which both sides start from.
  let id: String
  /// Path of its file.
  let path: String
  /// Environment of git.
  var environment: [String: String]

  /// What git left behind.
  struct Merged {
    let result: ProgramResult
    /// The ticket's file; nil when it is not there.
    let text: String?
    /// What `git ls-files -u` says: nothing when git needs nobody.
    let unmerged: String
  }

  init() throws {
    world = try CommandLineWorld()
    environment = world.variables
    environment["PATH"] = "\(BuiltProgram.folder):\(environment["PATH"] ?? "")"
    environment["GIT_EDITOR"] = "true"
    id = world.ok(
      "new", "Login crashes", "-t", "bug", "-p", "P2", "-l", "auth", "-m", "The form sends null.")
    path = world.path(of: id)
  }

  /// Runs git and returns what became of it.
  func tryGit(_ arguments: [String], input: String = "") throws -> ProgramResult {
    try TestSupport.run(
      ["git"] + arguments, in: world.directory, environment: environment, input: input)
  }

  /// Runs git, which has to succeed.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let result = try tryGit(arguments)
    try #require(result.status == 0, "git \(arguments): \(result.output)\(result.errors)")
    return result.output
  }

  /// The ticket's file as it is now.
  var text: String? { world.read(path) }

  /// An edit of the ticket, made on a new branch of main.
  func branch(_ name: String, _ command: [String]) throws {
    try git("switch", "-q", "-c", name, "main")
    edit(command)
  }

  /// Runs a verb on the ticket: `["edit", "priority=P1"]`.
  func edit(_ command: [String]) {
    let outcome = world.snag([command[0], id] + command.dropFirst())
    #expect(outcome.status == 0, "\(command): \(outcome.errors)")
  }

  /// Commits the ticket's file with this text.
  func commit(_ text: String, _ message: String) throws {
    try world.write(text, to: path)
    try git("add", path)
    try git("commit", "-q", "-m", message)
  }

  /// Runs git and looks at the ticket.
  func merged(_ arguments: String..., input: String = "") throws -> Merged {
    let result = try tryGit(arguments, input: input)
    return Merged(result: result, text: text, unmerged: try git("ls-files", "-u"))
  }
}

/// What two people did to the ticket.
struct Edits: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let one: [String]
  let other: [String]

  static let neighbours = Edits(
    testDescription: "fields on neighbouring lines", one: ["edit", "title=Sign-in crashes"],
    other: ["edit", "type=task"])
  static let labels = Edits(
    testDescription: "labels on both sides", one: ["edit", "labels+=ui"],
    other: ["edit", "labels+=api,backend"])
  static let statuses = Edits(
    testDescription: "two steps of one workflow", one: ["triage"],
    other: ["start", "assignee=bob", "--no-branch"])
  static let comments = Edits(
    testDescription: "a comment on each side", one: ["comment", "-m", "Seen on Firefox."],
    other: ["comment", "-m", "Seen on Safari."])
  static let assignees = Edits(
    testDescription: "two assignees", one: ["edit", "assignee=bob"],
    other: ["edit", "assignee=carol"])
}

/// A way by which git brings a change to where another one is.
enum Transport: CaseIterable {
  case merge, rebase, cherryPick, revert, stashPop, applyMailbox

  /// Brings one person's edit to the other's; swapped, the other one's is what is checked out.
  func carry(
    _ edits: Edits, isSwapped: Bool = false, in world: MergeWorld
  ) throws -> MergeWorld.Merged {
    try world.branch("one", edits.one)
    try world.branch("other", edits.other)
    let (ours, theirs) = isSwapped ? ("other", "one") : ("one", "other")
    try world.git("switch", "-q", ours)
    switch self {
    case .merge: return try world.merged("merge", "-q", "--no-edit", theirs)
    case .rebase:
      try world.git("switch", "-q", theirs)
      return try world.merged("rebase", "-q", ours)
    case .cherryPick: return try world.merged("cherry-pick", theirs)
    case .revert: return try revert([theirs, "main", ours], world)
    case .stashPop:
      try world.git("switch", "-q", "main")
      try world.git("checkout", "-q", theirs, "--", world.path)
      try world.git("stash", "-q")
      try world.git("switch", "-q", ours)
      return try world.merged("stash", "pop", "-q")
    case .applyMailbox:
      let patch = try world.git("format-patch", "-1", "--stdout", theirs)
      return try world.merged("am", "-q", "-3", input: patch)
    }
  }

  /// Makes a history of the ticket in which taking the second commit back brings the first again.
  private func revert(_ revisions: [String], _ world: MergeWorld) throws -> MergeWorld.Merged {
    let texts = try revisions.map { try world.git("show", "\($0):\(world.path)") }
    try world.git("switch", "-q", "-c", "history", "main")
    for text in texts { try world.commit(text, "text") }
    return try world.merged("revert", "--no-edit", "HEAD~1")
  }
}
