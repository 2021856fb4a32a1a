import SnagCLI
import TestSupport
import Testing

/// Whole sessions, as a person or a script sees them, commit hashes included.
@Suite struct SessionTests {
  /// Three tickets: a labelled bug, an assigned feature, a plain task.
  private func worldWithTickets() throws -> (world: CommandLineWorld, ids: [String]) {
    let world = try CommandLineWorld()
    let ids = [
      world.ok(
        "new", "Login crashes on an empty password", "-t", "bug", "-p", "P1", "-l", "ui,auth"),
      world.ok(
        "new", "Export the orders of a year as CSV, so that the bookkeeper needs no access",
        "-t", "feature", "-p", "p3", "-a", "bob", "milestone=1.2"),
      world.ok("new", "Upgrade the parser"),
    ]
    _ = world.takeTranscript()
    return (world, ids)
  }

  @Test func firstSteps() throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.snag()
    world.snag("list")
    world.snag("new", "Too early")
    world.snag("init")
    world.snag("init")
    world.snag()
    world.snag("list")
    let id = world.ok("new", "Login crashes", "-t", "bug", "-p", "P1", "-l", "auth")
    world.snag("list")
    world.snag()
    world.snag("show", id)
    world.snag("log")
    try expectSnapshot(world.takeTranscript(), named: "first-steps")
  }

  @Test func listThroughAPipe() throws {
    let (world, ids) = try worldWithTickets()
    world.snag("list")
    world.snag("ls", "label:auth,ui")
    world.snag("list", "-label:auth", "sort:priority")
    world.snag("list", "--sort", "created-desc", "-n", "1")
    world.snag("list", "empty password")
    world.snag("list", "--columns", "id,milestone,ready")
    world.snag("list", "assignee:nobody")
    world.snag("list", ids[0])
    try expectSnapshot(world.takeTranscript(), named: "list-pipe")
  }

  @Test(arguments: [60, 80, 200])
  func listOnATerminal(width: Int) throws {
    let (world, _) = try worldWithTickets()
    world.terminalWidth = width
    world.variables["NO_COLOR"] = "1"
    let outcome = world.snag("list")
    for line in outcome.output.split(separator: "\n") {
      #expect(line.count <= width, "\(line)")
    }
    #expect(outcome.output.contains("…") == (width < 200))
    world.snag("list", "assignee:nobody")
    try expectSnapshot(world.takeTranscript(), named: "list-terminal-\(width)")
  }

  @Test func showAsTextRawAndJSON() throws {
    let (world, ids) = try worldWithTickets()
    world.ok("comment", ids[0], "-m", "Happens on Firefox too.")
    world.ok("comment", ids[0], "--internal", "-m", "Vendor bug.")
    _ = world.takeTranscript()
    world.snag("show", ids[0])
    world.snag("show", String(ids[0].dropFirst(3).prefix(4)).uppercased(), "--format=raw")
    world.snag("show", ids[0], ids[2], "--format=json")
    world.snag("show", "\(ids[0])x")
    world.snag("show", "w")
    world.snag("show", "qq-zzzzzz")
    try expectSnapshot(world.takeTranscript(), named: "show")
  }

  @Test func editWithEveryOperator() throws {
    let (world, ids) = try worldWithTickets()
    let id = ids[0]
    world.snag("edit", id, "priority=0", "assignee=ada", "labels+=regression,auth")
    world.snag("edit", id, "labels-=ui", "milestone=2.0", "due=2026-12-01")
    world.snag("edit", id, "labels=b,a", "milestone=")
    world.snag("edit", id, "labels=a,b")
    world.snag("edit", id, "prioritty=P0")
    world.snag("edit", id, "colour=red")
    world.snag("edit", id, "id=we-zzzzzz")
    world.snag("edit", id, "created=2020-01-01")
    world.snag("edit", id, "history=x")
    world.snag("edit", id, "status=done")
    world.snag("edit", id, "title=")
    world.snag("edit", id, "title=   ")
    world.snag("edit", id, "title=Login crashes = a price of $1 \"quoted\"")
    world.snag("edit", id, "priority+=P1")
    world.snag("edit", id, "priority=P7")
    world.snag("edit", id, "due=tomorrow")
    world.snag("edit", id, "type=nonsense")
    world.snag("edit", id, "type=task")
    world.snag("edit", id, "blocked_by+=\(ids[1])")
    world.snag("edit", id, "blocked_by+=../../etc/passwd")
    world.snag("edit", id, "high")
    world.snag("edit", id)
    world.snag("show", id, "--format=raw")
    try expectSnapshot(world.takeTranscript(), named: "edit")
  }

  @Test func commentFromEverySource() throws {
    let (world, ids) = try worldWithTickets()
    let id = ids[2]
    world.snag("comment", id, "-m", "First paragraph.", "-m", "Second.")
    try world.write("From a file.\n\n- one\n- two\n\n", to: "note.md")
    world.snag("comment", id, "-F", "note.md")
    world.input = "From standard input.\n"
    world.snag("comment", id, "-F", "-", "--internal")
    world.input = "  \n"
    world.snag("comment", id, "-F", "-")
    world.snag("comment", id)
    world.snag("comment", id, "-m", " ")
    world.snag("comment", id, "-m", "both", "-F", "note.md")
    world.snag("comment", id, "-F", "missing.md")
    world.snag("comment", id, "-m", "- a list\n- begins with a hyphen")
    world.snag("comment", id, "-m", "-note: looks like a query term")
    world.snag("show", id)
    world.snag("show", id, "--format=raw")
    try expectSnapshot(world.takeTranscript(), named: "comment")
  }

  @Test func transitionsByVerbAndByMove() throws {
    let (world, ids) = try worldWithTickets()
    let id = ids[0]
    world.snag("triage", id)
    world.snag("start", id)
    world.snag("start", id)
    world.snag("move", id, "in-progress")
    world.snag("start", id, "priority=P0")
    world.snag("close", id)
    world.snag("close", id, "resolution=fixed", "-m", "Fixed in 1.2.")
    world.snag("submit", id)
    world.snag("move", id, "triaged")
    world.snag("move", id, "nowhere")
    world.snag("move", id, "reopen")
    world.snag("reopen", id)
    world.snag("move", id, "in-progress", "-m", "It is back.")
    world.snag("wait", id, "waiting_for=vendor")
    world.snag("accept", id)
    world.snag("strat", id)
    world.snag("frobnicate", id)
    world.snag("start", "qq-nothere")
    world.snag("start", id, "high")
    world.snag("log", id)
    world.snag("show", id, "--format=raw")
    try expectSnapshot(world.takeTranscript(), named: "transitions")
  }

  @Test func theBranchNamesTheTicket() throws {
    let (world, ids) = try worldWithTickets()
    world.snag("start")
    try world.git("switch", "-q", "-c", "bug/\(ids[0])-login-crash")
    world.snag("start")
    world.snag("close", "resolution=fixed")
    try world.git("switch", "-q", "-c", "bug/we-zzzzzz")
    world.snag("start")
    try world.git("switch", "-q", "--detach")
    world.snag("start", ids[2])
    world.snag("start")
    try expectSnapshot(world.takeTranscript(), named: "branch")
  }

  @Test func logOfATicketAndOfAll() throws {
    let (world, ids) = try worldWithTickets()
    world.ok("start", ids[0])
    world.ok("comment", ids[0], "-m", "Looking.")
    _ = world.takeTranscript()
    world.snag("log", ids[0])
    world.snag("log", "-n", "2")
    world.snag("log", "-n", "0")
    world.snag("log", ids[0], "-n", "1", "--json")
    world.snag("log", "-n", "-1")
    try expectSnapshot(world.takeTranscript(), named: "log")
  }

  @Test func checkAndMend() throws {
    let (world, ids) = try worldWithTickets()
    world.snag("check")
    let path = world.path(of: ids[0])
    let text = try #require(world.read(path))
    try world.write(
      text.replacing("status: new", with: "status: triaged").replacing("assignee:\n", with: "")
        .replacing("priority: P1", with: "priority: P9"), to: path)
    try world.write("---\nid: we-broken\ntitle: a: b\n---\n", to: ".tickets/we-broken.md")
    try world.write("no front matter", to: ".tickets/notes.md")
    _ = world.takeTranscript()
    world.snag("check")
    world.snag("check", "--format=github")
    world.snag("check", "--format=json")
    world.snag("check", path)
    world.snag("check", "missing.md")
    world.snag("list")
    world.snag("check", "--fix", "--dry-run")
    world.snag("check", "--fix")
    try expectSnapshot(world.takeTranscript(), named: "check")
  }

  @Test func exportShardAndBack() throws {
    let (world, ids) = try worldWithTickets()
    world.snag("export", "json", "--json=id,title,body")
    world.snag("shard", "--dry-run")
    world.snag("shard")
    world.snag("shard")
    world.snag("show", ids[0], "--json=id,path")
    world.snag("start", ids[0], "--no-branch")
    world.snag("shard", "--flat")
    world.snag("shard", "--json")
    world.snag("log", ids[0])
    try expectSnapshot(world.takeTranscript(), named: "export-shard")
  }

  @Test func overviewOfWork() throws {
    let (world, ids) = try worldWithTickets()
    world.ok("start", ids[0])
    world.ok("wait", ids[1], "waiting_for=bookkeeper")
    try world.write("broken", to: ".tickets/we-broken.md")
    _ = world.takeTranscript()
    world.snag()
    world.snag("overview", "--json=id")
    try expectSnapshot(world.takeTranscript(), named: "overview")
  }
}
