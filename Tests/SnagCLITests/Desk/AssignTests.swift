import Testing

/// People, and giving tickets to them, through the command line.
@Suite struct AssignTests {
  private func world(_ people: String) throws -> CommandLineWorld {
    let world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "lead"
    try world.write(people, to: ".tickets/people.yml")
    try world.git("add", ".")
    try world.git("commit", "-q", "-m", "people")
    return world
  }

  private func assignee(_ id: String, _ world: CommandLineWorld) -> String {
    world.ok("list", "is:open", "id:\(id)", "--columns", "assignee")
  }

  @Test func aTicketIsGivenTakenAndGivenBackEachInOneCommit() throws {
    let world = try world(
      "- { handle: ada, emails: [ada@example.org] }\n- handle: lead\n- handle: bob\n")
    let id = world.ok("new", "Printer on fire")
    let before = try world.git("rev-list", "--count", "HEAD")
    #expect(world.snag("assign", id, "ADA@example.org").errors.contains("assigned to ada"))
    #expect(assignee(id, world) == "ada")
    world.ok("assign", id, "--me")
    #expect(assignee(id, world) == "lead")
    world.ok("assign", id, "--none")
    #expect(assignee(id, world) == "")
    let count = Int(before.dropLast()).map { "\($0 + 3)\n" }
    #expect(try world.git("rev-list", "--count", "HEAD") == count)

    let owners = world.ok("log", id, "--owners").split(separator: "\n")
      .map { $0.split(separator: "\t").map(String.init) }
    #expect(owners.map { $0[2] } == ["ada", "lead"])
    #expect(owners.first?[1] == owners.last?[0] && owners.last?[1] != "-")
    let json = try world.snag("log", id, "--owners", "--json=owner").json()
    let listed = try #require(json["owners"] as? [[String: String]])
    #expect(listed == [["owner": "ada"], ["owner": "lead"]])
    #expect(world.ok("log", id).contains("assignee ada -> lead"))
  }

  @Test func automaticAssignmentGoesRoundAndSkipsTheAbsentAndTheFull() throws {
    let world = try world(
      """
      - { handle: ada, skills: [db], capacity: 2 }
      - { handle: bob, skills: [db] }
      - { handle: cy, skills: [db], away: { from: 2026-11-01, to: 2026-12-31 } }
      - { handle: dot, skills: [web] }

      """)
    var given: [String] = []
    for number in 1...5 {
      let id = world.ok("new", "Slow query \(number)", "-l", "db")
      world.ok("assign", id, "--auto")
      given.append(assignee(id, world))
    }
    #expect(given == ["ada", "bob", "ada", "bob", "bob"])

    let id = world.ok("new", "Slow query", "-l", "db")
    let head = try world.git("rev-parse", "HEAD")
    let rehearsal = world.snag("assign", id, "--auto", "--dry-run", "--json")
    #expect(try world.git("rev-parse", "HEAD") == head)
    #expect(
      rehearsal.errors.contains("cy: 0 open, never given one, skills: db - away until 2026-12-31"))
    #expect(rehearsal.errors.contains("ada: 2 open"))
    let candidates = try #require(try rehearsal.json()["candidates"] as? [[String: Any]])
    #expect(candidates.map { $0["handle"] as? String } == ["bob", "ada", "cy", "dot"])
    #expect(candidates.last?["skipped"] as? String == "has no skill of db")
  }

  @Test func whatCannotBeGivenIsRefusedWithTheReason() throws {
    let world = try world("- { handle: ada, away: { from: 2026-11-01, to: 2026-12-31 } }\n")
    let id = world.ok("new", "Printer on fire")
    let nobody = world.snag("assign", id, "--auto")
    #expect(nobody.status == 4 && nobody.errors.contains("ada: 0 open"))
    #expect(nobody.errors.contains("hint: snag assign \(id) NAME"))
    #expect(
      world.snag("assign", id, "ada").errors.contains("warning: ada is away until 2026-12-31"))
    let unknown = world.snag("assign", id, "eve")
    #expect(unknown.errors.contains("add it to .tickets/people.yml"))
    #expect(world.snag("assign", id).status == 2)
    #expect(world.snag("assign", id, "ada", "--me").status == 2)
    let plain = try CommandLineWorld()
    let refused = plain.snag("assign", plain.ok("new", "x"), "--auto")
    #expect(refused.status == 4 && refused.errors.contains("people.yml"))
  }

  @Test func peopleYmlIsTheOneListOfPeopleAndNamesTheActor() throws {
    let world = try world("- { handle: countess, emails: [ada@example.org] }\n")
    try world.write(
      (world.read(".tickets/config.yml") ?? "") + "people: [zoe]\n", to: ".tickets/config.yml")
    let id = world.ok("new", "Printer on fire", "-a", "zoe")
    let check = world.snag("check")
    #expect(check.output.contains("[unused-people]"))
    #expect(check.output.contains("assignee names the unknown person zoe"))
    #expect(check.output.contains("add it to .tickets/people.yml"))
    world.variables["SNAG_ACTOR"] = nil
    world.variables["GIT_AUTHOR_EMAIL"] = "Ada@example.org"
    world.ok("assign", id, "--me")
    #expect(assignee(id, world) == "countess")

    try world.write("- { handle: ada }\n- { handle: ada }\n", to: ".tickets/people.yml")
    let broken = world.snag("check")
    #expect(broken.status == 1)
    #expect(broken.output.contains(".tickets/people.yml:2:13: error: ada is named twice [config]"))
    #expect(world.snag("assign", id, "ada").status != 0)
  }
}
