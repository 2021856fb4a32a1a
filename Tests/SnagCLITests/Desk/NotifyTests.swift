import Foundation
import TestSupport
import Testing

@Suite struct NotifyTests {
  private func desk() throws -> (world: CommandLineWorld, id: String) {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", "helpdesk")
    try world.write(
      """
      rules:
        - { name: tell, on: created, do: ["notify lead@example.org, bob: {{title}} came"] }

      """, to: ".tickets/rules.yml")
    return (world, world.ok("new", "Printer\u{2029}Bcc: x".replacing("\u{2029}", with: " ")))
  }

  @Test func aMessageWaitsAndGoesOutOnce() throws {
    let (world, id) = try desk()
    let waiting = world.snag("notify")
    #expect(waiting.output.hasPrefix("\(id).tell.") && waiting.output.hasSuffix(".eml\n"))
    let text = world.ok("notify", "--dry-run")
    #expect(text.hasPrefix("To: lead@example.org\nSubject: [\(id)] Printer Bcc: x\n"))
    #expect(world.read(world.path(of: id))?.contains("Told lead@example.org, bob: ") == true)
    #expect(world.snag("notify", "--send").errors.contains("git config snag.notify"))
    try world.git("config", "snag.notify", "cat >> sent.txt")
    world.ok("notify", "--send")
    let sent = world.read("sent.txt")
    #expect(sent?.contains("Message-ID: <\(id).tell.") == true)
    world.ok("notify", "--send")
    world.ok("tick")
    #expect(world.read("sent.txt") == sent)
    #expect(world.ok("notify").isEmpty)
  }

  @Test func aCommandThatFailsLosesNothing() throws {
    let (world, _) = try desk()
    try world.git("config", "snag.notify", "exit 3")
    let outcome = world.snag("notify", "--send")
    #expect(outcome.status == 1 && outcome.errors.contains("failed with status 3"))
    #expect(world.ok("notify").hasSuffix(".eml"))
    try world.git("config", "snag.notify", "cat > sent.txt")
    world.ok("tick")
    #expect(world.read("sent.txt")?.contains("Subject: ") == true)
  }

  @Test func aKillBetweenNotingAndSendingSendsNothingTwice() throws {
    let (world, _) = try desk()
    let name = world.ok("notify")
    // As a kill before the command leaves it.
    try world.write("", to: ".git/snag/sent/\(name)")
    try world.git("config", "snag.notify", "cat >> sent.txt")
    world.ok("notify", "--send")
    #expect(world.read("sent.txt") == nil && world.ok("notify").isEmpty)
  }

  @Test func aCommitThatFailsTakesItsMessageBack() throws {
    let (world, _) = try desk()
    world.ok("notify", "--dry-run")
    try world.git("config", "snag.notify", "cat > /dev/null")
    world.ok("notify", "--send")
    try world.write("#!/bin/sh\n! grep -q 'rule tell' \"$1\"\n", to: ".git/hooks/commit-msg")
    let made = try run(["chmod", "+x", ".git/hooks/commit-msg"], in: world.directory)
    #expect(made.status == 0)
    world.snag("new", "Another")
    #expect(world.ok("notify").isEmpty)
    _ = try run(["rm", ".git/hooks/commit-msg"], in: world.directory)
    world.ok("new", "A third")
    #expect(world.ok("notify").hasSuffix(".eml"))
  }

  @Test func noFileOfTheRepositoryNamesACommand() throws {
    let (world, _) = try desk()
    try world.write("[snag]\n\tnotify = touch pwned\n", to: ".gitconfig")
    try world.write("rules: []\nnotify: touch pwned\n", to: ".tickets/rules.yml")
    #expect(world.snag("tick").status == 1)
    #expect(world.read("pwned") == nil)
  }
}
