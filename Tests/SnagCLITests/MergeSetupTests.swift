import Foundation
import TestSupport
import Testing
import TicketStore

/// How git comes to know of the merge driver: `.gitattributes`, the clone's configuration, `check`.
@Suite struct MergeSetupTests {
  private static let line = "/.tickets/**/*.md merge=snag diff=snag\n"
  private static let said = "git now merges tickets with snag in this clone\n"
  private static let keys = ["merge.snag.name", "merge.snag.driver", "diff.snag.xfuncname"]

  /// A clone of a repository that is set up; its own configuration has no driver.
  private func clone(_ options: String...) throws -> CommandLineWorld {
    let world = try CommandLineWorld()
    world.ok("new", "Cloned")
    let target = world.scratch.path("clone")
    let made = try TestSupport.run(
      ["git", "clone", "-q", "--template="] + options + [".", target], in: world.directory)
    try #require(made.status == 0, "\(made.errors)")
    world.directory = target
    return world
  }

  private func value(_ key: String, _ world: CommandLineWorld) throws -> String? {
    let result = try TestSupport.run(["git", "config", "--local", key], in: world.directory)
    return result.status == 0 ? result.output : nil
  }

  // MARK: init

  @Test func initCommitsTheLineAndSetsTheKeys() throws {
    let world = try CommandLineWorld(isSetUp: false)
    let config = world.read(".git/config")
    let dry = world.snag("init", "--dry-run")
    #expect(dry.errors.contains("dry run: would set merge.snag.driver in this clone's"))
    #expect(world.read(".git/config") == config)
    #expect(world.snag("init").errors.contains(Self.said))
    #expect(try world.git("show", "HEAD:.gitattributes") == Self.line)
    for key in Self.keys { #expect(try value(key, world) != nil, "\(key)") }
    #expect(try value("merge.snag.driver", world) == "\(MergeDriver.command)\n")
    #expect(try world.git("status", "--porcelain").isEmpty)

    let undoing = world.snag("init", "--undo", "--dry-run")
    #expect(undoing.errors.contains("dry run: would take merge.snag.driver out"))
    #expect(try value("merge.snag.driver", world) != nil)
    #expect(world.snag("init", "--undo").errors.contains("git no longer merges tickets with snag"))
    #expect(world.read(".git/config") == config)
    #expect(world.read(".gitattributes") == nil)
    #expect(try world.git("status", "--porcelain").isEmpty)
  }

  /// git refuses every merge while a driver has a name and no command.
  @Test func theCommandIsSetBeforeTheName() throws {
    let world = try CommandLineWorld()
    let lines = try #require(world.read(".git/config")).split(separator: "\n")
    let command = try #require(lines.firstIndex { $0.contains("driver = ") })
    let name = try #require(lines.firstIndex { $0.contains("name = tickets") })
    #expect(command < name)
  }

  @Test func othersLinesAndKeysStay() throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write("*.png binary", to: ".gitattributes")
    try world.git("add", ".gitattributes")
    try world.git("commit", "-q", "-m", "start")
    try world.write("*.png binary\n*.txt text\n", to: ".gitattributes")
    try world.git("config", "merge.snag.driver", "mine %A")
    try world.git("config", "diff.snag.command", "mine")
    let outcome = world.snag("init")
    #expect(!outcome.errors.contains(Self.said))
    #expect(try value("merge.snag.driver", world) == "mine %A\n")
    #expect(try world.git("show", "HEAD:.gitattributes") == "*.png binary\n\(Self.line)")
    #expect(world.read(".gitattributes") == "*.png binary\n*.txt text\n\(Self.line)")
    world.ok("new", "A ticket")
    #expect(try value("merge.snag.driver", world) == "mine %A\n")
    let check = world.snag("check")
    #expect(check.status == 0)
    #expect(
      check.output == """
        .gitattributes:3:1: warning: git merges tickets with another command in this clone: \
        merge.snag.driver is not as snag sets it [merge-driver] \
        (`git config --unset-all merge.snag.driver; snag init` sets it)

        """)

