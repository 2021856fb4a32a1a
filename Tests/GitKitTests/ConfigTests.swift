import GitKit
import TestSupport
import Testing

struct ConfigTests {
  @Test func layersFromSystemToCommandLine() throws {
    let repository = try TestRepository()
    for (name, keys) in [
      ("system", ["system", "xdg", "global", "local", "worktree", "count", "command"]),
      ("home/.config/git/config", ["xdg", "global", "local", "worktree", "count", "command"]),
      ("home/.gitconfig", ["global", "local", "worktree", "count", "command"]),
    ] {
      try repository.scratch.write(
        "[layer]\n" + keys.map { "\t\($0) = \(name)\n" }.joined(), to: name)
    }
    for key in ["local", "worktree", "count", "command"] {
      try repository.git("config", "layer.\(key)", "local")
    }
    try repository.git("config", "extensions.worktreeConfig", "true")
    for key in ["worktree", "count", "command"] {
      try repository.git("config", "--worktree", "layer.\(key)", "worktree")
    }
    var environment = repository.environment
    environment["GIT_CONFIG_NOSYSTEM"] = nil
    environment["GIT_CONFIG_GLOBAL"] = nil
    environment["GIT_CONFIG_SYSTEM"] = repository.scratch.path("system")
    environment["HOME"] = repository.scratch.path("home")
    environment["GIT_CONFIG_COUNT"] = "2"
    environment["GIT_CONFIG_KEY_0"] = "layer.count"
    environment["GIT_CONFIG_VALUE_0"] = "count"
    environment["GIT_CONFIG_KEY_1"] = "Layer.COMMAND"
    environment["GIT_CONFIG_VALUE_1"] = "count"
    environment["GIT_CONFIG_PARAMETERS"] = "'layer.command'='it'\\''s'"

    let opened = try GitRepository.open(at: repository.path, environment: environment)
    for key in ["system", "xdg", "global", "local", "worktree", "count", "command", "none"] {
      let byGit = try run(
        ["git", "config", "layer.\(key)"], in: repository.path, environment: environment)
      let expected = byGit.status == 0 ? String(byGit.output.dropLast()) : nil
      #expect(try opened.configString("layer.\(key)") == expected, "\(key)")
    }
    #expect(try opened.configString("layer.command") == "it's")
  }

  /// Asks git itself, through an alias that prints what `git -c` exports.
  @Test(arguments: [
    ["-c", "a.b=c d"], ["-c", "a.b=it's!"], ["-c", "a.b"], ["-c", "a.b="],
    ["-c", "A.mid.Dle.B=x=y"], ["-c", "a.b=1", "-c", "a.b=2"],
  ])
  func readsWhatGitExports(options: [String]) throws {
    let repository = try TestRepository()
    let alias = ["-c", "alias.print-it=!printf %s \"$GIT_CONFIG_PARAMETERS\"", "print-it"]
    let parameters = try run(["git"] + options + alias, in: repository.path).output
    try #require(!parameters.isEmpty)
    let opened = try repository.open(["GIT_CONFIG_PARAMETERS": parameters])
    let key = options[1].hasPrefix("A") ? "a.mid.Dle.b" : "a.b"
    let expected = try run(["git"] + options + ["config", key], in: repository.path)
    #expect(try opened.configString(key).map { $0 + "\n" } == expected.output)
  }

  @Test func readsTheOldFormOfParameters() throws {
    let repository = try TestRepository()
    let opened = try repository.open([
      "GIT_CONFIG_PARAMETERS": "'a.b=old form' 'c.d' 'e.f'='new'  'g.h'="
    ])
    #expect(try opened.configString("a.b") == "old form")
    #expect(try opened.configBool("c.d") == true)
    #expect(try opened.configString("e.f") == "new")
    #expect(try opened.configBool("g.h") == true)
  }

