import Foundation
import SnagCLI
import TestSupport
import Testing

@Suite struct ImportAgainTests {
  private func ticket(_ id: String) -> String {
    "---\nid: \(id)\nstatus: open\ndeps: []\nlinks: []\nodd: 1\n---\n# \(id)\n"
  }

  @Test func onesOwnTicketsAreNotImported() throws {
    let world = try CommandLineWorld()
    world.ok("new", "Ours")
    let before = try world.everyFile()
    for path in [".tickets", ".tickets/templates", "./.tickets/", "\(world.directory)/.tickets"] {
      let outcome = world.snag("import", "tk", path)
      #expect(outcome.status == 4)
      #expect(outcome.errors.contains("already here"), "\(outcome.errors)")
    }
    #expect(try world.everyFile() == before)
  }

  @Test func onlyTicketsAreTakenOver() throws {
    let world = try CommandLineWorld()
    try world.write(ticket("tc-1"), to: "old/tc-1.md")
    try world.write("---\ntype: bug\n---\nno id\n", to: "old/notes.md")
    try world.write(ticket("tc-2"), to: "old/templates/bug.md")
    let outcome = world.snag("import", "tk", "old")
    #expect(outcome.output.contains("imported\t1\n"), "\(outcome.output)")
    #expect(outcome.output.contains("files left out: no id\t1"), "\(outcome.output)")
  }

  @Test func theReportIsOfNewTicketsOnly() throws {
    let world = try CommandLineWorld()
    try world.write(ticket("tc-1"), to: "old/tc-1.md")
    world.ok("import", "tk", "old")
    expectSnapshot(world.snag("import", "tk", "old").output, "imported\t0\nskipped\t1\n")
    try world.write(ticket("tc-2"), to: "old/tc-2.md")
    let outcome = world.snag("import", "tk", "old")
    #expect(outcome.output.contains("imported\t1\nskipped\t1\n"), "\(outcome.output)")
    #expect(outcome.output.contains("field odd kept as odd\t1\n"), "\(outcome.output)")
  }
}
