import TestSupport
import Testing

/// What a person is told to do next, and what they are told of names and approvals.
@Suite struct NextStepTests {
  @Test func aTransitionThatAVerbHidesIsNamedInFull() throws {
    let world = try CommandLineWorld()
    let workflow = """
      name: request
      types: [request]
      statuses:
        new: { category: new }
        granted: { category: done }
      transitions:
        list: { from: new, effects: [record-approval] }
        grant: { from: new, to: granted, guards: [approved] }
        reopen: { from: granted, to: new }

      """
    try world.write(workflow, to: ".tickets/workflows/request.yml")
    try world.git("add", ".")
    try world.git("commit", "-qm", "workflow")
    let id = world.ok("new", "Door key", "-t", "request")
    let refused = world.snag("grant", id)
    #expect(refused.status == 4)
    #expect(
      refused.errors.contains("hint: ask somebody else to run: snag transition list \(id)\n"),
      "\(refused.errors)")
    let byHand = world.snag("edit", id, "approvals+=bob")
    #expect(byHand.errors.contains("snag transition list \(id)"), "\(byHand.errors)")
    let path = world.path(of: id)
    let text = try #require(world.read(path))
    try world.write(text.replacing("status: new", with: "status: granted"), to: path)
    #expect(world.snag("check").output.contains("to run: snag transition list \(id)"))
  }

  @Test func namesThatNoListHasAreWarnedOf() throws {
    let world = try CommandLineWorld()
    let config = try #require(world.read(".tickets/config.yml"))
    try world.write("\(config)labels: [auth]\npeople: [ada]\n", to: ".tickets/config.yml")
    let new = world.snag("new", "Login", "-l", "aut", "-a", "zoe", "watchers+=eve")
    #expect(new.status == 0)
    for warning in [
      "labels names the unknown label aut; did you mean auth?\n",
      "assignee names the unknown person zoe; add it to people in .tickets/config.yml\n",
      "watchers names the unknown person eve;",
    ] {
      #expect(new.errors.contains(warning), "\(new.errors)")
    }
    let edit = world.snag("edit", new.line, "labels+=ui")
    #expect(edit.status == 0)
    #expect(edit.errors.contains("labels names the unknown label ui;"), "\(edit.errors)")
    #expect(!world.snag("edit", new.line, "labels-=ui", "assignee=ada").errors.contains("unknown"))
  }

  @Test func staleApprovalsAreMarkedForProgramsToo() throws {
    let world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    let id = world.ok("new", "Login", "-t", "bug")
    world.ok("start", id)
    func work(_ text: String) throws {
      try world.write(text, to: "code.txt")
      try world.git("add", "code.txt")
      try world.git("commit", "-qm", text)
    }
    try work("one")
    world.ok("submit", id)
    world.variables["SNAG_ACTOR"] = "bob"
    world.ok("approve", id)
    let stale = { world.ok("show", id, "--json=stale_approvals") }
    #expect(stale().contains(#""stale_approvals":[]"#), "\(stale())")
    try work("two")
    #expect(stale().contains(#""stale_approvals":["bob "#), "\(stale())")
    #expect(world.ok("show", id).contains("(stale)"))
  }
}
