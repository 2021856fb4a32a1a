import Foundation
import SnagCLI
import TestSupport
import Testing

@Suite struct LogTests {
  @Test func eventsOfOneSecondAreInTheOrderOfTheirCommits() throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.variables["PATH"] = "\(BuiltProgram.folder):\(world.variables["PATH"] ?? "/usr/bin:/bin")"
    let lines = world.snag("tour").output.components(separatedBy: "$ snag log ").last?
      .split(separator: "\n").filter { $0.contains("\t") }.map {
        String($0.split(separator: "\t").last ?? "")
      }
    let own = try #require(lines).filter { !$0.contains(": ") }
    #expect(
      own == [
        "new", "new -> in-progress", "assignee ada",
        "checklist +[ ] reject empty passwords in the form (Note what is to be done)",
        "priority P1 -> P0; labels +urgent", "in-progress -> done", "resolution fixed",
        "Merge the fix",
      ])
  }

  @Test func theTimeLineMarksWhatEachEventIs() throws {
    let story = try WorkStory(done: false)
    story.ada.ok("comment", story.id, "-m", "Seen on Firefox.\n\nMore.")
    story.ada.ok("edit", story.id, "priority=P0", "labels+=auth")
    let events = try #require(
      try story.ada.snag("log", story.id, "--json").json()["events"] as? [[String: Any]])
    func told(_ kind: String) -> [String] {
      events.filter { $0["kind"] as? String == kind }.map { "\($0["change"] ?? "")" }
    }
    #expect(told("transition") == ["new", "new -> in-progress"])
    #expect(told("commit") == ["Check for null", "Check the end"])
    #expect(told("edit") == ["priority P1 -> P0; labels +auth"])
    #expect(told("comment").count == 1)
    #expect(told("comment")[0].hasSuffix(": Seen on Firefox."))
    // All but the beginning is on the branch only, which is told from elsewhere.
    #expect(events.allSatisfy { $0["branch"] is NSNull })
    try story.ada.git("switch", "-q", "main")
    #expect(
      story.ada.ok("log", story.id).components(separatedBy: " (on \(story.branch))").count == 6)
    try story.ada.git("switch", "-q", story.branch)
    try story.ada.git("push", "-q", "origin", "main", story.branch)
    try story.bob.git("pull", "-q")
    #expect(story.bob.ok("log", story.id).contains("Check for null (on origin/\(story.branch))"))
    try story.ada.git("switch", "-q", "main")
    try story.ada.git("merge", "-q", "--no-ff", "--no-edit", story.branch)
    #expect(!story.ada.ok("log", story.id).contains("(on "))
  }

  @Test func bookkeepingOfOtherTicketsIsNotThisOnes() throws {
    let story = try WorkStory(done: false)
    let other = story.ada.ok("new", "Another one")
    story.ada.ok("edit", other, "priority=P0")
    #expect(!story.ada.ok("log", story.id).contains(other))
    try story.ada.git("switch", "-q", "main")
    let log = story.ada.ok("log", story.id)
    #expect(!log.contains(other))
    #expect(log.contains("Check for null (on \(story.branch))"))
  }

  @Test func aTransitionThatARevertTookOutOfTheHistoryIsTold() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "One", "-t", "bug")
    try world.move(id, to: "triaged")
    try world.git("revert", "--no-edit", "HEAD")
    let log = world.ok("log", id)
    #expect(log.contains("transition\tnew -> triaged"))
    #expect(log.contains("edit\tstatus triaged -> new; history rewritten (Revert"))
  }

  @Test func aPersonHasOneName() throws {
    let world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "countess"
    let id = world.ok("new", "One")
    world.ok("comment", id, "-m", "x")
    for log in [world.ok("log", id), world.ok("log", "-n", "2")] {
      let names = log.split(separator: "\n").map { $0.split(separator: "\t")[2] }
      #expect(names == ["countess", "countess"])
    }
  }

  @Test func theTourPrintsTheCommandThatItRuns() throws {
    let world = try CommandLineWorld(isSetUp: false)
    let output = world.snag("tour").output
    #expect(
      output.contains(#"$ printf '\n- [ ] reject empty passwords in the form\n' >> .tickets/"#))
  }
}
