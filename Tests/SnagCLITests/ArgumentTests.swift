import Foundation
import SnagCLI
import TestSupport
import Testing

@Suite struct ArgumentTests {
  private let world: CommandLineWorld
  private let bug: String
  private let task: String

  init() throws {
    world = try CommandLineWorld()
    bug = world.ok("new", "Login crashes", "-t", "bug", "-l", "auth", "-m", "The form sends null.")
    task = world.ok("new", "Upgrade the parser")
  }

  private func ids(_ arguments: String...) -> [String] {
    let outcome = world.snag(["list", "--columns=id"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  // MARK: -C

  @Test func directoryBeforeAndAfterTheVerb() throws {
    world.directory = world.scratch.path
    for arguments in [
      ["-C", "webshop", "list"], ["list", "-C", "webshop"], ["-C", "./webshop/.tickets", "list"],
      ["-C", "\(world.scratch.path)/webshop", "list"], ["-C", "webshop/../webshop", "list"],
      ["-C", "webshop", "-C", ".tickets", "list"], ["-C", "webshop", "ls", "--json"],
    ] {
      let outcome = world.snag(arguments)
      #expect(
        outcome.status == 0 && outcome.output.contains(bug), "\(arguments): \(outcome.errors)")
    }
    #expect(world.snag("-C", "webshop").output.contains(bug))
  }

  @Test func aDirectoryThatIsNotThereIsSaid() throws {
    _ = world.takeTranscript()
    world.snag("-C", "nowhere", "list")
    world.snag("list", "-C", ".git/config")
    expectSnapshot(
      world.takeTranscript(),
      """
      $ snag -C nowhere list
      ! error: no directory nowhere
      ! hint: -C takes a directory; each further one starts from the last
      (exit 2)
      $ snag list -C .git/config
      ! error: no directory .git/config
      ! hint: -C takes a directory; each further one starts from the last
      (exit 2)

      """)
  }

  @Test func filesAreMeantFromTheDirectoryOfMinusC() throws {
    try world.write("From a file.", to: "sub/note.md")
    #expect(world.snag("-C", "sub", "comment", bug, "-F", "note.md").status == 0)
    #expect(world.snag("-C", ".tickets", "check", "\(bug)-login-crashes.md").status == 0)
  }

  @Test func checkedFilesMayBeNamedFromBelow() throws {
    try world.write("broken", to: ".tickets/we-broken.md")
    try world.write("", to: "sub/file")
    for file in ["../.tickets/we-broken.md", "./../.tickets/./we-broken.md"] {
      let outcome = world.snag("-C", "sub", "check", file)
      #expect(outcome.status == 1 && outcome.output.contains("[syntax]"), "\(outcome.everything)")
    }
    #expect(world.snag("-C", "sub", "check", "file").status == 2)
  }

  // MARK: Queries

  @Test func negatedTermsAreOperands() {
    #expect(ids("-label:auth") == [task])
    #expect(ids("-type:bug", "-label:x") == [task])
    #expect(ids("--", "-label:auth") == [task])
    #expect(ids("is:open", "-is:ready") == [])
    #expect(ids("-label:auth", "-n", "1") == [task])
    #expect(ids("type:bug", "Login") == [bug])
  }

  @Test func phrasesKeepTheirBlanks() {
    #expect(ids("form sends") == [bug])
    #expect(ids("sends form") == [])
    #expect(ids("sends", "form") == [bug])
    #expect(ids("\"form sends\"") == [bug])
    #expect(ids("title:\"Login crashes\"") == [bug])
  }

  @Test func theListOfFieldsNamesEachOnce() throws {
    world.ok("edit", bug, "estimate=3d", "milestone=1.2")
    let error = try world.snag("list", "xyzzy:1", "--json").errorJSON()
    let names = try #require(error["candidates"] as? [String])
    #expect(names.contains("estimate"))
    #expect(Set(names).count == names.count, "\(names)")
  }

  @Test func viewsAreQueries() throws {
    #expect(Set(ids("@triage")) == [bug, task])
    #expect(ids("@triage", "label:auth") == [bug])
    #expect(world.snag("list", "@traige").errors.contains("@triage"))
  }

  @Test func jsonWithoutAValueLeavesTheNextWordAlone() throws {
    let tickets =
      try world.snag("list", "--json", "label:auth").json()["tickets"] as? [[String: Any]]
    #expect(tickets?.map { $0["id"] as? String } == [bug])
    #expect(try world.snag("--json", "list", "-label:auth").json()["kind"] as? String == "list")
  }

  @Test func limits() {
    #expect(ids("-n", "0") == [])
    #expect(ids("-n1").count == 1)
    #expect(ids("--limit=9").count == 2)
  }

  // MARK: Texts that begin with a hyphen

  @Test func textsMayBeginWithAHyphen() throws {
    for text in ["-note: x", "- a list", "-x", "--json", "--"] {
      world.ok("comment", bug, "-m", text)
      let file = try #require(world.read(world.path(of: bug)))
      #expect(file.contains("\n\(text)\n"), "\(text)")
      #expect(!file.unicodeScalars.contains("\u{F8FF}"))
    }
    let id = world.ok("new", "--", "-odd: title")
    #expect(world.read(world.path(of: id))?.contains("title: \"-odd: title\"") == true)
    #expect(
      world.snag("list", "--format", "-label:%(id)", "label:auth").output == "-label:\(bug)\n")
  }

  // MARK: Formats

  @Test func formatsFillInFields() {
    #expect(
      world.snag("list", "--format=%(id)%x09%(title)%n%%", "label:auth").output
        == "\(bug)\tLogin crashes\n%\n")
    #expect(world.snag("list", "--format=%(labels)", "-z", "label:auth").output == "auth\0")
    #expect(world.snag("list", "-z", "--columns=id,type", "label:auth").output == "\(bug)\tbug\0")
  }

