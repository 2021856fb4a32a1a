import SnagCLI
import Testing

@Suite struct HelpTests {
  private static let verbs = [
    "new", "list", "show", "edit", "comment", "move", "log", "where", "diff", "changelog", "board",
    "tree", "overview", "assign", "wait", "duplicate", "similar", "checklist", "spend", "rate",
    "kb", "macro", "sla", "tick", "notify", "report", "init", "workflow", "check", "settle",
    "sync", "export", "shard", "install", "tour",
    "transition", "merge-driver", "hook", "completion",
  ]

  @Test func everyHelpTextIsAsRecorded() throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("--help")
    for verb in Self.verbs { world.ok(verb, "--help") }
    try expectSnapshot(world.takeTranscript(), named: "help")
  }

  @Test func helpReachesTheSameTextsByEveryRoad() throws {
    let world = try CommandLineWorld(isSetUp: false)
    #expect(world.ok("help") == world.ok("--help"))
    #expect(world.ok("-h") == world.ok("--help"))
    #expect(world.ok("help", "list") == world.ok("list", "--help"))
    #expect(world.ok("--help", "list") == world.ok("list", "-h"))
  }

  @Test func helpOfAnUnknownVerbIsRefusedWithTheNearest() throws {
    let world = try CommandLineWorld(isSetUp: false)
    world.snag("help", "lsit")
    expectSnapshot(
      world.takeTranscript(),
      """
      $ snag help lsit
      ! error: unknown verb lsit
      !   list
      ! hint: did you mean `snag list`?
      (exit 2)

      """)
  }

  @Test func versionIsOneLine() throws {
    let world = try CommandLineWorld(isSetUp: false)
    #expect(world.ok("--version").split(separator: ".").count == 3)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionScriptsAskTheProgram(shell: String) throws {
    let world = try CommandLineWorld(isSetUp: false)
    #expect(world.ok("completion", shell).contains(" __complete "))
    let offered = world.ok("__complete", "help", "")
    for verb in ["new", "tree", "init", "tour"] {
      #expect(offered.contains("\(verb)\t"), "\(verb)")
    }
  }
}