  @Test(arguments: [
    ["GIT_CONFIG_COUNT": "x"], ["GIT_CONFIG_COUNT": "1"],
    ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "a.b"],
    ["GIT_CONFIG_PARAMETERS": "a.b=c"], ["GIT_CONFIG_PARAMETERS": "'a.b"],
  ])
  func refusesBrokenEnvironments(extra: [String: String]) throws {
    let repository = try TestRepository()
    let environment = repository.environment.merging(extra) { $1 }
    #expect(
      code { () throws(GitError) in
        try GitRepository.open(at: repository.path, environment: environment)
      } == .configuration)
  }

  @Test func followsIncludes() throws {
    let repository = try TestRepository()
    try repository.scratch.write("[a]\n\tplain = 1\n", to: "plain")
    try repository.scratch.write("[a]\n\there = 2\n", to: "here")
    try repository.scratch.write("[a]\n\telsewhere = 3\n", to: "elsewhere")
    try repository.scratch.write(
      """
      [include]
      \tpath = plain
      [includeIf "gitdir:\(repository.path)/"]
      \tpath = here
      [includeIf "gitdir:/elsewhere/"]
      \tpath = elsewhere
      """, to: "global")
    let opened = try repository.open(["GIT_CONFIG_GLOBAL": repository.scratch.path("global")])
    #expect(try opened.configString("a.plain") == "1")
    #expect(try opened.configString("a.here") == "2")
    #expect(try opened.configString("a.elsewhere") == nil)
  }

  @Test func readsBooleansAsGitDoes() throws {
    let repository = try TestRepository()
    try repository.scratch.write(
      "[a]\n\tbare\n\tyes = Yes\n\toff = off\n\tempty =\n\tzero = 0\n\ttwo = 2\n\tbad = maybe\n",
      to: "global")
    let opened = try repository.open(["GIT_CONFIG_GLOBAL": repository.scratch.path("global")])
    for key in ["bare", "yes", "off", "empty", "zero", "two"] {
      let byGit = try run(
        ["git", "config", "--file", "global", "--type=bool", "a.\(key)"], in: repository.path)
      #expect(try opened.configBool("a.\(key)") == (byGit.output == "true\n"), "\(key)")
    }
    #expect(try opened.configBool("a.none") == nil)
    do {
      _ = try opened.configBool("a.bad")
      Issue.record("no error")
    } catch {
      #expect(error.code == .configuration)
      #expect(error.message == "bad boolean config value 'maybe' for 'a.bad'")
    }
  }

  @Test func setsAndRemovesLocalKeys() throws {
    let repository = try TestRepository()
    let opened = try repository.open()
    let before = try repository.scratch.text(".git/config")
    let value = "if a >b; then # 'c' %O \"x\" \\n; fi"
    try opened.setLocalConfig("merge.ticket.driver", to: value)
    try opened.setLocalConfig("merge.ticket.name", to: "x")
    #expect(try repository.git("config", "--local", "merge.ticket.driver") == "\(value)\n")
    #expect(try opened.configString("merge.ticket.driver") == value)
    #expect(try opened.localConfigString("merge.ticket.driver") == value)
    try opened.unsetLocalConfig(["merge.ticket.driver", "merge.ticket.name"])
    #expect(try opened.configString("merge.ticket.driver") == nil)
    // git takes the section's head out as well, libgit2 would not.
    #expect(try repository.scratch.text(".git/config") == before)
    #expect(throws: GitError.self) { try opened.unsetLocalConfig(["merge.ticket.driver"]) }
  }

  @Test func localKeysAreThoseOfTheRepositoryAlone() throws {
    let repository = try TestRepository()
    try repository.scratch.write("[a]\n\tkey = global\n", to: "global")
    let opened = try repository.open(["GIT_CONFIG_GLOBAL": repository.scratch.path("global")])
    #expect(try opened.configString("a.key") == "global")
    #expect(try opened.localConfigString("a.key") == nil)
    try opened.setLocalConfig("a.key", to: "local")
    #expect(try opened.localConfigString("a.key") == "local")
    #expect(try repository.scratch.text("global") == "[a]\n\tkey = global\n")
  }

  @Test func aBrokenFileIsAConfigurationError() throws {
    let repository = try TestRepository()
    try repository.scratch.write("[a\n", to: "global")
    let environment = repository.environment.merging([
      "GIT_CONFIG_GLOBAL": repository.scratch.path("global")
    ]) { $1 }
    #expect(
      code { () throws(GitError) in
        try GitRepository.open(at: repository.path, environment: environment)
          .configString("a.b")
      } == .configuration)
  }
}
