import Foundation
import TestSupport
import Testing
import TicketModel

/// Rules, escalations, macros and messages through the command line.
@Suite struct TickTests {
  private func desk(_ rules: String) throws -> CommandLineWorld {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", "helpdesk")
    try world.write("rules:\n\(rules)\n", to: ".tickets/rules.yml")
    return world
  }

  private func commits(_ world: CommandLineWorld) throws -> Int {
    try Int(world.git("rev-list", "--count", "HEAD").dropLast()) ?? 0
  }

  private func advance(_ world: CommandLineWorld, days: Int64) {
    world.nextTime = .init(seconds: world.nextTime.seconds + days * 86_400)
  }

  @Test func aTimeRuleIsCarriedOutOnceAndNamesItself() throws {
    let world = try desk(
      """
        - name: auto-close
          on: time
          when: "status:resolved updated:>7d"
          do: ["transition close", "comment Closed, as {{title}} had no answer."]
      """)
    let id = world.ok("new", "Printer", "-p", "P2")
    world.ok("resolve", id, "resolution=fixed")
    #expect(world.ok("tick").isEmpty)
    advance(world, days: 8)
    let before = try commits(world)
    #expect(world.snag("tick", "--dry-run").output == "\(id)\tauto-close\tresolved -> closed\n")
    #expect(try commits(world) == before)
    #expect(world.snag("tick").output == "\(id)\tauto-close\tresolved -> closed\n")
    #expect(try commits(world) == before + 1)
    #expect(
      try world.git("log", "-1", "--format=%(trailers)")
        == "Ticket: \(id)\nRule: auto-close\n\n")
    #expect(world.read(world.path(of: id))?.contains("Closed, as Printer had no answer.") == true)
    #expect(world.ok("tick").isEmpty)
    #expect(try commits(world) == before + 1)
    #expect(world.snag("check").status == 0)
  }

  @Test func aReminderSpeaksEachTimeItsConditionComesTrue() throws {
    let world = try desk(
      """
        - { name: remind, on: time, when: "is:open updated:>3d", do: ["note Still open"] }
        - { name: once, on: time, when: "is:open priority:P1", do: ["note Urgent"] }
      """)
    let id = world.ok("new", "Printer", "-p", "P1")
    #expect(world.snag("tick").output == "\(id)\tonce\tcomment\n")
    #expect(world.ok("tick").isEmpty)
    for _ in 0..<2 {
      advance(world, days: 4)
      #expect(world.snag("tick").output == "\(id)\tremind\tcomment\n")
      #expect(world.ok("tick").isEmpty)
    }
  }

  @Test func anotherCloneDoesNothingTwice() throws {
    let world = try desk(
      #"  - { name: once, on: time, when: "priority:P1", do: ["note Urgent", "labels+=seen"] }"#)
    try world.git("add", ".tickets/rules.yml")
    try world.git("commit", "-qm", "rules")
    world.ok("new", "Printer", "-p", "P1")
    world.ok("tick")
    try world.git("clone", "-q", ".", "../other")
    world.directory += "/../other"
    let before = try commits(world)
    #expect(world.ok("tick").isEmpty)
    #expect(try commits(world) == before)
  }

  @Test func rulesAnswerVerbsAndTheirOwnChangesAreNoEvent() throws {
    let world = try desk(
      """
        - { name: greet, on: created, when: "type:incident", do: ["comment We have {{id}}."] }
        - { name: vip, on: changed, when: "label:vip", do: [priority=P1] }
        - { name: lead, on: changed, when: "priority:P1", do: ["assign lead"] }
        - { name: own, on: changed, when: "assignee:lead -label:seen", do: ["labels+=seen"] }
      """)
    let outcome = world.snag("new", "Printer")
    let id = outcome.line
    #expect(outcome.errors.contains("(rule greet)"), "\(outcome.errors)")
    #expect(world.read(world.path(of: id))?.contains("We have \(id).") == true)
    let edit = world.snag("edit", id, "labels+=vip")
    #expect(edit.line == id)
    let rules = edit.errors.split(separator: "\n").compactMap { line in
      line.split(separator: "(rule ").dropFirst().first?.prefix { $0 != ")" }
    }
    #expect(rules == ["vip", "lead", "own"], "\(edit.errors)")
    #expect(world.snag("show", id, "--json").member("assignee") == "lead")
    #expect(!world.snag("edit", id, "title=Other").errors.contains("(rule"))
  }

  @Test func aRefusedActionIsToldAndChangesNothing() throws {
    let world = try desk(
      #"  - { name: bad, on: time, when: "is:open", do: ["labels+=x", "transition confirm"] }"#)
    world.ok("new", "Printer")
    let before = try commits(world)
    let outcome = world.snag("tick")
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("rule bad is refused: "), "\(outcome.errors)")
    #expect(try commits(world) == before)
  }

  @Test func anApprovalIsNotForRulesToGive() throws {
    let world = try desk(#"  - { name: cheat, on: time, do: ["approvals+=boss"] }"#)
    world.ok("new", "Laptop", "-t", "request", "requester=bob")
    let outcome = world.snag("tick")
    #expect(outcome.status == 1 && outcome.errors.contains(".tickets/rules.yml:2:"))
    #expect(world.snag("check").output.contains("not for rules to change"))
  }

  @Test func whoRunsTickGetsNoTickets() throws {
    let world = try desk("  []")
    let id = world.ok("new", "Printer", "-p", "P2")
    world.ok("triage", id)
    world.ok("wait", id, "waiting_for=parts", "wait_until=2026-11-23T00:00:00Z")
    #expect(world.ok("tick").isEmpty)
    advance(world, days: 3)
    #expect(world.snag("tick").output == "\(id)\twake\twaiting -> in-progress\n")
    #expect(world.ok("list", "no:assignee", "--format=%(id)").contains(id))
    #expect(world.ok("tick").isEmpty)
  }

  @Test func escalationsReachEachLevelOnce() throws {
    let world = try desk("  []")
    try world.write(
      """
      policies:
        - name: standard
          targets: { P1: { resolution: 4h } }
          escalate:
            - { clock: resolution, at: 50%, do: ["labels+=late"] }
            - { clock: resolution, at: 100%, do: ["assign lead"] }

      """, to: ".tickets/sla.yml")
    let id = world.ok("new", "Printer", "-p", "P1")
    #expect(world.ok("tick").isEmpty)
    world.nextTime = .init(seconds: world.nextTime.seconds + 3 * 3_600)
    #expect(world.snag("tick").output == "\(id)\tstandard/resolution/50%/1\tlabels+=late\n")
    #expect(
      try world.git("log", "-1", "--format=%(trailers:key=Escalation)")
        == "Escalation: standard/resolution/50%/1\n\n")
    #expect(world.ok("tick").isEmpty)
    advance(world, days: 1)
    #expect(world.snag("tick").output == "\(id)\tstandard/resolution/100%/1\tassignee=lead\n")
    #expect(world.ok("tick").isEmpty)
  }

  @Test func checkFindsRulesThatLoop() throws {
    let world = try desk(
      """
        - { name: a, on: time, when: "label:x", do: ["labels-=x", "labels+=y"] }
        - { name: b, on: time, when: "label:y", do: ["labels-=y", "labels+=x", "transition fly"] }
      """)
    let outcome = world.snag("check")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains(".tickets/rules.yml:2:13: error: rules a and b undo"))
    #expect(outcome.output.contains("no workflow here has the transition fly"))
  }
}
