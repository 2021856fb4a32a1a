import TestSupport
import Testing

@Suite struct ChangelogTests {
  private let world: CommandLineWorld

  init() throws {
    world = try CommandLineWorld()
    try world.git("tag", "v1.0")
  }

  private func finish(
    _ title: String, type: String, _ priority: String = "P2", _ resolution: String = "fixed"
  ) throws -> String {
    let id = world.ok("new", title, "-t", type, "-p", priority)
    try world.move(id, to: "done", resolution: resolution)
    return id
  }

  @Test func ticketsAreByTypeAndPriority() throws {
    let late = try finish("Later", type: "bug")
    let task = try finish("Sweep <b>", type: "task", "P1")
    let urgent = try finish("Now", type: "bug", "P0")
    _ = world.ok("new", "Open", "-t", "bug")
    let text = world.ok("changelog")
    let ids = text.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .map { String($0.dropFirst(2).prefix(late.count)) }
    #expect(ids == [urgent, late, task])
    #expect(text.hasPrefix("Bug\n"))
    #expect(text.contains("\n\nTask\n"))
    let markdown = world.ok("changelog", "--format=md")
    #expect(markdown.hasPrefix("### Bug\n\n- Now (\(urgent))\n"))
    #expect(markdown.contains("- Sweep \\<b> (\(task))"))
    let json = try world.snag("changelog", "--since", "v1.0", "--json=id,type").json()
    #expect((json["tickets"] as? [[String: String]])?.map { $0["id"] } == [urgent, late, task])
    #expect(json["kind"] as? String == "changelog")
  }

  @Test func whatEndedWithoutBeingDoneIsLeftOutAndSaid() throws {
    let dropped = try finish("Never", type: "bug", "P2", "wontfix")
    let outcome = world.snag("changelog")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("no ticket became done"))
    #expect(outcome.errors.contains("left out"))
    #expect(world.ok("changelog", "--all").contains("\(dropped) Never, wontfix"))
  }

  @Test func whatWasDoneBeforeOrIsOpenAgainIsNotInIt() throws {
    let old = try finish("Old", type: "task")
    try world.git("tag", "v2.0")
    #expect(world.snag("changelog").output.isEmpty)
    let reopened = try finish("Again", type: "task")
    try world.move(reopened, to: "in-progress")
    #expect(world.snag("changelog").output.isEmpty)
    try world.move(old, to: "in-progress")
    try world.move(old, to: "done")
    #expect(world.ok("changelog").contains(old))
    #expect(world.ok("changelog", "v1.0..v2.0").contains(old))
  }

  @Test func aClaimAboutAnOpenTicketIsAWarning() throws {
    let id = world.ok("new", "Open", "-t", "bug")
    let done = try finish("Done", type: "task")
    try world.git(
      "commit", "-q", "--allow-empty", "-m", "Login\n\nFixes: \(id), \(done)\nRefs: \(id)")
    let outcome = world.snag("changelog")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("says Fixes: \(id), which is new (Login)"))
    #expect(!outcome.errors.contains("Fixes: \(done)"))
    #expect(world.ok("show", id, "--json=status").contains("new"))
  }

  @Test func withoutATagItBeginsAtTheBeginning() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "One", "-t", "task")
    try world.move(id, to: "done")
    #expect(world.ok("changelog").contains(id))
  }

  @Test func badRangesAreRefused() throws {
    #expect(world.snag("changelog", "v1.0").status == 2)
    #expect(world.snag("changelog", "v1.0...HEAD").status == 2)
    #expect(world.snag("changelog", "v1.0..HEAD", "--since", "v1.0").status == 2)
    #expect(world.snag("changelog", "nope..HEAD").status != 0)
  }
}
