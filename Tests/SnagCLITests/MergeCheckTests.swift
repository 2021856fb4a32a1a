import TestSupport
import Testing

/// `check --merge-with`: what a host would make of tickets, and what we would.
@Suite struct MergeCheckTests {
  private let world: CommandLineWorld
  private let id: String

  init() throws {
    world = try CommandLineWorld()
    id = world.ok("new", "Login crashes", "-l", "auth", "-m", "One.\n\nTwo.\n\nThree.")
    world.ok("new", "Only there")
    _ = world.takeTranscript()
  }

  private func diverge(ours: () throws -> Void, theirs: () throws -> Void) throws {
    try world.git("switch", "-q", "-c", "topic")
    try theirs()
    try world.git("switch", "-q", "main")
    try ours()
    _ = world.takeTranscript()
  }

  private func replace(_ old: String, _ new: String) throws {
    let path = world.path(of: id)
    let text = try #require(world.read(path))
    #expect(text.contains(old))
    try world.write(text.replacing(old, with: new), to: path)
    try world.git("commit", "-q", "-a", "-m", "by hand")
  }

  @Test func aMergeThatLinesGetRightIsNoFinding() throws {
    try diverge {
      world.ok("edit", id, "priority=P1")
    } theirs: {
      world.ok("edit", id, "assignee=carol")
      world.ok("new", "Only on the branch")
    }
    let outcome = world.snag("check", "--merge-with", "topic")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(
      outcome.errors
        == "1 ticket changed here and on topic: as plain text 1 right, 0 wrong, 0 in conflict; "
        + "by meaning 1 clean, 0 to settle\n")
  }

  @Test func aConflictOfLinesThatOursWouldNotHaveIsAFinding() throws {
    try diverge {
      world.ok("edit", id, "labels+=api")
      world.ok("comment", id, "-m", "Here.")
    } theirs: {
      world.ok("edit", id, "labels+=abc")
      world.ok("comment", id, "-m", "There.")
    }
    let outcome = world.snag("check", "--merge-with", "topic")
    #expect(outcome.status == 1)
    #expect(
      outcome.output == "\(world.path(of: id)):1:1: error: a plain text merge with topic conflicts "
        + "[text-merge] (git merge topic here, and push)\n")
    #expect(outcome.errors.contains("0 wrong, 1 in conflict; by meaning 1 clean, 0 to settle\n"))
    #expect(outcome.errors.contains("hint: git merge topic"))
  }

  @Test func whatLinesMergeWronglyIsNamed() throws {
    try diverge {
      try replace("- auth\n", "- dup\n- auth\n")
    } theirs: {
      try replace("- auth\n", "- auth\n- dup\n")
    }
    let outcome = world.snag("check", "--merge-with", "topic")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("a plain text merge with topic gets labels wrong [text-merge]"))
    #expect(outcome.errors.contains("0 right, 1 wrong, 0 in conflict; by meaning 1 clean"))
  }

  @Test func whatLinesMergeIntoNoTicketIsNamed() throws {
    try diverge {
      world.ok("edit", id, "milestone=v1")
    } theirs: {
      try replace("type: task\n", "milestone: v1\ntype: task\n")
    }
    let outcome = world.snag("check", "--merge-with", "topic")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("a plain text merge with topic breaks it: line "))
  }

  @Test func aDeletionAgainstAnEditStopsAHost() throws {
    try diverge {
      try world.git("rm", "-q", world.path(of: id))
      try world.git("commit", "-q", "-m", "away")
    } theirs: {
      world.ok("edit", id, "priority=P1")
    }
    let outcome = world.snag("check", "--merge-with", "topic")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("deleted here and edited on topic"))
  }

  @Test func whatWeWouldAskIsAFindingToo() throws {
    try diverge {
      world.ok("edit", id, "assignee=bob")
    } theirs: {
      world.ok("edit", id, "assignee=carol")
    }
    let outcome = world.snag("check", "--merge-with", "topic", "--json")
    #expect(outcome.status == 1)
    let problems = try #require(try outcome.json()["problems"] as? [[String: Any]])
    #expect(problems.map { $0["rule"] as? String } == ["text-merge", "merge"])
    #expect(problems[1]["message"] as? String == "assignee is bob here and carol on topic")
    #expect(problems[1]["line"] as? Int == 7)
    let annotated = world.snag("check", "--merge-with", "topic", "--format=github")
    #expect(annotated.output.contains("title=merge::assignee is bob here and carol on topic"))
  }

  @Test func onlyNamedFilesAreJudgedAndNothingIsWritten() throws {
    try diverge {
      world.ok("edit", id, "assignee=bob")
    } theirs: {
      world.ok("edit", id, "assignee=carol")
    }
    let other = world.path(of: world.ok("new", "Another"))
    let before = try world.everyFile()
    #expect(world.snag("check", "--merge-with", "topic", other).status == 0)
    #expect(world.snag("check", "--merge-with", "topic", world.path(of: id)).status == 1)
    #expect(try world.everyFile() == before)
  }

  @Test func anUnknownRevisionIsAClearError() throws {
    let outcome = world.snag("check", "--merge-with", "nowhere")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: git knows no revision nowhere\n"))
    #expect(world.snag("check", "--merge-with", "main", "--fix").status == 2)
  }
}
