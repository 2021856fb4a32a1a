import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketModel
import TicketStore

/// Configuration files: a bad one is one problem with its place, and the others still count.
@Suite struct SettingsTests {
  private func scene() throws -> Scene {
    let scene = try Scene.committed()
    try scene.write("version: 1\nprefix: ab\ndefault_type: bug\n", to: ".tickets/config.yml")
    try scene.write(CrashTests.workflow, to: ".tickets/workflows/bug.yml")
    try scene.write(
      CrashTests.workflow.replacingOccurrences(of: "bug", with: "task"),
      to: ".tickets/workflows/task.yaml")
    try scene.write("---\ntype: bug\n---\n\nWhat happens?\n", to: ".tickets/templates/bug.md")
    return scene
  }

  @Test func allAreRead() throws {
    let scene = try scene()
    let settings = try scene.store().settings()
    #expect(settings.problems.isEmpty)
    #expect(settings.configuration.prefix.text == "ab")
    #expect(settings.workflows.types.sorted() == ["bug", "task"])
    #expect(settings.templates.map(\.name) == ["bug"])
  }

  @Test func withoutFilesThereAreDefaults() throws {
    let scene = try Scene.unborn()
    let settings = try scene.store().settings()
    #expect(settings.problems.isEmpty)
    #expect(settings.workflows.types.isEmpty)
    #expect(settings.configuration.layout == .auto)
  }

  @Test(arguments: [
    ("config.yml", "version: 1\nprefix: 7\n", 2), ("config.yml", "version: 1\nnonsense: x\n", 2),
    ("config.yml", "version: 2\n", 1), ("config.yml", "a: [1\n", 2),
    ("workflows/bug.yml", "name: bug\ntypes: [bug]\nstatuses:\n  new: { category: odd }\n", 4),
    ("workflows/bug.yml", "name: bug\n\tx: 1\n", 2),
    ("templates/bug.md", "---\ntype: bug\ntype: task\n---\n", 3),
  ])
  func aBadFileIsAProblemWithItsPlace(_ name: String, _ text: String, _ line: Int) throws {
    let scene = try scene()
    try scene.write(text, to: ".tickets/\(name)")
    let settings = try scene.store().settings()
    #expect(settings.problems.map(\.path) == [".tickets/\(name)"])
    #expect(settings.problems.first?.position.line == line, "\(settings.problems)")
    if name != "config.yml" { #expect(settings.configuration.prefix.text == "ab") }
    #expect(settings.workflows.types.contains("task"))
    if name != "templates/bug.md" { #expect(settings.templates.count == 1) }
  }

  @Test func whatIsNoFileIsAProblemToo() throws {
    let scene = try scene()
    try scene.remove(".tickets/config.yml")
    try scene.write("x", to: ".tickets/config.yml/x")
    let settings = try scene.store().settings()
    #expect(settings.problems.map(\.path) == [".tickets/config.yml"])
    #expect(settings.workflows.types.count == 2)
    try scene.remove(".tickets/config.yml")
    try FileManager.default.createSymbolicLink(
      atPath: "\(scene.directory)/.tickets/config.yml", withDestinationPath: "/etc/hostname")
    #expect(try scene.store().settings().problems.map(\.path) == [".tickets/config.yml"])
  }

  @Test(arguments: ["templates/new.md", "workflows/new.yml", "templates", "workflows"])
  func aLinkIsAProblem(_ name: String) throws {
    let scene = try scene()
    try scene.write("Text.\n", to: "elsewhere/a.md")
    if scene.exists(".tickets/\(name)") { try scene.remove(".tickets/\(name)") }
    try FileManager.default.createSymbolicLink(
      atPath: "\(scene.directory)/.tickets/\(name)",
      withDestinationPath: "\(scene.directory)/elsewhere")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "link")
    #expect(try scene.store().settings().problems.map(\.path) == [".tickets/\(name)"])
    try scene.git("clone", "-q", "--bare", ".", "bare.git")
    let bare = scene.from("\(scene.directory)/bare.git")
    #expect(try bare.store().settings().problems.map(\.path) == [".tickets/\(name)"])
  }

  @Test func aTypeOfTwoWorkflowsIsAProblem() throws {
    let scene = try scene()
    try scene.write(CrashTests.workflow, to: ".tickets/workflows/other.yml")
    let problem = try #require(scene.store().settings().problems.first)
    #expect(problem.path == ".tickets/workflows/other.yml")
    #expect(problem.message.contains("type bug belongs to .tickets/workflows/bug.yml"))
  }

  @Test func aFileThatMayNotBeReadIsAProblem() throws {
    let scene = try scene()
    chmod("\(scene.directory)/.tickets/workflows/bug.yml", 0)
    guard access("\(scene.directory)/.tickets/workflows/bug.yml", R_OK) != 0 else {
      print("skipped: this user may read everything")
      return
    }
    let settings = try scene.store().settings()
    #expect(settings.problems.map(\.path) == [".tickets/workflows/bug.yml"])
    #expect(settings.workflows.types == ["task"])
  }

  @Test func aBareRepositorysSettingsComeFromHead() throws {
    let scene = try scene()
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "settings")
    try scene.git("clone", "-q", "--bare", ".", "bare.git")
    let settings = try scene.from("\(scene.directory)/bare.git").store().settings()
    #expect(settings.configuration.prefix.text == "ab")
    #expect(settings.workflows.types.count == 2)
    #expect(settings.templates.count == 1)
  }

  @Test func checkJudgesEverythingInOrder() throws {
    let scene = try scene()
    try scene.write("version: 1\nodd: 1\n", to: ".tickets/config.yml")
    try scene.write("no ticket\n", to: ".tickets/broken.md")
    try scene.edit(Scene.ticket, "status: new", "status: odd")
    try scene.edit(Scene.ticket, "blocked_by:", "blocked_by:\n- sn-none22")
    let (loaded, problems) = try scene.store().check()
    #expect(loaded.tickets.count == 2)
    #expect(problems == problems.sorted())
    #expect(
      Set(problems.map(\.path)).isSuperset(of: [
        ".tickets/broken.md", ".tickets/config.yml", Scene.ticket,
      ]))
    #expect(problems.count >= 4, "\(problems)")
  }
}
