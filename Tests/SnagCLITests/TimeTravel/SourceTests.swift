import Foundation
import SnagCLI
import TestSupport
import Testing
import TicketModel

/// Where `--at` and `--staged` read.
@Suite struct SourceTests {
  private let world: CommandLineWorld
  private let id: String

  init() throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    world.nextTime = Timestamp(seconds: 1_796_000_000)  // 2026-11-30T00:53:20Z
    id = world.ok("new", "Login crashes", "-t", "bug", "-p", "P1")
  }

  private func titles(_ arguments: String...) -> String {
    world.ok("list", arguments[0], arguments[1], "--columns=title", "--sort=title")
  }

  @Test func aDateIsTheStartOfThatDayOnTheDefaultBranch() throws {
    world.nextTime = world.nextTime.adding(seconds: 86_400)
    world.ok("edit", id, "title=Second")
    try world.git("switch", "-q", "-c", "side")
    world.nextTime = world.nextTime.adding(seconds: 86_400)
    world.ok("edit", id, "title=Aside")
    world.nextTime = world.nextTime.adding(seconds: 86_400)
    #expect(titles("--at", "2026-12-01") == "Login crashes")
    #expect(titles("--at", "2026-12-02") == "Second")
    #expect(titles("--at", "2026-12-03") == "Second", "what a side branch says is not said yet")
    #expect(titles("--at", "@today-2d") == "Login crashes")
    #expect(titles("--at", "@today") == "Second")
    // It is 2026-12-03 about an hour after midnight.
    #expect(titles("--at", "49h") == "Login crashes")
    #expect(titles("--at", "1d") == "Second")
    #expect(titles("--at", "40h") == "Second")
    #expect(titles("--at", "yesterday") == "Second")
    #expect(titles("--at", "2026-12") == "Login crashes")
    #expect(titles("--at", "2027") == "Second")
    #expect(world.snag("list", "--at", "123456d").errors.contains("no revision 123456d"))
    #expect(titles("--at", "2026-12-01T00:53:20Z") == "Login crashes")
    #expect(titles("--at", "side") == "Aside")
    #expect(world.ok("show", id, "--at", "2026-12-01", "--json=title").contains("Login crashes"))
    #expect(world.ok("board", "--at", "2026-12-01").contains("Login crashes"))
    #expect(world.ok("export", "json", "--at", "2026-12-01").contains("Login crashes"))
  }

  @Test func aDateSetsTheClockBackAndARevisionDoesNot() throws {
    world.ok("edit", id, "due=2026-12-05")
    let tag = try world.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    world.nextTime = world.nextTime.adding(seconds: 20 * 86_400)
    func count(_ words: String...) -> String { world.snag(["list", "--count"] + words).line }
    #expect(count("is:overdue") == "1")
    #expect(count("is:overdue", "--at", tag) == "1")
    #expect(count("is:overdue", "--at", "2026-12-04") == "0")
    #expect(count("is:overdue", "--at", "2026-12-06") == "1")
    #expect(count("created:>=@today-1d", "--at", "2026-12-01") == "1")
    #expect(count("created:>=@today-1d", "--at", tag) == "0")
    #expect(count("age:<1d", "--at", "2026-12-01") == "1")
    #expect(count("age:<1d", "--at", "2026-12-02") == "0")
    world.terminalWidth = 80
    #expect(world.ok("list", "--at", "2026-12-03T00:53:30Z", "--color=never").hasSuffix(" 3d"))
  }

  @Test func aBranchThatLooksLikeADateHasALongerName() throws {
    try world.git("branch", "-q", "2026-01-01")
    #expect(world.snag("list", "--at", "2026-01-01").status == 2)
    #expect(titles("--at", "refs/heads/2026-01-01") == "Login crashes")
  }

  @Test func aCommitDatedAheadHidesNothing() throws {
    try world.gitAt("2099-01-01T00:00:00Z", "commit", "-q", "--allow-empty", "-m", "ahead")
    world.nextTime = world.nextTime.adding(seconds: 86_400)
    world.ok("edit", id, "title=Second")
    world.nextTime = world.nextTime.adding(seconds: 86_400)
    #expect(titles("--at", "2026-12-01") == "Login crashes")
    #expect(titles("--at", "@today") == "Second")
  }

  @Test func workflowsAreThoseOfThatCommit() throws {
    try world.addCardWorkflow()
    try world.git("add", ".")
    try world.git("commit", "-q", "-m", "workflow")
    let card = world.ok("new", "Card", "-t", "card")
    world.ok("take", card)
    let path = ".tickets/workflows/card.yml"
    try world.write(
      try #require(world.read(path)).replacingOccurrences(of: "active", with: "done"), to: path)
    #expect(world.ok("list", "is:closed", "--columns=id") == card)
    #expect(world.ok("list", "--at", "HEAD", "is:closed", "--columns=id") == "")
    #expect(world.ok("list", "--staged", "is:closed", "--columns=id") == "")
    try world.git("add", path)
    #expect(world.ok("list", "--staged", "is:closed", "--columns=id") == card)
  }

  @Test func whatIsStagedIsNeitherCommittedNorTheFile() throws {
    let path = world.path(of: id)
    let text = try #require(world.read(path))
    try world.write(text.replacingOccurrences(of: "Login", with: "Staged"), to: path)
    try world.git("add", path)
    try world.write(text.replacingOccurrences(of: "Login", with: "File"), to: path)
    #expect(world.ok("list", "--columns=title") == "File crashes")
    #expect(world.ok("list", "--staged", "--columns=title") == "Staged crashes")
    #expect(titles("--at", "HEAD") == "Login crashes")
    #expect(world.ok("show", id, "--staged").contains("Staged crashes"))
    #expect(world.ok("board", "--staged").contains("Staged crashes"))
    try world.git("rm", "-q", "-f", "--cached", path)
    #expect(world.ok("list", "--staged") == "")
    try world.git("add", "-N", path)
    #expect(world.ok("list", "--staged") == "", "an intent to add stages no text")
  }

  @Test func aConflictIsAProblemAndHidesNoOther() throws {
    let other = world.ok("new", "Other")
    let path = world.path(of: id)
    let blob = try world.git("rev-parse", "HEAD:\(path)").dropLast()
    let lines = (1...3).map { "100644 \(blob) \($0)\t\(path)\n" }.joined()
    try world.git("rm", "-q", "--cached", path)
    try world.write(lines, to: "lines")
    let result = try TestSupport.run(
      ["sh", "-c", "git update-index --index-info < lines"], in: world.directory)
    try #require(result.status == 0)
    let outcome = world.snag("list", "--staged", "--columns=id")
    #expect(outcome.line == other)
    #expect(outcome.errors.contains("unresolved conflict"), "\(outcome.errors)")
    #expect(outcome.errors.components(separatedBy: path).count == 2, "named once")
    #expect(world.snag("show", id, "--staged").status != 0)
  }

  @Test func optionsThatExcludeEachOtherAreRefused() {
    #expect(world.snag("list", "--at", "HEAD", "--staged").status == 2)
    #expect(world.snag("board", "--at", "HEAD", "--all-branches").status == 2)
    #expect(world.snag("list", "--at", "").status == 2)
    let missing = world.snag("list", "--at", "@today-2y")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("no revision @today-2y"), "\(missing.errors)")
  }
}

extension CommandLineWorld {
  /// Runs git with a fixed time.
  func gitAt(_ time: String, _ arguments: String...) throws {
    let command = ["env", "GIT_COMMITTER_DATE=\(time)", "GIT_AUTHOR_DATE=\(time)", "git"]
    let result = try TestSupport.run(command + arguments, in: directory)
    try #require(result.status == 0, "git \(arguments): \(result.errors)")
  }
}
