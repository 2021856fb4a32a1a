import SnagCLI
import TestSupport
import Testing

/// `snag install`: the program with its man pages and completions below a prefix.
@Suite struct InstallTests {
  private let world: CommandLineWorld
  private let prefix: String

  init() throws {
    world = try CommandLineWorld(isSetUp: false)
    prefix = "\(world.directory)/a prefix"
  }

  private static let program = "\(BuiltProgram.folder)/snag"

  private static func isInstalled(_ command: String) -> Bool {
    (try? run(["sh", "-c", "command -v \(command)"], in: "/").status) == 0
  }

  /// Runs the built program, which alone knows its own file.
  @discardableResult
  private func install(_ options: String...) throws -> String {
    let result = try run(
      [Self.program, "install", "--prefix", prefix] + options, in: world.directory)
    #expect(result.status == 0 && result.errors.hasPrefix("error") == false, "\(result)")
    return result.output
  }

  private func script(_ text: String) throws -> String {
    let result = try run(["bash", "--norc", "-euc", text, "bash", prefix], in: world.directory)
    #expect(result.status == 0 && result.errors == "", "\(result)")
    return result.output
  }

  @Test func programRunsFromThereUnderBothNames() throws {
    try install()
    let version = try script(#""$1/bin/snag" --version"#)
    #expect(try script(#"PATH="$1/bin:$PATH" git snag --version"#) == version)
    try install()
    #expect(try script(#"cd "$1" && find . -name '*.[0-9]*[0-9]'"#) == "", "no draft is left")
  }

  @Test func dryRunWritesNothingAndUndoLeavesNothing() throws {
    let planned = try install("--dry-run")
    #expect(try run(["test", "-e", prefix], in: "/").status == 1)
    try install()
    let written = try script(#"find "$1" ! -type d | sort"#)
    #expect(written == planned.split(separator: "\n").sorted().joined(separator: "\n") + "\n")
    _ = try script(#"touch "$1/bin/mine""#)
    try install("--undo")
    #expect(try script(#"find "$1" ! -type d"#) == "\(prefix)/bin/mine\n")
  }

  @Test func everyVerbHasAPage() throws {
    try install()
    let pages = try script(#"ls "$1/share/man/man1""#).split(separator: "\n").map(String.init)
    let verbs = world.snag("__complete", "help", "").output.split(separator: "\n")
      .map { String($0.prefix { $0 != "\t" }) }
    for verb in verbs where !["help", "query"].contains(verb) {
      #expect(pages.contains("snag-\(verb).1"), "\(verb)")
    }
    #expect(pages.contains("snag.1") && pages.contains("git-snag.1"))
  }

  @Test(.enabled(if: isInstalled("groff"), "no groff here"))
  func pagesAreRightForGroff() throws {
    try install()
    let warned = try run(
      [
        "bash", "-c",
        #"cd "$1/share/man" && for page in man1/*; do groff -man -Tutf8 -Kutf8 -ww -z "$page" 2>&1; done"#,
        "bash", prefix,
      ], in: world.directory)
    #expect(warned.output == "", "\(warned)")
  }

  @Test(.enabled(if: isInstalled("man"), "no man here"))
  func manShowsWhatHelpSays() throws {
    try install()
    let shown = try script(#"MANPATH="$1/share/man" MANWIDTH=80 man snag-list"#)
    for part in [
      "snag-list - list tickets that answer a query",
      "snag list is:ready label:auth,ui -label:wontfix",
      "-n, --limit <limit>", "At most so many tickets.",
    ] {
      #expect(shown.contains(part), "\(part) in \(shown)")
    }
    #expect(
      try script(#"MANPATH="$1/share/man" man git-snag"#)
        == script(#"MANPATH="$1/share/man" man snag"#))
  }

  @Test func bashCompletesSnagAndGitSnag() throws {
    try install()
    let answer = try script(
      #"""
      PATH="$1/bin:$PATH"
      source "$1/share/bash-completion/completions/git-snag"
      COMP_LINE="snag chang" COMP_POINT=10 COMP_TYPE=9
      _snag snag; echo "${COMPREPLY[@]}"
      COMP_LINE="git snag chang" COMP_POINT=14
      _git_snag; echo "${COMPREPLY[@]}"
      """#)
    #expect(answer == "changelog\nchangelog\n")
  }

  @Test func noHomeIsSaid() throws {
    world.variables["HOME"] = nil
    world.snag("install")
    expectSnapshot(
      world.takeTranscript(),
      """
      $ snag install
      ! error: there is no home directory to install into
      ! hint: say where: snag install --prefix /usr/local
      (exit 2)

      """)
  }
}
