import Foundation
import SnagCLI
import TestSupport
import Testing
import TicketModel

/// The files of the workflow sets keep to what they promise, and `init --for` writes and removes them.
@Suite struct WorkflowSetTests {
  @Test func theFourSetsAreThere() {
    #expect(WorkflowSets.names == ["dev", "helpdesk", "hr", "support"])
  }

  // MARK: Files

  @Test func setsCanBeCombined() throws {
    var types: Set<String> = []
    var paths: Set<String> = []
    for file in WorkflowSets.workflows {
      for type in try Workflow(parsing: file.text, path: file.path).types {
        #expect(types.insert(type).inserted, "two workflows govern \(type)")
      }
    }
    for file in WorkflowSets.workflows + WorkflowSets.templates {
      #expect(paths.insert(file.path).inserted, "two sets have \(file.path)")
    }
  }

  @Test(arguments: WorkflowSets.workflows)
  func everyWorkflowHasATemplate(file: WorkflowSets.File) throws {
    let workflow = try Workflow(parsing: file.text, path: file.path)
    let templates = WorkflowSets.templates.filter { $0.set == file.set }.map(\.name)
    #expect(templates.contains(workflow.types.first ?? ""), "\(templates)")
  }

  /// A ticket that waits says what for: in words, by its approvers, or by the milestone it is planned for.
  @Test(arguments: WorkflowSets.workflows)
  func waitingStatusesSayWhatFor(file: WorkflowSets.File) throws {
    let reasons: Set<FieldName> = ["waiting_for", "approvers", "milestone"]
    for status in try Workflow(parsing: file.text, path: file.path).statuses
    where status.category == .waiting {
      #expect(!reasons.isDisjoint(with: status.requires), "\(status.name)")
    }
  }

  /// Without its guarded edges, nothing of a workflow that comes after an approval can be reached.
  @Test(arguments: [
    ("change", ["scheduled", "implementing", "review", "closed"]),
    ("access-request", ["in-progress", "granted", "revoked"]),
  ])
  func noWayLeadsRoundAnApproval(name: String, later: [String]) throws {
    let file = try #require(WorkflowSets.workflows.first { $0.name == name })
    let workflow = try Workflow(parsing: file.text, path: file.path)
    var reached: Set<String> = [workflow.initialStatus]
    var isGrowing = true
    while isGrowing {
      let next = workflow.transitions.filter { edge in
        !edge.guards.contains { $0.name == "approved" }
          && !reached.isDisjoint(with: edge.from)
      }.compactMap(\.to)
      isGrowing = !reached.isSuperset(of: next)
      reached.formUnion(next)
    }
    #expect(reached.isDisjoint(with: later), "\(reached)")
  }

  // MARK: Templates

  @Test(arguments: WorkflowSets.templates)
  func aTicketOfEachTemplatePassesCheck(file: WorkflowSets.File) throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", file.set)
    let id = world.ok("new", "From a template", "--template", file.name)
    let show = world.snag("show", id, "--json")
    #expect(show.member("type") == file.name)
    let sections = file.text.split(separator: "\n").filter { $0.hasPrefix("## ") }
    let text = world.read(world.path(of: id)) ?? ""
    for section in sections { #expect(text.contains(section)) }
    let check = world.snag("check")
    #expect(check.status == 0 && check.output.isEmpty, "\(check.output)")
    // Without --template, the type's name picks it.
    let other = world.ok("new", "By its type", "-t", file.name)
    #expect(world.snag("show", other, "--json").member("body") == show.member("body"))
  }

