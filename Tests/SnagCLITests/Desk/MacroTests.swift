import TestSupport
import Testing

@Suite struct MacroCommandTests {
  private func desk() throws -> CommandLineWorld {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", "helpdesk")
    try world.write(
      """
      ---
      summary: Ask for the log
      labels+: [log]
      waiting_for: "{{requester}}"
      transition: wait
      ---

      Dear {{requester.name}}, please send the log of {{title}}.

      """, to: ".tickets/macros/ask-for-log.md")
    return world
  }

  @Test func changesSaysAndMovesInOneCommit() throws {
    let world = try desk()
    let id = world.ok("new", "VPN {{id}}", "-p", "P2", "requester=bob")
    world.ok("triage", id)
    let before = try world.git("rev-list", "--count", "HEAD")
    let outcome = world.snag("macro", "ask-for-log", id)
    #expect(outcome.line == id && outcome.errors.contains("open -> waiting"), "\(outcome.errors)")
    let text = world.read(world.path(of: id)) ?? ""
    #expect(text.contains("waiting_for: bob") && text.contains("- log"))
    #expect(text.contains("Dear bob, please send the log of VPN {{id}}."))
    #expect(try world.git("rev-list", "--count", "HEAD") != before)
    #expect(world.snag("check").status == 0)
  }

  @Test func guardsHold() throws {
    let world = try desk()
    let id = world.ok("new", "VPN", "-p", "P2")
    let outcome = world.snag("macro", "ask-for-log", id)
    #expect(outcome.status == 4 && outcome.errors.hasPrefix("error: "), "\(outcome.errors)")
  }

  @Test func areListedAndSuggested() throws {
    let world = try desk()
    #expect(world.ok("macro") == "ask-for-log\tAsk for the log")
    let outcome = world.snag("macro", "ask-for-lg", "x")
    #expect(outcome.status == 2 && outcome.errors.contains("did you mean ask-for-log?"))
  }

  @Test func aBrokenOneIsFoundByCheck() throws {
    let world = try desk()
    try world.write("---\nlables: x\n---\n", to: ".tickets/macros/bad.md")
    #expect(
      world.snag("check").output.hasPrefix(
        ".tickets/macros/bad.md:2:1: error: unknown field lables"))
    #expect(world.ok("macro").hasPrefix("ask-for-log"))
  }
}
