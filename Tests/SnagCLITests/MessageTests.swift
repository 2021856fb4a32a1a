import Foundation
import SnagCLI
import TestSupport
import Testing

/// What refusals say.
@Suite struct MessageTests {
  private let world: CommandLineWorld
  private let id: String

  init() throws {
    world = try CommandLineWorld()
    id = world.ok("new", "One")
  }

  @Test func aBranchThatIsNotThere() throws {
    for words in [["start", id], ["edit", id, "title=x"], ["comment", id, "-m", "x"], ["shard"]] {
      let outcome = world.snag(words + ["--on", "nobranch"])
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasPrefix("error: there is no branch nobranch\n"), "\(outcome.errors)")
    }
  }

  @Test func aCherryPickInProgress() throws {
    let head = try world.git("rev-parse", "HEAD")
    try world.write(head, to: ".git/CHERRY_PICK_HEAD")
    let outcome = world.snag("start", id)
    #expect(outcome.errors.contains("a cherry-pick is in progress"), "\(outcome.errors)")
  }

  @Test func emptyWords() throws {
    for words in [["start", id, "-m", ""], ["comment", id, "-m", " "], ["new", "x", "-t", ""]] {
      let outcome = world.snag(words)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("hint: "), "\(outcome.errors)")
    }
  }

  @Test func aRequirementIsNamedInWords() throws {
    let id = world.ok("new", "A bug", "-t", "bug")
    world.ok("start", id)
    world.ok("close", id, "resolution=fixed", "-m", "So.")
    #expect(world.snag("reopen", id).errors.contains("reopen needs a comment"))
  }

  @Test func anUnknownFieldIsNotAnsweredWithAllOfThem() throws {
    let outcome = world.snag("list", "qqqqqq:x")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.split(separator: "\n").allSatisfy { $0.count < 130 }, "\(outcome.errors)")
    let all = try world.snag("list", "qqqqqq:x", "--json").errorJSON()["candidates"] as? [String]
    #expect((all?.count ?? 0) > 10)
  }

  @Test func aListWarnsOnce() throws {
    try world.write("no front matter", to: ".tickets/notes.md")
    let errors = world.snag("list").errors
    #expect(errors == "warning: .tickets/notes.md:1:1: the first line is not --- [syntax]\n")
  }

  @Test func anIDFindsItsTicketInAList() throws {
    world.ok("new", "Two")
    #expect(world.ok("list", id, "--columns", "id") == id)
    #expect(world.ok("list", String(id.dropLast(2)).uppercased(), "--columns", "id") == id)
  }

  @Test func aDryRunOfAnAdoptionIsShort() throws {
    let world = try CommandLineWorld(isSetUp: false)
    for number in 1...20 {
      try world.write(
        "---\nid: tc-\(number)\nstatus: open\ndeps: []\nlinks: []\n---\n# T\n",
        to: ".tickets/tc-\(number).md")
    }
    let errors = world.snag("init", "--adopt", "--dry-run").errors
    #expect(errors.contains("dry run: would commit"), "\(errors)")
    #expect(errors.count < 300, "\(errors)")
  }

  @Test func aDateIsTheLastCommitBeforeIt() throws {
    world.ok("start", id)
    #expect(world.ok("list", "--at", "2026-11-22", "--columns", "status") == "in-progress")
    let early = world.snag("list", "--at", "2026-01-01")
    #expect(early.status == 2)
    #expect(early.errors.contains("no commit before 2026-01-01"), "\(early.errors)")
  }

  @Test func aCloneWithoutItsPastSaysSo() throws {
    world.ok("start", id)
    try world.git("clone", "-q", "--depth", "1", "file://\(world.directory)", "cut")
    let early = world.snag("-C", "cut", "list", "--at", "2026-01-01")
    #expect(early.status == 2)
    #expect(early.errors.contains("whose history is cut off"), "\(early.errors)")
    #expect(early.errors.contains("git fetch --unshallow"), "\(early.errors)")
  }
}
