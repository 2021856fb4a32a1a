import Foundation
import SnagCLI
import TestSupport
import Testing

/// A `.tickets` directory that another tool wrote and nobody has adopted.
@Suite struct ForeignDirectoryTests {
  private static let ticket = """
    ---
    id: tc-1609
    status: open
    deps: []
    links: []
    created: 2026-01-05T10:00:00Z
    type: task
    priority: 2
    ---
    # A ticket of tk

    """

  private func world() throws -> CommandLineWorld {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write(Self.ticket, to: ".tickets/tc-1609.md")
    try world.git("add", ".")
    try world.git("commit", "-q", "-m", "tk")
    return world
  }

  @Test(arguments: [
    ["comment", "tc-1609", "-m", "x"], ["edit", "tc-1609", "assignee=ada"], ["check", "--fix"],
    ["shard"], ["new", "Mixed in"], ["import", "tk", ".tickets"], ["start", "tc-1609"],
    ["move", "tc-1609", "done"], ["comment", "tc-1609", "-m", "x", "--no-commit"],
    ["shard", "--dry-run"],
  ])
  func nothingWritesToIt(arguments: [String]) throws {
    let world = try world()
    let before = try world.everyFile()
    let outcome = world.snag(arguments)
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("snag init"), "\(outcome.errors)")
    #expect(try world.everyFile() == before)
  }

  @Test(arguments: [["list"], ["show", "tc-1609"], ["check"], []])
  func whoReadsItIsToldSo(arguments: [String]) throws {
    let outcome = try world().snag(arguments)
    #expect(outcome.errors.contains("warning: .tickets holds tickets of another tool"))
    #expect(outcome.errors.contains("snag init --adopt"))
    #expect(!outcome.output.isEmpty)
  }

  @Test func itIsKnownByItsOwnKeys() throws {
    let world = try world()
    let touched = Self.ticket.replacingOccurrences(
      of: "status: open\n",
      with: "status: open\ntitle: mine\nhistory:\n  - 2026-01-05T10:00:00Z ada open\n")
    try world.write(touched, to: ".tickets/tc-1609.md")
    #expect(world.snag("init").status == 4)
  }

  @Test func withoutConfigurationNothingIsWritten() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Ours")
    world.ok("init", "--undo")
    let outcome = world.snag("comment", id, "-m", "x")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("`snag init` sets them up"), "\(outcome.errors)")
    world.ok("init")
    world.ok("comment", id, "-m", "x")
  }
}