  @Test(arguments: ["%q", "%", "%(id", "%x0", "%xzz", "%()", "%(titel)"])
  func badFormatsAreRefused(format: String) {
    for query in ["label:auth", "label:none"] {
      let outcome = world.snag("list", "--format=\(format)", query)
      #expect(outcome.status == 2, "\(query)")
      #expect(outcome.errors.contains("hint: "))
    }
  }

  @Test func badColumnsAreRefused() {
    for query in ["label:auth", "label:none"] {
      #expect(
        world.snag("list", "--columns=id,titel", query).errors.contains("did you mean title?"))
      #expect(world.snag("list", "--columns=", query).status == 2)
      #expect(world.snag("list", "--sort=titel", query).errors.contains("did you mean title?"))
    }
  }

  // MARK: Colour and quiet

  @Test func colourFollowsTheTerminalAndTheEnvironment() {
    func isColoured(_ arguments: String..., environment: [String: String] = [:]) -> Bool {
      let old = world.variables
      defer { world.variables = old }
      world.variables.merge(environment) { $1 }
      return world.snag(["list"] + arguments).output.contains("\u{1B}[")
    }
    #expect(!isColoured())
    #expect(isColoured("--color=always") == false, "a pipe's columns are data")
    world.terminalWidth = 100
    #expect(isColoured())
    #expect(isColoured("--color=always", environment: ["NO_COLOR": "1"]))
    #expect(!isColoured("--color=never", environment: ["CLICOLOR_FORCE": "1"]))
    #expect(!isColoured(environment: ["NO_COLOR": "1"]))
    #expect(isColoured(environment: ["NO_COLOR": ""]))
    #expect(!isColoured(environment: ["TERM": "dumb"]))
    #expect(isColoured(environment: ["TERM": "dumb", "CLICOLOR_FORCE": "1"]))
    #expect(isColoured(environment: ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"]), "as gh does")
  }

  @Test func quietSaysOnlyTheAnswer() {
    let outcome = world.snag("new", "-q", "Third")
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("we-"))
    #expect(world.snag("-q", "start", bug).everything == "\(bug)\n")
    #expect(world.snag("check", "--quiet").everything.isEmpty)
    #expect(!world.snag("done", bug, "-q").errors.isEmpty, "errors are not status")
  }

  // MARK: Writers

  private var writers: [[String]] {
    [
      ["new", "Third"], ["edit", bug, "priority=P0"], ["comment", bug, "-m", "x"], ["start", bug],
      ["move", bug, "in-progress"], ["transition", "start", bug], ["shard"], ["shard", "--flat"],
      ["check", "--fix"], ["init"], ["init", "--undo"],
    ]
  }

  @Test func dryRunChangesNothingAtAll() throws {
    world.ok("shard", "-q", "--on", "main")
    let path = world.path(of: bug)
    let text = try #require(world.read(path))
    try world.write(text.replacing("blocked_by:\n", with: ""), to: path)
    for arguments in writers + [["init", "--undo", "--json"], ["new", "Third", "--json"]] {
      let before = try world.everyFile()
      let outcome = world.snag(arguments + ["--dry-run"])
      #expect(try world.everyFile() == before, "\(arguments)")
      let isNothing = ["tickets are set up already", "where it belongs"].contains {
        outcome.errors.contains($0)
      }
      #expect(outcome.errors.contains("dry run") || isNothing, "\(arguments): \(outcome.errors)")
      #expect(!outcome.errors.contains("next:"))
    }
    world.directory = world.scratch.path("other")
    try FileManager.default.createDirectory(
      atPath: world.directory, withIntermediateDirectories: false)
    try world.git("init", "-q")
    let before = try world.everyFile()
    let outcome = world.snag("init", "--dry-run")
    #expect(outcome.status == 0 && outcome.errors.contains("dry run"))
    #expect(!outcome.errors.contains("next:"), "\(outcome.errors)")
    #expect(try world.everyFile() == before)
  }

  @Test func noCommitWritesFilesOnly() throws {
    for arguments in writers where arguments != ["init"] {
      let head = try world.git("rev-parse", "HEAD")
      let staged = try world.git("diff", "--cached", "--name-only")
      let outcome = world.snag(arguments + ["--no-commit"])
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
      #expect(try world.git("rev-parse", "HEAD") == head, "\(arguments)")
      #expect(try world.git("diff", "--cached", "--name-only") == staged, "\(arguments)")
    }
    #expect(try world.git("status", "--porcelain").contains(".tickets"))
  }

  @Test func onAnotherBranchTheCheckoutStays() throws {
    try world.git("branch", "other")
    let before = try world.git("rev-parse", "HEAD")
    let id = world.ok("new", "Third", "--on", "other")
    world.ok("start", id, "--on", "other")
    world.ok("comment", id, "-m", "Elsewhere.", "--on", "other")
    world.ok("edit", id, "priority=P1", "--on", "other")
    #expect(try world.git("rev-parse", "HEAD") == before)
    #expect(try world.git("status", "--porcelain").isEmpty)
    #expect(world.snag("show", id).status == 3)
    #expect(world.ok("show", id, "--at", "other", "--json=status").contains("in-progress"))
    #expect(ids("--at", "other", "status:in-progress") == [id])
    #expect(world.snag("start", bug, "--on", "nowhere").status == 2)
    #expect(world.snag("new", "Fourth", "--on", "nowhere").errors.contains("no branch nowhere"))
  }

  @Test func shardAndFixOnAnotherBranchReadThatBranch() throws {
    try world.git("branch", "other")
    world.ok("new", "Only elsewhere", "--on", "other")
    world.ok("shard", "--on", "other")
    let paths = try world.git("ls-tree", "-r", "--name-only", "other", ".tickets")
    let tickets = paths.split(separator: "\n").filter { $0.contains("/we-") }
    #expect(tickets.count == 3)
    #expect(tickets.allSatisfy { $0.split(separator: "/").count == 4 }, "\(tickets)")
  }

  @Test func aBadConfigurationFileStopsNoRead() throws {
    try world.write("version: 1\nodd: 1\n", to: ".tickets/config.yml")
    for arguments in [["list"], ["show", bug, "--json"], ["export", "json"], []] {
      let outcome = world.snag(arguments)
      #expect(outcome.status == 0, "\(arguments)")
      #expect(outcome.errors.contains("config.yml:2"), "\(arguments)")
    }
    #expect(world.snag("edit", bug, "priority=P1").status != 0)
  }

  @Test func theFixThatCheckNamesWorks() throws {
    let path = world.path(of: bug)
    let text = try #require(world.read(path))
    try world.write(
      text.replacingOccurrences(
        of: "blocked_by:\n", with: "blocked_by: [\(bug)]\nparent: \(bug)\n"),
      to: path)
    try world.git("commit", "-q", "-a", "-m", "by hand")
    let findings = world.snag("check").output.split(separator: "\n")
    #expect(findings.count == 2)
    for finding in findings {
      let command = finding.split(separator: "`")[1].split(separator: " ").dropFirst()
      world.ok("edit", String(command.dropFirst().first ?? ""), String(command.last ?? ""))
    }
    #expect(world.snag("check").status == 0)
  }

  // MARK: new

  @Test func fieldsGivenAsAssignmentsReachTheTicket() throws {
    let id = world.ok("new", "Typed", "type=feature", "priority=1", "labels+=b,a", "reporter=eve")
    let file = try #require(world.read(world.path(of: id)))
    #expect(file.contains("type: feature") && file.contains("priority: P1"))
    #expect(file.contains("labels:\n- a\n- b\n") && file.contains("reporter: eve"))
    #expect(world.snag("new", "Typed", "type=nonsense").status == 2)
    #expect(world.snag("new", "Typed", "-t", "bug", "type=feature").status == 2)
  }
}
