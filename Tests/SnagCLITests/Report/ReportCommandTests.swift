import Foundation
import TestSupport
import Testing
import TicketModel

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ReportCommandTests {
  /// A repository at 2026-11-21 with some bugs of November.
  private func world() throws -> CommandLineWorld {
    let world = try CommandLineWorld()
    try add(world, "sn-a", "2026-11-02T10:00:00Z", queue: "web", ["2026-11-03T10:00:00Z ada done"])
    try add(
      world, "sn-b", "2026-11-02T12:00:00Z", queue: "web",
      [
        "2026-11-09T12:00:00Z ada done", "2026-11-10T12:00:00Z bob in-progress",
        "2026-11-12T12:00:00Z ada done",
      ])
    try add(world, "sn-c", "2026-11-18T00:00:00Z", queue: "=1+1", [])
    return world
  }

  private func add(
    _ world: CommandLineWorld, _ id: String, _ created: String, queue: String, _ steps: [String]
  ) throws {
    let lines = ["\(created) bob new"] + steps
    let status = lines.last?.split(separator: " ").last ?? "new"
    try world.write(
      """
      ---
      id: \(id)
      title: Case \(id)
      type: bug
      status: \(status)
      created: \(created)
      assignee: ada
      reporter: bob
      priority: P2
      labels:
      blocked_by:
      queue: "\(queue)"
      resolution:
      history:
      \(lines.map { "- \($0)" }.joined(separator: "\n"))
      ---

      """, to: ".tickets/\(id).md")
  }

  @Test func reportsAreListedAndExplained() throws {
    let world = try world()
    #expect(world.ok("report").hasPrefix("times\thow long first responses and resolutions took"))
    #expect(world.ok("report", "reopen", "--explain").contains("rate: reopened / resolved."))
    let json = try world.snag("report", "sla", "--explain", "--json").json()
    #expect((json["definition"] as? [String])?.isEmpty == false)
    let unknown = world.snag("report", "time")
    #expect(unknown.status == 2)
    #expect(unknown.errors.hasPrefix("error: no report time\n  times\n"))
  }

  @Test func aTableOnATerminal() throws {
    let world = try world()
    world.terminalWidth = 100
    expectSnapshot(
      world.snag("report", "times", "--since", "2026-11-01").output,
      """
      times: all tickets, 2026-11-01 to 2026-11-21

      MEASURE           TICKETS  MEDIAN     P90  LAST 21 DAYS
      first_response          0       -       -
      first_resolution        2  1d  7d    *     #
      full_resolution         2      1d     10d    _        #

      """)
  }

  @Test func pipesGetLinesAndSpreadsheetsGetText() throws {
    let world = try world()
    #expect(
      world.ok("report", "backlog", "--by", "queue")
        == "=1+1\t1\t0\t0\t1\t0\t0\t0\t292501\t292501\nweb\t0\t0\t0\t0\t0\t0\t0\t\t")
    let csv = world.snag("report", "reopen", "--by", "queue", "--format", "csv").output
    #expect(
      csv == "queue,resolved,reopened,rate,reopens\r\n'=1+1,0,0,,0\r\nweb,2,1,0.5,1\r\n")
  }

  @Test func jsonNamesUnitsAndDefinitions() throws {
    let world = try world()
    let json = try world.snag(
      "report", "times", "--since", "2026-11-01", "--until", "2026-11-09", "--json"
    ).json()
    #expect(json["kind"] as? String == "report")
    #expect(json["until"] as? String == "2026-11-10T00:00:00Z")
    let rows = try #require(json["rows"] as? [[String: Any]])
    #expect(rows[1]["measure"] as? String == "first_resolution")
    #expect(rows[1]["median_seconds"] as? Int == 86_400)
    #expect(rows[1]["tickets"] as? Int == 2)
    let picked = try world.snag("report", "times", "--json=rows").json()
    #expect(Set(picked.keys) == ["schema", "kind", "rows"])
    #expect(world.snag("report", "times", "--json=row").status == 2)
  }

  /// Looking back gives what `list` found there then, when commits are made as things happen.
  @Test func lookingBackAgreesWithTheListOfThatTime() throws {
    let world = try CommandLineWorld()
    var moments: [Timestamp] = []
    var ids: [String] = []
    for number in 0..<6 {
      ids.append(world.ok("new", "Case \(number)", "-t", "bug", "-p", "P2"))
      moments.append(world.nextTime)
      if number > 1 { world.ok("start", ids[number - 2], "--no-branch") }
      if number > 3 { world.ok("close", ids[number - 3], "resolution=fixed") }
      moments.append(world.nextTime)
    }
    for moment in moments {
      let listed = world.ok("list", "--at", "\(moment)", "--count")
      let reported = world.ok("report", "backlog", "--at", "\(moment)").split(separator: "\t")
      #expect(String(reported[0]) == listed, "at \(moment)")
    }
  }

  @Test func badQuestionsAreRefused() throws {
    let world = try world()
    for arguments in [
      ["times", "--since", "sometime"],
      ["times", "--since", "2026-11-05", "--until", "2026-11-01"],
      ["flow", "--since", "1900-01-01", "--every", "day"], ["flow", "--calendar", "office"],
      ["times", "--by", "nothing"], ["times", "--format", "csv", "--json"],
    ] {
      #expect(world.snag(["report"] + arguments).status == 2, "\(arguments)")
    }
    let missing = world.snag("report", "sla")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("no policies in .tickets/sla.yml"))
  }

  @Test func serviceLevelsAreJudgedByTheirPolicies() throws {
    let world = try world()
    try world.write(
      """
      calendars:
        office: { timezone: UTC, hours: { mon-fri: 08:00-18:00 } }
      policies:
        - { name: standard, targets: { P2: { resolution: 48h } } }
      """, to: ".tickets/sla.yml")
    let row = world.ok("report", "sla").split(separator: "\n").last
    #expect(row == "resolution\t1\t1\t1\t0.3333")
    let times = world.ok("report", "times", "--calendar", "office").split(separator: "\n")
    #expect(times[1] == "first_resolution\t2\t86400\t604800\t36000\t180000")
    let unknown = world.snag("report", "times", "--calendar", "offic")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("office"))
  }

  // MARK: Charts

  @Test(arguments: [
    ("no-data", "label:none"), ("one-point", "sn-c"), ("year", ""),
  ]) func chartsOfEverySize(_ name: String, _ query: String) throws {
    let world = try world()
    if name == "year" {
      for month in 1...10 {
        let text = month < 10 ? "0\(month)" : "\(month)"
        try add(
          world, "sn-m\(month)", "2026-\(text)-03T10:00:00Z", queue: "web",
          ["2026-\(text)-20T10:00:00Z ada done"])
      }
    }
    var arguments = ["report", "flow", "--format", "svg", "--at", "2026-11-19"]
    if name == "one-point" { arguments += ["--since", "2026-11-18"] }
    if !query.isEmpty { arguments.append(query) }
    let svg = world.snag(arguments).output
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    try expectSnapshot(svg, named: "chart-\(name)")
  }

  @Test func aChartReplacesOnlyAChart() throws {
    let world = try world()
    world.ok("report", "backlog", "--svg", "backlog.svg")
    world.ok("report", "backlog", "--svg", "backlog.svg")
    try world.write("mine", to: "notes.txt")
    let refused = world.snag("report", "backlog", "--svg", "notes.txt")
    #expect(refused.status == 4)
    #expect(world.read("notes.txt") == "mine")
  }
}
