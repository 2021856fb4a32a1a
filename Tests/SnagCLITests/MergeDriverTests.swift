import Foundation
import TestSupport
import Testing

/// `snag merge-driver` on three files.
@Suite struct MergeDriverTests {
  private static let ticket = """
    ---
    id: we-k2xmg8
    title: Login crashes
    type: bug
    status: new
    created: 2026-11-21T09:15:00Z
    assignee:
    reporter: ada
    priority: P2
    labels:
    blocked_by:
    history:
    - 2026-11-21T09:15:00Z ada new
    ---

    The form sends null.

    """
  private static let path = ".tickets/we-k2xmg8-login-crashes.md"

  /// A world with three versions of a ticket in files `base`, `ours` and `theirs`.
  private func world(
    base: String? = nil, ours: String, theirs: String
  ) throws -> CommandLineWorld {
    let world = try CommandLineWorld()
    try world.write(base ?? Self.ticket, to: "base")
    try world.write(ours, to: "ours")
    try world.write(theirs, to: "theirs")
    return world
  }

  private func merge(
    _ world: CommandLineWorld, _ more: String..., path: String = path
  ) -> CommandLineWorld.Outcome {
    world.snag(["merge-driver", "base", "ours", "theirs", "7", path] + more)
  }

  private func edited(_ replacements: KeyValuePairs<String, String>) -> String {
    replacements.reduce(Self.ticket) {
      $0.replacingOccurrences(of: "\($1.key)\n", with: "\($1.value)\n")
    }
  }

