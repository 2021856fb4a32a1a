import Foundation
import TestSupport
import Testing

/// The built program, where a process makes a difference: exit status, pipes, terminals, editors.
@Suite struct BinaryTests {
  private let scratch: ScratchDirectory
  private let environment: [String: String]

  init() throws {
    scratch = try ScratchDirectory()
    var environment = isolatedEnvironment
    environment["PATH"] = "\(BuiltProgram.folder):\(environment["PATH"] ?? "")"
    environment["SNAG_NOW"] = "2026-11-21T09:15:00Z"
    environment["TERM"] = "xterm"
    self.environment = environment
    try TestSupport.git("init", "-q", "-b", "main", in: scratch.path)
    try #require(try snag("init").status == 0)
  }

  private func snag(_ arguments: String..., input: String = "") throws -> ProgramResult {
    try run(["snag"] + arguments, in: scratch.path, environment: environment, input: input)
  }

  private func shell(_ script: String, _ more: [String: String] = [:]) throws -> ProgramResult {
    try run(
      ["bash", "-c", script], in: scratch.path,
      environment: environment.merging(more) { $1 })
  }

  /// Runs a command line on a pseudo-terminal; what it says has CR LF line ends.
  private func onTerminal(
    _ command: String, editor: String
  ) throws -> (text: String, status: Int32) {
    try scratch.write("#!/bin/sh\n\(editor)\n", to: ".git/editor")
    let result = try shell(
      "chmod +x .git/editor && script -qec '\(command)' /dev/null </dev/null",
      ["GIT_EDITOR": scratch.path(".git/editor")])
    return (result.output.replacing("\r\n", with: "\n"), result.status)
  }

  private func newTicket(_ title: String) throws -> String {
    let id = try snag("new", "-q", title).output.dropLast()
    return String(id)
  }

  private func head() throws -> String { try git("rev-parse", "HEAD", in: scratch.path) }

  // MARK: Process

  @Test func theStatusIsTheProcesss() throws {
    #expect(try snag("list").status == 0)
    #expect(try snag("-C", "/", "list").status == 1)
    #expect(try snag("list", "--bogus").status == 2)
    #expect(try snag("show", "qq-zzzzzz").status == 3)
    let id = try newTicket("x")
    #expect(try snag("edit", id, "id=we-other").status == 4)
    #expect(try snag("--version").status == 0)
  }

  @Test func aClosedPipeEndsItQuietly() throws {
    for number in 1...3 { _ = try newTicket("Ticket \(number)") }
    let result = try shell(
      "snag completion bash | head -1 >/dev/null; echo ${PIPESTATUS[1]}; snag list | head -1")
    #expect(result.errors.isEmpty)
    #expect(result.output.hasPrefix("0\n"))
    let full = try shell("snag list > /dev/full; echo $?")
    #expect(full.output == "1\n", "\(full.output)")
  }

  @Test func standardInputIsReadForMinus() throws {
    let id = try newTicket("x")
    #expect(try snag("comment", id, "-F", "-", input: "Through a pipe.\n").status == 0)
    #expect(try snag("show", id).output.contains("\nThrough a pipe.\n"))
    let made = try snag("new", "-q", "y", "-F", "-", input: "The body.\n").output.dropLast()
    #expect(try snag("show", String(made)).output.contains("\nThe body.\n"))
  }

