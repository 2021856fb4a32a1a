import Foundation
import SnagCLI
import TestSupport
import Testing

/// What the program offers for a word, and that shells show it.
@Suite struct CompletionTests {
  private let world: CommandLineWorld
  private let login: String
  private let done: String

  init() throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    try world.addCardWorkflow()
    login = world.ok(
      "new", "Login crashes", "-t", "card", "-l", "auth,ui", "-l", "two words", "-a",
      "bob")
    done = world.ok("new", "Old", "-t", "card")
    world.ok("finish", done)
    try world.git("add", ".")
    try world.git("commit", "-q", "-m", "workflow")
    try world.git("branch", "side")
  }

  /// The answer's lines, without explanations.
  private func offered(_ words: String...) -> [String] {
    world.snag(["__complete"] + words).output.split(separator: "\n")
      .map { String($0.prefix { $0 != "\t" }) }
  }

  @Test func verbsAndTransitions() {
    #expect(offered("li") == ["list"])
    #expect(offered("ta") == ["take"])
    #expect(offered("").contains("new"))
    #expect(!offered("").contains("merge-driver"), "plumbing is not for typing")
    #expect(world.snag("__complete", "ta").output == "take\tnew, triaged -> in-progress\n")
  }

  @Test func idsWithTitles() throws {
    let path = world.path(of: login)
    let text = try #require(world.read(path))
    try world.write(
      text.replacingOccurrences(
        of: "title: Login crashes", with: #"title: "Login \e[31mcrashes""#), to: path)
    #expect(world.snag("__complete", "show", "we-").output.hasPrefix("\(login)\tLogin \\u{1b}"))
    #expect(offered("show", "") == [login])
    #expect(offered("show", done) == [done], "somebody who types it means it")
    #expect(offered("sort", "") == [login])
    #expect(offered("hand-in", "") == [], "nothing is in progress")
    #expect(offered("-C", ".", "show", "we-") == [login])
  }

  @Test func optionsAndTheirValues() {
    #expect(offered("list", "--sta") == ["--staged"])
    #expect(offered("list", "--at", "s") == ["side"])
    #expect(offered("list", "--at=s") == ["--at=side"])
    #expect(offered("comment", login, "--on", "m") == ["main"])
    #expect(offered("list", "--columns", "id,pri") == ["id,priority"])
    #expect(offered("list", "--color", "") == ["auto", "always", "never"])
    #expect(offered("new", "x", "-t", "ca") == ["card"])
    #expect(offered("new", "x", "-l", "a") == ["auth"])
    #expect(offered("new", "x", "-F", "") == ["::files"])
    #expect(offered("show", "--format", "r") == ["raw"])
  }

  @Test func fieldsAndTheirValues() {
    #expect(offered("edit", login, "assi") == ["assignee="])
    #expect(offered("edit", login, "labels+") == ["labels+="])
    #expect(offered("edit", login, "assignee=") == ["assignee=@me", "assignee=bob"])
    #expect(offered("edit", login, "labels=ui,a") == ["labels=ui,auth"])
    #expect(offered("edit", "assignee=b") == ["assignee=bob"])
    #expect(offered("move", login, "rev") == ["review"])
  }

  @Test func termsOfQueries() {
    #expect(offered("list", "lab").contains("label:"))
    #expect(offered("list", "label:") == ["label:auth", "label:ui"], "no words that need quotes")
    #expect(offered("list", "label:ui,a") == ["label:ui,auth"])
    #expect(offered("list", "-label:u") == ["-label:ui"])
    #expect(offered("list", "is:re") == ["is:ready"])
    #expect(offered("list", "status:rev") == ["status:review"])
    #expect(offered("list", "sort:created").contains("sort:created-desc"))
    #expect(offered("list", "no:assi") == ["no:assignee"])
  }

  @Test func nothingIsSaidOfErrors() throws {
    world.directory = world.scratch.path
    for words in [["show", "x"], ["list", "label:"], ["list", "--at", ""], ["nope", "x"]] {
      let outcome = world.snag(["__complete"] + words)
      #expect(outcome.status == 0 && outcome.errors == "" && outcome.output == "", "\(words)")
    }
  }

  // MARK: Shells

  /// What bash would put in, for a line that ends where the cursor is.
  private func bash(_ line: String, listing: Bool = false) throws -> [String] {
    let script = """
      source completion.bash
      COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=\(listing ? 63 : 9)
      _snag "$2"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    try world.write(world.ok("completion", "bash") + "\n", to: "completion.bash")
    let result = try run(
      ["bash", "--norc", "-c", script, "bash", line, Self.program], in: world.directory)
    #expect(result.errors == "")
    return result.output.split(separator: "\n").map(String.init)
  }

  private static var program: String { "\(BuiltProgram.folder)/snag" }

  @Test func bashPutsIn() throws {
    #expect(try bash("snag tak") == ["take"])
    #expect(try bash("snag show ") == [login])
    // Readline replaces what stands behind the colon only.
    #expect(try bash("snag list label:a") == ["auth"])
    #expect(try bash("snag edit \(login) assignee=b") == ["bob"])
    #expect(try bash("snag list --at s") == ["side"])
    #expect(try bash("snag new x -F completion.b") == ["completion.bash"])
    let listed = try bash("snag ta", listing: true)
    #expect(listed == ["take"], "there is no choice")
    #expect(try bash("snag mo", listing: true).count == 1)
    #expect(try bash("snag s", listing: true).contains { $0.hasPrefix("show  (") })
  }

  private static func isInstalled(_ shell: String) -> Bool {
    (try? run(["sh", "-c", "command -v \(shell)"], in: "/").status) == 0
  }

  @Test(.enabled(if: isInstalled("zsh"), "no zsh here")) func zshReadsItsScript() throws {
    try world.write(world.ok("completion", "zsh") + "\n", to: "_snag")
    let result = try run(
      ["zsh", "-f", "-c", "autoload -U compinit; compinit -u -D; source ./_snag; whence -w _snag"],
      in: world.directory)
    #expect(result.output == "_snag: function\n" && result.errors == "", "\(result)")
  }

  @Test(.enabled(if: isInstalled("fish"), "no fish here")) func fishOffers() throws {
    try world.write(world.ok("completion", "fish") + "\n", to: "snag.fish")
    let folder = BuiltProgram.folder
    let script = """
      set -x PATH \(folder) $PATH; source snag.fish; complete -C "snag list label:a"
      """
    let result = try run(["fish", "--no-config", "-c", script], in: world.directory)
    #expect(result.output == "label:auth\n", "\(result)")
  }
}
