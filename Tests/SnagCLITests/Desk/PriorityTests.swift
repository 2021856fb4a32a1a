import Testing

/// The priority that impact and urgency make, through the command line.
@Suite struct DerivedPriorityTests {
  private func world() throws -> CommandLineWorld {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", "helpdesk")
    try world.write(
      """
      matrix:
        high: { high: P1, medium: P2, low: P3 }
        medium: { high: P2, medium: P3, low: P4 }
        low: { high: P3, medium: P4, low: P4 }

      """, to: ".tickets/sla.yml")
    return world
  }

  private func priority(_ id: String, _ world: CommandLineWorld) -> String {
    world.ok("list", "id:\(id)", "--columns", "priority")
  }

  @Test func itFollowsInTheSameCommit() throws {
    let world = try world()
    let id = world.ok("new", "Mail", "-t", "incident", "impact=high", "urgency=low")
    #expect(priority(id, world) == "P3")
    let before = try world.git("rev-list", "--count", "HEAD")
    world.ok("edit", id, "urgency=high")
    #expect(priority(id, world) == "P1")
    #expect(try world.git("rev-list", "--count", "HEAD^") == before)
    let bare = world.ok("new", "Mail", "-t", "incident")
    world.ok("triage", bare, "impact=medium", "urgency=high")
    #expect(priority(bare, world) == "P2")
  }

  @Test func onesSetByHandStayAndShowAsSuch() throws {
    let world = try world()
    let id = world.ok("new", "Mail", "-t", "incident", "impact=high", "urgency=low", "-p", "P0")
    #expect(priority(id, world) == "P0")
    world.ok("edit", id, "urgency=high")
    #expect(priority(id, world) == "P0")
    #expect(world.ok("show", id).contains("P0 (by hand; impact x urgency gives P1)"))
    #expect(world.snag("show", id, "--json").member("matrix_priority") == "P1")
    world.ok("edit", id, "urgency=medium", "priority=P2")
    #expect(!world.ok("show", id).contains("by hand"))
    world.ok("edit", id, "impact=low")
    #expect(priority(id, world) == "P4")
  }

  @Test func withoutServiceLevelsPrioritiesArePeoplesAlone() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Mail", "-t", "bug", "impact=high", "urgency=high")
    #expect(priority(id, world) == "")
  }
}
