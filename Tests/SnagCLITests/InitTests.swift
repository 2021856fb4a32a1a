import Foundation
import SnagCLI
import TestSupport
import Testing

@Suite struct InitTests {
  private static let ofTheOtherTool = """
    ---
    id: tc-1609
    status: open
    deps: []
    links: []
    created: 2026-01-05T10:00:00Z
    type: task
    priority: 2
    ---
    # A ticket of tk

    """

  private func prefix(of folder: String) throws -> String? {
    let world = try CommandLineWorld(isSetUp: false)
    world.directory = world.scratch.path(folder)
    try FileManager.default.createDirectory(
      atPath: world.directory, withIntermediateDirectories: false)
    try world.git("init", "-q")
    world.ok("init", "-q")
    return world.read(".tickets/config.yml")?.split(separator: "\n")
      .first { $0.hasPrefix("prefix: ") }.map { String($0.dropFirst(8)) }
  }

  @Test(arguments: ["shop", "my-web-shop", "x", "2024", "ünïcode", "a.b", "UPPER"])
  func thePrefixComesFromTheFoldersName(folder: String) throws {
    let prefix = try #require(try prefix(of: folder))
    #expect((2...5).contains(prefix.count))
    #expect(prefix.allSatisfy { $0.isASCII && $0.isLowercase })
  }

