import Foundation
import SnagCLI
import TestSupport
import Testing
import TicketModel

/// `updated` and the times in each status, which no file holds.
@Suite struct DerivedTimesTests {
  private let world: CommandLineWorld
  private let id: String

  init() throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    try world.addCardWorkflow()
    id = world.ok("new", "Card", "-t", "card")
  }

  private func wait(_ seconds: Int64) { world.nextTime = world.nextTime.adding(seconds: seconds) }

  private func updated() -> String? { world.snag("list", "--json=updated").member("updated") }

  @Test func ageAndChildrenAreColumnsThatAreAskedFor() throws {
    let child = world.ok("new", "Child", "-t", "card")
    world.ok("edit", child, "parent=\(id)")
    wait(3 * 86_400)
    #expect(world.ok("list", "--columns=age,children", "id:\(id)") == "3d\t\(child)")
    #expect(world.ok("list", "--columns=children", "id:\(child)") == "")
    let json = world.ok("list", "--json=children,age", "id:\(id)")
    #expect(json.contains(#"{"children":["\#(child)"],"age":2592"#), "\(json)")
    #expect(world.ok("show", id, "--json").contains(#""children":["\#(child)"]"#))
    #expect(!world.ok("list", "--json").contains("children"))
  }

  @Test func commentsAndEditsAreSeen() throws {
    let first = updated()
    wait(3_600)
    let time = world.nextTime.description
    world.ok("comment", id, "-m", "word")
    #expect(first != time)
    #expect(updated() == time)
    #expect(world.ok("list", "--columns=updated") == time)
    wait(3_600)
    let second = world.nextTime.description
    world.ok("edit", id, "title=Another card")
    #expect(updated() == second)
    #expect(world.snag("show", id, "--json").member("updated") == second)
    #expect(world.snag("list", "--at", "HEAD~1", "--json=updated").member("updated") == time)
  }

  @Test func commentsThatCameWithTheFileAreSeen() throws {
    let path = world.path(of: id)
    let time = "2026-12-24T00:00:00Z"
    let text = try #require(world.read(path))
    try world.git("rm", "-q", path)
    try world.git("commit", "-q", "-m", "gone")
    try world.write(text + "\n## Comments\n\n### ada, \(time), c-2345\n\nword\n", to: path)
    try world.git("add", ".")
    try world.git("commit", "-q", "-m", "back")
    #expect(updated() == time)
  }

  @Test func timesInEachStatusAreAddedUp() throws {
    wait(3_600)
    world.ok("take", id)
    wait(86_400 * 3)
    world.ok("hand-in", id)
    wait(60)
    #expect(world.ok("show", id).contains("times       new 1h, in-progress 3d, review 1m"))
    let listed = world.ok("list", "--columns=times")
    #expect(listed == "new 1h, in-progress 3d, review 1m")
    let json = world.snag("show", id, "--json=times").output
    #expect(json.contains(#""times":[{"status":"new","seconds":3601},"#), "\(json)")
    world.ok("finish", id)
    wait(86_400)
    #expect(world.ok("show", id).contains("times       new 1h, in-progress 3d, review 1m"))
    #expect(!world.snag("list", "is:closed", "--json").output.contains("times"))
  }
}
