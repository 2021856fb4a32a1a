import Foundation
import SnagCLI
import TestSupport
import Testing

@Suite(.serialized) struct TourTests {
  private func temporaryEntries() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: "/tmp").filter { $0.contains("snag") })
      .filter { !$0.hasPrefix("snag-test-") }
  }

  /// A world whose PATH has the program, for git to call as its merge driver.
  private func world(isSetUp: Bool = false) throws -> CommandLineWorld {
    let world = try CommandLineWorld(isSetUp: isSetUp)
    let path = world.variables["PATH"] ?? "/usr/bin:/bin"
    world.variables["PATH"] = "\(BuiltProgram.folder):\(path)"
    return world
  }

  @Test func twoBranchesChangeOneTicketAndBothChangesStay() throws {
    let output = try world().snag("tour").output
    let shown = try #require(output.components(separatedBy: "$ snag show ").last)
    for part in [
      "P0", "auth, urgent", "done", "fixed", "reject empty passwords", "Three customers",
      "Fixed by checking",
    ] { #expect(shown.contains(part), "\(part) is not in\n\(shown)") }
  }

  @Test func itShowsEachCommandAndEndsWell() throws {
    let world = try world()
    let outcome = world.snag("tour")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let commands = outcome.output.split(separator: "\n").filter { $0.hasPrefix("$ ") }
    for command in ["init", "new", "list", "start", "check", "close", "show", "log"] {
      #expect(commands.contains { $0.hasPrefix("$ snag \(command)") }, "\(command)")
    }
    #expect(outcome.output.contains("(exit status 4)"))
    #expect(!outcome.output.contains("/tmp/"))
  }

  @Test func itIsNotDisturbedByTheWorldOutside() throws {
    let world = try world(isSetUp: true)
    world.ok("new", "Mine")
    let hostile = world.scratch.path("gitconfig")
    try world.scratch.write("#!/bin/sh\nexit 1\n", to: "hooks/pre-commit")
    try world.scratch.write("#!/bin/sh\nexit 1\n", to: "hooks/commit-msg")
    for hook in ["pre-commit", "commit-msg"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: world.scratch.path("hooks/\(hook)"))
    }
    try world.scratch.write(
      """
      [commit]
      \tgpgsign = true
      [init]
      \tdefaultBranch = elsewhere
      [core]
      \thooksPath = \(world.scratch.path("hooks"))
      [snag]
      \tactor = not one word
      """, to: "gitconfig")
    world.variables["GIT_CONFIG_GLOBAL"] = hostile
    world.variables["GIT_DIR"] = "\(world.directory)/.git"
    world.variables["GIT_WORK_TREE"] = world.directory
    world.variables["GIT_INDEX_FILE"] = "\(world.directory)/.git/other-index"
    world.variables["SNAG_ACTOR"] = "bad, actor"
    for name in world.variables.keys where name.hasSuffix("_NAME") || name.hasSuffix("_EMAIL") {
      world.variables[name] = nil
    }
    let before = try world.everyFile()
    let outcome = world.snag("tour")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("in-progress -> done"), "\(outcome.output)")
    #expect(outcome.output.components(separatedBy: "(exit status").count == 2, "\(outcome.output)")
    #expect(try world.everyFile() == before)
  }

  @Test func itLeavesNoDirectoryBehind() throws {
    let world = try world()
    let temporary = world.scratch.path("tmp")
    try FileManager.default.createDirectory(
      atPath: temporary, withIntermediateDirectories: false)
    world.variables["TMPDIR"] = temporary
    let before = try temporaryEntries()
    #expect(world.snag("tour").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
    #expect(try temporaryEntries().subtracting(before) == [])
  }

  @Test func itWorksWithoutARepositoryAround() throws {
    let world = try world()
    world.directory = world.scratch.path
    world.variables["HOME"] = nil
    #expect(world.snag("tour").status == 0)
  }
}
