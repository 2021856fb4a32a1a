import Foundation
import TestSupport
import Testing

@Suite struct WorkflowCommandTests {
  @Test func theShippedWorkflowsAreAsRecorded() throws {
    let world = try CommandLineWorld()
    world.ok("workflow")
    world.ok("workflow", "task", "--mermaid")
    world.ok("workflow", "--json=name,types")
    world.ok("workflow", "chore", "--json")
    world.snag("workflow", "bgu")
    world.snag("workflow", "--json=nothing")
    try expectSnapshot(world.takeTranscript(), named: "workflow")
  }

  @Test func helpSaysWhatThisRepositoryCanDo() throws {
    let world = try CommandLineWorld()
    #expect(world.ok("help", "workflow") == world.ok("workflow"))
    #expect(world.ok("workflow", "--help").contains("USAGE: snag workflow"))
    // `-C` counts too.
    let here = world.directory
    world.directory = world.scratch.path("")
    #expect(world.ok("-C", here, "help", "workflow").contains("workflow bug for bug"))
  }

  @Test func severalDiagramsHaveHeadings() throws {
    let world = try CommandLineWorld()
    let text = world.ok("workflow", "--mermaid")
    #expect(text.components(separatedBy: "```mermaid\nstateDiagram-v2\n").count == 4)
    #expect(text.hasPrefix("### bug\n\n```mermaid\n"))
  }

  @Test func namesCannotBreakOutOfADiagram() throws {
    let world = try CommandLineWorld()
    try world.write(
      """
      name: "a`*b"
      types: [odd]
      statuses: { "x\\"]-->y": { category: new }, "end": { category: done } }
      transitions: { "go:```": { from: "x\\"]-->y", to: end, guards: [{ approved: 2 }] } }
      """, to: ".tickets/workflows/odd.yml")
    expectSnapshot(
      world.ok("workflow", "odd", "--mermaid"),
      """
      ```mermaid
      stateDiagram-v2
        state "x#34;]--#62;y" as s1
        state "end" as s2
        [*] --> s1
        s1 --> s2 : go#58;#96;#96;#96; [approved#58; 2]
        s2 --> [*]
      ```
      """)
    #expect(world.ok("workflow", "--mermaid").contains("### a\\`\\*b\n"))
  }

  @Test func aTransitionNamedLikeAVerbIsFoundAndHintedAt() throws {
    let world = try CommandLineWorld()
    try world.write(
      """
      name: odd
      types: [odd]
      statuses: { new: { category: new }, end: { category: done } }
      transitions:
        list: { from: new, to: end, requires: [comment] }
      """, to: ".tickets/workflows/odd.yml")
    try world.git("add", ".tickets")
    try world.git("commit", "-q", "-m", "odd")
    let checked = world.snag("check")
    #expect(checked.status == 0)
    #expect(
      checked.output.contains(
        ".tickets/workflows/odd.yml:5:3: warning: `snag list` is a verb of the program"))
    let id = world.ok("new", "Odd", "-t", "odd")
    #expect(
      world.snag("move", id, "end").errors.contains(
        "hint: snag transition list \(id) -m"))
    world.ok("transition", "list", id, "-m", "so")
  }

  @Test func whereNothingIsSetUpThereIsAHint() throws {
    let world = try CommandLineWorld(isSetUp: false)
    let outcome = world.snag("workflow")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("hint: `snag init`"))
  }
}
