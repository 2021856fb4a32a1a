import Foundation
import SnagCLI
import Testing

@Suite struct ExitStatusTests {
  @Test func eachNumberOfTheTableIsReached() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Login crashes", "-t", "bug")
    let second = world.ok("new", "Second", "-t", "bug")
    // 0: done, an empty answer, already there
    #expect(world.snag("list", "label:none").status == 0)
    #expect(world.snag("start", id).status == 0)
    #expect(world.snag("start", id).status == 0)
    // 1: failed, findings
    try world.write("broken", to: ".tickets/we-broken.md")
    #expect(world.snag("check").status == 1)
    #expect(world.snag("-C", "/", "list").status == 1)
    // 2: usage
    #expect(world.snag("list", "--bogus").status == 2)
    #expect(world.snag("lsit").status == 2)
    #expect(world.snag("list", "prio:1").status == 2)
    // 3: no such ticket, or several
    #expect(world.snag("show", "we-zzzzzz").status == 3)
    let common = "we-\(zip(id.dropFirst(3), second.dropFirst(3)).prefix { $0 == $1 }.map { $0.0 })"
    if common.count > 5 { #expect(world.snag("show", common).status == 3) }
    // 4: refused
    #expect(world.snag("close", id).status == 4)
    #expect(world.snag("edit", id, "id=we-other2").status == 4)
  }

  @Test func severalTicketsAreListedAsCandidates() throws {
    let world = try CommandLineWorld()
    for name in ["we-kkkb2c", "we-kkkd3f"] {
      try world.write(
        """
        ---
        id: \(name)
        title: One of two
        type: task
        status: new
        created: 2026-11-20T09:15:00Z
        assignee:
        reporter: ada
        priority:
        labels:
        blocked_by:
        history:
        - 2026-11-20T09:15:00Z ada new
        ---

        """, to: ".tickets/\(name).md")
    }
    world.snag("show", "kkk")
    expectSnapshot(
      world.takeTranscript(),
      """
      $ snag show kkk
      ! error: kkk could be any of 2 tickets
      !   we-kkkb2c
      !   we-kkkd3f
      ! hint: type more of the id
      (exit 3)

      """)
  }

  /// Command lines that ArgumentParser refuses, one for each of its messages.
  private static let misuses: [[String]] = [
    ["list", "--bogus"], ["list", "--limti", "3"], ["list", "--limit"], ["list", "-n", "x"],
    ["list", "-n", "-1"], ["list", "-nolabel"], ["move"], ["move", "we-k2m"], ["show"],
    ["show", "--format=yaml", "x"], ["export", "yaml"], ["completion"], ["completion", "tcsh"],
    ["list", "--color=pink"], ["list", "--quiet=yes"], ["tour", "operand"],
    ["init", "--adopt", "--undo"], ["init", "--for", "cooks"], ["init", "--prefix"],
    ["new", "x", "--no-commit", "--on", "main"], ["comment", "x", "-m", "a", "-F", "b"],
    ["list", "--sort", "id", "--sort"], ["check", "--format", "xml"], ["overview", "extra"],
    ["list", "--columns", "id", "--format", "%(id)"], ["-C"], ["--color"], ["transition"],
  ]

  @Test func misuseIsStatusTwoInOurShape() throws {
    let world = try CommandLineWorld()
    for arguments in Self.misuses { try expectShape(of: world.snag(arguments), arguments) }
  }

  private func expectShape(
    of outcome: CommandLineWorld.Outcome, _ arguments: [String]
  ) throws {
    #expect(outcome.status == 2, "\(arguments)")
    #expect(outcome.output.isEmpty, "\(arguments)")
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    let first = try #require(lines.first)
    #expect(first.hasPrefix("error: "), "\(outcome.errors)")
    #expect(!first.hasSuffix("."), "\(first)")
    let letter = first.dropFirst("error: ".count).first
    #expect(letter?.isUppercase == false, "\(first)")
    #expect(lines.count { $0.hasPrefix("hint: ") } == 1, "\(outcome.errors)")
    for line in lines.dropFirst() {
      #expect(line.hasPrefix("  ") || line.hasPrefix("hint: "), "\(outcome.errors)")
    }
    for foreign in ["Usage:", "USAGE", "Error:", "snag-", "Did you mean"] {
      #expect(!outcome.errors.contains(foreign), "\(outcome.errors)")
    }
  }

  @Test func aMistypedVerbIsSaidBeforeItsOptions() throws {
    let world = try CommandLineWorld()
    world.snag("lsit", "--sort", "id")
    world.snag("start", "--zzzzz", "id")
    expectSnapshot(
      world.takeTranscript(),
      """
      $ snag lsit --sort id
      ! error: unknown verb lsit
      !   list
      ! hint: did you mean `snag list`?
      (exit 2)
      $ snag start --zzzzz id
      ! error: unknown option '--zzzzz'
      ! hint: `snag --help` lists the verbs, `snag VERB --help` a verb's options
      (exit 2)

      """)
  }

  @Test func whatIsSaidAboutMisuse() throws {
    let world = try CommandLineWorld()
    for arguments in Self.misuses { world.snag(arguments) }
    try expectSnapshot(world.takeTranscript(), named: "misuse")
  }

  @Test func noStatusButThoseOfTheTableEverLeaksOut() throws {
    let world = try CommandLineWorld()
    for first in ["list", "show", "x", "-m", "--", "help", ""] {
      for second in ["list", "--json", "-C", "status=x", "--help", "-z", ""] {
        let outcome = world.snag(first, second)
        #expect((0...4).contains(outcome.status), "\(first) \(second)")
      }
    }
  }
}
