import Foundation
import TestSupport
import Testing

/// `diff`: which states are compared, and which tickets are found to differ.
@Suite struct DiffTests {
  private let world: CommandLineWorld
  private let id: String

  init() throws {
    world = try CommandLineWorld()
    id = world.ok("new", "Login crashes", "-t", "bug", "-l", "ui", "-m", "One.\n\nTwo.")
  }

  private func replace(_ old: String, _ new: String, in id: String? = nil) throws {
    let path = world.path(of: id ?? self.id)
    let text = try #require(world.read(path))
    #expect(text.contains(old))
    try world.write(text.replacing(old, with: new), to: path)
  }

  private func head() throws -> String {
    String(try world.git("rev-parse", "--short=7", "HEAD").dropLast())
  }

  // MARK: Ranges

  @Test func aBranchIsComparedWithWhereItLeftTheDefaultBranch() throws {
    let start = try head()
    try world.git("switch", "-q", "-c", "topic")
    world.ok("start", id, "--no-branch")
    try world.git("switch", "-q", "main")
    world.ok("new", "Only on main")
    try world.git("switch", "-q", "topic")
    try replace("Two.", "Three.")
    let outcome = world.snag("diff")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        \(id) Login crashes
          status    new -> in-progress (ada, 2026-11-21)
          assignee  ada
          body      +1 -1 lines
            @@ -17 +18 @@
             One.

            -Two.
            +Three.

        """)
    #expect(outcome.errors == "merge base with main (\(start)) .. work tree: 1 changed\n")
    #expect(world.snag("diff", "-q").errors == "")
  }

  @Test func onTheDefaultBranchOnlyWhatIsNotCommittedIsShown() throws {
    world.ok("edit", id, "priority=P1")
    #expect(world.snag("diff").output == "")
    #expect(world.snag("diff").errors == "HEAD (\(try head())) .. work tree: no ticket changed\n")
    world.ok("edit", id, "assignee=ada", "--no-commit")
    world.ok("new", "Not committed", "-p", "P2", "--no-commit")
    let output = world.snag("diff").output
    #expect(output.hasPrefix("\(id) Login crashes\n  assignee  ada\nnew  we-"))
    #expect(output.hasSuffix(" Not committed (task, P2)\n"))
  }

  @Test func theDefaultBranchIsWhatOriginSays() throws {
    try world.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
    try world.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    let start = try head()
    world.ok("edit", id, "priority=P1")
    #expect(
      world.snag("diff").errors == "merge base with trunk (\(start)) .. work tree: 1 changed\n")
  }

  @Test func theNewerOfTheBranchHereAndOnOriginCounts() throws {
    try world.git("update-ref", "refs/remotes/origin/main", "HEAD")
    world.ok("edit", id, "priority=P1")
    let start = try head()
    try world.git("switch", "-q", "-c", "topic")
    world.ok("edit", id, "assignee=ada")
    let outcome = world.snag("diff")
    #expect(outcome.output == "\(id) Login crashes\n  assignee  ada\n")
    #expect(outcome.errors.hasPrefix("merge base with main (\(start))"))
  }

  @Test func withoutOriginTheConfiguredNameCountsThenMainThenMaster() throws {
    try world.git("branch", "-m", "main", "dev")
    #expect(world.snag("diff").errors.hasPrefix("HEAD ("))
    world.ok("edit", id, "priority=P1")
    try world.git("branch", "master", "HEAD~1")
    #expect(world.snag("diff").errors.hasPrefix("merge base with master ("))
    try world.git("branch", "main", "HEAD~1")
    #expect(world.snag("diff").errors.hasPrefix("merge base with main ("))
    try world.git("config", "init.defaultBranch", "dev")
    #expect(world.snag("diff").errors.hasPrefix("HEAD ("))
    try world.git("config", "init.defaultBranch", "nowhere")
    #expect(world.snag("diff").errors.hasPrefix("merge base with main ("))
  }

  @Test func revisionsAreWrittenAsForGit() throws {
    try world.git("switch", "-q", "-c", "topic")
    world.ok("edit", id, "priority=P1")
    try world.git("switch", "-q", "main")
    world.ok("edit", id, "assignee=ada")
    try replace("title: Login", "title: Log-in")
    let title = "title     Login crashes -> Log-in crashes"
    for (range, said) in [
      ("main..topic", ["assignee  ada -> unset", "priority  P1"]),
      ("topic..main", ["assignee  ada", "priority  P1 -> unset"]),
      ("topic..", ["assignee  ada", "priority  P1 -> unset"]),
      ("..topic", ["assignee  ada -> unset", "priority  P1"]),
      ("main...topic", ["priority  P1"]), ("topic...main", ["assignee  ada"]),
      ("topic...", ["assignee  ada"]), ("HEAD", [title]), ("HEAD~1", [title, "assignee  ada"]),
      ("HEAD..HEAD", []),
    ] {
      let lines = world.ok("diff", range).split(separator: "\n").dropFirst()
      #expect(lines.map { String($0.dropFirst(2)) } == said, "\(range)")
    }
  }

  @Test func theIndexIsComparedWithHead() throws {
    try replace("priority:", "priority: P1")
    try world.git("add", world.path(of: id))
    try replace("assignee:", "assignee: ada")
    try world.git("rm", "-q", "--cached", world.path(of: world.ok("new", "Away")))
    let outcome = world.snag("diff", "--staged")
    #expect(outcome.output.hasPrefix("\(id) Login crashes\n  priority  P1\ngone we-"))
    #expect(outcome.errors.hasSuffix(" .. index: 1 changed, 1 gone\n"))
    // The file is still there, only not in the index.
    #expect(world.snag("diff").errors.hasSuffix(" .. work tree: 1 changed\n"))
  }

  // MARK: Tickets

  @Test func aTicketIsFollowedWhereverItsFileGoes() throws {
    let path = world.path(of: id)
    try world.git("mv", path, ".tickets/\(id)-other.md")
    #expect(
      world.ok("diff") == "\(id) Login crashes\n  file      \(path) -> .tickets/\(id)-other.md")
    try world.git("commit", "-q", "-m", "renamed")
    world.ok("shard")
    world.ok("edit", id, "priority=P1")
    let member = try tickets(world.snag("diff", "HEAD~2..HEAD~1", "--json"))
    #expect(member.first?["change"] as? String == "moved")
    let output = world.ok("diff", "HEAD~3..")
    #expect(output.contains("\n  priority  P1\n  file      \(path) -> .tickets/"))
    #expect(!output.contains("new ") && !output.contains("gone "))
  }

  @Test func swappedNamesAreNoSwappedTickets() throws {
    let other = world.ok("new", "Other")
    let (one, two) = (world.path(of: id), world.path(of: other))
    let (oneText, twoText) = (try #require(world.read(one)), try #require(world.read(two)))
    try world.write(twoText, to: one)
    try world.write(oneText, to: two)
    let changes = try tickets(world.snag("diff", "--json"))
    #expect(changes.map { $0["change"] as? String } == ["moved", "moved"])
  }

  @Test func newTicketsComeAfterChangedOnesAndThoseThatAreGoneLast() throws {
    let gone = world.ok("new", "Going")
    let changed = [id, world.ok("new", "Second"), world.ok("new", "Third")]
    let start = try head()
    for id in changed.reversed() { world.ok("edit", id, "priority=P1") }
    let new = [world.ok("new", "Fourth"), world.ok("new", "Fifth")]
    try world.git("rm", "-q", world.path(of: gone))
    let ids = try tickets(world.snag("diff", start, "--json")).compactMap { $0["id"] as? String }
    #expect(ids == changed.sorted() + new.sorted() + [gone])
  }

  @Test func whatIsOnlyTouchedOrHasOtherLineEndsThanGitStoresIsUnchanged() throws {
    let path = "\(world.directory)/\(world.path(of: id))"
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    #expect(world.ok("diff") == "")
    try replace("\n", "\r\n")
    #expect(world.ok("diff").contains("\n  layout    only ("))
    try world.git("config", "core.autocrlf", "true")
    #expect(world.ok("diff") == "")
    // Nor is a file a problem of this change that could not be read before.
    try replace("type: bug", "type: bug\r\ntype: task")
    try world.git("commit", "-q", "-a", "-m", "broken")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    #expect(!world.snag("diff").errors.contains("warning"))
  }

  @Test func aFileThatCannotBeReadHidesNoOther() throws {
    let other = world.ok("new", "Other")
    try replace("type: bug", "type: bug\ntype: task")
    try replace("priority:", "priority: P1", in: other)
    let outcome = world.snag("diff")
    #expect(outcome.status == 0)
    #expect(outcome.output == "\(other) Other\n  priority  P1\n")
    #expect(outcome.errors.hasPrefix("warning: \(".tickets/\(id)-login-crashes.md"):5:1: "))
    let json = try world.snag("diff", "--json").json()
    #expect((json["problems"] as? [Any])?.count == 1)
    // Moved as well, its name still says which ticket it is.
    let path = ".tickets/\(id)-login-crashes.md"
    try world.git("mv", path, ".tickets/\(id)-x.md")
    #expect(world.snag("diff").output == "\(other) Other\n  priority  P1\n")
  }

  @Test func aFileThatCanBeReadAgainIsNotNew() throws {
    try replace("type: bug", "type: bug\ntype: task")
    try world.git("commit", "-q", "-a", "-m", "broken")
    try world.write(
      try world.git("show", "HEAD~1:.tickets/\(id)-login-crashes.md"),
      to: ".tickets/\(id)-login-crashes.md")
    let outcome = world.snag("diff")
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("before the change: "))
  }

  @Test func aLinkIsNotFollowed() throws {
    let path = world.path(of: id)
    try world.write("---\nid: we-kkkb2c\ntitle: secret\n---\n", to: "secret")
    try FileManager.default.removeItem(atPath: "\(world.directory)/\(path)")
    try FileManager.default.createSymbolicLink(
      atPath: "\(world.directory)/\(path)", withDestinationPath: "../secret")
    for arguments in [["diff"], ["diff", "--staged"], ["diff", "HEAD~1..HEAD"]] {
      let outcome = world.snag(arguments)
      #expect(!outcome.output.contains("secret"))
      if arguments == ["diff"] {
        #expect(outcome.errors.contains("a symbolic link; it is not followed"))
      }
    }
    try world.git("add", "-A")
    #expect(world.snag("diff", "--staged").errors.contains("a symbolic link"))
    try world.git("commit", "-q", "-m", "link")
    #expect(world.snag("diff", "HEAD~1..HEAD").errors.contains("a symbolic link"))
  }

  @Test func anUnmergedFileIsAProblemOfTheIndex() throws {
    try world.git("switch", "-q", "-c", "topic")
    world.ok("edit", id, "assignee=ada")
    try world.git("switch", "-q", "main")
    world.ok("edit", id, "assignee=bob")
    _ = try? TestSupport.run(
      [
        "git", "-c", "merge.ticket.driver=false", "-c", "core.attributesFile=/dev/null", "merge",
        "topic",
      ], in: world.directory)
    #expect(try world.git("ls-files", "-u").contains(id))
    let outcome = world.snag("diff", "--staged")
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("an unresolved conflict in the index [conflict]"))
  }

  // MARK: Ids

  @Test func idsLimitTheAnswer() throws {
    let other = world.ok("new", "Other")
    world.ok("new", "Third")
    for id in [id, other] { try replace("priority:", "priority: P1", in: id) }
    #expect(world.ok("diff", String(id.dropFirst(3))) == "\(id) Login crashes\n  priority  P1")
    #expect(world.ok("diff", "HEAD", other) == "\(other) Other\n  priority  P1")
    #expect(try tickets(world.snag("diff", "--json", id, other)).count == 2)
    let third = world.ok("list", "--columns=id", "Third")
    #expect(world.ok("diff", third) == "")
  }

  @Test func wordsThatAreNeitherAreRefused() throws {
    _ = world.takeTranscript()
    world.snag("diff", "nosuch")
    world.snag("diff", "nosuch..main")
    world.snag("diff", "main..nosuch")
    world.snag("diff", "main", "we-zzzzzz")
    world.snag("diff", "main", "main")
    world.snag("diff", "main..", "ab")
    world.snag("diff", "--staged", "main..")
    world.snag("diff", "--format=md", "--json")
    expectSnapshot(
      world.takeTranscript(),
      """
      $ snag diff nosuch
      ! error: nosuch is neither a revision nor a ticket
      ! hint: `snag list` shows open tickets
      (exit 3)
      $ snag diff nosuch..main
      ! error: git knows no revision nosuch
      ! hint: `git branch -a` lists branches
      (exit 2)
      $ snag diff main..nosuch
      ! error: git knows no revision nosuch
      ! hint: `git branch -a` lists branches
      (exit 2)
      $ snag diff main we-zzzzzz
      ! error: no ticket we-zzzzzz
      ! hint: `snag list` shows open tickets
      (exit 3)
      $ snag diff main main
      ! error: no ticket main, which is a revision
      ! hint: compare two revisions as A..B
      (exit 3)
      $ snag diff main.. ab
      ! error: ab is too short for an id
      ! hint: type at least 3 symbols
      (exit 3)
      $ snag diff --staged main..
      ! error: --staged and main.. exclude each other
      ! hint: `snag diff --help` shows its options
      (exit 2)
      $ snag diff --format=md --json
      ! {"schema":1,"kind":"error","code":"usage","message":"--json and --format exclude each other","hint":"`snag diff --help` shows its options","candidates":[]}
      (exit 2)

      """)
  }

  @Test func aBranchNamedLikeATicketGivesWayToIt() throws {
    try world.git("branch", id)
    world.ok("edit", id, "priority=P1")
    #expect(world.ok("diff", id) == "")
    #expect(world.ok("diff", "heads/\(id)") == "\(id) Login crashes\n  priority  P1")
  }

  // MARK: Odd repositories

  @Test func theExitStatusSaysWhetherThereIsADifferenceWhenAsked() throws {
    #expect(world.snag("diff", "--exit-code").status == 0)
    try replace("priority:", "priority: P1")
    #expect(world.snag("diff").status == 0)
    #expect(world.snag("diff", "--exit-code").status == 1)
    #expect(world.snag("diff", "--exit-code", "--json").status == 1)
    try world.git("checkout", "-q", ".")
    try replace("type: bug", "type: bug\ntype: task")
    #expect(world.snag("diff", "--exit-code").status == 1)
  }

  @Test func historiesThatShareNothingHaveNoBranchPoint() throws {
    try world.git("switch", "-q", "--orphan", "other")
    try world.git("commit", "-q", "--allow-empty", "-m", "root")
    let outcome = world.snag("diff")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        error: main and HEAD have no common ancestor
        hint: compare the two as they are: snag diff main..HEAD

        """)
    #expect(world.ok("diff", "main..HEAD") == "gone \(id) Login crashes (bug)")
  }

  @Test func beforeTheFirstCommitEverythingIsNew() throws {
    let world = try CommandLineWorld(isSetUp: false)
    let text = "---\nid: we-kkkb2c\ntitle: First\ntype: bug\nstatus: new\n---\n"
    try world.write(text, to: ".tickets/we-kkkb2c.md")
    let outcome = world.snag("diff")
    #expect(outcome.output == "new  we-kkkb2c First (bug)\n")
    #expect(outcome.errors == "nothing .. work tree: 1 new\n")
    #expect(world.ok("diff", "--staged") == "")
    try world.git("add", ".")
    #expect(world.ok("diff", "--staged") == "new  we-kkkb2c First (bug)")
  }

  @Test func aBareRepositoryHasItsCommits() throws {
    world.ok("edit", id, "priority=P1")
    try world.git("clone", "-q", "--bare", world.directory, "../bare.git")
    world.directory = world.scratch.path("bare.git")
    #expect(world.ok("diff") == "")
    #expect(world.ok("diff", "HEAD~1") == "\(id) Login crashes\n  priority  P1")
  }

  @Test func itWorksFromAnyFolderAndWritesNothing() throws {
    try replace("priority:", "priority: P1")
    try world.write("x", to: "src/x")
    let top = world.directory
    let before = try world.everyFile()
    world.directory += "/src"
    #expect(world.ok("diff") == "\(id) Login crashes\n  priority  P1")
    world.ok("diff", "--staged")
    world.ok("diff", "HEAD~1...HEAD")
    world.directory = top
    #expect(try world.everyFile() == before)
  }

  private func tickets(_ outcome: CommandLineWorld.Outcome) throws -> [[String: Any]] {
    try #require(try outcome.json()["tickets"] as? [[String: Any]])
  }
}
