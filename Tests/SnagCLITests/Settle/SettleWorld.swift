import TestSupport
import Testing

/// A repository in which two branches have changed one ticket.
struct SettleWorld {
  let world: CommandLineWorld
  static let path = ".tickets/sn-k7m3qx-login.md"

  static let text = newBug(
    title: "Login crashes", keys: "milestone: 1.0\n", body: "\nFirst line.\n\nSecond line.\n")

  /// A change of the text: what to replace by what; nil deletes the file.
  typealias Edits = [(old: String, new: String)]

  /// Makes a commit with the ticket, and changes it on `side` and on `main`, which is checked out.
  init(ours: Edits?, theirs: Edits?, base: String? = text) throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    // Git merges lines, whether or not the driver's program is on this machine's PATH.
    try world.write(".tickets/**/*.md merge\n", to: ".git/info/attributes")
    if let base { try world.write(base, to: Self.path) }
    try world.write("code\n", to: "code.txt")
    try commit("base")
    try world.git("checkout", "-q", "-b", "side")
    try change(theirs)
    try commit("theirs")
    try world.git("checkout", "-q", "main")
    try change(ours)
    try commit("ours")
  }

  /// What both sides disagree about, and what they do not.
  static func disputed() throws -> SettleWorld {
    try SettleWorld(
      ours: [
        ("assignee:", "assignee: bob"), ("priority: P2", "priority: P1"),
        ("First line.", "First line of ours."),
      ],
      theirs: [
        ("assignee:", "assignee: carol"), ("labels:", "labels:\n- auth"),
        ("First line.", "First line of theirs."),
      ])
  }

  /// The ticket's text; nil when there is no file.
  var text: String? { world.read(Self.path) }

  func change(_ edits: Edits?, at path: String = path) throws {
    guard let edits else {
      try world.git("rm", "-q", path)
      return
    }
    var text = world.read(path) ?? Self.text
    for edit in edits { text = text.replacing(edit.old, with: edit.new) }
    try world.write(text, to: path)
  }

  func commit(_ message: String) throws {
    try world.git("add", "-A")
    try world.git("commit", "-q", "--allow-empty", "-m", message)
  }

  /// Runs git where it has to stop at a conflict.
  func stopping(_ arguments: String...) throws {
    let result = try run(["git"] + arguments, in: world.directory)
    #expect(result.status != 0, "\(result.output)\(result.errors)")
  }

  /// Runs git where it may stop.
  func git(_ arguments: String...) throws -> ProgramResult {
    var environment = isolatedEnvironment
    environment["GIT_EDITOR"] = "true"
    return try run(["git"] + arguments, in: world.directory, environment: environment)
  }

  /// The entries of an unfinished merge.
  var unmerged: String { get throws { try world.git("ls-files", "-u") } }
}
