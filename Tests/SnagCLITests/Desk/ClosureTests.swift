import Testing

/// Verification and closure, task lists and time spent, through the command line.
@Suite struct ClosureTests {
  private func world() throws -> CommandLineWorld {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", "support")
    world.variables["SNAG_ACTOR"] = "agent"
    return world
  }

  private func field(_ name: String, of id: String, _ world: CommandLineWorld) -> String {
    world.ok("list", "is:open,closed", "id:\(id)", "--columns", name)
  }

  private func resolved(_ world: CommandLineWorld) -> String {
    let id = world.ok("new", "How to export?", "-t", "question", "requester=kim")
    world.ok("take", id)
    world.ok("resolve", id, "resolution=answered", "-m", "Use the menu.")
    return id
  }

  @Test func aCommentOfTheRequesterReopensAndReopensAreCounted() throws {
    let world = try world()
    let id = resolved(world)
    world.ok("comment", id, "-m", "One more hint.")
    #expect(field("status", of: id, world) == "resolved")
    world.variables["SNAG_ACTOR"] = "kim"
    world.ok("comment", id, "--no-reopen", "-m", "Thanks!")
    world.ok("comment", id, "--internal", "-m", "To myself.")
    #expect(field("status,reopens", of: id, world) == "resolved\t0")
    let before = try world.git("rev-list", "--count", "HEAD")
    let reply = world.snag("comment", id, "-m", "There is no menu.")
    #expect(reply.errors.contains("\(id): resolved -> open"))
    #expect(try world.git("rev-list", "--count", "HEAD^") == before)
    #expect(field("status,assignee,resolution,reopens", of: id, world) == "open\tagent\t\t1")
    #expect(world.ok("show", id).contains("There is no menu."))
    #expect(world.ok("show", id).contains("reopens     1"))
    #expect(world.ok("list", "reopens:>=1", "--columns", "id") == id)
    #expect(world.ok("list", "reopens:0") == "")
    #expect(world.snag("check").status == 0)
  }

  @Test func aCommentOfTheRequesterResumesWithoutMakingThemTheAssignee() throws {
    let world = try world()
    world.ok("new", "Other", "-t", "question")
    let id = world.ok("new", "How to export?", "-t", "question", "requester=kim@example.org")
    world.ok("wait", id, "--for", "the customer", "-m", "Which version?")
    try world.write(
      "- handle: agent\n- { handle: kim, emails: [Kim@example.org] }\n", to: ".tickets/people.yml")
    world.variables["SNAG_ACTOR"] = "kim"
    world.ok("comment", id, "-m", "Version 2.")
    #expect(field("status,assignee,waiting_for", of: id, world) == "open\t\t")
  }

  @Test func aDevelopersSecondThoughtReopensNothing() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Crash", "-t", "bug")
    world.ok("close", id, "resolution=fixed")
    world.ok("comment", id, "-m", "Nice.")
    #expect(field("status", of: id, world) == "done")
  }

  @Test func aRatingIsKeptAndWhoRatesForOthersIsWarned() throws {
    let world = try world()
    let id = resolved(world)
    #expect(world.snag("rate", id, "4").errors.contains("kim asked for \(id), and agent rates it"))
    world.variables["SNAG_ACTOR"] = "kim"
    let rated = world.snag("rate", id, "5", "-m", "Quick!")
    #expect(!rated.errors.contains("warning") && field("rating", of: id, world) == "5")
    #expect(world.snag("rate", id, "6").status == 2)
    #expect(world.snag("rate", id, "good").status == 2)
  }

  @Test func timeSpentIsAddedUpAndNothingOfItIsLost() throws {
    let world = try world()
    let id = world.ok("new", "How to export?", "-t", "question")
    world.variables["SNAG_NOW"] = nil
    world.ok("spend", id, "1h30m")
    world.ok("spend", id, "1h30m", "-m", "Called them.")
    #expect(world.ok("show", id).contains("spent       3h"))
    world.variables["SNAG_ACTOR"] = "bob"
    world.ok("spend", id, "15m")
    #expect(world.ok("show", id).contains("spent       3h15m (agent 3h, bob 15m)"))
    for wrong in ["1d", "soon", "0m", "-5m"] {
      #expect(world.snag("spend", id, wrong).status == 2, "\(wrong)")
    }
    #expect(world.snag("check").status == 0)
  }

  @Test func itemsOfTheTaskListAreTickedByNumberAndWords() throws {
    let world = try world()
    let text = "- [ ] laptop\n- [ ] desk\n- [ ] desk\n- [x] badge"
    let id = world.ok("new", "Kim joins", "-t", "question", "-m", text)
    world.ok("checklist", id, "--tick", "LAP", "--tick", "3", "--untick", "badge")
    #expect(
      world.ok("checklist", id)
        == "1\t[x]\tlaptop\n2\t[ ]\tdesk\n3\t[x]\tdesk\n4\t[ ]\tbadge")
    let json = try world.snag("checklist", id, "--json=done").json()
    #expect(json["items"] as? [[String: Bool]] == [true, false, true, false].map { ["done": $0] })
    #expect(world.snag("checklist", id, "--tick", "desk").status == 2)
    #expect(world.snag("checklist", id, "--tick", "chair").errors.contains("no item chair"))
    #expect(try world.git("status", "--porcelain") == "")
  }

  @Test func anArticleIsWrittenOnceFoundAndNeverOverwritten() throws {
    let world = try world()
    let id = world.ok(
      "new", "Printer jams", "-t", "question", "cause=dust", "-m", "# Steps\n\nPrint.", "-l", "hw")
    world.ok("take", id)
    world.ok("resolve", id, "resolution=cleaned", "-m", "Open the tray and clean it.")
    world.variables["SNAG_ACTOR"] = "editor"
    let before = try world.git("rev-list", "--count", "HEAD")
    world.ok("kb", id)
    #expect(try world.git("rev-list", "--count", "HEAD^") == before)
    let path = ".tickets/kb/printer-jams.md"
    let article = try #require(world.read(path))
    for part in [
      "title: Printer jams", "- \(id)", "## Problem\n\n### Steps\n\nPrint.", "## Cause\n\ndust",
      "## Resolution\n\ncleaned\n\nOpen the tray and clean it.",
      "## Ticket\n\n- \(id): Printer jams",
    ] {
      #expect(article.contains(part), "\(part) in \(article)")
    }
    #expect(field("kb", of: id, world) == "printer-jams")
    #expect(world.ok("kb", "list") == "printer-jams\tPrinter jams\t\(id)")
    #expect(world.ok("kb", "search", "TRAY", "dust") == world.ok("kb", "list"))
    #expect(world.ok("kb", "search", "scanner") == "")
    let json = try world.snag("kb", "search", "dust", "--json=name").json()
    #expect((json["articles"] as? [[String: String]])?.first == ["name": "printer-jams"])

    let head = try world.git("rev-parse", "HEAD")
    #expect(world.snag("kb", id).errors.contains("already"))
    #expect(try world.git("rev-parse", "HEAD") == head)
    try world.write(article + "\nMore.\n", to: path)
    let refused = world.snag("kb", id)
    #expect(refused.status == 4 && world.read(path) == article + "\nMore.\n")
    #expect(world.snag("check").status == 0)
  }
}
