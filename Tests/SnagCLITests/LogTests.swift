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
        "new", "new -> in-progress", "Note what is to be done", "in-progress -> done",
        "Merge the fix",
      ])
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
