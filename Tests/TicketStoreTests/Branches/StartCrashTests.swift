import TestSupport
import Testing
import TicketStore

/// A `start` that is killed loses nothing: the next one goes on with the branch it left.
@Suite struct StartCrashTests {
  private func scene() throws -> Scene {
    let scene = try Scene.committed()
    try scene.write("version: 1\nprefix: sn\n", to: ".tickets/config.yml")
    try scene.write(
      CrashTests.workflow.replacing("[assign-me]", with: "[assign-me, branch]"),
      to: ".tickets/workflows/bug.yml")
    try scene.git("add", ".tickets")
    try scene.git("commit", "-q", "-m", "workflow")
    try scene.edit("code.txt", "two", "mine")
    try scene.edit(Scene.ticket, "It happens on Firefox.", "It happens everywhere.")
    return scene
  }

  @Test(arguments: CommitStep.allCases)
  func theNextStartGoesOn(step: CommitStep) throws {
    let scene = try scene()
    let killed = try scene.snag(["start", "sn-k7m3qx"], killedAt: step)
    #expect(killed.status == 128 + 9)
    try? scene.remove(".git/index.lock")

    let again = try scene.snag(["start", "sn-k7m3qx"])

    #expect(again.statuses == [0], "\(again.errors)")
    #expect(try scene.git("branch", "--show-current") == "bug/sn-k7m3qx-login-crashes\n")
    // Killed between the work file and the ref, the step is in the work tree only, as after any verb.
    let isUncommitted = step == .workFilesWritten
    #expect(
      try scene.git("log", "--format=%s", "main..")
        == (isUncommitted ? "" : "sn-k7m3qx: new -> in-progress\n"))
    // It is said how to commit it.
    let command = again.errors.firstMatch(of: /work tree only; to commit it, and .*: (git .*)/)
    #expect((command != nil) == isUncommitted, "\(again.errors)")
    // What the person had changed is still theirs, uncommitted.
    #expect(try scene.status == " M \(Scene.ticket)\n M code.txt\n")
    #expect(try scene.text("code.txt").contains("mine"))
    #expect(try scene.text(Scene.ticket).contains("It happens everywhere."))
    #expect(try scene.text(Scene.ticket).contains("status: in-progress\n"))
    try scene.expectSound()
  }

  @Test func whatWasNotCommittedIsByOneCommand() throws {
    let scene = try scene()
    try scene.git("checkout", "-q", "--", Scene.ticket)
    _ = try scene.snag(["start", "sn-k7m3qx"], killedAt: .workFilesWritten)
    try? scene.remove(".git/index.lock")
    let again = try scene.snag(["start", "sn-k7m3qx"])
    let match = try #require(
      again.errors.firstMatch(of: /work tree only; to commit it: git (commit -C .*)/),
      "\(again.errors)")
    let words = ["git"] + match.1.split(separator: " ").map(String.init)
    let committed = try run(words, in: scene.directory, environment: scene.variables)
    #expect(committed.status == 0, "\(committed.errors)")
    #expect(
      try scene.git("log", "--format=%s", "main..") == "sn-k7m3qx: new -> in-progress\n")
    #expect(try scene.status == " M code.txt\n")
    try scene.expectSound()
  }
}