  @Test func editsOfDifferentFieldsAreJoinedOverOurs() throws {
    let ours = edited(["assignee:": "assignee: bob"])
    let theirs = edited(["reporter: ada": "reporter: ada", "priority: P2": "priority: P1"])
    let world = try world(ours: ours, theirs: theirs)
    let outcome = merge(world)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.everything.isEmpty)
    #expect(
      world.read("ours") == edited(["assignee:": "assignee: bob", "priority: P2": "priority: P1"]))
    #expect(world.read("theirs") == theirs)
    #expect(world.read("base") == Self.ticket)
  }

  @Test func aDisagreementIsSaidAndIsStatusOne() throws {
    let world = try world(
      ours: edited(["assignee:": "assignee: bob"]),
      theirs: edited(["assignee:": "assignee: carol"]))
    let outcome = merge(world)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == 2, "\(outcome.errors)")
    #expect(lines.first?.hasPrefix("we-k2xmg8: both sides set assignee: kept ") == true)
    #expect(lines.last == "hint: snag settle we-k2xmg8")
    #expect(world.read("ours")?.contains("conflicts:\n- assignee = ") == true)
  }

  @Test func aValueAgainstNoneIsSaidInWords() throws {
    let world = try world(
      base: edited(["assignee:": "assignee: dave"]), ours: Self.ticket,
      theirs: edited(["assignee:": "assignee: carol"]))
    let outcome = merge(world)
    #expect(outcome.status == 1)
    let kept = world.read("ours")?.contains("\nassignee: carol\n") == true
    #expect(
      outcome.errors.hasPrefix(
        "we-k2xmg8: both sides set assignee: kept "
          + (kept
            ? "carol, where the other side has none\n" : "none, where the other side has carol\n")),
      "\(outcome.errors)")
  }

  @Test func commonAncestorsAreMergedInSilence() throws {
    let world = try world(
      ours: edited(["assignee:": "assignee: bob"]),
      theirs: edited(["assignee:": "assignee: carol"]))
    let outcome = world.snag("merge-driver", "base", "ours", "theirs", "9", Self.path)
    #expect(outcome.status == 1)
    #expect(outcome.everything.isEmpty)
  }

  @Test func anEmptyBaseIsNone() throws {
    let ours = edited(["labels:": "labels:\n- auth"])
    let theirs = edited(["labels:": "labels:\n- ui"])
    let world = try world(base: "", ours: ours, theirs: theirs)
    let outcome = merge(world)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(world.read("ours") == edited(["labels:": "labels:\n- auth\n- ui"]))
  }

  @Test func theOutputCanBeAnotherFile() throws {
    let ours = edited(["assignee:": "assignee: bob"])
    let world = try world(ours: ours, theirs: edited(["priority: P2": "priority: P1"]))
    try world.write("", to: "result")
    #expect(merge(world, "--output", "result").status == 0)
    #expect(world.read("ours") == ours)
    #expect(world.read("result")?.contains("assignee: bob\nreporter: ada\npriority: P1\n") == true)
  }

  @Test func whatCannotBeReadIsMergedByLinesWithMarkers() throws {
    let world = try world(
      ours: edited(["assignee:": "assignee: bob"]),
      theirs: edited(["assignee:": "assignee: [carol"]))
    let outcome = merge(world)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("we-k2xmg8: "))
    #expect(outcome.errors.contains("merged as plain text\nhint: snag settle we-k2xmg8\n"))
    let text = try #require(world.read("ours"))
    for part in ["<<<<<<<", "assignee: bob\n", "=======", "assignee: [carol\n", ">>>>>>>"] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test(arguments: [
    ".tickets/kb/login.md", ".tickets/templates/bug.md", "README.md", ".tickets/k/.x/we-k2xmg8.md",
  ])
  func whatIsNoTicketIsMergedAsGitWould(path: String) throws {
    let base = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"
    let clean = try world(
      base: base, ours: base.replacing("one", with: "1"), theirs: base.replacing("seven", with: "7")
    )
    let outcome = merge(clean, path: path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(clean.read("ours") == "1\ntwo\nthree\nfour\nfive\nsix\n7\n")
    let torn = try world(
      base: base, ours: base.replacing("one", with: "1"), theirs: base.replacing("one", with: "I"))
    let conflict = merge(torn, path: path)
    #expect(conflict.status == 1)
    #expect(
      conflict.errors == "\(path): both sides changed the same lines: 1 place between markers\n")
    #expect(
      torn.read("ours")?.hasPrefix("<<<<<<< ours\n1\n=======\nI\n>>>>>>> theirs\ntwo\n") == true)
  }

  @Test func aFailureLeavesEverythingAndIsAboveOneHundredTwentyEight() throws {
    let world = try world(
      ours: edited(["assignee:": "assignee: bob"]), theirs: edited(["priority: P2": "priority: P1"])
    )
    let before = try world.everyFile()
    let missing = world.snag("merge-driver", "nowhere", "ours", "theirs", "7", Self.path)
    #expect(missing.status == 129)
    #expect(missing.errors.hasPrefix("error: cannot read "), "\(missing.errors)")
    let unwritable = merge(world, "--output", "no/such/folder")
    #expect(unwritable.status == 129)
    #expect(unwritable.errors.hasPrefix("error: "))
    #expect(try world.everyFile() == before)
  }

  @Test func gitIsAnsweredWithStatusesThatNoOtherProgramHas() throws {
    let world = try world(
      ours: edited(["assignee:": "assignee: bob"]),
      theirs: edited(["priority: P2": "priority: P1"]))
    #expect(merge(world, "--for-git").status == 40)
    try world.write(edited(["priority: P2": "priority: P0"]), to: "ours")
    #expect(merge(world, "--for-git").status == 41)
    let missing = world.snag(
      "merge-driver", "--for-git", "nowhere", "ours", "theirs", "7", Self.path)
    #expect(missing.status == 129)
  }

  @Test func misuseIsStatusTwo() throws {
    let world = try world(ours: Self.ticket, theirs: Self.ticket)
    let before = try world.everyFile()
    #expect(world.snag("merge-driver", "base", "ours").status == 2)
    #expect(world.snag("merge-driver", "base", "ours", "theirs", "many", Self.path).status == 2)
    #expect(try world.everyFile() == before)
  }

  @Test func workflowsThatCannotBeReadDoNotMatter() throws {
    let world = try world(
      ours: edited(["assignee:": "assignee: bob"]), theirs: edited(["priority: P2": "priority: P1"])
    )
    try world.write("<<<<<<< ours\nworkflow: x\n", to: ".tickets/workflows/bug.yml")
    #expect(merge(world).status == 0)
    try FileManager.default.removeItem(atPath: "\(world.directory)/.tickets/workflows")
    try world.write(edited(["assignee:": "assignee: bob"]), to: "ours")
    #expect(merge(world).status == 0)
    try FileManager.default.removeItem(atPath: "\(world.directory)/.tickets")
    try FileManager.default.createSymbolicLink(
      atPath: "\(world.directory)/.tickets", withDestinationPath: "/")
    try world.write(edited(["assignee:": "assignee: bob"]), to: "ours")
    #expect(merge(world).status == 0)
  }

  @Test func itNeedsNoRepository() throws {
    let world = try world(
      ours: edited(["assignee:": "assignee: bob"]), theirs: edited(["priority: P2": "priority: P1"])
    )
    try FileManager.default.removeItem(atPath: "\(world.directory)/.git")
    #expect(merge(world).status == 0)
  }

  @Test func whatItSaysSteersNoTerminal() throws {
    let world = try world(
      ours: edited(["assignee:": "assignee: \"b\\e]0;x\\ab\""]),
      theirs: edited(["assignee:": "assignee: carol"]))
    let outcome = merge(world)
    #expect(outcome.status == 1)
    #expect(!outcome.errors.contains("\u{1B}"))
  }
}
