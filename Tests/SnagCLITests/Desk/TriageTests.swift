import Testing
import TicketModel

/// Duplicates, waiting and likely duplicates, through the command line.
@Suite struct TriageTests {
  private func world() throws -> CommandLineWorld {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", "helpdesk")
    world.variables["SNAG_ACTOR"] = "agent"
    return world
  }

  private func field(_ name: String, of id: String, _ world: CommandLineWorld) -> String {
    world.ok("list", "is:open,closed", "id:\(id)", "--columns", name)
  }

  @Test func aDuplicateEndsWithLinksCommentsAndWatchersInOneCommit() throws {
    let world = try world()
    let one = world.ok("new", "Mail is down", "-t", "incident", "watchers=cy", "requester=kim")
    let other = world.ok("new", "No mail since nine", "-t", "incident")
    let before = try world.git("rev-list", "--count", "HEAD")
    world.ok("duplicate", one, "--of", other, "-m", "Same outage.")
    #expect(try world.git("rev-list", "--count", "HEAD^") == before)
    #expect(
      field("category,resolution,duplicate_of", of: one, world) == "done\tduplicate\t\(other)")
    #expect(field("watchers", of: other, world) == "agent,cy,kim")
    let (ended, stays) = (world.ok("show", one), world.ok("show", other))
    #expect(ended.contains("Duplicate of \(other): No mail since nine\n\nSame outage."))
    #expect(stays.contains("\(one) says the same: Mail is down\n\nSame outage."))
    #expect(try world.git("log", "-1", "--format=%B").contains("Ticket: \(other)"))
    #expect(world.snag("check").status == 0)

    let comment = world.snag("comment", one, "-m", "Still down here.")
    #expect(comment.line == other)
    #expect(comment.errors.contains("\(one) is a duplicate of \(other), which gets the comment"))
    #expect(world.ok("show", other).contains("Still down here."))
    #expect(world.ok("comment", one, "--here", "-m", "For the record.") == one)
  }

  @Test func chainsAreFollowedAndCirclesRefused() throws {
    let world = try world()
    let ids = ["One", "Two", "Three"].map { world.ok("new", $0, "-t", "incident") }
    world.ok("duplicate", ids[0], "--of", ids[1])
    let chained = world.snag("duplicate", ids[2], "--of", ids[0])
    #expect(chained.status == 0 && field("duplicate_of", of: ids[2], world) == ids[1])
    #expect(chained.errors.contains("\(ids[0]) is a duplicate itself: of \(ids[1])"))
    let head = try world.git("rev-parse", "HEAD")
    let circle = world.snag("duplicate", ids[1], "--of", ids[0])
    #expect(circle.status == 4 && circle.errors.contains("circle"))
    #expect(world.snag("duplicate", ids[1], "--of", ids[1]).status == 4)
    #expect(world.snag("duplicate", ids[1], "--of", "sn-zzzzzz").status == 3)
    #expect(world.snag("duplicate", ids[1]).errors.contains("duplicate_of"))
    #expect(try world.git("rev-parse", "HEAD") == head)
  }

  @Test func aWorkflowWithoutTheTransitionClosesADuplicate() throws {
    let world = try CommandLineWorld()
    let one = world.ok("new", "Crash", "-t", "bug", "requester=Kim Doe")
    let other = world.ok("new", "Crashes", "-t", "bug")
    world.ok("duplicate", one, "--of", other)
    #expect(field("category", of: one, world) == "done")
    #expect(world.ok("show", other).contains("Requester: Kim Doe"))
  }

  @Test func aTicketIsPutAsideUntilItsTimeComes() throws {
    let world = try world()
    let id = world.ok("new", "Mail is down", "-t", "incident", "priority=P2")
    world.ok("triage", id, "impact=high", "urgency=high")
    world.ok("wait", id, "--for", "the provider", "--until", "3d", "-m", "Called them.")
    #expect(field("category,waiting_for", of: id, world) == "waiting\tthe provider")
    #expect(world.ok("list", "is:snoozed", "--columns", "id") == id)
    #expect(world.ok("list", "is:woken") == "")
    let later = world.snag("wait", id, "--until", "7d")
    #expect(later.status == 0 && field("waiting_for", of: id, world) == "the provider")
    world.nextTime = world.nextTime.adding(seconds: 8 * 86_400)
    #expect(world.ok("list", "is:woken", "--columns", "id") == id)
    #expect(world.ok().contains("Waited until now (1)"))
    let head = try world.git("rev-parse", "HEAD")
    #expect(world.snag("wait", id, "--until", "yesterday-ish").status == 2)
    #expect(world.snag("wait", id, "--until", "2020-01-01").errors.contains("has passed"))
    #expect(world.snag("wait", id, "--for", " ").status == 2)
    #expect(try world.git("rev-parse", "HEAD") == head)
    #expect(!world.ok("check").contains("hidden-transition"))
  }

  @Test func likelyDuplicatesAreShownWithTheWordsAndSuggested() throws {
    let world = try world()
    let one = world.ok("new", "Printer on the third floor jams", "-t", "incident")
    world.ok("new", "VPN drops every hour", "-t", "incident", "-m", "The printer is fine.")
    let again = world.snag("new", "Third floor printer is jammed", "-t", "incident")
    #expect(again.errors.contains("similar: \(one) Printer on the third floor jams"))
    #expect(again.errors.contains("snag duplicate \(again.line) --of \(one)"))
    let rows = world.ok("similar", again.line).split(separator: "\n")
    #expect(rows.first?.contains(one) == true)
    #expect(rows.first?.contains("third") == true)
    #expect(!rows.contains { $0.contains("\t\(again.line)\t") })
    let json = try world.snag("similar", "vpn", "drops", "--json=title,words").json()
    let tickets = try #require(json["tickets"] as? [[String: Any]])
    #expect(tickets.first?["title"] as? String == "VPN drops every hour")
    #expect(tickets.first?["words"] as? [String] == ["vpn", "drops"])
    #expect(world.snag("new", "-q", "Third floor printer is jammed", "-t", "incident").errors == "")
    #expect(world.snag("new", "Salary", "-t", "incident").errors.contains("similar") == false)
    #expect(world.snag("similar", "sn-zzzzzz").status == 3)
  }
}
