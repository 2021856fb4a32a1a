import Foundation
import TestSupport
import Testing

/// What was done by hand, judged in the work tree and in a range as if it had been done by a verb.
@Suite struct CheckChangesTests {
  private func world() throws -> (world: CommandLineWorld, id: String, path: String) {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Login crashes", "-t", "bug", "-p", "P1")
    return (world, id, world.path(of: id))
  }

  private func edit(
    _ path: String, _ replacements: [String: String], in world: CommandLineWorld
  ) throws {
    var text = try #require(world.read(path))
    for (old, new) in replacements {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    try world.write(text, to: path)
  }

  @Test func aHandEditThatIsNoStepIsRefused() throws {
    let (world, _, path) = try world()
    try edit(path, ["status: new": "status: review"], in: world)
    let check = world.snag("check")
    #expect(check.status == 1)
    #expect(check.output.hasPrefix("\(path):5:9: error: "))
    #expect(check.output.contains("[illegal-transition]"))
    #expect(check.output.split(separator: "\n").count == 1)
  }

  @Test func aHandEditPastAGuardIsRefusedAndNotMended() throws {
    let (world, id, path) = try world()
    world.ok("start", id)
    try world.git("switch", "-q", "main")
    world.ok("edit", id, "title=Login")
    let task = world.ok("new", "Part", "-t", "task")
    let whole = world.ok("new", "Whole", "-t", "task")
    world.ok("edit", task, "parent=\(whole)")
    try edit(world.path(of: whole), ["status: new": "status: done"], in: world)
    let check = world.snag("check")
    #expect(check.status == 1)
    #expect(
      check.output.contains(
        ":5:9: error: guard children-done refuses done: its child \(task) (new) is not done [guard]"
      ))
    let before = world.read(world.path(of: whole))
    #expect(world.snag("check", "--fix").status == 1)
    #expect(world.read(world.path(of: whole)) == before)
    // Once the guard lets pass, the line is added.
    world.ok("done", task)
    #expect(world.snag("check", "--fix").status == 0)
    #expect(world.read(world.path(of: whole)) != before)
    #expect(world.read(path)?.isEmpty == false)
  }

