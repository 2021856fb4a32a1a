import Foundation
import SnagCLI
import TestSupport
import Testing

@Suite struct RefusedInputTests {
  @Test(arguments: [["comment"], ["done", "resolution=fixed"]])
  func textThatIsNotUTF8IsRefused(words: [String]) throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "One")
    let file = "\(world.directory)/latin1.txt"
    try Data([0x63, 0x61, 0x66, 0xE9, 0x0A]).write(to: URL(fileURLWithPath: file))
    let head = try world.git("rev-parse", "HEAD")
    let outcome = world.snag([words[0], id] + words.dropFirst() + ["-F", "latin1.txt"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("latin1.txt is not UTF-8 at byte 3"), "\(outcome.errors)")
    #expect(world.snag("new", "Two", "-F", "latin1.txt").status == 2)
    #expect(try world.git("rev-parse", "HEAD") == head)
  }

  @Test(arguments: [["list"], ["new", "x"], ["init"], [], ["--version"]])
  func aClockThatIsNoTimeIsRefused(arguments: [String]) throws {
    let world = try CommandLineWorld()
    world.variables["SNAG_NOW"] = "garbage"
    let outcome = world.snag(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("SNAG_NOW is garbage"), "\(outcome.errors)")
  }

  @Test(arguments: ["blocked_by+=", "parent=", "related+=", "duplicate_of=", "blocked_by="])
  func aTicketCannotLinkToItself(field: String) throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "One")
    let outcome = world.snag("edit", id, "\(field)\(id)")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot name the ticket itself"), "\(outcome.errors)")
  }

  @Test func aLinkThatLeadsNowhereIsSaid() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "One")
    let other = world.ok("new", "Two")
    let outcome = world.snag("edit", id, "blocked_by+=we-zzzzzz")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("warning: blocked_by names we-zzzzzz"), "\(outcome.errors)")
    #expect(!world.snag("edit", id, "related+=\(other)").errors.contains("warning"))
  }

  @Test func aTraceSaysWhereAnErrorCameFrom() throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.directory = world.scratch.path
    world.variables["SNAG_TRACE"] = "1"
    let errors = world.snag("log").errors
    #expect(errors.contains("trace: ") && errors.contains("function"), "\(errors)")
  }
}
