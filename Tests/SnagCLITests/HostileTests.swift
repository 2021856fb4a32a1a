import Foundation
import SnagCLI
import TestSupport
import Testing

/// Nothing read from a ticket, a file name or the command line may steer the terminal.
@Suite struct HostileTests {
  private static let poison =
    "a\u{1B}[31mred\u{1B}]0;t\u{07}\u{08}\u{0D}\u{7F}\u{9B}2J\u{202E}evil\u{2066}\u{200F}\u{061C}\u{2028}z"

  /// A scalar that must not leave the program.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0x2028, 0x2029: true
    default: false
    }
  }

  private func expectSafe(
    _ outcome: CommandLineWorld.Outcome, _ what: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    let isSeparated = what.contains("-z")
    // The lines of CSV end as RFC 4180 has it.
    let text =
      what.contains("--csv") ? outcome.everything.replacing("\r\n", with: "\n") : outcome.everything
    let bad = text.unicodeScalars.filter {
      Self.isForbidden($0) && !(isSeparated && $0 == "\0")
    }
    #expect(
      bad.isEmpty, "\(what): \(bad.map { String($0.value, radix: 16) }) in \(outcome.everything)",
      sourceLocation: location)
  }

  private func world() throws -> CommandLineWorld {
    let world = try CommandLineWorld()
    let raw = Self.poison
    let escaped = raw.unicodeScalars.map { scalar in
      scalar.value < 0x80 && scalar.value >= 0x20 && scalar.value != 0x7F
        ? String(scalar) : "\\u" + String(format: "%04x", scalar.value)
    }.joined()
    // Every field as an escaped scalar, with line feeds, and the body and a comment as they are.
    try world.write(
      """
      ---
      id: we-kkkb2c
      title: "\(escaped)\\ntwo\\tlines"
      type: "task\(escaped)"
      status: "new\(escaped)"
      created: 2026-11-20T09:15:00Z
      assignee: "\(escaped)"
      reporter: "\(escaped)"
      priority: "\(escaped)"
      labels:
      - "\(escaped)"
      - "b\\nc"
      blocked_by:
      - "\(escaped)"
      milestone: "\(escaped)"
      custom: "\(escaped)"
      history:
      - "2026-11-20T09:15:00Z \(escaped) new"
      ---

      \(raw)

      - [ ] \(raw)

      ## Comments

      ### \(raw), 2026-11-20T09:15:00Z, c-7hq4

      \(raw)

      """, to: ".tickets/we-kkkb2c.md")
    // The same characters as bytes of a plain value, and in what cannot be read at all.
    try world.write(
      "---\nid: we-kkkd3f\ntitle: \(raw)\ntype: bug\nstatus: new\ncreated: \(raw)\nassignee: \(raw)\nhistory:\n- \(raw)\n---\n\n\(raw)\n",
      to: ".tickets/we-kkkd3f.md")
    try world.write(
      "---\nid: \(raw): x\n\(raw)\n---\n", to: ".tickets/we-kkkf4g-\u{1B}[31m\u{202E}.md")
    try world.write("---\n\(raw): 1\n\(raw): 2\n---\n", to: ".tickets/we-kkkg5h.md")
    try world.git("add", "-A", ".tickets")
    try world.git(
      "commit", "-q", "-m", "\(raw)",
      "--author=\(raw.filter { $0 != "<" && $0 != "\u{2028}" }) <a@b>")
    return world
  }

  private static let readers: [[String]] = [
    [], ["overview", "--json"], ["list"], ["list", "--json"], ["list", "-z"],
    ["list", "status:xyz"], ["list", "--csv"], ["list", "--csv", "--columns=title,custom,snippet"],
    ["list", "--group-by=title"], ["list", "--group-by=custom", "--count"],
    ["list", "type:\u{1B}[31m"],
    ["list", "--group-by=labels", "--json"],
    ["list", "e", "--columns=snippet", "--sort=relevance"],
    ["list", "--format=%(id) %(title) %(custom) %(labels) %(path)"], ["list", "is:closed"],
    [
      "list",
      "--columns=id,title,type,status,assignee,reporter,priority,labels,milestone,custom,path",
    ],
    ["show", "we-kkkb2c"], ["show", "we-kkkd3f"], ["show", "we-kkkf4g"], ["show", "we-kkkg5h"],
    ["show", "we-kkkb2c", "--json"], ["show", "we-kkkd3f", "--json"], ["show", "kkk"],
    ["log"], ["log", "we-kkkb2c"], ["log", "--json"], ["log", "we-kkkd3f", "--json"], ["check"],
    ["check", "--format=json"], ["check", "--format=github"], ["check", "--json"],
    ["export", "json"], ["check", "--fix", "--dry-run"], ["start", "we-kkkb2c"],
    ["move", "we-kkkb2c", "done"], ["edit", "we-kkkb2c", "type=bug"], ["shard", "--dry-run"],
    ["done", "we-kkkd3f"], ["start", "we-kkkd3f", "--dry-run"], ["list", "--at", "HEAD"],
    ["edit", "we-kkkd3f", "priority=P1", "--dry-run", "--json"], ["diff", "HEAD~1"],
    ["diff", "HEAD~1", "--format=md"], ["diff", "HEAD~1", "--json"], ["diff", "HEAD..HEAD~1"],
  ]

  @Test func nothingReadFromATicketSteersTheTerminal() throws {
    let world = try world()
    for arguments in Self.readers { expectSafe(world.snag(arguments), "\(arguments)") }
    world.terminalWidth = 80
    world.variables["NO_COLOR"] = "1"
    for arguments in Self.readers {
      expectSafe(world.snag(arguments), "\(arguments) on a terminal")
    }
    expectSafe(world.snag("show", "we-kkkb2c", "--format=raw"), "raw on a terminal")
  }

  @Test func rawThroughAPipeIsTheFile() throws {
    let world = try world()
    #expect(
      world.snag("show", "we-kkkb2c", "--format=raw").output == world.read(".tickets/we-kkkb2c.md"))
  }

  @Test func aTableHasOneLineForEachTicket() throws {
    let world = try world()
    let lines = world.snag("list", "is:open,closed").output.split(separator: "\n")
    for line in lines {
      #expect(line.split(separator: "\t", omittingEmptySubsequences: false).count == 7)
    }
  }

  @Test func configurationCannotSteerTheTerminal() throws {
    let world = try CommandLineWorld()
    try world.write(
      "version: 1\nprefix: we\nviews:\n  \"\u{1B}[31m\u{202E}\": \"is:open\"\n",
      to: ".tickets/config.yml")
    expectSafe(world.snag("list", "@x"), "views")
    try world.write("name: \u{1B}[31m\n\u{202E}: [", to: ".tickets/workflows/bug.yml")
    expectSafe(world.snag("list"), "workflow")
    expectSafe(world.snag("check"), "workflow")
    expectSafe(world.snag("new", "x", "-t", "bug"), "workflow")
  }

  // MARK: The command line

  private static let oddWords = [
    "../x", "a/b", "..", ".", "a\nb", "\u{1B}[31m", "\u{202E}x", "", " ", "we-", "-", "%s", "$1",
    "we-kkk\u{0}", "🎉", "é", String(repeating: "k", count: 10_000), "we-*", "HEAD", "\u{9B}x",
  ]

  @Test func oddIdsAreNotFound() throws {
    let world = try CommandLineWorld()
    let before = try world.everyFile()
    for arguments in Self.oddWords.flatMap({ word in
      [
        ["show", word], ["edit", word, "priority=P1"], ["comment", word, "-m", "x"],
        ["move", word, "done"], ["start", word], ["log", word], ["diff", "HEAD", word],
      ]
    }) {
      let outcome = world.snag(arguments)
      #expect(outcome.status == 3, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.hasPrefix("error: "))
      #expect(outcome.errors.split(separator: "\n").count == 2, "\(outcome.errors)")
      #expect(outcome.errors.count < 400)
      expectSafe(outcome, "\(arguments)")
      #expect(try (world.snag(arguments + ["--json"])).errorJSON()["code"] != nil)
    }
    #expect(try world.everyFile() == before)
  }

  @Test func optionLikeIdsAreOptions() throws {
    let world = try CommandLineWorld()
    #expect(world.snag("show", "-x").status == 2)
    #expect(world.snag("show", "--", "-x").status == 3)
    #expect(world.snag("edit", "--", "--force", "a=b").status == 3)
  }

  @Test(arguments: [
    "a\tb", "a\nb", "\u{1B}[31m", "a\u{202E}b", "a\u{0}b", "", " ", "  \t ", "\u{9B}",
    String(repeating: "x", count: 10_000),
  ])
  func badTitlesAreRefused(title: String) throws {
    let world = try CommandLineWorld()
    let before = try world.everyFile()
    let outcome = world.snag("new", title)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: title "), "\(outcome.errors)")
    #expect(outcome.errors.contains("hint: "), "\(outcome.errors)")
    #expect(outcome.errors.count < 400)
    expectSafe(outcome, title)
    #expect(try world.everyFile() == before)
  }

  @Test(arguments: [
    "$1 and $(rm -rf /)", "quotes \" and ' and `x`", "🎉 family 👩‍👩‍👧", "null", "1e10", "- dash", "a: b",
    "# hash", "trailing:", "[x]", "ü\u{0308}", "{a}", "---", "@at", "!tag", "&anchor", "%x",
    "  blanks around  ",
  ])
  func oddTitlesAreKept(title: String) throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "--", title)
    let ticket = try #require(
      (try world.snag("show", id, "--json=title").json()["tickets"] as? [[String: Any]])?.first)
    #expect(ticket["title"] as? String == title.trimmingCharacters(in: .whitespaces))
    #expect(world.snag("check").status == 0)
    #expect(world.path(of: id).hasPrefix(".tickets/\(id)"))
  }

  @Test func labelsAreSplitAtCommas() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "x", "-l", "b,a", "-l", "c,,a, d ")
    #expect(world.ok("list", "--columns=labels") == "a,b,c,d")
    #expect(world.snag("edit", id, "labels+=x\ny").status == 2)
    #expect(world.snag("new", "x", "-l", "a\u{1B}b").status == 2)
  }

  // MARK: Odd repositories

  @Test func outsideARepository() throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.directory = world.scratch.path
    for arguments in [
      [], ["list"], ["new", "x"], ["show", "we-kkk"], ["init"], ["check"], ["diff"],
    ] {
      let outcome = world.snag(arguments)
      #expect(outcome.status == 1)
      #expect(
        outcome.errors
          == "error: not inside a git repository\nhint: git init, then snag init\n")
    }
  }

  @Test func withoutTicketsEveryVerbPointsToInit() throws {
    let world = try CommandLineWorld(isSetUp: false)
    for arguments in [
      [], ["list"], ["new", "x"], ["show", "we-kkk"], ["edit", "we-kkk", "a=b"], ["check"],
      ["comment", "we-kkk", "-m", "x"], ["start", "we-kkk"], ["move", "we-kkk", "done"],
      ["export", "json"], ["shard"], ["log", "we-kkk"], ["diff"], ["diff", "--staged"],
    ] {
      let outcome = world.snag(arguments)
      #expect(outcome.status == 1, "\(arguments)")
      #expect(
        outcome.errors
          == "error: no tickets in this repository yet\nhint: `snag init` sets them up\n",
        "\(arguments): \(outcome.errors)")
    }
  }

  @Test func aSha256RepositoryIsRefusedClearly() throws {
    let world = try CommandLineWorld(isSetUp: false, gitOptions: "--object-format=sha256")
    let before = try world.everyFile()
    let outcome = world.snag("init")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("sha256") && outcome.errors.contains("hint: "))
    #expect(try world.everyFile() == before)
  }

  @Test func withoutAnIdentityWritersSayHowToGetOne() throws {
    let world = try CommandLineWorld()
    for name in world.variables.keys where name.hasPrefix("GIT_") && !name.contains("CONFIG") {
      world.variables[name] = nil
    }
    let outcome = world.snag("new", "x")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("git config user.name"))
    #expect(world.snag().status == 0)
    #expect(world.snag("list").status == 0)
    #expect(world.snag("list", "assignee:@me").errors.contains("git config"))
  }

  @Test func aBareRepositoryInsideAWorkTreeIsTheOneMeant() throws {
    let world = try CommandLineWorld()
    try world.git("clone", "-q", "--bare", world.directory, "bare.git")
    world.ok("new", "Outside")
    world.directory += "/bare.git"
    #expect(world.ok("list").isEmpty)
    let id = world.ok("new", "Inside")
    #expect(world.ok("list", "--columns=id") == id)
  }

  @Test func aBareRepositoryWorksThroughItsObjects() throws {
    let source = try CommandLineWorld()
    let first = source.ok("new", "Made elsewhere")
    let world = try CommandLineWorld(isSetUp: false)
    world.directory = world.scratch.path
    try world.git("clone", "-q", "--bare", source.directory, "bare.git")
    world.directory += "/bare.git"
    #expect(world.ok("list", "--columns=id") == first)
    let second = world.ok("new", "Made here")
    #expect(world.ok("show", second).contains("Made here"))
    world.ok("start", second)
    world.ok("comment", second, "-m", "x")
    world.ok("edit", second, "priority=P1")
    world.ok("check")
    world.ok("shard")
    #expect(world.snag("list").output.split(separator: "\n").count == 2)
    let refused = world.snag("init")
    #expect(refused.status == 2 && refused.errors.contains("bare repository"))
    #expect(world.snag("new", "x", "--no-commit").status == 2)
    #expect(try world.git("fsck", "--strict").isEmpty)
  }
}