  @Test func aRangeIsJudgedCommitOrNot() throws {
    let (world, id, path) = try world()
    try world.git("switch", "-q", "-c", "hand")
    let line = "\n- 2026-11-21T09:20:00Z ada done\n---\n"
    try edit(
      path, ["status: new": "status: done", "\n---\n": line], in: world)
    let text = try #require(world.read(path))
    try world.write(text.replacing("---\n- 2026", with: "- 2026"), to: path)
    try world.git("commit", "-qam", "by hand")
    // The work tree changes nothing any more; what is wrong with the file as it is stays.
    #expect(world.snag("check").output.contains("[missing-requirement]"))
    let check = world.snag("check", "main..hand")
    #expect(check.status == 1)
    #expect(check.output.contains("status done requires resolution [missing-requirement]"))
    #expect(check.errors == "checked 1 changed ticket: 1 error, 0 warnings\n")
    #expect(world.snag("check", "main...hand").output == check.output)
    #expect(world.snag("check", "hand..hand").status == 0)
    let github = world.snag("check", "main..hand", "--format=github")
    #expect(
      github.output.hasPrefix("::error file=\(path),line=5,col=9,title=missing-requirement::"))
    #expect(world.snag("check", "main..hand", "--json").output.contains("\"missing-requirement\""))
    #expect(world.snag("check", "--merge-with", "main").status == 0)
    #expect(world.snag("show", id).status == 0)
  }

  @Test func whatWasWrongBeforeTheRangeIsNotItsFault() throws {
    let (world, id, path) = try world()
    try edit(path, ["status: new": "status: nowhere"], in: world)
    try world.git("commit", "-qam", "broken")
    try world.git("switch", "-q", "-c", "work")
    let other = world.ok("new", "Other", "-t", "task")
    #expect(world.snag("check").status == 1)
    #expect(world.snag("check", "main..work").status == 0)
    // A link that the range breaks in a file it does not touch is.
    try world.git("switch", "-q", "main")
    try world.git("merge", "-q", "work")
    world.ok("edit", other, "related=\(id)")
    try world.git("switch", "-q", "-c", "rm")
    try world.git("rm", "-q", path)
    try world.git("commit", "-qm", "gone")
    let check = world.snag("check", "main..rm")
    #expect(check.status == 1)
    #expect(check.output.contains("[dangling-link]"))
    #expect(check.output.contains("[removed]"))
  }

  @Test func aPullRequestJudgedAfterAMergeIsJudgedByTheSameRules() throws {
    let (world, id, path) = try world()
    try world.git("switch", "-q", "-c", "hand")
    let history =
      "- 2026-11-21T09:30:00Z ada in-progress\n- 2026-11-21T09:31:00Z ada review\n"
      + "- 2026-11-21T09:32:00Z ada done\n"
    var text = try #require(world.read(path))
    let end = try #require(text.range(of: "\n---\n", options: .backwards))
    text.replaceSubrange(end, with: "\n\(history)---\n")
    try world.write(
      text.replacing("status: new", with: "status: done")
        .replacing("history:", with: "resolution: fixed\nhistory:"), to: path)
    try world.git("commit", "-qam", "by hand")
    try world.git("switch", "-q", "main")
    world.ok("new", "Meanwhile")
    try world.git("merge", "-q", "--no-ff", "-m", "merge", "hand")
    // As a host merges for a pull request: one parent is what was there.
    let check = world.snag("check", "HEAD^..HEAD", "--format=github")
    #expect(check.status == 1)
    let line = try #require(
      text.components(separatedBy: "\n").firstIndex { $0.hasSuffix("ada done") })
    #expect(
      check.output.hasPrefix(
        "::error file=\(path),line=\(line + 2),col=3,title=guard::guard approved refuses done"))
    #expect(check.output.contains("snag approve \(id)") || check.output.contains("approvals+="))
  }

  @Test func aDefaultBranchThatWentOnIsNotTheBranchsFault() throws {
    let (world, id, _) = try world()
    try world.git("switch", "-q", "-c", "work")
    world.ok("new", "Other", "-t", "task")
    try world.git("switch", "-q", "main")
    world.ok("edit", id, "title=Later")
    world.ok("start", id, "--no-branch")
    let check = world.snag("check", "main..work")
    #expect(check.status == 0)
    #expect(check.output.isEmpty)
    #expect(
      check.errors
        == "main went on meanwhile: judging main...work, from where they parted\n"
        + "checked 1 changed ticket: 0 errors, 0 warnings\n")
  }

  @Test func thePastIsNotJudgedByWhatTheBranchBecame() throws {
    let (world, id, _) = try world()
    world.ok("start", id)
    func commitWork(_ text: String) throws {
      try world.write(text, to: "code.txt")
      try world.git("add", "code.txt")
      try world.git("commit", "-qm", "work")
    }
    try commitWork("1\n")
    world.ok("submit", id)
    let branch = "bug/\(id)-login-crashes"
    world.variables["SNAG_ACTOR"] = "bob"
    world.ok("approve", id)
    world.ok("done", id, "resolution=fixed")
    try world.git("switch", "-q", "main")
    try world.git("merge", "-q", "--squash", branch)
    try world.git("commit", "-qm", "\(id): Login")
    #expect(world.snag("check", "HEAD~..HEAD").status == 0)
    try world.git("switch", "-q", branch)
    try commitWork("2\n")
    #expect(world.snag("check", "main~..main").output.isEmpty)
    // The branch itself is judged by what it was.
    #expect(world.snag("check", "main~..HEAD~").output.isEmpty)
    #expect(world.snag("check", "main~..HEAD").output.contains("bob approved an older commit"))
  }

  @Test func aHistoryThatWasEmptiedIsToComeBack() throws {
    let (world, _, path) = try world()
    let text = try #require(world.read(path))
    let line = try #require(text.split(separator: "\n").first { $0.hasSuffix(" ada new") })
    try world.write(text.replacing("\(line)\n", with: ""), to: path)
    let check = world.snag("check")
    #expect(check.status == 1)
    #expect(check.output.contains("put the line back as it was"))
    #expect(!check.output.contains("--fix"), "\(check.output)")
  }

  @Test func theReporterStays() throws {
    let (world, id, path) = try world()
    let refused = world.snag("edit", id, "reporter=eve")
    #expect(refused.status == 2 || refused.status == 4)
    try edit(path, ["reporter: ada": "reporter: eve"], in: world)
    #expect(
      world.snag("check").output.contains("error: reporter never changes; it was ada [immutable]"))
  }

  @Test func aDirectoryIsNoRangeAndARangeTakesNoFix() throws {
    let (world, _, path) = try world()
    #expect(world.snag("check", "../webshop/\(path)").status == 0)
    #expect(world.snag("check", "main..HEAD", "--fix").status == 2)
    #expect(world.snag("check", "main..nowhere").status == 2)
    #expect(world.snag("check", "main..HEAD", path).status == 0)
  }

  @Test func listedNamesAreTheOnlyOnes() throws {
    let (world, id, path) = try world()
    let config = try #require(world.read(".tickets/config.yml"))
    try world.write("\(config)labels: [auth]\npeople: [ada]\n", to: ".tickets/config.yml")
    #expect(world.snag("check").status == 0)
    world.ok("edit", id, "labels+=ui", "assignee=zoe")
    let check = world.snag("check")
    #expect(check.status == 1)
    #expect(check.output.contains("\(path):11:3: error: labels names the unknown label ui"))
    #expect(check.output.contains("error: assignee names the unknown person zoe"))
  }

  @Test func circlesOfDuplicatesAreReported() throws {
    let (world, id, _) = try world()
    let other = world.ok("new", "Other", "-t", "bug")
    world.ok("edit", id, "duplicate_of=\(other)")
    world.ok("edit", other, "duplicate_of=\(id)")
    #expect(world.snag("check").output.contains("duplicate_of goes round in a circle"))
  }

  // MARK: What is no range

  @Test func aRevisionAloneIsNoFile() throws {
    let world = try CommandLineWorld()
    world.ok("new", "One")
    let outcome = world.snag("check", "HEAD~")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("snag check 'HEAD~'.."), "\(outcome.errors)")
    world.ok("check", "HEAD~..")
  }

  @Test func beforeTheFirstCommitThereIsNoneToJudge() throws {
    let world = try CommandLineWorld(isSetUp: false)
    for arguments in [["changelog"], ["check", "--merge-with", "main"]] {
      let outcome = world.snag(arguments)
      #expect(outcome.errors.contains("error: there is no commit yet"), "\(outcome.errors)")
    }
  }
}
