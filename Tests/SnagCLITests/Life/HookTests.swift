import Foundation
import TestSupport
import Testing

/// The hooks, installed by hand as the help says and called by git.
@Suite struct HookTests {
  private let world: CommandLineWorld
  private let id: String

  init() throws {
    world = try CommandLineWorld()
    id = world.ok("new", "Login crashes", "-t", "bug")
    for name in ["prepare-commit-msg", "commit-msg"] {
      // By another process: a program started meanwhile must not hold the script open for writing.
      let written = try run(
        [
          "sh", "-c", "mkdir -p .git/hooks && cat > \"$1\" && chmod 755 \"$1\"", "sh",
          ".git/hooks/\(name)",
        ],
        in: world.directory, input: "#!/bin/sh\nexec snag hook \(name) \"$@\"\n")
      try #require(written.status == 0, "\(written.errors)")
    }
    world.variables["PATH"] = "\(BuiltProgram.folder):\(world.variables["PATH"] ?? "")"
    try world.git("switch", "-q", "-c", "bug/\(id)-login")
  }

  private func git(_ arguments: String..., editor: String = "true") throws -> ProgramResult {
    var environment = isolatedEnvironment
    environment["PATH"] = "\(BuiltProgram.folder):\(environment["PATH"] ?? "")"
    environment["GIT_EDITOR"] = editor
    return try run(["git"] + arguments, in: world.directory, environment: environment)
  }

  private func message() throws -> String { try world.git("log", "-1", "--format=%B") }

  @Test func aCommitOnATicketsBranchGetsTheTrailerOnce() throws {
    #expect(try git("commit", "--allow-empty", "-m", "Check for null").status == 0)
    #expect(try message() == "Check for null\n\nTicket: \(id)\n\n")
    #expect(try git("commit", "--allow-empty", "--amend", "--no-edit").status == 0)
    #expect(try message() == "Check for null\n\nTicket: \(id)\n\n")
    #expect(try git("commit", "--allow-empty", "-m", "Fix\n\nCloses: \(id)").status == 0)
    #expect(try message() == "Fix\n\nCloses: \(id)\n\n")
  }

  @Test func commentsAndScissorsStayWhereTheyAre() throws {
    try world.write("x\n", to: "code.txt")
    try world.git("add", "code.txt")
    let made = try git(
      "-c", "commit.verbose=true", "commit", "--allow-empty", editor: "sed -i '1s/^/Title/'")
    #expect(made.status == 0, "\(made.errors)")
    #expect(try message() == "Title\n\nTicket: \(id)\n\n")
    let edited = world.read(".git/COMMIT_EDITMSG") ?? ""
    #expect(edited.hasPrefix("Title\n\nTicket: \(id)\n# Please enter"), "\(edited)")
    #expect(edited.contains(">8") && edited.contains("+x"))
  }

  @Test func anEditorThatWritesNothingCommitsNothing() throws {
    let before = try world.git("rev-parse", "HEAD")
    let outcome = try git("commit", "--allow-empty")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("the message has no text but its trailers"))
    #expect(try world.git("rev-parse", "HEAD") == before)
  }

  @Test func mergesAndOtherBranchesAreLeftAlone() throws {
    try world.git("switch", "-q", "-c", "other", "main")
    #expect(try git("commit", "--allow-empty", "-m", "Other").status == 0)
    #expect(try message() == "Other\n\n")
    try world.git("switch", "-q", "bug/\(id)-login")
    #expect(try git("merge", "--no-ff", "-m", "Merge other", "other").status == 0)
    #expect(try message() == "Merge other\n\n")
    world.variables["PRE_COMMIT_COMMIT_MSG_SOURCE"] = "squash"
    try world.write("Squashed\n", to: "message")
    world.ok("hook", "prepare-commit-msg", "message")
    #expect(world.read("message") == "Squashed\n")
  }

  @Test func aTicketThatIsNotThereIsRefusedWithTheNextStep() throws {
    let outcome = try git("commit", "--allow-empty", "-m", "Fix\n\nCloses: we-zzzzzz")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        error: Closes: we-zzzzzz names a ticket that is not there, here or on any branch
        hint: the message is kept: git commit -e -F .git/COMMIT_EDITMSG

        """)
    // One on another branch is there, another tracker's is not ours to know, a commit is no ticket.
    try world.git("switch", "-q", "-c", "other", "main")
    let far = world.ok("new", "Far")
    try world.git("switch", "-q", "bug/\(id)-login")
    let fine = "Fix\n\nCloses: \(far)\nRefs: JIRA-12\nFixes: 1234567 (\"x-y z\")"
    let second = try git("commit", "--allow-empty", "-m", fine)
    #expect(second.status == 0)
    #expect(second.errors.contains("warning: Refs: JIRA-12 is no ticket of this repository"))
    #expect(try git("commit", "--allow-empty", "-m", "Fix\n\nTicket: nonsense").status == 1)
  }

  @Test func closingADoneTicketIsAWarning() throws {
    try world.move(id, to: "done", resolution: "fixed")
    let outcome = try git("commit", "--allow-empty", "-m", "Fix\n\nCloses: \(id)")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("warning: Closes: \(id) is done already"))
  }

  @Test func theProgramsOwnCommitsPass() throws {
    let new = world.ok("new", "Another")
    world.ok("comment", new, "-m", "x")
  }

  @Test func withoutTicketsNothingHappens() throws {
    let bare = try ScratchDirectory()
    world.directory = bare.path
    try bare.write("Fix\n\nCloses: we-zzzzzz\n", to: "message")
    for name in ["prepare-commit-msg", "commit-msg"] { world.ok("hook", name, "message") }
    try TestSupport.git("init", "-q", "-b", "bug/we-zzzzzz", in: bare.path)
    for name in ["prepare-commit-msg", "commit-msg"] { world.ok("hook", name, "message") }
    #expect(try bare.text("message") == "Fix\n\nCloses: we-zzzzzz\n")
  }
}