    try world.write("*.md -text\n\(Self.line)*.txt text\n", to: ".gitattributes")
    try world.git("commit", "-q", "-a", "-m", "more")
    world.ok("init", "--undo")
    #expect(world.read(".gitattributes") == "*.md -text\n*.txt text\n")
    #expect(try value("merge.snag.driver", world) == "mine %A\n")
    #expect(try value("diff.snag.command", world) == "mine\n")
    #expect(try value("diff.snag.xfuncname", world) == nil)
  }

  @Test func aFileOfOnesOwnIsNotCommitted() throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write("*.png binary\n", to: ".gitattributes")
    let outcome = world.snag("init")
    #expect(
      outcome.errors.contains(".gitattributes was changed, not committed"), "\(outcome.errors)")
    #expect(world.read(".gitattributes") == "*.png binary\n\(Self.line)")
    #expect(try world.git("status", "--porcelain") == "?? .gitattributes\n")
    #expect(try value("merge.snag.driver", world) != nil)
    world.ok("init", "--undo")
    #expect(world.read(".gitattributes") == "*.png binary\n")
  }

  @Test func aFileThatIsDeletedHereOrALinkIsNoObstacle() throws {
    let world = try CommandLineWorld(isSetUp: false)
    try world.write("*.png binary\n", to: ".gitattributes")
    try world.git("add", ".gitattributes")
    try world.git("commit", "-q", "-m", "start")
    try FileManager.default.removeItem(atPath: "\(world.directory)/.gitattributes")
    world.ok("init")
    #expect(try world.git("show", "HEAD:.gitattributes") == "*.png binary\n")

    let linked = try CommandLineWorld(isSetUp: false)
    try linked.write("*.png binary\n", to: "attributes")
    try FileManager.default.createSymbolicLink(
      atPath: "\(linked.directory)/.gitattributes", withDestinationPath: "attributes")
    let outcome = linked.snag("init")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("warning: .gitattributes is no regular file"))
    #expect(linked.read("attributes") == "*.png binary\n")
  }

  @Test func aRepositoryOfAnOlderProgramGetsTheLine() throws {
    let world = try CommandLineWorld()
    try world.git("rm", "-q", ".gitattributes")
    try world.git("commit", "-q", "-m", "as it was")
    for key in Self.keys { try world.git("config", "--unset", key) }
    world.ok("new", "No line, no keys")
    #expect(try value("merge.snag.driver", world) == nil)
    let check = world.snag("check")
    #expect(check.status == 0)
    #expect(
      check.output == """
        .gitattributes:1:1: warning: git merges tickets as plain text: no line asks for merge=snag \
        [merge-driver] (`snag init` adds it)

        """)
    world.ok("init")
    #expect(try world.git("show", "HEAD:.gitattributes") == Self.line)
    #expect(try value("merge.snag.driver", world) != nil)
    #expect(world.snag("check").output.isEmpty)
  }

  // MARK: A fresh clone

  @Test func theFirstCommitInACloneSetsTheKeysOnce() throws {
    let world = try clone()
    #expect(try value("merge.snag.driver", world) == nil)
    world.ok("list")
    world.ok("new", "Only planned", "--dry-run")
    world.ok("new", "Only written", "--no-commit")
    #expect(try value("merge.snag.driver", world) == nil)
    let first = world.snag("new", "First")
    #expect(first.errors.hasPrefix(Self.said), "\(first.errors)")
    for key in Self.keys { #expect(try value(key, world) != nil, "\(key)") }
    let second = world.snag("new", "Second")
    #expect(!second.errors.contains(Self.said))
  }

  @Test func initInACloneSetsTheKeys() throws {
    let world = try clone()
    let outcome = world.snag("init")
    #expect(outcome.errors == "tickets are set up already\n\(Self.said)")
    #expect(try value("merge.snag.driver", world) != nil)
    #expect(world.snag("init").errors == "tickets are set up already\n")
  }

  @Test func aDriverOfThePersonsOwnIsKeptWhereverItIs() throws {
    let world = try clone()
    try world.write("[merge \"snag\"]\n\tdriver = mine %A\n", to: "global")
    world.variables["GIT_CONFIG_GLOBAL"] = "\(world.directory)/global"
    #expect(!world.snag("new", "First").errors.contains(Self.said))
    #expect(try value("merge.snag.driver", world) == nil)
    #expect(
      world.snag("check").output.contains("(`git config --global --unset-all merge.snag.driver; "))
  }

  // MARK: A command that an earlier version set

  private static let former =
    "if command -v snag >/dev/null; then snag merge-driver %O %A %B %L %P; s=$?; "
    + "test $s -gt 1 || exit $s; fi; "
    + "git merge-file --diff3 -L ours -L base -L theirs --marker-size=%L %A %O %B"
  private static let renewed = "git's command for merging tickets was renewed in this clone\n"

  @Test(arguments: [["init"], ["new", "First"]])
  func aFormerCommandIsReplacedOnce(command: [String]) throws {
    let world = try CommandLineWorld()
    try world.git("config", "merge.snag.driver", Self.former)
    #expect(
      world.snag("check").output.contains("is of an earlier version [merge-driver] (`snag init` "))
    #expect(world.snag("init", "--dry-run").status == 0)
    #expect(try value("merge.snag.driver", world) == "\(Self.former)\n")
    let outcome = world.snag(command)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains(Self.renewed), "\(outcome.errors)")
    #expect(try value("merge.snag.driver", world) == "\(MergeDriver.command)\n")
    #expect(!world.snag(command).errors.contains(Self.renewed))
    #expect(world.snag("check").output.isEmpty)
  }

  @Test func aFormerCommandIsTakenBackToo() throws {
    let world = try CommandLineWorld()
    try world.git("config", "merge.snag.driver", Self.former)
    world.ok("init", "--undo")
    for key in Self.keys { #expect(try value(key, world) == nil, "\(key)") }
  }

  @Test func aConfigurationThatCannotBeWrittenIsAWarning() throws {
    let world = try clone()
    try world.write("", to: ".git/config.lock")
    let outcome = world.snag("new", "First")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("warning: cannot set merge.snag.driver: "))
    try FileManager.default.removeItem(atPath: "\(world.directory)/.git/config.lock")
    #expect(world.snag("new", "Second").errors.contains(Self.said))
  }

  @Test func aLinkedWorktreeSharesTheKeysOfItsRepository() throws {
    let world = try clone()
    let main = world.directory
    try world.git("worktree", "add", "-q", "-b", "other", world.scratch.path("linked"))
    world.directory = world.scratch.path("linked")
    #expect(world.snag("new", "First").errors.contains(Self.said))
    world.directory = main
    #expect(try value("merge.snag.driver", world) != nil)
    #expect(!world.snag("new", "Second").errors.contains(Self.said))
  }

  @Test func aBareRepositoryHasThemInItsOwnFile() throws {
    let world = try clone("--bare")
    #expect(world.snag("check").output.isEmpty)
    #expect(world.snag("new", "First").errors.contains(Self.said))
    #expect(world.read("config")?.contains("snag merge-driver") == true)
  }

  @Test func aSubmoduleHasThemInItsOwnFile() throws {
    let world = try CommandLineWorld()
    let inner = world.directory
    world.directory = world.scratch.path("outer")
    try FileManager.default.createDirectory(
      atPath: world.directory, withIntermediateDirectories: false)
    try world.git("init", "-q", "--template=")
    try world.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "sub")
    world.directory += "/sub"
    #expect(world.snag("new", "First").errors.contains(Self.said))
    #expect(try value("merge.snag.driver", world) != nil)
    #expect(world.read("../.git/config")?.contains("snag merge-driver") == false)
  }

  // MARK: check

  @Test func checkSaysThatACloneLacksTheKeys() throws {
    let world = try clone()
    try world.write("# ours: merge=snag\n*.x -text\n\(Self.line)", to: ".gitattributes")
    let outcome = world.snag("check")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        .gitattributes:3:1: warning: git merges tickets as plain text in this clone: \
        merge.snag.driver is not set [merge-driver] (`snag init` sets it)

        """)
    #expect(outcome.errors == "checked 1 ticket: 0 errors, 1 warning\n")
    #expect(world.snag("check", "--format=github").output.isEmpty)
  }

  @Test(arguments: [
    ("*.md -merge", "-merge"), ("*.md !merge", "!merge"), ("*.md merge", "merge"),
    ("*.md merge=union", "merge=union"), ("*.md binary", "-merge"),
  ])
  func checkSaysThatAnotherLineCountsMore(line: String, words: String) throws {
    let world = try CommandLineWorld()
    try world.write("\(Self.line)\(line)\n", to: ".gitattributes")
    let outcome = world.snag("check")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        .gitattributes:1:1: warning: git does not merge tickets with snag: a line that counts more \
        says \(words) [merge-driver] (take that one out, or put this one below it)

        """)
    try world.write("\(line)\n\(Self.line)", to: ".gitattributes")
    #expect(world.snag("check").output.isEmpty)
    try world.write("*.md -merge\n", to: ".tickets/.gitattributes")
    #expect(world.snag("check").output.contains("says -merge"))
  }

  // MARK: diff

  @Test func hunksAreHeadedByWhatTheyAreAbout() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Login crashes", "-m", "Text.\n\n## Steps\n\na\nb\nc\nd\ne\nf")
    let path = world.path(of: id)
    let text = try #require(world.read(path))
    let changed = text.replacing("priority:\n", with: "priority: P1\n")
      .replacing("\nf\n", with: "\ng\n")
    try world.write(changed, to: path)
    let heads = { (diff: String) in diff.split(separator: "\n").filter { $0.hasPrefix("@@") } }
    let diff = heads(try world.git("diff", "-U1"))
    #expect(diff.count == 2)
    #expect(diff.first?.hasSuffix("@@ title: Login crashes") == true, "\(diff)")
    #expect(diff.last?.hasSuffix("@@ ## Steps") == true, "\(diff)")
    // The attribute without the configuration, as in a fresh clone.
    for key in Self.keys { try world.git("config", "--unset", key) }
    #expect(heads(try world.git("diff", "-U1")).count == 2)
  }

  @Test func theLineMeansTicketsWhereverTheyAre() throws {
    let world = try CommandLineWorld()
    let paths = [
      ".tickets/we-k2xmg8-x.md": true, ".tickets/k/2/we-k2xmg8.md": true,
      ".tickets/config.yml": false, "we-k2xmg8.md": false, "docs/.tickets/we-k2xmg8.md": false,
    ]
    for (path, isMeant) in paths {
      let answer = try world.git("check-attr", "merge", "diff", "--", path)
      #expect(answer.components(separatedBy: ": snag\n").count == (isMeant ? 3 : 1), "\(answer)")
    }
  }
}
