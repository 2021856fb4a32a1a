import SnagCLI
import TestSupport
import Testing
import TicketModel

/// `sla` and what else tells of clocks; the clock of the world starts on a Saturday at 09:15 UTC.
@Suite struct SlaTests {
  private let world: CommandLineWorld

  init() throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    try world.addCardWorkflow()
    try world.write(
      """
      calendars:
        office: { timezone: Europe/Berlin, hours: { mon-fri: 09:00-17:00 } }
      policies:
        - { name: office, when: "priority:P3", calendar: office, targets: { any: { resolution: 8h } } }
        - name: cards
          when: "type:card"
          targets: { P1: { first_response: 1h, resolution: 4h }, any: { resolution: 24h } }

      """, to: ".tickets/sla.yml")
    try world.git("add", ".tickets")
    try world.git("commit", "-q", "-m", "a desk")
  }

  private func card(_ title: String, _ priority: String) -> String {
    world.ok("new", title, "-t", "card", "-p", priority, "--assignee", "bob")
  }

  private func wait(minutes: Int64) {
    world.nextTime = world.nextTime.adding(seconds: minutes * 60)
  }

  @Test func clocksAreListedNearestDueFirst() throws {
    let late = card("Due on Monday", "P3")
    let soon = card("Due soon", "P1")
    let waiting = card("Waits", "P2")
    world.ok("take", waiting)
    world.ok("pause", waiting)
    world.ok("new", "No card", "-t", "task")
    wait(minutes: 61)
    let lines = world.ok("sla").split(separator: "\n")
    #expect(
      lines == [
        "\(soon)\tP1\tfirst_response\tbreached\t2026-11-21T10:15:03Z\t-1m\tDue soon",
        "\(soon)\tP1\tresolution\tok\t2026-11-21T13:15:03Z\t2h58m\tDue soon",
        "\(late)\tP3\tresolution\tok\t2026-11-23T16:00:00Z\t8h\tDue on Monday",
        "\(waiting)\tP2\tresolution\tpaused\t\t23h59m\tWaits",
      ])
    #expect(world.ok("sla", "-n", "1").split(separator: "\n").count == 1)
    #expect(world.ok("sla", "priority:P3").hasPrefix(late))
    world.terminalWidth = 100
    let table = world.ok("sla")
    #expect(table.contains("first response") && table.contains("breached"))
    #expect(table.contains("in 2d"))
  }

  @Test func jsonTellsEveryClock() throws {
    let id = card("Card", "P1")
    wait(minutes: 30)
    world.variables["SNAG_ACTOR"] = "bob"
    world.ok("comment", id, "-m", "I look at it")
    wait(minutes: 30)
    let json = world.ok("sla", "--json")
    #expect(json.hasPrefix(#"{"schema":1,"kind":"sla","now":"2026-11-21T10:15:"#), "\(json)")
    #expect(
      json.contains(
        """
        {"clock":"first_response","policy":"cards","state":"met","target":3600,
        """))
    #expect(json.contains(#""due":null,"started":"2026-11-21T09:15:02Z","stopped":"2026-"#))
    #expect(json.contains(#"{"clock":"resolution","policy":"cards","state":"ok","target":14400,"#))
    #expect(world.ok("sla", "--json=id").contains(#""tickets":[{"id":"\#(id)"}]"#))
    #expect(world.snag("sla", "--json=nothing").status == 2)
  }

  @Test func checkFailsOnABreach() throws {
    _ = card("Card", "P1")
    #expect(world.snag("sla", "--check").status == 0)
    wait(minutes: 300)
    let outcome = world.snag("sla", "--check", "-n", "1")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("2 clocks breached"))
    #expect(world.snag("sla", "--check", "priority:P4").status == 0)
  }

  @Test func atADateClocksAreReadThen() throws {
    _ = card("Card", "P1")
    wait(minutes: 60 * 24 * 3)
    #expect(world.ok("sla").contains("breached"))
    let then = world.ok("sla", "--at", "2026-11-21T09:45:00Z")
    #expect(then.contains("first_response\tok\t2026-11-21T10:15:02Z\t30m"), "\(then)")
  }

  @Test func listsKnowWhatIsBreached() throws {
    let first = card("Urgent", "P1")
    let second = card("Not so", "P2")
    wait(minutes: 200)
    #expect(world.ok("list", "is:breached", "--columns=id") == first)
    #expect(world.ok("list", "is:at-risk", "--columns=id") == first)
    #expect(world.ok("list", "-is:breached", "is:open", "--columns=id") == second)
    #expect(
      world.ok("list", "sort:due_at-desc", "--columns=id,due_at") == """
        \(second)\t2026-11-22T09:15:03Z
        \(first)\t2026-11-21T10:15:02Z
        """)
    world.ok("take", second)
    world.ok("pause", second)
    #expect(world.ok("list", "is:paused", "--columns=id") == second)
  }

  @Test func showTellsTheClocks() throws {
    let id = card("Urgent", "P1")
    wait(minutes: 61)
    #expect(
      world.ok("show", id).contains(
        "sla         cards: first response breached, due 2026-11-21T10:15:02Z; resolution 2h58m left"
      ))
    world.ok("edit", id, "sla=none")
    #expect(!world.ok("show", id).contains("breached"))
    #expect(world.ok("sla").isEmpty)
  }

  @Test func checkReportsWhatIsWrong() throws {
    let id = card("Urgent", "P1")
    world.ok("edit", id, "sla=crads")
    let warned = world.snag("check")
    #expect(warned.status == 0)
    #expect(warned.output.contains("no policy crads in .tickets/sla.yml [unknown-policy]"))
    #expect(warned.output.contains("(did you mean cards?)"))
    try world.write(
      "policies:\n  - { name: a, targets: { P1: { resolution: 1d } } }\n", to: ".tickets/sla.yml")
    let outcome = world.snag("check")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains(".tickets/sla.yml:2:45: error: 1d counts in days"))
    let refused = world.snag("sla")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("1d counts in days"))
    // What has nothing to do with clocks goes on.
    #expect(world.ok("list", "--columns=id") == id)
    #expect(world.ok("show", id).contains("Urgent"))
  }

  @Test func whoAnswersIsOwedNoAnswer() throws {
    let id = card("Found by the team", "P1")
    #expect(world.ok("sla").contains("first_response"))
    try world.write("- { handle: ada }\n- { handle: bob }\n", to: ".tickets/people.yml")
    #expect(world.ok("sla").hasPrefix("\(id)\tP1\tresolution\tok"))
    #expect(!world.ok("show", id).contains("first response"))
  }

  @Test func withoutAFileThereIsNothingToList() throws {
    let other = try CommandLineWorld()
    other.ok("new", "Card")
    let outcome = other.snag("sla")
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("no policies in .tickets/sla.yml"))
  }
}
