import TestSupport
import Testing

/// `list --all-branches`: what all branches say, and where.
@Suite struct BranchListTests {
  private let world: CommandLineWorld
  private let id: String

  init() throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    id = world.ok("new", "Login crashes", "-t", "bug", "-p", "P1")
    try world.git("switch", "-q", "-c", "bug/login-that-has-a-rather-long-name")
    world.ok("start", id)
    try world.git("switch", "-q", "main")
  }

  private static let branch = "bug/login-that-has-a-rather-long-name"

  @Test func theColumnNamesTheBranchesThatKnowMore() throws {
    let line = world.snag("list", "--all-branches").output
    let cells = line.dropLast().split(separator: "\t", omittingEmptySubsequences: false)
    #expect(cells.count == 8)
    #expect(
      [cells[0], cells[2], cells[5], cells[7]] == [id[...], "in-progress", "ada", Self.branch[...]])
    #expect(world.snag("list").output.contains("\tnew\t"), "nothing was written")
    try world.git("update-ref", "refs/remotes/origin/\(Self.branch)", Self.branch)
    #expect(world.snag("list", "--all-branches", "--columns=branches").line == Self.branch)
    try world.git("branch", "-q", "-D", Self.branch)
    #expect(
      world.snag("list", "--all-branches", "--columns=branches").line == "origin/\(Self.branch)")
  }

  @Test func itIsShortenedOnATerminalOnly() throws {
    world.terminalWidth = 78
    let output = world.snag("list", "--all-branches", "--color=never").output
    let lines = output.split(separator: "\n")
    #expect(lines[0].hasSuffix("WHERE"))
    #expect(lines[1].hasSuffix("…") && lines[1].count <= 78)
  }

  @Test func queriesAreAboutWhatAllSayTogether() throws {
    #expect(world.snag("list", "--all-branches", "status:in-progress").output.contains(id))
    #expect(world.snag("list", "--all-branches", "status:new").output == "")
    #expect(world.snag("list", "--all-branches", "assignee:@me").output.contains(id))
  }

  @Test func jsonTellsEachBranch() throws {
    let tip = String(try world.git("rev-parse", Self.branch).dropLast())
    let outcome = world.snag("list", "--all-branches", "--json=id,branches")
    let ticket = #"{"id":"\#(id)","branches":[{"name":"\#(Self.branch)","commit":"\#(tip)","#
    #expect(
      outcome.output.contains(
        ticket + #""deleted":false,"status":"in-progress","category":"active""#))
    #expect(world.snag("list", "--all-branches", "--json").output.contains(#""branches":[{"#))
    #expect(!world.snag("list", "--json").output.contains("branches"))
    #expect(world.snag("list", "--json=branches").status == 2)
  }

  @Test func aDeletionElsewhereIsTold() throws {
    let other = world.ok("new", "Old", "-p", "P4")
    try world.git("switch", "-q", "-c", "tidy")
    try world.git("rm", "-q", world.path(of: other))
    try world.git("commit", "-q", "-m", "tidy")
    try world.git("switch", "-q", "main")
    let outcome = world.snag("list", "--all-branches", "--columns=id,branches")
    #expect(outcome.output.contains("\(other)\ttidy (deleted)\n"))
  }

  @Test func atAndAllBranchesExcludeEachOther() throws {
    #expect(world.snag("list", "--all-branches", "--at", "HEAD").status == 2)
  }

  @Test func aBranchWithoutTicketsHearsOfThem() throws {
    try world.git("switch", "-q", "--orphan", "empty")
    #expect(world.snag("list").status != 0)
    #expect(world.snag("list", "--all-branches", "--columns=id").line == id)
  }

  @Test func showSaysWhatAllSay() throws {
    let text = world.snag("show", id, "--all-branches").output
    #expect(text.contains("status      in-progress"))
    #expect(text.contains("branches    \(Self.branch)"))
    #expect(
      world.snag("show", id, "--all-branches", "--json=branches").output.contains(Self.branch))
    #expect(world.snag("show", "zzzzzz", "--all-branches").status == 3)
    #expect(world.snag("show", id, "--all-branches", "--at", "HEAD").status == 2)
  }
}