  @Test func gitFindsItAsASubcommand() throws {
    try FileManager.default.createDirectory(
      atPath: scratch.path(".git/bin"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path(".git/bin/git-snag"), withDestinationPath: "\(BuiltProgram.folder)/snag")
    let id = try newTicket("Login crashes")
    let path = "\(scratch.path(".git/bin")):\(environment["PATH"] ?? "")"
    let result = try shell(
      "git snag list && mkdir sub && cd sub && git snag show \(id)", ["PATH": path])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(id))
    #expect(try shell("git snag lsit", ["PATH": path]).status == 2)
    #expect(
      try shell(
        "git -c snag.actor=eve snag new -q z >/dev/null; git snag list --columns=reporter title:z",
        ["PATH": path]
      )
      .output.contains("eve"))
  }

  @Test func aTerminalGetsATable() throws {
    _ = try newTicket("Login crashes")
    let listed = try onTerminal("stty cols 60; snag list", editor: "exit 1")
    #expect(listed.text.contains("STATUS"), "\(listed.text)")
    #expect(listed.text.contains("\u{1B}[1m"))
  }

  // MARK: Editor

  @Test func whatIsSavedIsCommitted() throws {
    let id = try newTicket("Old title")
    let result = try onTerminal("snag edit \(id)", editor: #"sed -i "s/Old title/New title/" "$1""#)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("\(id): edited ("))
    #expect(try snag("show", id).output.contains("New title"))
    #expect(try git("status", "--porcelain", in: scratch.path).isEmpty)
    #expect(!scratch.exists(".git/snag/EDIT-\(id).md"))
  }

  @Test func whatIsNotChangedIsNotCommitted() throws {
    let id = try newTicket("Old title")
    let before = try head()
    let result = try onTerminal("snag edit \(id)", editor: "exit 0")
    #expect(result.status == 0)
    #expect(result.text.contains("nothing to change"), "\(result.text)")
    #expect(try head() == before)
    #expect(!scratch.exists(".git/snag/EDIT-\(id).md"))
  }

  @Test(arguments: [
    #"sed -i "s/^status: .*/status: dancing/" "$1""#, #"sed -i "s/^title: .*/title: a: b/" "$1""#,
    #"sed -i "s/^id: .*/id: we-other2/" "$1""#, #": > "$1""#, #"sed -i "s/^---$//" "$1""#,
    #"sed -i "s/^priority:.*/priority: P9/" "$1""#, #"sed -i "s/^created:.*/created: now/" "$1""#,
  ])
  func whatIsInvalidIsRefusedAndKept(editor: String) throws {
    let id = try newTicket("Old title")
    let before = try head()
    let file = try snag("show", id, "--format=raw").output
    let result = try onTerminal("snag edit \(id)", editor: editor)
    #expect(result.status == 1 || result.status == 4, "\(result.text)")
    #expect(result.text.contains("error: "), "\(result.text)")
    #expect(try head() == before)
    #expect(try snag("show", id, "--format=raw").output == file)
    // The path is the last word of its line, and the text is there.
    let line = result.text.split(separator: "\n").first { $0.contains("kept in") }
    let path = line.flatMap { $0.split(separator: " ").last.map(String.init) } ?? ""
    #expect(FileManager.default.fileExists(atPath: path.hasPrefix("/") ? path : scratch.path(path)))
  }

  @Test func keptTextIsNotOverwrittenByTheNextEdit() throws {
    let id = try newTicket("Old title")
    _ = try onTerminal(
      "snag edit \(id)", editor: #"sed -i "s/^title: .*/title: precious: text/" "$1""#)
    let second = try onTerminal(
      "snag edit \(id)", editor: #"grep -q precious "$1" && echo SAW-KEPT-TEXT; exit 0"#)
    let kept = try FileManager.default.contentsOfDirectory(atPath: scratch.path(".git/snag"))
      .compactMap { try? scratch.text(".git/snag/\($0)") }
    let isKept = kept.contains { $0.contains("precious") }
    #expect(isKept || second.text.contains("SAW-KEPT-TEXT"), "\(second.text)")
  }

  @Test func aFailingEditorChangesNothing() throws {
    let id = try newTicket("Old title")
    let before = try head()
    let result = try onTerminal("snag edit \(id)", editor: "exit 3")
    #expect(result.status == 1)
    #expect(result.text.contains("error: "))
    #expect(try head() == before)
  }

  @Test func twoTicketsCanBeEditedOneAfterTheOther() throws {
    let first = try newTicket("First")
    let second = try newTicket("Second")
    let result = try onTerminal(
      "snag edit \(first) && snag edit \(second)",
      editor: #"sed -i "s/^priority:.*/priority: P1/" "$1""#)
    #expect(result.status == 0, "\(result.text)")
    #expect(
      try snag("list", "priority:P1", "--columns=id").output.split(separator: "\n").count == 2)
    #expect(try git("log", "--oneline", in: scratch.path).split(separator: "\n").count == 5)
  }

  @Test func noEditorWithoutATerminal() throws {
    let id = try newTicket("Old title")
    #expect(try snag("edit", id).status == 2)
    let result = try onTerminal("snag edit --no-input \(id)", editor: "touch opened")
    #expect(result.status == 2)
    #expect(!scratch.exists("opened"))
  }
}