  @Test(arguments: ["x", "toolong", "a1", "A-", "", "é", "../"])
  func badPrefixesAreRefused(prefix: String) throws {
    let world = try CommandLineWorld(isSetUp: false)
    let before = try world.everyFile()
    let outcome = world.snag("init", "--prefix", prefix)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("hint: "))
    #expect(try world.everyFile() == before)
  }

  @Test func theSecondTimeItSaysSo() throws {
    let world = try CommandLineWorld()
    let head = try world.git("rev-parse", "HEAD")
    world.snag("init")
    world.snag("init", "--prefix", "app")
    expectSnapshot(
      world.takeTranscript(),
      """
      $ snag init
      ! tickets are set up already
      $ snag init --prefix app
      ! tickets are set up already; the prefix is we
      ! to change it, edit prefix: in .tickets/config.yml

      """)
    #expect(try world.git("rev-parse", "HEAD") == head)
  }

  @Test func ticketsOfAnotherToolAreNeverMixedIn() throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write(Self.ofTheOtherTool, to: ".tickets/tc-1609.md")
    let before = try world.everyFile()
    world.snag("init")
    world.snag("init", "--dry-run")
    expectSnapshot(
      world.takeTranscript(),
      """
      $ snag init
      ! error: .tickets holds 1 file of another tool
      !   .tickets/tc-1609.md
      ! hint: `snag init --adopt` takes over tickets of the tool tk in one commit
      (exit 4)
      $ snag init --dry-run
      ! error: .tickets holds 1 file of another tool
      !   .tickets/tc-1609.md
      ! hint: `snag init --adopt` takes over tickets of the tool tk in one commit
      (exit 4)

      """)
    #expect(try world.everyFile() == before)
    #expect(world.snag("new", "Mixed in").status != 0)
    #expect(try world.everyFile() == before)
  }

  @Test func undoRemovesExactlyWhatWasAdded() throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write("build/\n.*\n", to: ".gitignore")
    try world.git("add", "-f", ".gitignore")
    try world.git("commit", "-q", "-m", "start")
    world.ok("init")
    #expect(world.read(".gitignore") == "build/\n.*\n!/.tickets/\n")
    world.ok("init", "--undo")
    #expect(try world.git("diff", "HEAD~2", "--stat").isEmpty)
    #expect(try world.git("status", "--porcelain", "--ignored").isEmpty)
    #expect(world.read(".gitignore") == "build/\n.*\n")
    #expect(!FileManager.default.fileExists(atPath: "\(world.directory)/.tickets"))
    let again = world.snag("init", "--undo")
    #expect(again.status == 0 && again.errors.contains("nothing"))
  }

  @Test func undoKeepsTicketsAndWhatWasChanged() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Stays")
    let path = world.path(of: id)
    let workflow = ".tickets/workflows/task.yml"
    try world.write((world.read(workflow) ?? "") + "# ours\n", to: workflow)
    let outcome = world.snag("init", "--undo")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("\(workflow) was changed"))
    #expect(world.read(path) != nil)
    #expect(world.read(workflow)?.hasSuffix("# ours\n") == true)
    #expect(world.read(".tickets/workflows/bug.yml") == nil)
  }

  @Test func undoOfAKindOfTeamIsRefusedWhileItHasTickets() throws {
    let world = try CommandLineWorld()
    world.ok("init", "--for", "hr")
    let id = world.ok("new", "Payroll", "-t", "hr-task")
    let head = try world.git("rev-parse", "HEAD")
    let refused = world.snag("init", "--undo", "--for", "hr")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("1 ticket of hr would be left without a workflow"))
    #expect(refused.errors.contains(id.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(try world.git("rev-parse", "HEAD") == head)
    world.ok("init", "--undo", "--for", "dev")
  }

  @Test func undoKeepsAConfigurationThatWasChanged() throws {
    let world = try CommandLineWorld()
    let path = ".tickets/config.yml"
    try world.write((world.read(path) ?? "") + "  mine: \"assignee:@me\"\n", to: path)
    try world.git("commit", "-q", "-a", "-m", "a view")
    let outcome = world.snag("init", "--undo")
    #expect(outcome.errors.contains("\(path) was changed since and is kept"))
    #expect(world.read(path)?.contains("mine:") == true)
  }

  @Test func undoTakesAConfigurationOfAnyPrefixAndLayout() throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--prefix", "app", "--layout", "sharded")
    world.ok("init", "--undo")
    #expect(!FileManager.default.fileExists(atPath: "\(world.directory)/.tickets"))
  }

  @Test func anInitThatWasKilledIsDoneAgain() throws {
    let world = try CommandLineWorld(isSetUp: false)
    let other = try CommandLineWorld()
    let workflow = ".tickets/workflows/task.yml"
    try world.write(try #require(other.read(workflow)), to: workflow)
    world.ok("init")
    #expect(try world.git("status", "--porcelain") == "")
    #expect(try world.git("ls-files", workflow) == "\(workflow)\n")
  }

  @Test(arguments: [".tickets\n", ".*\n", "/.tickets/\n", "*\n", ".tickets"])
  func anIgnoreFileThatHidesTheFolderGetsALine(ignored: String) throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write(ignored, to: ".gitignore")
    let outcome = world.snag("init")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let newline = ignored.hasSuffix("\n") ? "" : "\n"
    #expect(world.read(".gitignore") == "\(ignored)\(newline)!/.tickets/\n")
    let id = world.ok("new", "Seen")
    let tracked = try world.git("ls-files", ".tickets")
    #expect(tracked.contains(id))
    let hidden = try TestSupport.run(
      ["git", "check-ignore", ".tickets/config.yml"], in: world.directory)
    #expect(hidden.output.isEmpty, "\(hidden.output)")
  }

  @Test func anIgnoreFileOfOnesOwnIsNotCommitted() throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write("mine\n.tickets\n", to: ".gitignore")
    let dry = world.snag("init", "--dry-run")
    #expect(dry.status == 0)
    #expect(world.read(".gitignore") == "mine\n.tickets\n")
    let outcome = world.snag("init")
    #expect(outcome.errors.contains(".gitignore was changed, not committed"), "\(outcome.errors)")
    #expect(world.read(".gitignore") == "mine\n.tickets\n!/.tickets/\n")
    #expect(try world.git("status", "--porcelain") == "?? .gitignore\n")
    world.ok("init", "--undo")
    #expect(world.read(".gitignore") == "mine\n.tickets\n")
    #expect(try world.git("status", "--porcelain") == "?? .gitignore\n")
  }

  @Test func anIgnoreFileThatDoesNotHideItIsLeftAlone() throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write("build/\n", to: ".gitignore")
    world.ok("init")
    #expect(world.read(".gitignore") == "build/\n")
    #expect(try world.git("status", "--porcelain") == "?? .gitignore\n")
  }

  @Test func stagedAndChangedFilesStayAsTheyAre() throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write("one\n", to: "staged.txt")
    try world.write("two\n", to: "untracked.txt")
    try world.git("add", "staged.txt")
    let outcome = world.snag("init")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try world.git("status", "--porcelain") == "A  staged.txt\n?? untracked.txt\n")
    #expect(!(try world.git("show", "--stat", "HEAD")).contains("staged.txt"))
    #expect(try world.git("fsck", "--strict").isEmpty)
  }

  @Test func inASubdirectoryTheTopIsSetUp() throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write("x", to: "sub/deep/file")
    world.directory = "\(world.directory)/sub/deep"
    world.ok("init")
    #expect(world.read("../../.tickets/config.yml") != nil)
    #expect(world.read(".tickets/config.yml") == nil)
    #expect(world.snag("new", "From below").status == 0)
  }

  @Test func whatItAddsPassesItsOwnCheck() throws {
    let world = try CommandLineWorld()
    for type in ["bug", "feature", "task", "chore", "epic"] {
      world.ok("new", "A \(type)", "-t", type)
    }
    let outcome = world.snag("check")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.isEmpty)
  }
}