  @Test(
    arguments: zip(
      ["dev", "helpdesk", "hr", "support"], ["task", "incident", "hr-case", "question"]))
  func aTicketWithoutATypeIsOfTheUsualOne(set: String, type: String) throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", set)
    let id = world.ok("new", "Something")
    #expect(world.snag("show", id, "--json").member("type") == type)
    #expect(world.ok("list", "@triage").contains(id))
  }

  // MARK: init --for

  private func files(of set: String) -> [String] {
    (WorkflowSets.workflows + WorkflowSets.templates).filter { $0.set == set }
      .map { ".tickets/\($0.path)" }.sorted()
  }

  private func tracked(_ world: CommandLineWorld) throws -> [String] {
    try world.git("ls-files", ".tickets").split(separator: "\n").map(String.init)
  }

  @Test(arguments: WorkflowSets.names)
  func initWritesASetAndUndoRemovesExactlyThat(set: String) throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write("x\n", to: "README.md")
    try world.git("add", "README.md")
    try world.git("commit", "-qm", "start")
    let outcome = world.snag("init", "--for", set)
    #expect(outcome.errors.contains("set up tickets (\(set), ids we-…)"), "\(outcome.errors)")
    #expect(try tracked(world) == ([".tickets/config.yml"] + files(of: set)).sorted())
    world.ok("init", "--undo", "--for", set)
    #expect(try world.git("diff", "HEAD~2", "--stat").isEmpty)
    #expect(try world.git("status", "--porcelain", "--ignored").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "\(world.directory)/.tickets"))
  }

  @Test func severalSetsComeInOneCommit() throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", "dev,support", "--for", "hr")
    #expect(try world.git("rev-list", "--count", "HEAD") == "1\n")
    let expected = [".tickets/config.yml"] + ["dev", "support", "hr"].flatMap(files)
    #expect(try tracked(world) == expected.sorted())
    #expect(world.snag("check").status == 0)
    world.ok("new", "For the customer", "-t", "bug-report")
    world.ok("new", "For the engineers", "-t", "bug")
    // Undone as a whole.
    let other = try CommandLineWorld(isSetUp: false)
    other.ok("init", "--for", "helpdesk,dev")
    other.ok("init", "--undo")
    #expect(!FileManager.default.fileExists(atPath: "\(other.directory)/.tickets"))
  }

  @Test func aSecondSetIsAddedAndTakenBackAlone() throws {
    let world = try CommandLineWorld()
    world.ok("new", "Stays")
    let before = try tracked(world)
    let config = world.read(".tickets/config.yml")
    let outcome = world.snag("init", "--for", "helpdesk", "--json")
    #expect(outcome.errors.contains("add workflows (helpdesk) ("), "\(outcome.errors)")
    #expect(outcome.member("result") == "committed")
    #expect(try tracked(world) == (before + files(of: "helpdesk")).sorted())
    #expect(world.read(".tickets/config.yml") == config)
    world.ok("new", "Printer on fire", "-t", "incident")
    #expect(world.snag("check").status == 0)
    let again = world.snag("init", "--for", "helpdesk")
    #expect(again.status == 0 && again.errors == "helpdesk is set up already\n")
    let incident = try #require(try tracked(world).first { $0.contains("printer-on-fire") })
    #expect(world.snag("init", "--undo", "--for", "helpdesk").status == 4)
    try world.git("rm", "-q", incident)
    try world.git("commit", "-q", "-m", "no printer")
    world.ok("init", "--undo", "--for", "helpdesk")
    #expect(try tracked(world) == before)
    #expect(world.snag("list").output.contains("Stays"))
  }

  @Test func aSetWhoseTypeIsGovernedHereIsRefused() throws {
    let world = try CommandLineWorld()
    let text = """
      types: [request]
      statuses: { new: { category: new } }

      """
    try world.write(text, to: ".tickets/workflows/ours.yml")
    try world.git("add", ".tickets")
    try world.git("commit", "-qm", "ours")
    let before = try world.everyFile()
    let outcome = world.snag("init", "--for", "helpdesk")
    #expect(outcome.status == 4)
    #expect(
      outcome.errors.hasPrefix(
        "error: helpdesk has the type request, which workflow ours governs here\nhint: "),
      "\(outcome.errors)")
    #expect(try world.everyFile() == before)
  }

  @Test func aFileInTheWayIsNotWrittenOver() throws {
    let world = try CommandLineWorld()
    let text = "types: [wish]\nstatuses: { new: { category: new } }\n"
    try world.write(text, to: ".tickets/workflows/request.yml")
    let outcome = world.snag("init", "--for", "helpdesk")
    #expect(outcome.status == 4 && outcome.errors.contains("workflows/request.yml"))
    #expect(world.read(".tickets/workflows/request.yml") == text)
    #expect(world.read(".tickets/workflows/incident.yml") == nil)
  }

  @Test func aChangedSetIsLeftAsItIs() throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", "support")
    let path = ".tickets/workflows/question.yml"
    let changed = (world.read(path) ?? "") + "# ours\n"
    try world.write(changed, to: path)
    try FileManager.default.removeItem(
      atPath: "\(world.directory)/.tickets/workflows/feature-request.yml")
    try world.git("commit", "-qam", "ours")
    #expect(world.snag("init", "--for", "support").errors == "support is set up already\n")
    #expect(world.read(path) == changed)
    let undone = world.snag("init", "--undo", "--for", "support")
    #expect(undone.errors.contains("\(path) was changed since and is kept"))
    #expect(world.read(path) == changed)
    #expect(world.read(".tickets/workflows/bug-report.yml") == nil)
  }

  @Test(arguments: ["sales", "", "dev,", "dev,sales", "Dev"])
  func unknownKindsOfTeamAreRefused(text: String) throws {
    let world = try CommandLineWorld(isSetUp: false)
    let outcome = world.snag("init", "--for", text)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("helpdesk"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(world.directory)/.tickets"))
  }

  @Test func aDryRunWritesNothing() throws {
    let world = try CommandLineWorld()
    let before = try world.everyFile()
    let outcome = world.snag("init", "--for", "hr", "--dry-run")
    #expect(outcome.status == 0 && outcome.errors.contains("dry run: would commit"))
    world.ok("init", "--undo", "--for", "hr", "--dry-run")
    #expect(try world.everyFile() == before)
  }
}
